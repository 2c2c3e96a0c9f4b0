#include <inttypes.h>
#include <string.h>

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

/* Others that the same thing blocks are cured along with it. */
static struct view_step
step_for_trouble(struct view *view, const struct view_trouble *trouble,
    const struct result_case *item)
{
	return (struct view_step){
	    .text = arena_printf(&view->arena, "%s%s%s%s %s.", trouble->id.text,
		trouble->shared == NULL ? "" : " (and ",
		trouble->shared == NULL ? "" : trouble->shared,
		trouble->shared == NULL ? "" : ")", cure_of(item)),
	    .command = trouble->verify,
	};
}

/* What is missing alone in comparison with the baseline has a note. */
static size_t
add_troubles(struct view *view, struct view_step *steps)
{
	const struct view_trouble *trouble;
	const struct result_case *item;
	size_t i, count = 0, rest = 0;

	for (i = 0; i < view->troubles.count; i++) {
		trouble = &view->troubles.items[i];
		item = trouble->of;
		if (trouble->allowed != NULL ||
		    view_is_removed(view->result, item))
			continue;
		if (count < STEPS_FOR_CASES)
			steps[count++] = step_for_trouble(view, trouble, item);
		else
			rest++;
	}
	if (rest > 0)
		steps[count++].text = arena_printf(&view->arena,
		    "%zu more case%s not measured: see what needs attention.",
		    rest, rest == 1 ? " was" : "s were");
	return count;
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

/* One line for all cases that the same advice is given about. */
static bool
is_said(const struct view *view, size_t index)
{
	const struct view_note *note = &view->notes.items[index];
	size_t i;

	for (i = 0; i < index && note->id != NULL; i++)
		if (view->notes.items[i].advice != NULL &&
		    strcmp(view->notes.items[i].advice, note->advice) == 0)
			return true;
	return false;
}

static const char *
text_for_note(struct view *view, const struct view_note *note)
{
	return arena_printf(&view->arena, "%s%s%s %s",
	    note->id == NULL ? "" : note->id, note->id == NULL ? "" : ": ",
	    note->text, note->advice);
}

void
view_add_steps(struct view *view, const struct result *result)
{
	struct view_step *steps = arena_alloc(&view->arena,
	    (STEPS_FOR_CASES + 2 + VIEW_JUDGED_STEPS + VIEW_TREND_STEPS +
		view->notes.count + view->remarks.count) *
		sizeof *steps);
	const struct view_remark *remark;
	const struct view_note *note;
	size_t i, count = 0;

	if (result->finished == NULL)
		steps[count++] = step_for_rest(view, result);
	count += add_troubles(view, steps + count);
	count += view_judged_steps(view, result, steps + count);
	for (i = 0; i < view->notes.count; i++) {
		note = &view->notes.items[i];
		/* What is only good to know asks for nothing. */
		if (note->advice != NULL &&
		    strcmp(note->level.tone, "warn") == 0 && !is_said(view, i))
			steps[count++].text = text_for_note(view, note);
	}
	for (i = 0; i < view->remarks.count; i++) {
		remark = &view->remarks.items[i];
		if (remark->advice != NULL)
			steps[count++].text = text_for_remark(view, remark);
	}
	count += view_trend_steps(view, steps + count);
	view->steps.items = steps;
	view->steps.count = count;
}
