#include "analysis/result_json.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/baseline_json.h"
#include "analysis/comparison_json.h"
#include "analysis/history_json.h"
#include "analysis/judgement_json.h"
#include "analysis/plot_json.h"
#include "analysis/pool.h"
#include "analysis/pool_json.h"
#include "analysis/result_members.h"
#include "analysis/shape_json.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "collector/record_json.h"

static const char CASES_FOLLOW[] = "\"cases\":[";

/* What the reader holds between two lines. */
struct reader {
	struct result *result;
	struct pool pool;
	VEC(struct result_case) cases;
	struct map seen; /* ids */
	FILE *in;
	char *line;
	size_t capacity, length, number; /* of the line; number from 1 */
};

/* 1: a line, without its end; 0: there is no more; -1: it is not text. */
static int
next_line(struct reader *reader, struct err *err)
{
	ssize_t length = getline(&reader->line, &reader->capacity, reader->in);

	if (length < 0)
		return ferror(reader->in) ? err_set(err, "cannot read") : 0;
	reader->number++;
	if (length > 0 && reader->line[length - 1] == '\n')
		reader->line[--length] = '\0';
	reader->length = (size_t)length;
	if (!text_is_utf8(reader->line, reader->length))
		return err_set(err, "not valid UTF-8");
	return 1;
}

static int
parse_metric_kind(const cJSON *object, struct metric *metric, struct err *err)
{
	const char *better = "lower", *per = "launch", *kind = "";

	if (json_get_string(object, "better", &better, err) < 0 ||
	    json_get_string(object, "per", &per, err) < 0 ||
	    json_get_string(object, "kind", &kind, err) < 0)
		return -1;
	metric->better =
	    strcmp(better, "higher") == 0 ? BETTER_HIGHER : BETTER_LOWER;
	metric->is_per_iteration = strcmp(per, "iteration") == 0;
	metric->is_exact = strcmp(kind, "exact") == 0;
	return json_get_double(object, "resolution", &metric->resolution, err);
}

static unsigned
flag_of(const char *name)
{
	unsigned i;

	for (i = 0; i < RESULT_FLAG_COUNT; i++)
		if (strcmp(result_flag_name(i), name) == 0)
			return 1U << i;
	return 0;
}

static int
parse_flags(const cJSON *object, unsigned *flags, struct err *err)
{
	const cJSON *array, *item;

	if (json_get_array(object, "flags", &array, err) < 0)
		return -1;
	cJSON_ArrayForEach (item, array) {
		if (cJSON_IsString(item))
			*flags |= flag_of(item->valuestring);
	}
	return 0;
}

static int
parse_plot(struct reader *reader, const cJSON *object,
    struct result_metric *out, struct err *err)
{
	struct result_plot *plot;
	const cJSON *tree;

	if (json_get_object(object, "plot", &tree, err) < 0)
		return -1;
	if (tree == NULL)
		return 0;
	plot = arena_alloc(reader->pool.arena, sizeof *plot);
	out->plot = plot;
	if (plot_json_parse(tree, reader->pool.arena, plot, err) < 0)
		return err_add(err, "\"plot\"");
	return 0;
}

static int
parse_metric(struct reader *reader, const cJSON *object,
    struct result_metric *out, struct err *err)
{
	const cJSON *summary, *outliers;

	if (pool_json_need(
		object, "metric", &reader->pool, &out->metric.name, err) < 0 ||
	    pool_json_need(
		object, "unit", &reader->pool, &out->metric.unit, err) < 0 ||
	    parse_metric_kind(object, &out->metric, err) < 0 ||
	    json_get_bool(object, "judged", &out->is_judged, err) < 0 ||
	    parse_flags(object, &out->flags, err) < 0 ||
	    json_get_object(object, "summary", &summary, err) < 0 ||
	    json_get_object(object, "outliers", &outliers, err) < 0 ||
	    judgement_json_get_budgets(object, &reader->pool, out, err) < 0 ||
	    shape_json_get_metric(object, &reader->pool, out, err) < 0)
		return -1;
	if (summary == NULL)
		return 0;
	out->is_measured = true;
	if (members_parse(summary_members, summary, &out->summary, err) < 0)
		return err_add(err, "\"summary\"");
	if (out->summary.n == 0 || out->summary.launches == 0)
		return err_set(err, "\"n\" and \"launches\" start at 1");
	if (members_parse(outliers_members, outliers, &out->outliers, err) < 0)
		return err_add(err, "\"outliers\"");
	if (comparison_json_get(object, "comparison", &reader->pool,
		&out->comparison, err) < 0 ||
	    comparison_json_get(
		object, "reference", &reader->pool, &out->reference, err) < 0)
		return -1;
	if (history_json_get(object, &reader->pool, reader->result, out, err) <
	    0)
		return -1;
	return parse_plot(reader, object, out, err);
}

