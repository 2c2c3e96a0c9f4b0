#include "collector/trial.h"

#include <math.h>
#include <stdio.h>

#include "base/err.h"
#include "base/regex.h"
#include "base/text.h"
#include "collector/measure.h"
#include "collector/outcome.h"
#include "collector/page_cache.h"
#include "collector/trial_values.h"

/* More of a file's pages than that in memory is no cold start. */
static const double COLD_SHARE = 0.1;

void
trial_init(struct trial *trial, struct runner *runner, struct arena *arena)
{
	*trial = (struct trial){
	    .runner = runner, .arena = arena, .out.fd = -1, .errors.fd = -1};
}

void
trial_release(struct trial *trial)
{
	vec_free(&trial->values);
	vec_free(&trial->numbers);
	vec_free(&trial->steps);
	vec_free(&trial->copies);
	capture_close(&trial->out);
	capture_close(&trial->errors);
	buf_release(&trial->kept);
	buf_release(&trial->said);
	buf_release(&trial->complaints);
	buf_release(&trial->text);
	free(trial->extracted.items);
	trial->extracted = (struct values){0};
}

void
trial_memory_release(struct trial_memory *memory)
{
	regex_free(memory->pattern);
	free(memory->gaps);
	*memory = (struct trial_memory){0};
}

int
trial_start(struct trial *trial, const struct launch_spec *spec,
    struct launch_result *result, struct err *err)
{
	if (trial->runner->run(trial->runner, spec, result, err) < 0)
		return -1;
	if (result->cpu_ns > trial->seen_ns)
		trial->launched_ns += (double)(result->cpu_ns - trial->seen_ns);
	trial->seen_ns = result->cpu_ns;
	trial->elapsed_ns += (double)result->use.wall_ns;
	return 0;
}

uint64_t
trial_hook_timeout(const struct plan_case *of)
{
	static const uint64_t least_ns = 600000000000;

	if (of == NULL)
		return 0;
	return of->timeout_ns > least_ns ? of->timeout_ns : least_ns;
}

int
trial_hook(struct trial *trial, const struct plan_case *of, const char *folder,
    const struct command *command, struct launch_result *result,
    struct err *err)
{
	struct launch_spec spec = {.command = command,
	    .cwd = of == NULL ? folder : of->cwd,
	    .is_output_said = true};

	if (of != NULL) {
		spec.env = of->env;
		spec.env_count = of->env_count;
		spec.timeout_ns = trial_hook_timeout(of);
	}
	return trial_start(trial, &spec, result, err);
}

static bool
extracts_from(const struct plan_case *of, enum extract_from from)
{
	size_t i;

	for (i = 0; i < of->extraction_count; i++)
		if (of->extractions[i].from == from)
			return true;
	return false;
}

static bool
is_output_wanted(const struct plan_case *of)
{
	return of->stdout_pattern != NULL || of->is_output_same ||
	       extracts_from(of, EXTRACT_STDOUT);
}

static int
open_capture(struct capture *capture, struct err *err)
{
	return capture->fd >= 0 ? 0 : capture_open(capture, err);
}

static int
spec_of(struct trial *trial, const struct plan_case *of,
    struct launch_spec *spec, struct err *err)
{
	char hex[DIGEST_TEXT_BYTES];

	*spec = (struct launch_spec){.command = &of->command,
	    .cwd = of->cwd,
	    .stdin_path = of->stdin_path,
	    .env = of->env,
	    .env_count = of->env_count,
	    .cpus = of->cpus,
	    .cpu_count = of->cpu_count,
	    .timeout_ns = of->timeout_ns,
	    .copies = of->copies,
	    .extras = of->extras};
	if (of->output == OUTPUT_FILE)
		spec->stdout_path = of->output_path;
	if (of->output == OUTPUT_KEEP && trial->keep_folder != NULL) {
		digest_text(of->record.id, strlen(of->record.id), hex);
		buf_reset(&trial->kept);
		buf_addf(&trial->kept, "%s/%.8s.txt", trial->keep_folder, hex);
		spec->stdout_path = trial->kept.text;
	}
	if (spec->stdout_path == NULL && is_output_wanted(of)) {
		if (open_capture(&trial->out, err) < 0)
			return -1;
		spec->stdout_path = trial->out.path;
		spec->output_limit = CAPTURE_MAX_BYTES;
	}
	if (extracts_from(of, EXTRACT_STDERR)) {
		if (open_capture(&trial->errors, err) < 0)
			return -1;
		spec->stderr_path = trial->errors.path;
		spec->output_limit = CAPTURE_MAX_BYTES;
	}
	return 0;
}

