#include "collector/collect.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/text.h"
#include "collector/outcome.h"

enum {
	/* A case whose first launches all fail is not launched any more. */
	HOPELESS_LAUNCHES = 3,
	METRICS_MAX = 6
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
	arena_release(&collect->arena);
}

/* Starts an untimed command of the suite or of a case. */
static int
run_hook(struct collect *collect, const struct plan_case *of,
    const struct command *command, struct launch_result *result,
    struct err *err)
{
	struct launch_spec spec = {.command = command,
	    .cwd = of == NULL ? collect->plan->folder : of->cwd,
	    .is_output_said = true};

	if (of != NULL) {
		spec.env = of->env;
		spec.env_count = of->env_count;
	}
	return collect->runner->run(collect->runner, &spec, result, err);
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
	    .failed = state->done.failed};

	state->done.is_ended = true;
	if (line.status == CASE_STATUS_NONE)
		line.status = CASE_STATUS_OK;
	if (line.status != CASE_STATUS_BLOCKED &&
	    line.status != CASE_STATUS_SKIPPED)
		line.stopped_by = "fixed";
	if (line.status == CASE_STATUS_FAILED ||
	    line.status == CASE_STATUS_TIMEOUT)
		line.message = arena_printf(&collect->arena,
		    "%llu of %llu launches failed: %s",
		    (unsigned long long)state->done.failed,
		    (unsigned long long)state->done.launches, state->message);
	return sink_put_case(collect->sink, &line, err);
}

static int
put_note(struct collect *collect, const char *case_id, const char *text,
    const char *advice, struct err *err)
{
	struct record_note note = {NOTE_WARNING, case_id, text, advice};

	return sink_put_note(collect->sink, &note, err);
}

/*
 * The end of a case, however it came: cleanup if anything was set up for it,
 * and the outcome. What was measured stands even if cleanup fails.
 */
static int
finish_case(struct collect *collect, size_t index, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	const struct collect_case *state = &collect->cases[index];
	struct launch_result result;

	if (of->cleanup.count != 0 &&
	    (state->is_set_up || state->done.launches > 0)) {
		if (run_hook(collect, of, &of->cleanup, &result, err) < 0)
			return -1;
		if (!outcome_is_success(&result, NULL, 0) &&
		    put_note(collect, of->record.id,
			arena_printf(&collect->arena, "Its cleanup failed: %s.",
			    outcome_message(&collect->arena, &result, 0)),
			"What was measured stands; look after what it should "
			"have cleaned up.",
			err) < 0)
			return -1;
	}
	return put_outcome(collect, index, err);
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
		if (finish_case(collect, i, err) < 0)
			return -1;
	}
	return 0;
}

static int
block(struct collect *collect, size_t index, const char *what,
    const struct launch_result *result, struct err *err)
{
	struct collect_case *state = &collect->cases[index];

	state->status = CASE_STATUS_BLOCKED;
	state->message = arena_printf(&collect->arena, "its %s failed: %s",
	    what, outcome_message(&collect->arena, result, 0));
	return finish_case(collect, index, err);
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
	if (run_hook(collect, of, command, &result, err) < 0)
		return -1;
	if (outcome_is_success(&result, NULL, 0))
		return 0;
	return block(collect, index, what, &result, err) < 0 ? -1 : 1;
}

static struct launch_spec
spec_of(struct collect *collect, size_t index)
{
	const struct plan_case *of = &collect->plan->cases[index];
	char hex[DIGEST_TEXT_BYTES];
	struct launch_spec spec = {.command = &of->command,
	    .cwd = of->cwd,
	    .stdin_path = of->stdin_path,
	    .env = of->env,
	    .env_count = of->env_count,
	    .cpus = of->cpus,
	    .cpu_count = of->cpu_count,
	    .timeout_ns = of->timeout_ns};

	if (of->output == OUTPUT_FILE)
		spec.stdout_path = of->output_path;
	if (of->output == OUTPUT_KEEP && collect->keep_folder != NULL) {
		digest_text(of->record.id, strlen(of->record.id), hex);
		spec.stdout_path = arena_printf(
		    &collect->arena, "%s/%.8s.txt", collect->keep_folder, hex);
	}
	return spec;
}

