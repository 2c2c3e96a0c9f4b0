#include "collector/record_json.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "collector/record_members.h"

/* Optional text: a member only where there is one. */
static void
add_text(cJSON *object, const char *key, const char *text)
{
	if (text != NULL)
		json_add_string(object, key, text);
}

/* A member that is already JSON text. */
static void
add_raw(cJSON *object, const char *key, const char *json)
{
	if (json != NULL)
		cJSON_AddItemToObjectCS(object, key, cJSON_CreateRaw(json));
}

static void
print_texts(cJSON *array, const char *const *texts, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		json_push_string(array, texts[i]);
}

void
record_pairs_print(cJSON *object, const struct pair *pairs, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		json_add_named(
		    object, pairs[i].name, cJSON_CreateString(pairs[i].value));
}

static void
print_facts(cJSON *object, const struct facts *facts)
{
	const struct fact *fact;
	size_t i;

	for (i = 0; i < facts->count; i++) {
		fact = &facts->items[i];
		json_add_named(object, fact->name,
		    fact->is_number ? cJSON_CreateRaw(fact->text)
				    : cJSON_CreateString(fact->text));
	}
}

static void
print_release(const struct record_run *run, cJSON *object)
{
	cJSON *release;

	if (run->product == NULL && run->version == NULL &&
	    run->previous == NULL)
		return;
	release = json_add_object(object, "release");
	add_text(release, "product", run->product);
	add_text(release, "version", run->version);
	add_text(release, "previous", run->previous);
}

void
record_run_print(const struct record_run *run, cJSON *object)
{
	cJSON *vcs;

	json_add_string(object, "id", run->id);
	json_add_string(object, "suite", run->suite);
	add_text(object, "project", run->project);
	add_text(object, "description", run->description);
	print_release(run, object);
	json_add_string(object, "started", run->started);
	json_add_string(object, "tool", run->tool);
	if (run->vcs_commit != NULL) {
		vcs = json_add_object(object, "vcs");
		json_add_string(vcs, "commit", run->vcs_commit);
		json_add_string(vcs, "branch", run->vcs_branch);
		json_add_bool(vcs, "dirty", run->is_dirty);
		add_text(vcs, "time", run->vcs_time);
	}
	print_facts(json_add_object(object, "machine"), &run->machine);
	print_facts(json_add_object(object, "environment"), &run->environment);
	record_pairs_print(
	    json_add_object(object, "labels"), run->labels, run->label_count);
	add_text(object, "seed", run->seed);
	add_raw(object, "policy", run->policy);
	add_raw(object, "command", run->command);
	add_text(object, "against", run->against);
	add_text(object, "suite_text", run->suite_text);
	add_text(object, "suite_sha256", run->suite_sha256);
}

static void
print_metric(cJSON *object, const struct metric *metric)
{
	json_add_string(object, "unit", metric->unit);
	json_add_string(object, "better", better_text(metric->better));
	json_add_string(
	    object, "per", metric->is_per_iteration ? "iteration" : "launch");
	if (metric->resolution > 0)
		json_add_double(object, "resolution", metric->resolution);
	if (metric->is_exact)
		json_add_string(object, "kind", "exact");
}

void
record_steps_print(cJSON *array, const struct record_step *steps, size_t count)
{
	cJSON *object;
	size_t i;

	for (i = 0; i < count; i++) {
		object = cJSON_CreateObject();
		cJSON_AddItemToArray(array, object);
		json_add_string(object, "name", steps[i].name);
		print_texts(json_add_array(object, "command"), steps[i].command,
		    steps[i].command_count);
	}
}

/* Where and as what the case is started. */
static void
print_identity(const struct record_case *line, cJSON *object)
{
	add_text(object, "group", line->group);
	add_text(object, "benchmark", line->benchmark);
	if (line->has_params)
		record_pairs_print(json_add_object(object, "params"),
		    line->params, line->param_count);
	if (line->tag_count != 0)
		print_texts(json_add_array(object, "tags"), line->tags,
		    line->tag_count);
	if (line->command_count != 0)
		print_texts(json_add_array(object, "command"), line->command,
		    line->command_count);
	if (line->step_count != 0)
		record_steps_print(json_add_array(object, "steps"), line->steps,
		    line->step_count);
	add_text(object, "cwd", line->cwd);
	add_text(object, "owner", line->owner);
	add_text(object, "reference", line->reference);
	add_text(object, "base", line->base);
	if (line->precision > 0)
		json_add_double(object, "precision", line->precision);
}