/* Drops or fills the page cache; what cannot be done blocks the case. */
static void
make_start(struct trial *trial, const struct plan_case *of, bool *is_kept)
{
	struct err reason;
	double kept = 0;
	size_t i;
	int result = 0;

	for (i = 0; i < of->cold_file_count && result == 0; i++) {
		if (of->start == START_COLD)
			result =
			    page_cache_drop(of->cold_files[i], &kept, &reason);
		else if (of->start == START_WARM)
			result = page_cache_fill(of->cold_files[i], &reason);
		if (kept > COLD_SHARE)
			*is_kept = true;
	}
	if (result < 0)
		trial->blocked = arena_printf(
		    trial->arena, "its cold_files: %.800s", reason.text);
}

static void
fail(struct trial *trial, const char *message)
{
	trial->is_success = false;
	trial->failure = CASE_STATUS_FAILED;
	trial->message = message;
}

/* What the commands said since they were started, behind what is there. */
static void
read_said(struct trial *trial, const struct plan_case *of,
    const struct launch_spec *spec)
{
	struct err reason = {0};
	int result = 0;

	if (spec->stdout_path == trial->out.path)
		result = capture_read(&trial->out, &trial->said, &reason);
	else if (is_output_wanted(of) && spec->stdout_path != NULL)
		result =
		    capture_read_file(spec->stdout_path, &trial->said, &reason);
	if (result == 0 && spec->stderr_path != NULL)
		result =
		    capture_read(&trial->errors, &trial->complaints, &reason);
	trial->is_flood |= result < 0 && spec->output_limit != 0;
	if (result < 0 && trial->is_success)
		fail(trial,
		    arena_printf(trial->arena, "it %.200s", reason.text));
}

/* Of a launch that failed, with what it said where it was caught. */
static const char *
explain(struct trial *trial, const struct plan_case *of,
    struct launch_result *result)
{
	enum { HEAD_BYTES = 4096 };
	size_t length = trial->complaints.length;

	if (length > 0 && result->use.outcome != LAUNCH_NOT_STARTED) {
		buf_reset(&trial->text);
		text_clean(&trial->text, trial->complaints.text,
		    length > HEAD_BYTES ? HEAD_BYTES : length);
		result->said = buf_text(&trial->text);
	}
	return outcome_message(trial->arena, result, of->timeout_ns);
}

static void
add_usage(struct launch_usage *all, const struct launch_usage *more)
{
	size_t i;

	all->outcome = more->outcome;
	all->code = more->code;
	all->wall_ns += more->wall_ns;
	all->user_ns += more->user_ns;
	all->system_ns += more->system_ns;
	all->page_faults += more->page_faults;
	all->context_switches += more->context_switches;
	all->has &= more->has;
	if (more->max_rss_bytes > all->max_rss_bytes)
		all->max_rss_bytes = more->max_rss_bytes;
	for (i = 0; i < LAUNCH_EXTRAS; i++)
		all->extras[i] += more->extras[i];
}

/*
 * The mean memory of a row of steps is that of each for as long as it took;
 * the sum add_usage made of it means nothing.
 */
static void
mean_memory(struct trial *trial)
{
	double sum = 0, all_ns = 0;
	size_t i;

	for (i = 0; i < trial->steps.count; i++) {
		sum += (double)trial->steps.items[i].extras[LAUNCH_RSS_MEAN] *
		       (double)trial->steps.items[i].wall_ns;
		all_ns += (double)trial->steps.items[i].wall_ns;
	}
	trial->use.extras[LAUNCH_RSS_MEAN] =
	    all_ns > 0 ? (uint64_t)(sum / all_ns) : 0;
}

static void
take_result(struct trial *trial, const struct plan_case *of,
    const struct launch_spec *spec, struct launch_result *result,
    const char *step)
{
	const char *message;
	bool is_good;

	if (!trial->has_started)
		trial->clock_ns = result->clock_ns;
	trial->has_started = true;
	if (trial->leftovers == 0)
		trial->leftovers = result->leftovers;
	if (trial->counter_error == 0)
		trial->counter_error = result->counter_error;
	if (!trial->is_success)
		return;
	/* Its own failure says more than that its output cannot be read. */
	is_good =
	    outcome_is_success(result, of->exit_codes, of->exit_code_count);
	trial->is_success = is_good;
	if (result->use.outcome != LAUNCH_NOT_STARTED)
		read_said(trial, of, spec);
	if (is_good)
		return;
	message = trial->is_flood
		      ? "it said more than 64 MiB, which is too much to look "
			"through"
		      : explain(trial, of, result);
	fail(trial, step == NULL ? message
				 : arena_printf(trial->arena, "step %s: %.900s",
				       step, message));
	if (result->use.outcome == LAUNCH_TIMED_OUT)
		trial->failure = CASE_STATUS_TIMEOUT;
}

