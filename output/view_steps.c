#include <inttypes.h>
#include <string.h>

#include "analysis/notable.h"
#include "base/buf.h"
#include "output/shell.h"
#include "output/view_parts.h"

/* A reader does not do more in one sitting. */
enum {
	STEPS_FOR_CASES = 10,
	NAMES_SHOWN = 3, /* of the cases with a remark */
	NAME_CHARACTERS = 48
};

static const char *
cure_of(const struct result_case *item)
{
	switch (item->status) {
	case CASE_STATUS_TIMEOUT:
		return "does not end in time: see why, or raise its timeout";
	case CASE_STATUS_BLOCKED:
		return "could not be started: cure what blocks it";
	case CASE_STATUS_MISSING:
		return "was not measured: measure it";
	default:
		return "fails: see why";
	}
}

static struct view_step
step_for_case(struct view *view, const struct result_case *item)
{
	struct view_id id = view_id_of(view, item);
	struct view_step step;
	struct buf text = {0};

	view_add_verify(&text, &view->result->run, item, &id);
	step.command = wording_line(
	    arena_strndup(&view->arena, buf_text(&text), text.length),
	    &view->arena);
	if (step.command[0] == '\0')
		step.command = NULL;
	step.text =
	    arena_printf(&view->arena, "%s %s.", id.text, cure_of(item));
	buf_release(&text);
	return step;
}

/* The suite knows how to go on with what was cut short. */
static struct view_step
step_for_rest(struct view *view, const struct result *result)
{
	struct view_step step = {"The run was cut short: go on with it.", NULL};
	struct buf text = {0};

	if (result->run.suite_text != NULL) {
		buf_add_string(&text, "perfolio run --resume ");
		shell_add_word(&text, result->run.id);
		step.command = arena_strndup(&view->arena,
		    wording_line(text.text, &view->arena), text.length);
	}
	buf_release(&text);
	return step;
}

/* "few samples (12 cases: a, b, c and 9 more): Raise …" */
static const char *
text_for_remark(struct view *view, const struct view_remark *remark)
{
	struct buf out = {0};
	const char *text;
	size_t i, named = remark->ids.count;

	buf_addf(&out, "%s (%s", remark->word, remark->cases);
	for (i = 0; i < named && i < NAMES_SHOWN; i++) {
		buf_add_string(&out, i == 0 ? ": " : ", ");
		wording_cut(&out, remark->ids.items[i].text, NAME_CHARACTERS);
	}
	if (named > NAMES_SHOWN || remark->more != NULL)
		buf_add_string(&out, ", …");
	buf_addf(&out, "): %s", remark->advice);
	text = arena_strndup(&view->arena, out.text, out.length);
	buf_release(&out);
	return text;
}

void
view_add_steps(struct view *view, const struct result *result,
    const struct result_case *const *order)
{
	struct view_step *steps = arena_alloc(
	    &view->arena, (STEPS_FOR_CASES + 2 + VIEW_JUDGED_STEPS +
			      view->notes.count + view->remarks.count) *
			      sizeof *steps);
	const struct view_remark *remark;
	const struct view_note *note;
	size_t i, count = 0, troubles = 0;

	if (result->finished == NULL)
		steps[count++] = step_for_rest(view, result);
	count += view_judged_steps(view, result, steps + count);
	for (i = 0; i < result->case_count; i++) {
		if (!notable_is_trouble(order[i]) ||
		    order[i]->is_failure_allowed)
			continue;
		if (troubles++ < STEPS_FOR_CASES)
			steps[count++] = step_for_case(view, order[i]);
	}
	if (troubles > STEPS_FOR_CASES)
		steps[count++].text = arena_printf(&view->arena,
		    "%zu more cases were not measured: see the table.",
		    troubles - STEPS_FOR_CASES);
	for (i = 0; i < view->notes.count; i++) {
		note = &view->notes.items[i];
		/* What is only good to know asks for nothing. */
		if (note->advice != NULL &&
		    strcmp(note->level.tone, "warn") == 0)
			steps[count++].text =
			    note->id == NULL
				? note->advice
				: arena_printf(&view->arena, "%s: %s", note->id,
				      note->advice);
	}
	for (i = 0; i < view->remarks.count; i++) {
		remark = &view->remarks.items[i];
		if (remark->advice != NULL)
			steps[count++].text = text_for_remark(view, remark);
	}
	view->steps.items = steps;
	view->steps.count = count;
}
