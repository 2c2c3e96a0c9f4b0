#include "analysis/memory_growth.h"

#include <math.h>
#include <string.h>

#include "analysis/series.h"

/* A stretch of values in their order. */
struct course {
	const double *values;
	size_t count;
};

struct courses {
	struct course items[MEMORY_GROWTH_LAUNCHES];
	size_t count;
};

static bool
is_own(const char *name)
{
	const char *slash = strrchr(name, '/');

	return metric_find(slash == NULL ? name : slash + 1) == NULL;
}

/* Launches with enough values. */
static size_t
count_long(const struct series_metric *metric)
{
	size_t i, count = 0;

	for (i = 0; i < metric->spans.count; i++)
		if (metric->spans.items[i].count >= MEMORY_GROWTH_MIN)
			count += metric->spans.items[i].launches;
	return count;
}

static void
add_long(
    const struct series_metric *metric, size_t count, struct courses *courses)
{
	const double *values = metric->values.items;
	const struct span *span;
	size_t wanted = count, i, seen = 0;
	uint32_t j;

	if (wanted > MEMORY_GROWTH_LAUNCHES)
		wanted = MEMORY_GROWTH_LAUNCHES;
	for (i = 0; i < metric->spans.count; i++) {
		span = &metric->spans.items[i];
		for (j = 0; j < span->launches; j++, values += span->count) {
			if (span->count < MEMORY_GROWTH_MIN)
				continue;
			if (courses->count < wanted &&
			    seen * (wanted - 1) >= courses->count * (count - 1))
				courses->items[courses->count++] =
				    (struct course){values, span->count};
			seen++;
		}
	}
}

static struct courses
courses_of(const struct series_metric *metric)
{
	struct courses courses = {.count = 0};
	size_t count = count_long(metric);

	if (strcmp(metric->metric.unit, "B") != 0)
		return courses;
	if (count > 0) {
		add_long(metric, count, &courses);
	} else if (metric->values.count >= MEMORY_GROWTH_MIN &&
		   spans_launches(&metric->spans) == metric->values.count &&
		   is_own(metric->metric.name)) {
		courses.items[courses.count++] =
		    (struct course){metric->values.items, metric->values.count};
	}
	return courses;
}

static bool
is_growing(const struct growth *growth)
{
	return growth->total > 0 && (growth->kind == GROWTH_LINEAR ||
					growth->kind == GROWTH_EXPONENTIAL ||
					growth->kind == GROWTH_STEP);
}

/* The most frequent kind, the first seen of equals. */
static enum growth_kind
kind_of(
    const struct growth *growths, size_t count, const struct memory_growth *out)
{
	size_t i, j, votes, most = 0;
	enum growth_kind best = GROWTH_UNKNOWN;

	for (i = 0; i < count; i++) {
		if (out->is_confirmed && !is_growing(&growths[i]))
			continue;
		for (votes = 0, j = i; j < count; j++)
			votes += growths[j].kind == growths[i].kind;
		if (votes > most) {
			most = votes;
			best = growths[i].kind;
		}
	}
	return best;
}

/* Of a handful of values, which are sorted. */
static double
median_of(double *values, size_t count)
{
	double value;
	size_t i, at;

	for (i = 1; i < count; i++) {
		value = values[i];
		for (at = i; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
	return 0.5 * (values[(count - 1) / 2] + values[count / 2]);
}

static void
set_medians(
    const struct growth *growths, size_t count, struct memory_growth *out)
{
	double totals[MEMORY_GROWTH_LAUNCHES], steps[MEMORY_GROWTH_LAUNCHES];
	size_t i, of_kind = 0;

	for (i = 0; i < count; i++) {
		if (growths[i].kind != out->kind)
			continue;
		totals[of_kind] = growths[i].total;
		steps[of_kind++] = growths[i].per_step;
	}
	out->total = median_of(totals, of_kind);
	out->per_step = median_of(steps, of_kind);
}

bool
memory_growth_of(const struct series_metric *metric, double median,
    struct memory_growth *out)
{
	struct courses courses = courses_of(metric);
	struct growth growths[MEMORY_GROWTH_LAUNCHES];
	double resolution = 0;
	size_t i;

	if (courses.count == 0)
		return false;
	if (median > 0)
		resolution = series_step(metric) / median;
	*out = (struct memory_growth){.launches = courses.count};
	for (i = 0; i < courses.count; i++) {
		growths[i] = growth_of(courses.items[i].values,
		    courses.items[i].count, resolution, GROWTH_LEAST_BYTES);
		out->growing += is_growing(&growths[i]);
	}
	out->is_confirmed =
	    out->growing >= 2 && 2 * out->growing > out->launches;
	out->kind = kind_of(growths, courses.count, out);
	if (out->kind == GROWTH_UNKNOWN)
		return false;
	set_medians(growths, courses.count, out);
	return true;
}
