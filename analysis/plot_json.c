#include "analysis/plot_json.h"

#include <math.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"

/* Numbers on their way to or from one key. */
struct column {
	double items[RESULT_PLOT_POINTS];
	size_t count;
};

/* Points that something is true for. */
struct mark {
	const char *key;
	size_t offset;
};

static const struct mark marks[] = {
    {"warmup", offsetof(struct result_point, is_warmup)},
    {"mild", offsetof(struct result_point, is_mild)},
    {"severe", offsetof(struct result_point, is_severe)},
};

enum { MARK_COUNT = sizeof marks / sizeof *marks };

static const double WHOLE_MAX = 9007199254740992.0;

static void
add_points(cJSON *object, const struct result_plot *plot)
{
	struct column column;
	size_t i, j;
	const bool *is_marked;

	for (i = 0; i < plot->point_count; i++)
		column.items[i] = plot->points[i].value;
	json_add_doubles(object, "values", column.items, plot->point_count);
	for (i = 0; i < plot->point_count; i++)
		column.items[i] = plot->points[i].launch;
	json_add_doubles(object, "launches", column.items, plot->point_count);
	for (j = 0; j < MARK_COUNT; j++) {
		column.count = 0;
		for (i = 0; i < plot->point_count; i++) {
			is_marked =
			    (const bool *)((const char *)&plot->points[i] +
					   marks[j].offset);
			if (*is_marked)
				column.items[column.count++] = (double)i;
		}
		json_add_doubles(
		    object, marks[j].key, column.items, column.count);
	}
}

static void
add_histogram(cJSON *plot, const struct result_histogram *histogram)
{
	double counts[RESULT_HISTOGRAM_BINS];
	cJSON *object;
	size_t i;

	if (histogram->count == 0) {
		json_add_null(plot, "histogram");
		return;
	}
	object = json_add_object(plot, "histogram");
	for (i = 0; i < histogram->count; i++)
		counts[i] = (double)histogram->counts[i];
	json_add_bool(object, "log", histogram->is_log);
	json_add_double(object, "low", histogram->low);
	json_add_double(object, "width", histogram->width);
	json_add_doubles(object, "counts", counts, histogram->count);
	json_add_u64(object, "below", histogram->below);
	json_add_u64(object, "above", histogram->above);
}

static void
add_density(cJSON *plot, const struct result_density *density)
{
	cJSON *object;

	if (density->count == 0) {
		json_add_null(plot, "density");
		return;
	}
	object = json_add_object(plot, "density");
	json_add_double(object, "low", density->low);
	json_add_double(object, "step", density->step);
	json_add_doubles(object, "heights", density->heights, density->count);
}

void
plot_json_print(const struct result_plot *plot, cJSON *object)
{
	json_add_bool(object, "thinned", plot->is_thinned);
	add_points(object, plot);
	add_histogram(object, &plot->histogram);
	add_density(object, &plot->density);
}

/* At most limit numbers. */
static int
get_numbers(const cJSON *object, const char *key, size_t limit,
    struct column *column, struct err *err)
{
	const cJSON *array, *item;

	column->count = 0;
	if (json_get_array(object, key, &array, err) < 0)
		return -1;
	if (array == NULL)
		return err_set(err, "\"%s\" is missing", key);
	cJSON_ArrayForEach (item, array) {
		if (column->count == limit)
			return err_set(
			    err, "\"%s\" has more than %zu", key, limit);
		if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble))
			return err_set(err, "\"%s\": item %zu is no number",
			    key, column->count + 1);
		column->items[column->count++] = item->valuedouble;
	}
	return 0;
}

/* The same for whole numbers from 0 to greatest. */
static int
get_wholes(const cJSON *object, const char *key, size_t limit, double greatest,
    struct column *column, struct err *err)
{
	double item;
	size_t i;

	if (get_numbers(object, key, limit, column, err) < 0)
		return -1;
	for (i = 0; i < column->count; i++) {
		item = column->items[i];
		if (item < 0 || item > greatest || item != floor(item))
			return err_set(err,
			    "\"%s\": item %zu is no whole number from 0 to "
			    "%.0f",
			    key, i + 1, greatest);
	}
	return 0;
}

