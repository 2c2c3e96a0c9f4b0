#include "collector/collect_case.h"

#include <string.h>

#include "base/err.h"
#include "collector/collect_notes.h"
#include "collector/outcome.h"

int
collect_hook(struct collect *collect, const struct plan_case *of,
    const struct command *command, struct launch_result *result,
    struct err *err)
{
	return trial_hook(
	    &collect->trial, of, collect->plan->folder, command, result, err);
}

bool
collect_counts_failures(const struct plan_case *of)
{
	size_t i;

	for (i = 0; i < of->record.metric_count; i++)
		if (strcmp(of->record.metrics[i].name, "success_rate") == 0)
			return true;
	return false;
}

static int
put_outcome(struct collect *collect, size_t index, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	struct collect_case *state = &collect->cases[index];
	struct record_case line = {.id = of->record.id,
	    .status = state->status,
	    .message = state->message,
	    .has_launches = true,
	    .launches = state->done.launches,
	    .failed = state->done.failed,
	    .reached = state->reached};

	state->done.is_ended = true;
	if (line.status == CASE_STATUS_NONE ||
	    ((line.status == CASE_STATUS_FAILED ||
		 line.status == CASE_STATUS_TIMEOUT) &&
		collect_counts_failures(of) &&
		state->done.failed < state->done.launches)) {
		line.status = CASE_STATUS_OK;
		line.message = NULL;
	}
	if (line.status != CASE_STATUS_BLOCKED &&
	    line.status != CASE_STATUS_SKIPPED)
		line.stopped_by =
		    state->stopped_by == NULL ? "fixed" : state->stopped_by;
	if (line.status == CASE_STATUS_FAILED ||
	    line.status == CASE_STATUS_TIMEOUT)
		line.message = arena_printf(&collect->arena,
		    "%llu of %llu launches failed: %s",
		    (unsigned long long)state->done.failed,
		    (unsigned long long)state->done.launches, state->message);
	return sink_put_case(collect->sink, &line, err);
}

int
collect_finish(struct collect *collect, size_t index, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	const struct collect_case *state = &collect->cases[index];
	struct launch_result result;

	if (of->cleanup.count != 0 &&
	    (state->is_set_up || state->done.launches > 0)) {
		if (collect_hook(collect, of, &of->cleanup, &result, err) < 0)
			return -1;
		if (!outcome_is_success(&result, NULL, 0) &&
		    collect_note(collect, of->record.id,
			arena_printf(&collect->arena, "Its cleanup failed: %s.",
			    outcome_message(&collect->arena, &result, 0)),
			"What was measured stands; look after what it should "
			"have cleaned up.",
			err) < 0)
			return -1;
	}
	if (collect_note_end(collect, index, err) < 0)
		return -1;
	return put_outcome(collect, index, err);
}

static int
block(struct collect *collect, size_t index, const char *what,
    const struct launch_result *result, struct err *err)
{
	struct collect_case *state = &collect->cases[index];

	state->status = CASE_STATUS_BLOCKED;
	state->message =
	    arena_printf(&collect->arena, "its %s failed: %s", what,
		outcome_message(&collect->arena, result,
		    trial_hook_timeout(&collect->plan->cases[index])));
	return collect_finish(collect, index, err);
}

/* A command around the launches that must not fail; 1 when it did. */
static int
run_case_hook(struct collect *collect, size_t index, const char *what,
    const struct command *command, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	struct launch_result result;

	if (command->count == 0)
		return 0;
	if (collect_hook(collect, of, command, &result, err) < 0)
		return -1;
	if (outcome_is_success(&result, NULL, 0))
		return 0;
	return block(collect, index, what, &result, err) < 0 ? -1 : 1;
}

static int
block_start(struct collect *collect, size_t index, struct err *err)
{
	struct collect_case *state = &collect->cases[index];

	state->status = CASE_STATUS_BLOCKED;
	state->message = collect->trial.blocked;
	return collect_finish(collect, index, err) < 0 ? -1 : 1;
}