static int
parse_metrics(struct reader *reader, const cJSON *object,
    struct result_case *out, struct err *err)
{
	struct result_metric *metrics;
	const cJSON *array, *item;
	int count;

	if (json_get_array(object, "metrics", &array, err) < 0)
		return -1;
	count = cJSON_GetArraySize(array);
	if (count == 0)
		return 0;
	metrics =
	    arena_alloc(reader->pool.arena, (size_t)count * sizeof *metrics);
	out->metrics = metrics;
	cJSON_ArrayForEach (item, array) {
		if (parse_metric(
			reader, item, &metrics[out->metric_count++], err) < 0)
			return err_add(err, "metric %zu", out->metric_count);
	}
	return 0;
}

static int
parse_outcome(struct reader *reader, const cJSON *object,
    struct result_case *out, struct err *err)
{
	const char *status = "";

	if (json_get_string(object, "status", &status, err) < 0 ||
	    pool_json_text(
		object, "message", &reader->pool, &out->message, err) < 0 ||
	    pool_json_text(object, "stopped_by", &reader->pool,
		&out->stopped_by, err) < 0 ||
	    json_get_bool(
		object, "allow_failure", &out->is_failure_allowed, err) < 0 ||
	    json_get_bool(object, "cut_short", &out->is_cut_short, err) < 0 ||
	    json_get_u64(object, "launches", &out->launches, err) < 0 ||
	    json_get_u64(object, "failed", &out->failed, err) < 0 ||
	    json_get_double(object, "precision", &out->precision, err) < 0 ||
	    json_get_double(object, "reached", &out->reached, err) < 0 ||
	    pool_json_text(object, "reference_case", &reader->pool,
		&out->reference, err) < 0 ||
	    pool_json_text(
		object, "base_case", &reader->pool, &out->base, err) < 0 ||
	    json_get_bool(object, "has_page", &out->has_page, err) < 0)
		return -1;
	out->status = case_status_of(status);
	if (out->status <= CASE_STATUS_PLANNED)
		return err_set(err, "\"status\" is not the status of a case");
	return 0;
}

static int
parse_identity(struct reader *reader, const cJSON *object,
    struct result_case *out, struct err *err)
{
	struct arena *arena = reader->pool.arena;
	const cJSON *params, *steps;

	if (pool_json_need(object, "case", &reader->pool, &out->id, err) < 0 ||
	    pool_json_text(object, "group", &reader->pool, &out->group, err) <
		0 ||
	    pool_json_text(
		object, "benchmark", &reader->pool, &out->benchmark, err) < 0 ||
	    pool_json_text(object, "cwd", &reader->pool, &out->cwd, err) < 0 ||
	    pool_json_text(object, "owner", &reader->pool, &out->owner, err) <
		0 ||
	    pool_json_texts(object, "tags", &reader->pool, &out->tags,
		&out->tag_count, err) < 0 ||
	    pool_json_texts(object, "command", &reader->pool, &out->command,
		&out->command_count, err) < 0 ||
	    json_get_array(object, "steps", &steps, err) < 0 ||
	    record_steps_parse(
		steps, arena, &out->steps, &out->step_count, err) < 0 ||
	    json_get_object(object, "params", &params, err) < 0)
		return -1;
	if (cJSON_GetArraySize(params) == 0)
		return 0;
	return record_pairs_parse(
	    params, arena, &out->params, &out->param_count, err);
}

