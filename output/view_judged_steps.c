#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/text.h"
#include "output/invocation.h"
#include "output/shell.h"
#include "output/view_change.h"
#include "output/view_parts.h"

/* A reader does not do more in one sitting. */
enum {
	REGRESSIONS = 3,
	TARGETS = 10,
	GATES = 10,
	SHAPES = 5,
	NAME_CHARACTERS = 60,
	COMMIT_DIGITS = 12
};

struct steps {
	struct view *view;
	struct view_step *items;
	size_t count;
};

static void
steps_add(struct steps *steps, const char *text, struct buf *command)
{
	struct arena *arena = &steps->view->arena;
	struct view_step *step = &steps->items[steps->count++];

	*step = (struct view_step){.text = text};
	if (command->length > 0)
		step->command = wording_line(
		    arena_strndup(arena, command->text, command->length),
		    arena);
	buf_release(command);
}

static const char *
short_name(struct arena *arena, const char *name)
{
	struct buf cut = {0};
	const char *copy;

	wording_cut(&cut, name, NAME_CHARACTERS);
	copy = arena_strdup(arena, buf_text(&cut));
	buf_release(&cut);
	return copy;
}

/* "perfolio check RUN --baseline main ": as it was judged. */
static void
add_check(struct buf *out, const struct view *view)
{
	const struct result *result = view->result;
	size_t i;

	buf_add_string(out, "perfolio check ");
	if (view->result->run.id != NULL) {
		shell_add_word(out, view->result->run.id);
		buf_add_char(out, ' ');
	}
	for (i = 0; i < result->judged_with_count; i++) {
		shell_add_word(out, result->judged_with[i]);
		buf_add_char(out, ' ');
	}
}

/* The run that decided has the head beside the base, whose id is known. */
static void
add_why_confirmed(struct buf *out, const struct result *result,
    const char *base, struct arena *arena)
{
	const char *side = strstr(base, "variant=base");

	if (side == NULL)
		side = strstr(base, "side=base");
	if (side == NULL || result->confirmation->run == NULL)
		return;
	side = strchr(side, '=') + 1;
	buf_add_string(out, "perfolio check ");
	shell_add_word(out, result->confirmation->run);
	buf_add_string(out, " --why ");
	shell_add_word(
	    out, arena_printf(arena, "%.*shead%s", (int)(side - base), base,
		     side + strlen("base")));
}

static void
add_why(struct steps *steps, const struct view_change *change)
{
	struct arena *arena = &steps->view->arena;
	struct buf command = {0};

	/* Nobody types more than what is shown of an id. */
	if (change->id.whole == NULL && change->other.text != NULL &&
	    steps->view->result->confirmation != NULL) {
		add_why_confirmed(
		    &command, steps->view->result, change->of->case_id, arena);
	} else if (change->id.whole == NULL) {
		add_check(&command, steps->view);
		buf_add_string(&command, "--why ");
		shell_add_word(&command, change->id.text);
	}
	steps_add(steps,
	    arena_printf(arena,
		"%s is a regression in %s, %s: see how the "
		"verdict came about.",
		short_name(arena, change->id.text), change->metric,
		change->brief == NULL ? change->seen.word : change->brief),
	    &command);
}

/* The one way to know: base and head in turns on the same machine. */
static void
add_confirm(struct steps *steps, size_t count)
{
	const struct record_run *base = steps->view->result->baseline;
	struct arena *arena = &steps->view->arena;
	struct buf command = {0};

	if (steps->view->result->run.against != NULL ||
	    steps->view->result->run.suite_text == NULL ||
	    steps->view->result->confirmation != NULL)
		return;
	add_check(&command, steps->view);
	buf_add_string(&command, "--confirm --against DIR");
	steps_add(steps,
	    arena_printf(arena,
		"Measure %s again in turns with the baseline before you "
		"decide; DIR is a built tree of %s%.*s.",
		count == 1 ? "it" : "them",
		base == NULL || base->vcs_commit == NULL ? "the baseline"
							 : "commit ",
		COMMIT_DIGITS,
		base == NULL || base->vcs_commit == NULL
		    ? ""
		    : wording_line(base->vcs_commit, arena)),
	    &command);
}

