#include <inttypes.h>

#include "analysis/notable.h"
#include "base/buf.h"
#include "output/shell.h"
#include "output/view_parts.h"

/* A reader does not do more in one sitting. */
enum { STEPS_FOR_CASES = 10 };

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

void
view_add_steps(struct view *view, const struct result *result,
    const struct result_case *const *order)
{
	struct view_step *steps = arena_alloc(&view->arena,
	    (STEPS_FOR_CASES + 2 + view->notes.count + view->remarks.count) *
		sizeof *steps);
	const struct view_remark *remark;
	const struct view_note *note;
	size_t i, count = 0, troubles = 0;

	if (result->finished == NULL)
		steps[count++] = step_for_rest(view, result);
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
		if (note->advice != NULL)
			steps[count++].text = note->advice;
	}
	for (i = 0; i < view->remarks.count; i++) {
		remark = &view->remarks.items[i];
		if (remark->advice != NULL)
			steps[count++].text =
			    arena_printf(&view->arena, "%s (%s): %s",
				remark->word, remark->cases, remark->advice);
	}
	view->steps.items = steps;
	view->steps.count = count;
}