/* The tree of text, which ends at length; NULL with the column in err. */
static cJSON *
parse_line(const char *text, size_t length, struct err *err)
{
	struct err inner = {0};
	cJSON *tree = json_parse(text, length, &inner);
	const char *column = strchr(inner.text, ':');

	if (tree == NULL)
		err_set(err, "%s", column == NULL ? inner.text : column + 1);
	else if (!cJSON_IsObject(tree))
		err_set(err, "an object was expected");
	else
		return tree;
	cJSON_Delete(tree);
	return NULL;
}

static int
read_case(struct reader *reader, struct err *err)
{
	struct result_case *out;
	size_t length = reader->length;
	cJSON *tree;
	int rc;

	if (length > 0 && reader->line[length - 1] == ',')
		reader->line[--length] = '\0';
	tree = parse_line(reader->line, length, err);
	if (tree == NULL)
		return -1;
	out = vec_add(&reader->cases);
	rc = parse_identity(reader, tree, out, err) < 0 ||
		     parse_outcome(reader, tree, out, err) < 0 ||
		     parse_metrics(reader, tree, out, err) < 0
		 ? -1
		 : 0;
	cJSON_Delete(tree);
	if (rc == 0 && !map_put(&reader->seen, out->id, reader->cases.count))
		return err_set(
		    err, "the case \"%.200s\" stands there twice", out->id);
	return rc;
}

static int
parse_verdict(const cJSON *tree, enum result_verdict *verdict, struct err *err)
{
	const char *text = "";

	if (json_get_string(tree, "verdict", &text, err) < 0)
		return -1;
	*verdict = RESULT_VERDICT_NONE;
	while (strcmp(result_verdict_text(*verdict), text) != 0)
		if ((*verdict)++ == RESULT_VERDICT_NO_GO)
			return err_set(
			    err, "\"verdict\" must be go, warn, no-go or none");
	return 0;
}

static int
parse_head(struct reader *reader, cJSON *tree, struct err *err)
{
	struct result *result = reader->result;
	const cJSON *counts;
	cJSON *run, *policy;
	uint64_t format = 0;

	if (json_get_u64(tree, "format", &format, err) < 0)
		return -1;
	if (format != RESULT_FORMAT)
		return err_set(err,
		    "its \"format\" is not %d, the one this perfolio reads",
		    RESULT_FORMAT);
	run = cJSON_GetObjectItemCaseSensitive(tree, "run");
	if (!cJSON_IsObject(run))
		return err_set(err, "\"run\" is missing");
	policy = cJSON_DetachItemFromObjectCaseSensitive(tree, "policy");
	if (policy != NULL)
		cJSON_AddItemToObjectCS(run, "policy", policy);
	if (record_run_parse(run, &result->arena, &result->run, err) < 0 ||
	    pool_json_text(
		run, "finished", &reader->pool, &result->finished, err) < 0 ||
	    pool_json_text(run, "sha256", &reader->pool, &result->sha256, err) <
		0 ||
	    parse_verdict(tree, &result->verdict, err) < 0 ||
	    baseline_json_get_head(tree, &reader->pool, result, err) < 0 ||
	    history_json_get_past(tree, &reader->pool, result, err) < 0 ||
	    json_get_object(tree, "counts", &counts, err) < 0)
		return -1;
	if (members_parse(counts_members, counts, &result->counts, err) < 0)
		return err_add(err, "\"counts\"");
	return 0;
}

/* Completes the line to an object, so that it can be parsed alone. */
static int
read_head(struct reader *reader, struct err *err)
{
	struct buf text = {0};
	cJSON *tree;
	int rc = -1;

	if (!text_ends_with(reader->line, CASES_FOLLOW))
		return err_set(err,
		    "this is not a report.json as perfolio writes it: its "
		    "first line ends in %s and every case has a line of its "
		    "own. If it was re-formatted, take the original or "
		    "analyze the run again",
		    CASES_FOLLOW);
	buf_add(&text, reader->line, reader->length);
	buf_add_string(&text, "]}");
	tree = parse_line(text.text, text.length, err);
	if (tree != NULL)
		rc = parse_head(reader, tree, err);
	cJSON_Delete(tree);
	buf_release(&text);
	return rc;
}