static void
add_regressions(struct steps *steps)
{
	const struct view_comparison *found =
	    view_comparison_find(steps->view, "regressions");
	struct buf none = {0};
	size_t i, open = 0;

	if (found == NULL)
		return;
	for (i = 0; i < found->changes.count; i++)
		if (found->changes.items[i].of->accepted == NULL &&
		    ++open <= REGRESSIONS)
			add_why(steps, &found->changes.items[i]);
	if (open > REGRESSIONS)
		steps_add(steps,
		    arena_printf(&steps->view->arena,
			"More regressions stand in the table; --why explains "
			"each."),
		    &none);
	if (open > 0)
		add_confirm(steps, open);
}

static void
add_target(struct steps *steps, const struct view_target *target)
{
	struct view *view = steps->view;
	struct arena *arena = &view->arena;
	struct buf command = {0};
	const char *name = short_name(
	    arena, target->claim != NULL ? target->claim : target->id.text);
	const char *text;
	size_t place;

	if (target->id.text != NULL && target->id.whole == NULL &&
	    map_get(&view->places, target->id.text, &place))
		view_add_verify(&command, &view->result->run,
		    &view->result->cases[place], &target->id);
	if (target->claim != NULL)
		text = arena_printf(arena, "The claim “%s” %s%s%s%s%s", name,
		    target->measured == NULL ? "was " : "", target->status.word,
		    target->note == NULL ? "" : ": ",
		    target->note == NULL ? "" : target->note,
		    target->note != NULL && text_ends_with(target->note, ".")
			? ""
			: ".");
	else if (target->measured == NULL)
		text = arena_printf(arena,
		    "%s, %s was not measured against %s%s%s.", name,
		    target->selector, target->target,
		    target->note == NULL ? "" : ": ",
		    target->note == NULL ? "" : target->note);
	else
		text = arena_printf(arena, "%s, %s is %s: %s against %s%s%s.",
		    name, target->selector, target->status.word,
		    target->measured, target->target,
		    target->headroom == NULL ? "" : ", ",
		    target->headroom == NULL ? "" : target->headroom);
	steps_add(steps, text, &command);
}

static void
add_targets(struct steps *steps)
{
	const struct view *view = steps->view;
	const struct view_target *target;
	size_t i, added = 0, missing = 0, rest = 0;
	bool is_missing;
	struct buf none = {0};

	for (i = 0; i < view->targets.count; i++) {
		target = &view->targets.items[i];
		if (target->is_open == NULL)
			continue;
		/* What was not measured has mostly the same reason. */
		is_missing = target->measured == NULL && target->claim == NULL;
		if (added < TARGETS && !(is_missing && missing > 0)) {
			add_target(steps, target);
			added++;
		} else {
			rest++;
		}
		missing += is_missing;
	}
	if (rest > 0)
		steps_add(steps,
		    arena_printf(&steps->view->arena,
			"%zu more target%s not green: see the table.", rest,
			rest == 1 ? " is" : "s are"),
		    &none);
}

static void
add_scalings(struct steps *steps)
{
	const struct view *view = steps->view;
	struct arena *arena = &steps->view->arena;
	const struct view_scaling *scaling;
	struct buf none = {0};
	size_t i, open = 0;

	for (i = 0; i < view->scalings.count; i++) {
		scaling = &view->scalings.items[i];
		if (scaling->is_open == NULL || open++ >= SHAPES)
			continue;
		steps_add(steps,
		    arena_printf(arena, "%s, %s over %s %s: %s%s%s%s",
			short_name(arena, scaling->name), scaling->metric,
			scaling->over,
			scaling->of->status == SCALING_STATUS_FAIL
			    ? "grows too fast"
			    : "may grow too fast",
			scaling->bound == NULL ? "" : scaling->bound,
			scaling->reason == NULL ? "" : "; ",
			scaling->reason == NULL ? "" : scaling->reason,
			scaling->reason != NULL &&
				text_ends_with(scaling->reason, ".")
			    ? ""
			    : "."),
		    &none);
	}
	if (open > SHAPES)
		steps_add(steps,
		    arena_printf(arena,
			"%zu more curves are not green: see Scaling.",
			open - SHAPES),
		    &none);
}

