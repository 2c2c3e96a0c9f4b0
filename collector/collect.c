#include "collector/collect.h"

#include <math.h>
#include <string.h>

#include "base/err.h"
#include "collector/collect_case.h"
#include "collector/collect_notes.h"
#include "collector/outcome.h"

enum {
	/* A case whose first launches all fail is not launched any more. */
	HOPELESS_LAUNCHES = 3
};

void
collect_init(struct collect *collect, const struct plan *plan)
{
	*collect = (struct collect){.plan = plan};
	collect->cases = arena_alloc(
	    &collect->arena, plan->case_count * sizeof *collect->cases);
}

void
collect_release(struct collect *collect)
{
	size_t i;

	for (i = 0; i < collect->plan->case_count; i++) {
		stopping_release(&collect->cases[i].track);
		trial_memory_release(&collect->cases[i].memory);
	}
	trial_release(&collect->trial);
	arena_release(&collect->arena);
}

/* Ends every case that has no outcome yet with the same status. */
static int
end_all(struct collect *collect, enum case_status status, const char *message,
    struct err *err)
{
	struct collect_case *state;
	size_t i;

	for (i = 0; i < collect->plan->case_count; i++) {
		state = &collect->cases[i];
		if (state->done.is_ended)
			continue;
		if (state->status == CASE_STATUS_NONE) {
			state->status = status;
			state->message = message;
		}
		if (collect_finish(collect, i, err) < 0)
			return -1;
	}
	return 0;
}

/* The block's cases for a look at them; the caller frees. */
static struct stopping_case *
block_cases(const struct collect *collect, size_t first)
{
	const struct plan_case *of = &collect->plan->cases[first];
	size_t count = of->block_count, i;
	struct stopping_case *cases = xcalloc(count, sizeof *cases);
	const struct collect_case *state;

	for (i = 0; i < count; i++, of++) {
		state = &collect->cases[first + i];
		cases[i] = (struct stopping_case){.stopping = &of->stopping,
		    .track = &state->track,
		    .spent_ns = state->spent_ns,
		    .is_over = state->done.is_ended};
		if (of->reference != first + i)
			cases[i].others[cases[i].other_count++] =
			    of->reference - first;
		if (of->base != first + i)
			cases[i].others[cases[i].other_count++] =
			    of->base - first;
	}
	return cases;
}

/* True when the case's last launch is made, or the rest is pointless. */
static bool
is_finished(const struct plan_case *of, const struct collect_case *state)
{
	return state->stopped_by != NULL ||
	       (of->stopping.launches != 0 &&
		   state->done.launches >= of->stopping.launches) ||
	       (state->done.failed == state->done.launches &&
		   state->done.failed >= HOPELESS_LAUNCHES &&
		   !collect_counts_failures(of));
}

/*
 * After a round of a block: ends its cases that are launched often enough, or
 * in vain.
 */
static int
look_at_block(struct collect *collect, size_t first, struct err *err)
{
	size_t count = collect->plan->cases[first].block_count, i;
	struct stopping_case *cases;
	struct stopping_look look;
	struct collect_case *state;
	const struct plan_case *of;
	double width = (double)INFINITY;
	int result = 0;

	for (i = 0; i < count; i++)
		if (!collect->cases[first + i].done.is_ended)
			break;
	if (i == count)
		return 0;
	cases = block_cases(collect, first);
	look = stopping_look(collect->rule, cases, count);
	for (i = 0; i < count && result == 0; i++) {
		state = &collect->cases[first + i];
		of = &collect->plan->cases[first + i];
		if (state->done.is_ended)
			continue;
		if (of->stopping.launches == 0) {
			state->stopped_by = look.reason;
			if (look.expected != 0)
				state->expected = look.expected;
		}
		if (!is_finished(of, state))
			continue;
		if (!isfinite(width))
			width = stopping_width(collect->rule, cases, count);
		state->reached = isfinite(width) ? width : 0;
		result = collect_finish(collect, first + i, err);
	}
	free(cases);
	return result;
}

/* build or before: 1 when it failed and every case is blocked. */
static int
run_suite_hook(struct collect *collect, const char *what,
    const struct command *command, struct err *err)
{
	struct launch_result result;
	const char *message, *reason;

	if (command->count == 0)
		return 0;
	collect->watcher->preparing(collect->watcher, what);
	if (collect_hook(collect, NULL, command, &result, err) < 0)
		return -1;
	if (outcome_is_success(&result, NULL, 0))
		return 0;
	reason = outcome_message(&collect->arena, &result, 0);
	if (strcmp(what, "after") == 0)
		return collect_note(collect, NULL,
		    arena_printf(&collect->arena,
			"The suite's after failed: %s.", reason),
		    "What was measured stands; look after what it should "
		    "have cleaned up.",
		    err);
	message = arena_printf(
	    &collect->arena, "the suite's %s failed: %s", what, reason);
	return end_all(collect, CASE_STATUS_BLOCKED, message, err) < 0 ? -1 : 1;
}

