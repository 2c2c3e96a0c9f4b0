#include "collector/asv_row.h"

#include <math.h>
#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "base/num.h"

/* Sums and squares of values must stay finite. */
static const double VALUE_MAX = 1e300;

/* One parameter: its name and the values it takes. */
struct axis {
	const char *name;
	const char **values;
	size_t count;
};

/* The parts of a row, in a tree that outlives them. NULL: not there. */
struct parts {
	const cJSON *result, *params, *version, *samples;
};

struct table {
	const struct asv_row *row;
	struct parts parts;
	struct axis *axes;
	size_t axis_count;
	size_t combinations;
	struct metric metric;
	double factor;
	struct arena *arena;
};

static const cJSON *
unless_null(const cJSON *item)
{
	return cJSON_IsNull(item) ? NULL : item;
}

static int
find_parts(const struct asv_row *row, const cJSON *value, struct parts *parts,
    struct err *err)
{
	const cJSON *item;
	size_t i = 0;

	*parts = (struct parts){0};
	if (row->columns == NULL) {
		parts->version = row->version;
		parts->result =
		    cJSON_IsObject(value) ? json_get(value, "result") : value;
		if (cJSON_IsObject(value)) {
			parts->params = json_get(value, "params");
			parts->samples = json_get(value, "samples");
		}
		return 0;
	}
	if (!cJSON_IsArray(value))
		return err_set(err, "must be a list");
	cJSON_ArrayForEach (item, value) {
		if (i == row->column_count)
			break;
		if (strcmp(row->columns[i], "result") == 0)
			parts->result = unless_null(item);
		else if (strcmp(row->columns[i], "params") == 0)
			parts->params = unless_null(item);
		else if (strcmp(row->columns[i], "version") == 0)
			parts->version = unless_null(item);
		else if (strcmp(row->columns[i], "samples") == 0)
			parts->samples = unless_null(item);
		i++;
	}
	return 0;
}

/*
 * Parameters are written as Python would: 'abc' is the text abc, unless it
 * would look like something else without its quotes.
 */
static const char *
param_text(const cJSON *item, struct arena *arena)
{
	static const char *const words[] = {"None", "True", "False"};
	char *printed;
	const char *text;
	char *inner;
	size_t length, i;
	double number;

	if (!cJSON_IsString(item)) {
		printed = cJSON_PrintUnformatted(item);
		text = arena_strdup(arena, printed);
		cJSON_free(printed);
		return text;
	}
	text = item->valuestring;
	length = strlen(text);
	if (length < 3 || (*text != '\'' && *text != '"') ||
	    text[length - 1] != *text)
		return arena_strdup(arena, text);
	inner = arena_strndup(arena, text + 1, length - 2);
	if (strpbrk(inner, "'\"\\") != NULL || num_parse(inner, &number))
		return arena_strdup(arena, text);
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(inner, words[i]) == 0)
			return arena_strdup(arena, text);
	return inner;
}

static const char *
axis_name(const struct table *table, size_t index)
{
	const struct asv_benchmark *known = table->row->known;
	const char *name;
	size_t i;

	if (known == NULL || known->param_count != table->axis_count)
		return arena_printf(table->arena, "param%zu", index + 1);
	name = known->param_names[index];
	for (i = 0; i < index; i++)
		if (strcmp(table->axes[i].name, name) == 0)
			return arena_printf(
			    table->arena, "param%zu", index + 1);
	return name;
}

static int
read_axes(struct table *table, struct err *err)
{
	const cJSON *list, *item;
	struct axis *axis;
	size_t index = 0;

	table->combinations = 1;
	if (table->parts.params == NULL)
		return 0;
	if (!cJSON_IsArray(table->parts.params))
		return err_set(err, "\"params\" must be a list");
	table->axis_count = (size_t)cJSON_GetArraySize(table->parts.params);
	table->axes =
	    arena_alloc(table->arena, table->axis_count * sizeof *table->axes);
	cJSON_ArrayForEach (list, table->parts.params) {
		axis = &table->axes[index];
		if (!cJSON_IsArray(list) || list->child == NULL)
			return err_set(err,
			    "\"params\"[%zu] must be a list of values", index);
		axis->name = axis_name(table, index);
		axis->values = arena_alloc(table->arena,
		    (size_t)cJSON_GetArraySize(list) * sizeof *axis->values);
		cJSON_ArrayForEach (item, list)
			axis->values[axis->count++] =
			    param_text(item, table->arena);
		if (table->combinations > 1000000 / axis->count)
			return err_set(err,
			    "\"params\" have more than a million combinations");
		table->combinations *= axis->count;
		index++;
	}
	return 0;
}

/* Of the combination: the last parameter turns fastest. */
static void
fill_params(const struct table *table, size_t index, struct pair *params)
{
	size_t at = table->axis_count;

	while (at-- > 0) {
		params[at].name = table->axes[at].name;
		params[at].value =
		    table->axes[at].values[index % table->axes[at].count];
		index /= table->axes[at].count;
	}
}

