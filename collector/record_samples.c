#include "collector/record_members.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/case_id.h"

/* Numbers of a list. A value that is no finite number is an error. */
static int
parse_doubles(const cJSON *array, const char *name, struct arena *arena,
    const double **values, size_t *count, struct err *err)
{
	double *items;
	const cJSON *item;

	if (!cJSON_IsArray(array))
		return err_set(err, "\"%s\" must be a list", name);
	items = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(array) * sizeof *items);
	*count = 0;
	cJSON_ArrayForEach (item, array) {
		if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble))
			return err_set(err,
			    "value %zu of \"%s\" is not a finite number",
			    *count + 1, name);
		items[(*count)++] = item->valuedouble;
	}
	*values = items;
	return 0;
}

static int
parse_values(const cJSON *object, struct arena *arena,
    struct record_samples *samples, struct err *err)
{
	struct record_values *metrics;
	const cJSON *item;

	if (object == NULL)
		return err_set(err, "\"values\" is missing");
	metrics = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(object) * sizeof *metrics);
	cJSON_ArrayForEach (item, object) {
		struct record_values *metric =
		    &metrics[samples->metric_count++];

		metric->metric = arena_strdup(arena, item->string);
		if (parse_doubles(item, item->string, arena, &metric->values,
			&metric->count, err) < 0)
			return -1;
	}
	samples->metrics = metrics;
	return 0;
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* The id of a case that only says what it is made of. */
static const char *
id_of(const struct record_case *line, struct arena *arena)
{
	size_t bytes = line->param_count * sizeof *line->params;
	struct pair *params = arena_alloc(arena, bytes);
	struct buf text = {0};
	const char *id;

	if (line->param_count != 0) {
		memcpy(params, line->params, bytes);
		qsort(params, line->param_count, sizeof *params, compare_pairs);
	}
	case_id_add(
	    &text, line->group, line->benchmark, params, line->param_count);
	id = arena_strdup(arena, buf_text(&text));
	buf_release(&text);
	return id;
}

/* {"metric":M,"values":[…]} and who the case is, on one line. */
static int
parse_short_form(const cJSON *object, struct arena *arena,
    struct record_samples *samples, struct err *err)
{
	struct record_values *values = arena_alloc(arena, sizeof *values);
	struct record_case *line = arena_alloc(arena, sizeof *line);
	struct metric *metric = arena_alloc(arena, sizeof *metric);

	metric->unit = "1";
	metric->is_per_iteration = true;
	if (record_need_text(object, "metric", arena, &metric->name, err) < 0 ||
	    record_get_text(object, "unit", arena, &metric->unit, err) < 0 ||
	    record_parse_better(object, &metric->better, err) < 0 ||
	    record_get_text(object, "case", arena, &line->id, err) < 0 ||
	    record_parse_identity(object, arena, line, err) < 0 ||
	    parse_doubles(json_get(object, "values"), "values", arena,
		&values->values, &values->count, err) < 0)
		return -1;
	if (line->id == NULL && line->benchmark == NULL)
		return err_set(err, "\"case\" or \"benchmark\" is missing");
	if (line->id == NULL)
		line->id = id_of(line, arena);
	values->metric = metric->name;
	line->metrics = metric;
	line->metric_count = 1;
	line->has_warmed = line->is_warmed = true;
	samples->short_case = line;
	samples->case_id = line->id;
	samples->metrics = values;
	samples->metric_count = 1;
	return 0;
}

static int
parse_launch_sizes(const cJSON *array, struct arena *arena,
    struct record_samples *samples, struct err *err)
{
	uint64_t *sizes;
	const cJSON *item;

	if (array == NULL)
		return 0;
	sizes = arena_alloc(
	    arena, (size_t)cJSON_GetArraySize(array) * sizeof *sizes);
	cJSON_ArrayForEach (item, array) {
		if (!cJSON_IsNumber(item) || item->valuedouble < 1 ||
		    item->valuedouble > 1e15 ||
		    item->valuedouble != floor(item->valuedouble))
			return err_set(err,
			    "\"launches\" must be whole numbers from 1 on");
		sizes[samples->launch_count++] = (uint64_t)item->valuedouble;
	}
	samples->launches = sizes;
	return 0;
}

static int
parse_exit(const cJSON *object, struct record_samples *samples, struct err *err)
{
	double code = 0;
	uint64_t signal_number = 0;

	if (json_get_double(object, "exit", &code, err) < 0 ||
	    json_get_u64(object, "signal", &signal_number, err) < 0 ||
	    json_get_bool(object, "timeout", &samples->is_timeout, err) < 0)
		return -1;
	if (fabs(code) > 1e9 || signal_number > 1000)
		return err_set(err, "\"exit\" or \"signal\" is out of range");
	samples->exit_code = (int)code;
	samples->signal = (int)signal_number;
	samples->is_failed = samples->metric_count == 0 &&
			     (code != 0 || signal_number != 0 ||
				 samples->is_timeout || samples->error != NULL);
	return 0;
}

int
record_samples_parse(const cJSON *object, struct arena *arena,
    struct record_samples *samples, struct err *err)
{
	const cJSON *values, *iterations, *launches;
	bool is_short = json_get(object, "metric") != NULL;

	if (json_get_u64(object, "round", &samples->round, err) < 0 ||
	    json_get_u64(object, "launch", &samples->launch, err) < 0 ||
	    json_get_u64(object, "start", &samples->start_ns, err) < 0 ||
	    record_get_text(object, "error", arena, &samples->error, err) < 0 ||
	    record_get_text(object, "output", arena, &samples->output, err) <
		0 ||
	    json_get_bool(object, "more", &samples->has_more, err) < 0 ||
	    json_get_array(object, "iterations", &iterations, err) < 0 ||
	    json_get_array(object, "launches", &launches, err) < 0)
		return -1;
	samples->has_start = json_get(object, "start") != NULL;
	if (is_short) {
		if (parse_short_form(object, arena, samples, err) < 0)
			return -1;
	} else if (record_need_text(
		       object, "case", arena, &samples->case_id, err) < 0 ||
		   json_get_object(object, "values", &values, err) < 0 ||
		   parse_values(values, arena, samples, err) < 0) {
		return -1;
	}
	if (iterations != NULL &&
	    parse_doubles(iterations, "iterations", arena, &samples->iterations,
		&samples->iteration_count, err) < 0)
		return -1;
	if (parse_launch_sizes(launches, arena, samples, err) < 0)
		return -1;
	return parse_exit(object, samples, err);
}
