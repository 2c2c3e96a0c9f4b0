#include "collector/trial_values.h"

#include "base/err.h"
#include "base/text.h"
#include "collector/measure.h"
#include "collector/outcome.h"

/* values point into numbers, which may move until all are there. */
static void
begin_metric(struct trial *trial, const char *name)
{
	struct record_values *values = vec_add(&trial->values);

	values->metric = name;
}

static void
add_number(struct trial *trial, double value)
{
	vec_push(&trial->numbers, value);
	trial->values.items[trial->values.count - 1].count++;
}

/* A metric without a number is none. */
static void
end_metric(struct trial *trial)
{
	if (trial->values.items[trial->values.count - 1].count == 0)
		trial->values.count--;
}

static void
settle(struct trial *trial)
{
	struct record_values *values;
	size_t i, at = 0;

	for (i = 0; i < trial->values.count; i++) {
		values = &trial->values.items[i];
		values->values = trial->numbers.items + at;
		at += values->count;
		if (strcmp(values->metric, "time") != 0)
			continue;
		trial->times = values->values;
		trial->time_count = values->count;
	}
}

static bool
is_declared(const struct plan_case *of, const char *name)
{
	size_t i;

	for (i = 0; i < of->record.metric_count; i++)
		if (strcmp(of->record.metrics[i].name, name) == 0)
			return true;
	return false;
}

/* How much work a second, of all copies; 0: that metric is another. */
static double
throughput(
    const struct trial *trial, const struct plan_case *of, const char *name)
{
	double amount = 0;

	if (strcmp(name, "throughput_bytes") == 0)
		amount = of->work.bytes;
	else if (strcmp(name, "throughput") == 0)
		amount = of->work.items > 0   ? of->work.items
			 : of->work.bytes > 0 ? of->work.bytes
					      : 1;
	return amount * (double)of->copies * 1e9 / (double)trial->use.wall_ns;
}

/* "init/time" of the step init; NULL where the metric is the whole's. */
static const struct launch_usage *
step_of(
    const struct trial *trial, const struct plan_case *of, const char **name)
{
	size_t i, length;

	for (i = 0; i < of->step_count; i++) {
		length = strlen(of->steps[i].name);
		if (strncmp(*name, of->steps[i].name, length) != 0 ||
		    (*name)[length] != '/')
			continue;
		*name += length + 1;
		return &trial->steps.items[i];
	}
	return NULL;
}

static void
take_metric(struct trial *trial, const struct plan_case *of, const char *name)
{
	const char *bare = name;
	const struct launch_usage *step = step_of(trial, of, &bare);
	double value;
	size_t i;

	begin_metric(trial, name);
	if (step == NULL && trial->copies.count > 1) {
		for (i = 0; i < trial->copies.count; i++)
			if (outcome_value(
				&trial->copies.items[i], name, &value))
				add_number(trial, value);
	} else if (outcome_value(
		       step == NULL ? &trial->use : step, bare, &value)) {
		add_number(trial, value);
	}
	if (step == NULL && text_starts_with(name, "throughput") &&
	    trial->use.wall_ns > 0 && throughput(trial, of, name) > 0)
		add_number(trial, throughput(trial, of, name));
	end_metric(trial);
}

static void
leave_gap(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, size_t index, const char *reason)
{
	struct trial_gap *gap;

	if (memory->gaps == NULL)
		memory->gaps =
		    xcalloc(of->extraction_count + 2, sizeof *memory->gaps);
	gap = &memory->gaps[index];
	gap->launches++;
	if (gap->reason == NULL)
		gap->reason = arena_strdup(trial->arena, reason);
}