/* setup, then the warm-up launches, whose failures show up in the first. */
static int
set_up(struct collect *collect, size_t index, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	struct launch_spec spec;
	struct launch_result result;
	uint64_t i;
	int failed;

	collect->cases[index].is_set_up = true;
	failed = run_case_hook(collect, index, "setup", &of->setup, err);
	if (failed != 0)
		return failed;
	for (i = 0; i < of->warmup; i++) {
		failed =
		    run_case_hook(collect, index, "prepare", &of->prepare, err);
		if (failed != 0)
			return failed;
		spec = spec_of(collect, index);
		if (collect->runner->run(collect->runner, &spec, &result, err) <
		    0)
			return -1;
		failed = run_case_hook(
		    collect, index, "conclude", &of->conclude, err);
		if (failed != 0)
			return failed;
		if (!outcome_is_success(
			&result, of->exit_codes, of->exit_code_count))
			return 0;
	}
	return 0;
}

/* The values of the case's metrics, as far as they were asked for. */
static size_t
take_values(const struct record_case *line, const struct launch_result *result,
    double *numbers, struct record_values *values)
{
	size_t i, count = 0;

	for (i = 0; i < line->metric_count && count < METRICS_MAX; i++) {
		if (!outcome_value(
			result, line->metrics[i].name, &numbers[count]))
			continue;
		values[count] = (struct record_values){
		    line->metrics[i].name, &numbers[count], 1};
		count++;
	}
	return count;
}

static int
put_launch(struct collect *collect, size_t index, uint64_t round,
    const struct launch_result *result, bool is_success, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	struct collect_case *state = &collect->cases[index];
	double numbers[METRICS_MAX];
	struct record_values values[METRICS_MAX];
	struct record_samples samples = {.case_id = of->record.id,
	    .round = round,
	    .launch = state->done.launches,
	    .has_start = result->clock_ns >= collect->started_ns,
	    .start_ns = result->clock_ns - collect->started_ns,
	    .is_failed = !is_success,
	    .metrics = values};

	if (result->outcome == LAUNCH_SIGNALED)
		samples.signal = result->code;
	else if (result->outcome == LAUNCH_TIMED_OUT)
		samples.is_timeout = true;
	else if (result->outcome == LAUNCH_NOT_STARTED)
		samples.exit_code = 127;
	else
		samples.exit_code = result->code;
	if (is_success)
		samples.metric_count =
		    take_values(&of->record, result, numbers, values);
	else
		samples.error =
		    outcome_message(&collect->arena, result, of->timeout_ns);
	return sink_put_samples(collect->sink, &samples, err);
}

static void
remember(struct collect *collect, size_t index,
    const struct launch_result *result, bool is_success)
{
	const struct plan_case *of = &collect->plan->cases[index];
	struct collect_case *state = &collect->cases[index];

	state->done.launches++;
	collect->launches_made++;
	if (is_success) {
		if (state->time_count++ == 0)
			collect->measured++;
		state->time_total_ns += (double)result->wall_ns;
		return;
	}
	state->done.failed++;
	if (state->message == NULL)
		state->message =
		    outcome_message(&collect->arena, result, of->timeout_ns);
	state->status = result->outcome == LAUNCH_TIMED_OUT
			    ? CASE_STATUS_TIMEOUT
			    : CASE_STATUS_FAILED;
}

/* True when the case's last launch is made, or the rest is pointless. */
static bool
is_finished(const struct plan_case *of, const struct collect_case *state)
{
	return state->done.launches >= of->launches ||
	       (state->done.failed == state->done.launches &&
		   state->done.failed >= HOPELESS_LAUNCHES);
}

/*
 * What it left behind was ended; a launch that does so always is said once.
 * What a timeout cut off was still at work, not left behind.
 */
static int
note_leftovers(struct collect *collect, size_t index,
    const struct launch_result *result, struct err *err)
{
	struct collect_case *state = &collect->cases[index];
	const char *id = collect->plan->cases[index].record.id;

	if (result->leftovers == 0 || state->has_leftovers ||
	    (result->leftovers > 0 && result->outcome == LAUNCH_TIMED_OUT))
		return 0;
	state->has_leftovers = true;
	if (result->leftovers < 0)
		return put_note(collect, id,
		    "A process it left behind cannot be ended.",
		    "Look for a process in state D; restart the machine if "
		    "it stays.",
		    err);
	return put_note(collect, id,
	    "It left processes running after its end; they were ended.",
	    "Make the command wait for what it starts, or their work is "
	    "not measured.",
	    err);
}