static int
parse_notes(struct reader *reader, const cJSON *array, struct err *err)
{
	struct result *result = reader->result;
	struct result_note *note;
	const char *level;
	const cJSON *item;

	result->notes = arena_alloc(
	    &result->arena, (size_t)cJSON_GetArraySize(array) * sizeof *note);
	cJSON_ArrayForEach (item, array) {
		note = &result->notes[result->note_count++];
		level = "info";
		if (json_get_string(item, "level", &level, err) < 0 ||
		    pool_json_text(
			item, "case", &reader->pool, &note->case_id, err) < 0 ||
		    pool_json_need(
			item, "text", &reader->pool, &note->text, err) < 0 ||
		    pool_json_text(
			item, "advice", &reader->pool, &note->advice, err) < 0)
			return err_add(err, "note %zu", result->note_count);
		note->level =
		    strcmp(level, "warning") == 0 ? NOTE_WARNING : NOTE_INFO;
	}
	return 0;
}

static int
parse_conditions(struct reader *reader, const cJSON *array, struct err *err)
{
	struct result *result = reader->result;
	struct record_system *systems;
	const cJSON *item;

	if (cJSON_GetArraySize(array) == 0)
		return 0;
	systems = arena_alloc(&result->arena,
	    (size_t)cJSON_GetArraySize(array) * sizeof *systems);
	result->conditions = systems;
	cJSON_ArrayForEach (item, array)
		if (members_parse(system_members, item,
			&systems[result->condition_count++], err) < 0)
			return err_add(
			    err, "condition %zu", result->condition_count);
	return 0;
}

/* "],…}" is the end of an object; with its bracket changed, it is one. */
static int
read_tail(struct reader *reader, struct err *err)
{
	const cJSON *notes, *conditions;
	cJSON *tree;
	int rc = -1;

	if (reader->line[1] != ',')
		return err_set(err, "the last line must begin with \"],\"");
	reader->line[1] = '{';
	tree = parse_line(reader->line + 1, reader->length - 1, err);
	if (tree == NULL)
		return -1;
	if (json_get_array(tree, "conditions", &conditions, err) == 0 &&
	    json_get_array(tree, "notes", &notes, err) == 0 &&
	    parse_conditions(reader, conditions, err) == 0 &&
	    judgement_json_get(tree, &reader->pool, reader->result, err) == 0 &&
	    shape_json_get(tree, &reader->pool, reader->result, err) == 0 &&
	    baseline_json_get_tail(tree, &reader->pool, reader->result, err) ==
		0)
		rc = parse_notes(reader, notes, err);
	cJSON_Delete(tree);
	return rc;
}

static void
take_cases(struct reader *reader)
{
	struct result *result = reader->result;
	size_t count = reader->cases.count;

	result->cases =
	    arena_alloc(&result->arena, count * sizeof *result->cases);
	if (count > 0)
		memcpy(result->cases, reader->cases.items,
		    count * sizeof *result->cases);
	result->case_count = count;
}

static int
read_lines(struct reader *reader, struct err *err)
{
	int rc = next_line(reader, err);

	if (rc == 0)
		return err_set(err, "the file is empty");
	if (rc < 0 || read_head(reader, err) < 0)
		return -1;
	for (;;) {
		rc = next_line(reader, err);
		if (rc == 0)
			return err_set(err,
			    "the file ends before its last line: it was cut "
			    "short");
		if (rc < 0)
			return -1;
		if (reader->line[0] == ']')
			break;
		if (read_case(reader, err) < 0)
			return -1;
	}
	if (read_tail(reader, err) < 0)
		return -1;
	take_cases(reader);
	rc = next_line(reader, err);
	return rc > 0 ? err_set(err, "nothing may follow the last line") : rc;
}

int
result_json_read(
    struct result *result, FILE *in, const char *path, struct err *err)
{
	struct reader reader = {.result = result, .in = in};
	int rc;

	*result = (struct result){0};
	reader.pool.arena = &result->arena;
	rc = read_lines(&reader, err);
	if (rc < 0) {
		err_add(err, "%s:%zu", path, reader.number);
		result_release(result);
	}
	pool_release(&reader.pool);
	vec_free(&reader.cases);
	map_release(&reader.seen);
	free(reader.line);
	return rc;
}