/* setup, then the warm-up launches, whose failures show up in the first. */
static int
set_up(struct collect *collect, size_t index, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	uint64_t i;
	int failed;

	collect->cases[index].is_set_up = true;
	failed = run_case_hook(collect, index, "setup", &of->setup, err);
	for (i = 0; i < of->warmup && failed == 0; i++) {
		failed =
		    run_case_hook(collect, index, "prepare", &of->prepare, err);
		if (failed != 0)
			return failed;
		if (trial_run(&collect->trial, of, NULL, err) < 0)
			return -1;
		if (collect->trial.blocked != NULL)
			return block_start(collect, index, err);
		failed = run_case_hook(
		    collect, index, "conclude", &of->conclude, err);
		if (!collect->trial.is_success)
			break;
	}
	return failed;
}

static int
put_launch(
    struct collect *collect, size_t index, uint64_t round, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	const struct collect_case *state = &collect->cases[index];
	const struct trial *trial = &collect->trial;
	struct record_samples samples = {.case_id = of->record.id,
	    .round = round,
	    .launch = state->done.launches,
	    .has_start =
		trial->has_started && trial->clock_ns >= collect->started_ns,
	    .start_ns = trial->clock_ns - collect->started_ns,
	    .is_failed = !trial->is_success};

	/* The first good one's, so that a run that goes on knows it. */
	if (trial->is_success && of->is_output_same &&
	    state->done.launches - state->done.failed == 1)
		samples.output = state->memory.digest;
	if (trial->is_success) {
		samples.metrics = trial->values.items;
		samples.metric_count = trial->values.count;
	} else {
		samples.error = trial->message;
	}
	if (trial->use.outcome == LAUNCH_SIGNALED)
		samples.signal = trial->use.code;
	else if (trial->use.outcome == LAUNCH_TIMED_OUT)
		samples.is_timeout = true;
	else if (trial->use.outcome == LAUNCH_NOT_STARTED)
		samples.exit_code = 127;
	else
		samples.exit_code = trial->use.code;
	return sink_put_samples(collect->sink, &samples, err);
}

static void
remember(struct collect *collect, size_t index)
{
	struct collect_case *state = &collect->cases[index];
	const struct trial *trial = &collect->trial;

	state->done.launches++;
	state->spent_ns += (double)trial->use.wall_ns;
	stopping_add(&state->track, trial->times,
	    trial->is_success ? trial->time_count : 0);
	if (trial->is_success) {
		if (state->done.launches - state->done.failed == 1)
			collect->measured++;
		return;
	}
	state->done.failed++;
	if (state->message == NULL)
		state->message = trial->message;
	state->status = trial->failure;
}

int
collect_launch(
    struct collect *collect, size_t index, uint64_t round, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	const struct trial *trial = &collect->trial;
	struct collect_case *state = &collect->cases[index];
	int failed = 0;

	if (!state->is_set_up)
		failed = set_up(collect, index, err);
	if (failed == 0)
		failed =
		    run_case_hook(collect, index, "prepare", &of->prepare, err);
	if (failed != 0)
		return failed < 0 ? -1 : collect->is_fail_fast;
	if (trial_run(&collect->trial, of, &state->memory, err) < 0)
		return -1;
	if (trial->blocked != NULL)
		return block_start(collect, index, err) < 0
			   ? -1
			   : collect->is_fail_fast;
	remember(collect, index);
	if (put_launch(collect, index, round, err) < 0 ||
	    collect_note_launch(collect, index, err) < 0)
		return -1;
	failed = run_case_hook(collect, index, "conclude", &of->conclude, err);
	if (failed != 0)
		return failed < 0 ? -1 : collect->is_fail_fast;
	return !trial->is_success && collect->is_fail_fast &&
	       !of->record.is_failure_allowed;
}