/* The exit status of the first copy that counts as failed, if one does. */
static void
judge_copies(const struct plan_case *of, struct launch_result *result)
{
	struct launch_result one = *result;
	size_t i;

	for (i = 0; i < result->copy_count; i++) {
		one.use = result->copies[i];
		if (!outcome_is_success(
			&one, of->exit_codes, of->exit_code_count))
			break;
	}
	if (i == result->copy_count)
		i = 0;
	result->use.outcome = result->copies[i].outcome;
	result->use.code = result->copies[i].code;
}

static int
run_command(struct trial *trial, const struct plan_case *of,
    const struct launch_spec *spec, struct err *err)
{
	struct launch_result result;
	size_t i;

	if (trial_start(trial, spec, &result, err) < 0)
		return -1;
	if (result.copy_count > 0)
		judge_copies(of, &result);
	trial->use = result.use;
	for (i = 0; i < result.copy_count; i++)
		vec_push(&trial->copies, result.copies[i]);
	take_result(trial, of, spec, &result, NULL);
	return 0;
}

static int
run_steps(struct trial *trial, const struct plan_case *of,
    struct launch_spec *spec, struct err *err)
{
	struct launch_result result;
	size_t i;

	trial->use.has = ~0u;
	for (i = 0; i < of->step_count && trial->is_success; i++) {
		spec->command = &of->steps[i].command;
		if (of->timeout_ns != 0)
			spec->timeout_ns =
			    of->timeout_ns > trial->use.wall_ns
				? of->timeout_ns - trial->use.wall_ns
				: 1;
		if (trial_start(trial, spec, &result, err) < 0)
			return -1;
		vec_push(&trial->steps, result.use);
		add_usage(&trial->use, &result.use);
		take_result(trial, of, spec, &result, of->steps[i].name);
	}
	mean_memory(trial);
	return 0;
}

/* Does its output mean success? */
static void
check_output(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory)
{
	char digest[DIGEST_TEXT_BYTES];
	struct err reason;
	int found;

	if (of->stdout_pattern != NULL) {
		if (memory->pattern == NULL)
			memory->pattern =
			    regex_new(of->stdout_pattern, &reason);
		found =
		    memory->pattern == NULL
			? -1
			: regex_search(memory->pattern, buf_text(&trial->said),
			      trial->said.length, &reason);
		if (found < 0)
			fail(trial, arena_printf(trial->arena,
					"success.stdout: %.300s", reason.text));
		else if (found == 0)
			fail(trial, arena_printf(trial->arena,
					"its output has no match of \"%.200s\" "
					"(success.stdout)",
					of->stdout_pattern));
	}
	if (!of->is_output_same || !trial->is_success)
		return;
	digest_text(buf_text(&trial->said), trial->said.length, digest);
	if (memory->digest[0] == '\0')
		memcpy(memory->digest, digest, sizeof digest);
	else if (strcmp(memory->digest, digest) != 0)
		fail(trial, "its output is not that of the first launch "
			    "(success.same_output)");
}

static void
begin(struct trial *trial)
{
	trial->is_success = true;
	trial->blocked = NULL;
	trial->message = NULL;
	trial->use = (struct launch_usage){0};
	trial->has_started = trial->is_flood = false;
	trial->clock_ns = 0;
	trial->leftovers = 0;
	trial->counter_error = 0;
	trial->values.count = 0;
	trial->numbers.count = 0;
	trial->steps.count = 0;
	trial->copies.count = 0;
	trial->times = NULL;
	trial->time_count = 0;
	buf_reset(&trial->said);
	buf_reset(&trial->complaints);
}

int
trial_run(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, struct err *err)
{
	struct launch_spec spec;
	bool is_kept = false;
	int result = 0;

	begin(trial);
	make_start(trial, of, &is_kept);
	if (trial->blocked != NULL)
		return 0;
	if (spec_of(trial, of, &spec, err) < 0)
		return -1;
	if (of->step_count > 0)
		result = run_steps(trial, of, &spec, err);
	else if (of->command.count > 0)
		result = run_command(trial, of, &spec, err);
	if (result < 0 || memory == NULL)
		return result;
	memory->was_kept_in_cache |= is_kept;
	if (trial->is_success)
		check_output(trial, of, memory);
	if (!trial->is_success)
		return 0;
	if (trial_take_values(trial, of, memory, err) < 0)
		return -1;
	return 0;
}