/* One measured launch of a case. 1 when --fail-fast stops the run. */
static int
launch(struct collect *collect, size_t index, uint64_t round, struct err *err)
{
	const struct plan_case *of = &collect->plan->cases[index];
	struct collect_case *state = &collect->cases[index];
	struct launch_spec spec;
	struct launch_result result;
	bool is_success;
	int failed = 0;

	if (!state->is_set_up)
		failed = set_up(collect, index, err);
	if (failed == 0)
		failed =
		    run_case_hook(collect, index, "prepare", &of->prepare, err);
	if (failed != 0)
		return failed < 0 ? -1 : collect->is_fail_fast;
	spec = spec_of(collect, index);
	if (collect->runner->run(collect->runner, &spec, &result, err) < 0)
		return -1;
	is_success =
	    outcome_is_success(&result, of->exit_codes, of->exit_code_count);
	remember(collect, index, &result, is_success);
	if (put_launch(collect, index, round, &result, is_success, err) < 0 ||
	    note_leftovers(collect, index, &result, err) < 0)
		return -1;
	failed = run_case_hook(collect, index, "conclude", &of->conclude, err);
	if (failed != 0)
		return failed < 0 ? -1 : collect->is_fail_fast;
	if (is_finished(of, state) && finish_case(collect, index, err) < 0)
		return -1;
	return !is_success && collect->is_fail_fast &&
	       !of->record.is_failure_allowed;
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
	if (run_hook(collect, NULL, command, &result, err) < 0)
		return -1;
	if (outcome_is_success(&result, NULL, 0))
		return 0;
	reason = outcome_message(&collect->arena, &result, 0);
	if (strcmp(what, "after") == 0)
		return put_note(collect, NULL,
		    arena_printf(&collect->arena,
			"The suite's after failed: %s.", reason),
		    "What was measured stands; look after what it should "
		    "have cleaned up.",
		    err);
	message = arena_printf(
	    &collect->arena, "the suite's %s failed: %s", what, reason);
	return end_all(collect, CASE_STATUS_BLOCKED, message, err) < 0 ? -1 : 1;
}

static int
put_planned(struct collect *collect, struct err *err)
{
	const struct plan *plan = collect->plan;
	struct collect_case *state;
	size_t i;

	for (i = 0; i < plan->case_count; i++) {
		state = &collect->cases[i];
		collect->launches_planned += plan->cases[i].launches;
		collect->launches_made += state->done.launches;
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
run_rounds(struct collect *collect, struct err *err)
{
	const struct plan *plan = collect->plan;
	size_t *order =
	    arena_alloc(&collect->arena, plan->case_count * sizeof *order);
	uint64_t round, rounds = plan_rounds(plan);
	const struct collect_done *done;
	size_t count, i;
	int stopped;

	for (round = 1; round <= rounds; round++) {
		count = plan_round(plan, round, order);
		for (i = 0; i < count; i++) {
			done = &collect->cases[order[i]].done;
			if (done->is_ended || done->launches >= round)
				continue;
			collect->watcher->launching(
			    collect->watcher, collect, order[i], round);
			stopped = launch(collect, order[i], round, err);
			if (stopped < 0)
				return -1;
			collect->has_stopped = stopped > 0;
			if (stopped > 0)
				return end_all(collect, CASE_STATUS_SKIPPED,
				    "the run stopped at the first failure "
				    "(--fail-fast)",
				    err);
		}
	}
	return 0;
}

/* A run that goes on may find cases whose launches are all made. */
static int
end_finished(struct collect *collect, struct err *err)
{
	size_t i;

	for (i = 0; i < collect->plan->case_count; i++)
		if (!collect->cases[i].done.is_ended &&
		    is_finished(&collect->plan->cases[i], &collect->cases[i]) &&
		    finish_case(collect, i, err) < 0)
			return -1;
	return 0;
}

int
collect_run(struct collect *collect, struct err *err)
{
	const struct plan *plan = collect->plan;
	int blocked;

	if (put_planned(collect, err) < 0 || end_finished(collect, err) < 0)
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