static void
add_growths(struct steps *steps)
{
	const struct view *view = steps->view;
	struct arena *arena = &steps->view->arena;
	const struct view_growth *growth;
	struct buf none = {0};
	size_t i, open = 0;

	for (i = 0; i < view->growths.count; i++) {
		growth = &view->growths.items[i];
		if (growth->is_open == NULL || open++ >= SHAPES)
			continue;
		steps_add(steps,
		    arena_printf(arena,
			"%s: its %s grows while it runs, %s (%s): look for "
			"what it does not give back.",
			short_name(arena, growth->id.text), growth->metric,
			growth->total, growth->kind),
		    &none);
	}
	if (open > SHAPES)
		steps_add(steps,
		    arena_printf(arena,
			"%zu more grow while they run: see Memory.",
			open - SHAPES),
		    &none);
}

static void
add_attest(struct steps *steps, const struct gate_result *gate)
{
	struct arena *arena = &steps->view->arena;
	struct buf command = {0};

	add_check(&command, steps->view);
	buf_add_string(&command, "--attest ");
	shell_add_word(&command, arena_printf(arena, "%s=pass", gate->name));
	steps_add(steps,
	    arena_printf(arena, "Nobody attested “%s” yet.",
		short_name(arena, wording_line(gate->name, arena))),
	    &command);
}

static void
add_manual(struct steps *steps, const struct result *result)
{
	size_t i, added = 0;

	for (i = 0; i < result->gate_count && added < GATES; i++)
		if (result->gates[i].is_manual &&
		    result->gates[i].status == GATE_UNKNOWN) {
			add_attest(steps, &result->gates[i]);
			added++;
		}
}

/* Without one nothing can be called a regression. */
static void
add_baseline(struct steps *steps, const struct result *result)
{
	struct buf command = {0};

	if (result->gate_count == 0 || result->baseline != NULL ||
	    result->history_count > 0 || result->run.against != NULL)
		return;
	if (invocation_add(&command, &result->run))
		buf_add_string(&command, " --save-baseline main");
	steps_add(steps,
	    "There is no baseline, so no regression can be seen: save a run "
	    "of what is released today as one.",
	    &command);
}

static void
add_undecided(struct steps *steps)
{
	const struct view_comparison *found =
	    view_comparison_find(steps->view, "undecided");
	const struct view_change *first;
	uint64_t count = steps->view->result->counts.inconclusive;
	struct buf none = {0};

	if (found == NULL || steps->view->result->is_other_machine)
		return;
	first = found->changes.items;
	if (first->needed == NULL || count == 0)
		return;
	steps_add(steps,
	    arena_printf(&steps->view->arena,
		"%" PRIu64 " case%s inconclusive: measure longer or on a "
		"quieter machine. %s would need %s launches a side, in turns.",
		count, count == 1 ? " is" : "s are",
		short_name(&steps->view->arena, first->id.text), first->needed),
	    &none);
}

size_t
view_judged_steps(
    struct view *view, const struct result *result, struct view_step *items)
{
	struct steps steps = {view, items, 0};

	add_regressions(&steps);
	add_targets(&steps);
	add_scalings(&steps);
	add_growths(&steps);
	add_manual(&steps, result);
	add_baseline(&steps, result);
	add_undecided(&steps);
	return steps.count;
}
