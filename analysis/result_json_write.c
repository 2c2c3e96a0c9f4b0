#include "analysis/result_json.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "analysis/baseline_json.h"
#include "analysis/comparison_json.h"
#include "analysis/history_json.h"
#include "analysis/judgement_json.h"
#include "analysis/plot_json.h"
#include "analysis/result_members.h"
#include "analysis/shape_json.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/record_json.h"

static void
add_texts(
    cJSON *object, const char *key, const char *const *texts, size_t count)
{
	cJSON *array = json_add_array(object, key);
	size_t i;

	for (i = 0; i < count; i++)
		json_push_string(array, texts[i]);
}

static void
add_flags(cJSON *object, unsigned flags)
{
	cJSON *array = json_add_array(object, "flags");
	unsigned i;

	for (i = 0; i < RESULT_FLAG_COUNT; i++)
		if (flags & 1U << i)
			json_push_string(array, result_flag_name(i));
}

/* Null for 0, which is none. */
static void
add_precision(cJSON *object, const char *key, double value)
{
	if (isfinite(value) && value > 0)
		json_add_double(object, key, value);
	else
		json_add_null(object, key);
}

static cJSON *
metric_tree(const struct result_metric *item, const struct timeline_run *past)
{
	const struct metric *metric = &item->metric;
	cJSON *object = cJSON_CreateObject();

	json_add_string(object, "metric", metric->name);
	json_add_string(object, "unit", metric->unit);
	json_add_string(object, "better", better_text(metric->better));
	json_add_string(
	    object, "per", metric->is_per_iteration ? "iteration" : "launch");
	json_add_string(object, "kind", metric->is_exact ? "exact" : NULL);
	json_add_double(object, "resolution", metric->resolution);
	json_add_bool(object, "judged", item->is_judged);
	if (item->is_measured) {
		members_print(summary_members, &item->summary,
		    json_add_object(object, "summary"));
		members_print(outliers_members, &item->outliers,
		    json_add_object(object, "outliers"));
	} else {
		json_add_null(object, "summary");
		json_add_null(object, "outliers");
	}
	add_flags(object, item->flags);
	shape_json_add_metric(object, item);
	judgement_json_add_budgets(object, item);
	comparison_json_add(object, "comparison", item->comparison);
	comparison_json_add(object, "reference", item->reference);
	history_json_add(object, item->history, past);
	if (item->plot == NULL)
		json_add_null(object, "plot");
	else
		plot_json_print(item->plot, json_add_object(object, "plot"));
	return object;
}

static cJSON *
case_tree(const struct result_case *item, const struct timeline_run *past)
{
	cJSON *object = cJSON_CreateObject(), *metrics;
	size_t i;

	json_add_string(object, "case", item->id);
	json_add_string(object, "group", item->group);
	json_add_string(object, "benchmark", item->benchmark);
	record_pairs_print(
	    json_add_object(object, "params"), item->params, item->param_count);
	add_texts(object, "tags", item->tags, item->tag_count);
	add_texts(object, "command", item->command, item->command_count);
	record_steps_print(
	    json_add_array(object, "steps"), item->steps, item->step_count);
	json_add_string(object, "cwd", item->cwd);
	json_add_string(object, "owner", item->owner);
	json_add_string(object, "status", case_status_text(item->status));
	json_add_string(object, "message", item->message);
	json_add_string(object, "stopped_by", item->stopped_by);
	json_add_bool(object, "allow_failure", item->is_failure_allowed);
	json_add_bool(object, "cut_short", item->is_cut_short);
	json_add_u64(object, "launches", item->launches);
	json_add_u64(object, "failed", item->failed);
	add_precision(object, "precision", item->precision);
	add_precision(object, "reached", item->reached);
	json_add_string(object, "reference_case", item->reference);
	json_add_string(object, "base_case", item->base);
	json_add_bool(object, "has_page", item->has_page);
	metrics = json_add_array(object, "metrics");
	for (i = 0; i < item->metric_count; i++)
		cJSON_AddItemToArray(
		    metrics, metric_tree(&item->metrics[i], past));
	return object;
}

/* "run" and "policy": the latter stands outside of the former here. */
static void
add_run(cJSON *object, const struct result *result)
{
	struct record_run run = result->run;
	cJSON *tree = json_add_object(object, "run");

	run.policy = NULL;
	record_run_print(&run, tree);
	json_add_string(tree, "finished", result->finished);
	json_add_string(tree, "sha256", result->sha256);
	baseline_json_add_head(object, result);
	history_json_add_past(object, result);
	if (result->run.policy == NULL)
		json_add_null(object, "policy");
	else
		json_add_named(
		    object, "policy", cJSON_CreateRaw(result->run.policy));
}

static cJSON *
head_tree(const struct result *result)
{
	cJSON *object = cJSON_CreateObject(), *counts;

	json_add_u64(object, "format", RESULT_FORMAT);
	add_run(object, result);
	json_add_string(
	    object, "verdict", result_verdict_text(result->verdict));
	counts = json_add_object(object, "counts");
	members_print(counts_members, &result->counts, counts);
	return object;
}

static cJSON *
note_tree(const struct result_note *note)
{
	cJSON *object = cJSON_CreateObject();

	json_add_string(
	    object, "level", note->level == NOTE_WARNING ? "warning" : "info");
	json_add_string(object, "case", note->case_id);
	json_add_string(object, "text", note->text);
	json_add_string(object, "advice", note->advice);
	return object;
}

static cJSON *
tail_tree(const struct result *result)
{
	cJSON *object = cJSON_CreateObject(), *array, *system;
	size_t i;

	shape_json_add(object, result);
	judgement_json_add(object, result);
	baseline_json_add_tail(object, result);
	array = json_add_array(object, "conditions");
	for (i = 0; i < result->condition_count; i++) {
		system = cJSON_CreateObject();
		members_print(system_members, &result->conditions[i], system);
		cJSON_AddItemToArray(array, system);
	}
	array = json_add_array(object, "notes");
	for (i = 0; i < result->note_count; i++)
		cJSON_AddItemToArray(array, note_tree(&result->notes[i]));
	return object;
}

/* Prints the tree, which is deleted, into line, which is emptied before. */
static void
print_tree(cJSON *tree, struct buf *line)
{
	buf_reset(line);
	json_print(tree, line);
	cJSON_Delete(tree);
}

int
result_json_write(const struct result *result, FILE *out, struct err *err)
{
	struct buf line = {0};
	size_t i;

	/* The object is left open behind its last member … */
	print_tree(head_tree(result), &line);
	fwrite(line.text, 1, line.length - 1, out);
	fputs(",\"cases\":[\n", out);
	for (i = 0; i < result->case_count; i++) {
		print_tree(case_tree(&result->cases[i], result->past), &line);
		buf_add_string(
		    &line, i + 1 < result->case_count ? ",\n" : "\n");
		fwrite(line.text, 1, line.length, out);
	}
	/* … and goes on with the members of another one. */
	print_tree(tail_tree(result), &line);
	fputs("],", out);
	fwrite(line.text + 1, 1, line.length - 1, out);
	fputc('\n', out);
	buf_release(&line);
	if (ferror(out) || fflush(out) != 0)
		return err_set(
		    err, "cannot write the result: %s", strerror(errno));
	return 0;
}