static int
take_number(const struct table *table, const cJSON *item, double *value,
    struct err *err)
{
	if (!cJSON_IsNumber(item) ||
	    !(fabs(item->valuedouble * table->factor) < VALUE_MAX))
		return err_set(err, "a result must be a number");
	*value = item->valuedouble * table->factor;
	return 0;
}

/* The samples of a combination; if there are none its result is one. */
static int
take_values(const struct table *table, const cJSON *result,
    const cJSON *samples, struct record_values *values, struct err *err)
{
	size_t count =
	    cJSON_IsArray(samples) ? (size_t)cJSON_GetArraySize(samples) : 0;
	double *numbers =
	    arena_alloc(table->arena, (count + 1) * sizeof *numbers);
	const cJSON *item;

	values->metric = table->metric.name;
	values->values = numbers;
	values->count = 0;
	if (take_number(table, result, numbers, err) < 0)
		return -1;
	if (count > 0) {
		cJSON_ArrayForEach (item, samples)
			if (take_number(table, item, &numbers[values->count++],
				err) < 0)
				return err_add(err, "\"samples\"");
		return 0;
	}
	values->count = 1;
	return 0;
}

static int
put_combination(const struct table *table, size_t index, const cJSON *result,
    const cJSON *samples, struct import_draft *draft, struct err *err)
{
	const char *name = table->row->name, *dot = strrchr(name, '.');
	struct record_values values = {0};
	struct pair *params =
	    arena_alloc(table->arena, table->axis_count * sizeof *params);
	struct import_case one = {.benchmark = dot == NULL ? name : dot + 1,
	    .params = params,
	    .param_count = table->axis_count,
	    .metrics = &table->metric,
	    .metric_count = 1,
	    .values = &values};

	if (dot != NULL)
		one.group =
		    arena_strndup(table->arena, name, (size_t)(dot - name));
	fill_params(table, index, params);
	if (result == NULL || cJSON_IsNull(result)) {
		one.status = CASE_STATUS_FAILED;
		one.message = "asv has no result of it: it failed";
	} else if (cJSON_IsString(result) &&
		   strcmp(result->valuestring + (result->valuestring[0] == '-'),
		       JSON_WALK_NAN) == 0) {
		one.status = CASE_STATUS_SKIPPED;
		one.message = "it skipped itself (NaN)";
	} else if (cJSON_IsString(result) &&
		   strstr(result->valuestring, JSON_WALK_INFINITY) != NULL) {
		one.status = CASE_STATUS_FAILED;
		one.message = "its result is infinite";
	} else {
		if (take_values(table, result, samples, &values, err) < 0)
			return -1;
		one.value_count = 1;
	}
	return import_draft_put(draft, &one, err);
}

static int
put_table(
    const struct table *table, struct import_draft *draft, struct err *err)
{
	const cJSON *result = table->parts.result;
	const cJSON *samples = table->parts.samples;
	bool is_list = cJSON_IsArray(result);
	size_t count = is_list ? (size_t)cJSON_GetArraySize(result) : 1, i;

	if (result != NULL && count != table->combinations)
		return err_set(err,
		    "has %zu results for %zu combinations of parameters", count,
		    table->combinations);
	if (is_list)
		result = result->child;
	samples = is_list && cJSON_IsArray(samples) ? samples->child : NULL;
	for (i = 0; i < table->combinations; i++) {
		if (put_combination(table, i, result, samples, draft, err) < 0)
			return -1;
		result = result == NULL ? NULL : result->next;
		samples = samples == NULL ? NULL : samples->next;
	}
	return 0;
}

static bool
is_other_version(const struct asv_row *row, const cJSON *version)
{
	return row->known != NULL && row->known->version != NULL &&
	       cJSON_IsString(version) &&
	       strcmp(row->known->version, version->valuestring) != 0;
}

int
asv_row_put(const struct asv_row *row, struct arena *scratch,
    struct import_draft *draft, bool *is_outdated, struct err *err)
{
	struct table table = {.row = row, .arena = scratch};
	struct import_unit unit;
	cJSON *tree = json_span_parse(row->value, err);
	int result = -1;

	*is_outdated = false;
	if (tree == NULL || find_parts(row, tree, &table.parts, err) < 0)
		goto out;
	if (is_other_version(row, table.parts.version)) {
		*is_outdated = true;
		result = 0;
		goto out;
	}
	unit = asv_benchmark_unit(row->known, row->name, scratch);
	table.metric = (struct metric){
	    .name = unit.metric, .unit = unit.unit, .better = unit.better};
	table.factor = unit.factor;
	if (read_axes(&table, err) == 0)
		result = put_table(&table, draft, err);
out:
	cJSON_Delete(tree);
	arena_reset(scratch);
	return result;
}