/* Before anything is known: two looks, unless time runs out sooner. */
static uint64_t
first_guess(const struct stopping *stopping)
{
	uint64_t guess = stopping->min_launches + STOPPING_EVERY;

	if (stopping->launches != 0)
		return stopping->launches;
	return guess < stopping->max_launches ? guess : stopping->max_launches;
}

int
collect_plan(struct collect *collect, struct err *err)
{
	const struct plan *plan = collect->plan;
	struct collect_case *state;
	size_t i;

	for (i = 0; i < plan->case_count; i++) {
		state = &collect->cases[i];
		state->expected = first_guess(&plan->cases[i].stopping);
		if (state->done.launches > state->done.failed)
			collect->measured++;
		if (!state->done.is_planned &&
		    sink_put_case(collect->sink, &plan->cases[i].record, err) <
			0)
			return -1;
	}
	return 0;
}

static int
put_conditions(
    struct collect *collect, uint64_t round, bool is_last, struct err *err)
{
	struct record_system system;
	struct record record = {RECORD_SYSTEM, {.system = &system}};

	if (collect->conditions == NULL)
		return 0;
	collect->conditions->launched_ns += collect->trial.launched_ns;
	collect->trial.launched_ns = 0;
	/* A run shorter than a look at the machine has none. */
	if ((is_last && !collect->were_conditions_put) ||
	    !conditions_round(collect->conditions, round, is_last, &system))
		return 0;
	collect->were_conditions_put = true;
	return collect->sink->put(collect->sink, &record, err);
}

/* A round of a block, in order; 1 when --fail-fast stops the run. */
static int
run_block(struct collect *collect, const size_t *order, size_t count,
    uint64_t round, struct err *err)
{
	const struct collect_done *done;
	double before_ns;
	size_t i;
	int stopped;

	for (i = 0; i < count; i++) {
		done = &collect->cases[order[i]].done;
		if (done->is_ended || done->launches >= round)
			continue;
		collect->watcher->launching(
		    collect->watcher, collect, order[i], round);
		before_ns = collect->trial.elapsed_ns;
		stopped = collect_launch(collect, order[i], round, err);
		collect->cases[order[i]].elapsed_ns +=
		    collect->trial.elapsed_ns - before_ns;
		if (stopped != 0)
			return stopped;
	}
	return look_at_block(
	    collect, collect->plan->cases[order[0]].block_first, err);
}

/* True while some case has not got its outcome. */
static bool
goes_on(const struct collect *collect)
{
	size_t i;

	for (i = 0; i < collect->plan->case_count; i++)
		if (!collect->cases[i].done.is_ended)
			return true;
	return false;
}

static int
run_rounds(struct collect *collect, struct err *err)
{
	const struct plan *plan = collect->plan;
	size_t *order =
	    arena_alloc(&collect->arena, plan->case_count * sizeof *order);
	uint64_t round;
	size_t i;
	int stopped;

	for (round = 1; goes_on(collect); round++) {
		plan_round(plan, round, order);
		for (i = 0; i < plan->case_count;
		     i += plan->cases[order[i]].block_count) {
			stopped = run_block(collect, order + i,
			    plan->cases[order[i]].block_count, round, err);
			if (stopped < 0)
				return -1;
			collect->has_stopped = stopped > 0;
			if (stopped > 0)
				return end_all(collect, CASE_STATUS_SKIPPED,
				    "the run stopped at the first failure "
				    "(--fail-fast)",
				    err);
		}
		if (put_conditions(collect, round, false, err) < 0)
			return -1;
	}
	return put_conditions(collect, round - 1, true, err);
}

/* A run that goes on may find cases that are launched often enough. */
static int
end_finished(struct collect *collect, struct err *err)
{
	const struct plan *plan = collect->plan;
	const struct collect_case *state;
	size_t i, j;
	bool is_even;

	for (i = 0; i < plan->case_count; i += plan->cases[i].block_count) {
		state = &collect->cases[i];
		is_even = state->done.launches > 0;
		for (j = 1; j < plan->cases[i].block_count; j++)
			is_even &=
			    state[j].done.is_ended ||
			    state[j].done.launches == state->done.launches;
		if (is_even && look_at_block(collect, i, err) < 0)
			return -1;
	}
	return 0;
}

int
collect_run(struct collect *collect, struct err *err)
{
	const struct plan *plan = collect->plan;
	int blocked;

	trial_init(&collect->trial, collect->runner, &collect->arena);
	collect->trial.keep_folder = collect->keep_folder;
	if (end_finished(collect, err) < 0)
		return -1;
	blocked = run_suite_hook(collect, "build", &plan->build, err);
	if (blocked == 0)
		blocked = run_suite_hook(collect, "before", &plan->before, err);
	if (blocked != 0)
		return blocked < 0 ? -1 : 0;
	if (run_rounds(collect, err) < 0)
		return -1;
	return run_suite_hook(collect, "after", &plan->after, err);
}