static int
need_double(
    const cJSON *object, const char *key, double *value, struct err *err)
{
	if (json_get(object, key) == NULL)
		return err_set(err, "\"%s\" is missing", key);
	return json_get_double(object, key, value, err);
}

static int
parse_marks(const cJSON *object, struct result_point *points, size_t count,
    struct err *err)
{
	struct column column;
	size_t i, j;

	for (j = 0; j < MARK_COUNT; j++) {
		if (get_wholes(object, marks[j].key, count, (double)count - 1,
			&column, err) < 0)
			return -1;
		for (i = 0; i < column.count; i++)
			*(bool *)((char *)&points[(size_t)column.items[i]] +
				  marks[j].offset) = true;
	}
	return 0;
}

static int
parse_points(const cJSON *object, struct arena *arena, struct result_plot *plot,
    struct err *err)
{
	struct column column;
	struct result_point *points;
	size_t i, count;

	if (get_numbers(object, "values", RESULT_PLOT_POINTS, &column, err) < 0)
		return -1;
	count = column.count;
	if (count == 0)
		return err_set(err, "\"values\" is empty");
	points = arena_alloc(arena, count * sizeof *points);
	for (i = 0; i < count; i++)
		points[i].value = column.items[i];
	if (get_wholes(object, "launches", count, UINT32_MAX, &column, err) < 0)
		return -1;
	if (column.count != count)
		return err_set(
		    err, "\"launches\" must be as many as \"values\"");
	for (i = 0; i < count; i++)
		points[i].launch = (uint32_t)column.items[i];
	plot->points = points;
	plot->point_count = count;
	return parse_marks(object, points, count, err);
}

static int
parse_histogram(const cJSON *object, struct arena *arena,
    struct result_histogram *histogram, struct err *err)
{
	struct column column;
	uint64_t *counts;
	size_t i;

	if (json_get_bool(object, "log", &histogram->is_log, err) < 0 ||
	    need_double(object, "low", &histogram->low, err) < 0 ||
	    need_double(object, "width", &histogram->width, err) < 0 ||
	    json_get_u64(object, "below", &histogram->below, err) < 0 ||
	    json_get_u64(object, "above", &histogram->above, err) < 0 ||
	    get_wholes(object, "counts", RESULT_HISTOGRAM_BINS, WHOLE_MAX,
		&column, err) < 0)
		return -1;
	if (!(histogram->width > 0) || column.count == 0)
		return err_set(err, "it has no bins");
	counts = arena_alloc(arena, column.count * sizeof *counts);
	for (i = 0; i < column.count; i++)
		counts[i] = (uint64_t)column.items[i];
	histogram->counts = counts;
	histogram->count = column.count;
	return 0;
}

static int
parse_density(const cJSON *object, struct arena *arena,
    struct result_density *density, struct err *err)
{
	struct column column;
	double *heights;
	size_t i;

	if (need_double(object, "low", &density->low, err) < 0 ||
	    need_double(object, "step", &density->step, err) < 0 ||
	    get_numbers(
		object, "heights", RESULT_DENSITY_HEIGHTS, &column, err) < 0)
		return -1;
	if (!(density->step > 0) || column.count == 0)
		return err_set(err, "it has no heights");
	heights = arena_alloc(arena, column.count * sizeof *heights);
	for (i = 0; i < column.count; i++)
		heights[i] = column.items[i];
	density->heights = heights;
	density->count = column.count;
	return 0;
}

int
plot_json_parse(const cJSON *object, struct arena *arena,
    struct result_plot *plot, struct err *err)
{
	const cJSON *histogram, *density;

	*plot = (struct result_plot){0};
	if (json_get_bool(object, "thinned", &plot->is_thinned, err) < 0 ||
	    parse_points(object, arena, plot, err) < 0 ||
	    json_get_object(object, "histogram", &histogram, err) < 0 ||
	    json_get_object(object, "density", &density, err) < 0)
		return -1;
	if (histogram != NULL &&
	    parse_histogram(histogram, arena, &plot->histogram, err) < 0)
		return err_add(err, "\"histogram\"");
	if (density != NULL &&
	    parse_density(density, arena, &plot->density, err) < 0)
		return err_add(err, "\"density\"");
	return 0;
}