static void
extract(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, size_t index)
{
	const struct extraction *what = &of->extractions[index];
	const struct buf *text = &trial->said;
	struct err reason = {0};
	size_t i;
	int result = 0;

	trial->extracted.count = 0;
	if (what->from == EXTRACT_STDERR)
		text = &trial->complaints;
	if (what->from == EXTRACT_FILE) {
		buf_reset(&trial->text);
		text = &trial->text;
		result = capture_read_file(what->path, &trial->text, &reason);
		if (result == 0 && trial->has_started &&
		    capture_is_older(what->path, trial->clock_ns))
			result = err_set(&reason,
			    "%.300s was not written by this launch",
			    what->path);
	}
	if (result == 0)
		result = extract_values(what, buf_text(text), text->length,
		    &trial->extracted, &reason);
	if (result < 0 || trial->extracted.count == 0) {
		leave_gap(trial, of, memory, index,
		    result < 0 ? reason.text : "nothing matched");
		return;
	}
	begin_metric(trial, what->metric.name);
	for (i = 0; i < trial->extracted.count; i++)
		add_number(trial, trial->extracted.items[i]);
	end_metric(trial);
}

/* Runs measure's command; *value is what it said. */
static int
measure_command(struct trial *trial, const struct plan_case *of, double *value,
    struct err *reason, struct err *err)
{
	struct launch_spec spec = {.command = &of->measure->command,
	    .cwd = of->cwd,
	    .env = of->env,
	    .env_count = of->env_count,
	    .timeout_ns = of->timeout_ns};
	struct launch_result result;

	if (trial->out.fd < 0 && capture_open(&trial->out, err) < 0)
		return -1;
	spec.stdout_path = trial->out.path;
	if (trial_start(trial, &spec, &result, err) < 0)
		return -1;
	if (!outcome_is_success(&result, NULL, 0)) {
		err_set(reason, "%.900s",
		    outcome_message(trial->arena, &result, of->timeout_ns));
		return 1;
	}
	buf_reset(&trial->text);
	if (capture_read(&trial->out, &trial->text, reason) < 0)
		return 1;
	return measure_number(of->measure, buf_text(&trial->text),
		   trial->text.length, value, reason) < 0
		   ? 1
		   : 0;
}

static void
take_measured(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, size_t gap, const char *name, double value,
    const char *reason)
{
	if (reason == NULL) {
		begin_metric(trial, name);
		add_number(trial, value);
		end_metric(trial);
		return;
	}
	leave_gap(trial, of, memory, of->extraction_count + gap, reason);
	/* Nothing else is measured: then that is the failure. */
	if (of->command.count > 0 || of->step_count > 0)
		return;
	trial->is_success = false;
	trial->failure = CASE_STATUS_FAILED;
	trial->message = arena_printf(trial->arena, "%s: %.900s", name, reason);
}

static int
measure(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, struct err *err)
{
	const struct measure *what = of->measure;
	struct err reason = {0};
	double value = 0;
	int result;

	if (what->files.count > 0 && is_declared(of, measure_file_size.name)) {
		result = measure_files(&what->files, &value, &reason);
		take_measured(trial, of, memory, 0, measure_file_size.name,
		    value, result < 0 ? reason.text : NULL);
	}
	if (what->command.count == 0 || !is_declared(of, what->metric.name))
		return 0;
	result = measure_command(trial, of, &value, &reason, err);
	if (result < 0)
		return -1;
	take_measured(trial, of, memory, 1, what->metric.name, value,
	    result > 0 ? reason.text : NULL);
	return 0;
}

int
trial_take_values(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, struct err *err)
{
	size_t i;

	memory->tried++;
	if ((of->extras >> LAUNCH_RSS_MEAN & 1) != 0 &&
	    (trial->use.has >> LAUNCH_RSS_MEAN & 1) == 0)
		memory->without_memory++;
	for (i = 0; i < of->record.metric_count; i++)
		take_metric(trial, of, of->record.metrics[i].name);
	for (i = 0; i < of->extraction_count; i++)
		if (is_declared(of, of->extractions[i].metric.name))
			extract(trial, of, memory, i);
	if (of->measure != NULL && measure(trial, of, memory, err) < 0)
		return -1;
	settle(trial);
	return 0;
}