static void
print_case(const struct record_case *line, cJSON *object)
{
	cJSON *metrics;
	size_t i;

	json_add_string(object, "case", line->id);
	if (line->status != CASE_STATUS_NONE)
		json_add_string(
		    object, "status", case_status_text(line->status));
	print_identity(line, object);
	if (line->metric_count != 0) {
		metrics = json_add_object(object, "metrics");
		for (i = 0; i < line->metric_count; i++) {
			cJSON *metric = cJSON_CreateObject();

			print_metric(metric, &line->metrics[i]);
			json_add_named(metrics, line->metrics[i].name, metric);
		}
	}
	if (line->judged_count != 0)
		print_texts(json_add_array(object, "judged"), line->judged,
		    line->judged_count);
	if (line->has_warmed)
		json_add_bool(object, "warmed", line->is_warmed);
	if (line->has_failure_allowed)
		json_add_bool(
		    object, "allow_failure", line->is_failure_allowed);
	add_text(object, "message", line->message);
	if (line->has_launches) {
		json_add_u64(object, "launches", line->launches);
		json_add_u64(object, "failed", line->failed);
	}
	add_text(object, "stopped_by", line->stopped_by);
	if (line->reached > 0 && isfinite(line->reached))
		json_add_double(object, "reached", line->reached);
}

static void
print_doubles(cJSON *array, const double *values, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		json_push_double(array, values[i]);
}

static void
print_samples(const struct record_samples *samples, cJSON *object)
{
	cJSON *values;
	size_t i;

	json_add_string(object, "case", samples->case_id);
	json_add_u64(object, "round", samples->round);
	json_add_u64(object, "launch", samples->launch);
	if (samples->has_start)
		json_add_u64(object, "start", samples->start_ns);
	if (samples->signal != 0)
		json_add_u64(object, "signal", (uint64_t)samples->signal);
	else if (samples->is_timeout)
		json_add_bool(object, "timeout", true);
	else
		json_add_double(object, "exit", samples->exit_code);
	add_text(object, "error", samples->error);
	add_text(object, "output", samples->output);
	values = json_add_object(object, "values");
	for (i = 0; i < samples->metric_count; i++) {
		cJSON *array = cJSON_CreateArray();

		print_doubles(array, samples->metrics[i].values,
		    samples->metrics[i].count);
		json_add_named(values, samples->metrics[i].metric, array);
	}
	if (samples->iterations != NULL)
		print_doubles(json_add_array(object, "iterations"),
		    samples->iterations, samples->iteration_count);
	if (samples->launches != NULL) {
		cJSON *array = json_add_array(object, "launches");

		for (i = 0; i < samples->launch_count; i++)
			json_push_double(array, (double)samples->launches[i]);
	}
	if (samples->has_more)
		json_add_bool(object, "more", true);
}

static void
print_note(const struct record_note *note, cJSON *object)
{
	json_add_string(
	    object, "level", note->level == NOTE_WARNING ? "warning" : "info");
	add_text(object, "case", note->case_id);
	json_add_string(object, "text", note->text);
	add_text(object, "advice", note->advice);
}

void
record_print(const struct record *record, struct buf *out)
{
	static const char *const types[] = {
	    [RECORD_RUN] = "run",
	    [RECORD_CASE] = "case",
	    [RECORD_SAMPLES] = "samples",
	    [RECORD_NOTE] = "note",
	    [RECORD_SYSTEM] = "system",
	    [RECORD_RESUME] = "resume",
	    [RECORD_END] = "end",
	};
	cJSON *object = cJSON_CreateObject();

	json_add_string(object, "type", types[record->type]);
	switch (record->type) {
	case RECORD_RUN:
		json_add_u64(object, "format", RECORD_FORMAT);
		record_run_print(record->u.run, object);
		break;
	case RECORD_CASE:
		print_case(record->u.case_line, object);
		break;
	case RECORD_SAMPLES:
		print_samples(record->u.samples, object);
		break;
	case RECORD_NOTE:
		print_note(record->u.note, object);
		break;
	case RECORD_SYSTEM:
		record_system_print(record->u.system, object);
		break;
	case RECORD_RESUME:
		json_add_string(object, "started", record->u.resume->started);
		break;
	case RECORD_END:
		json_add_string(object, "finished", record->u.end->finished);
		json_add_u64(object, "lines", record->u.end->lines);
		break;
	}
	json_print(object, out);
	buf_add_char(out, '\n');
	cJSON_Delete(object);
}
