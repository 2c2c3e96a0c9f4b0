#include "analysis/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/density.h"
#include "analysis/histogram.h"
#include "analysis/moments.h"
#include "analysis/result.h"
#include "analysis/series.h"
#include "analysis/sort.h"
#include "analysis/warmup.h"
#include "base/arena.h"
#include "base/xalloc.h"

/* Points as they are picked, from the first to the last. */
struct picking {
	const struct series_metric *metric;
	const struct summary *summary;
	struct result_point *points;
	size_t count;
	const struct span *span; /* of the last point */
	size_t span_first;       /* its first value */
	size_t launches;         /* before that span */
};

/* Sets launch and is_warmup of the index-th value; indices only grow. */
static void
place(struct picking *picking, size_t index, struct result_point *point)
{
	const uint32_t *warmups = picking->metric->warmups.items;
	size_t launch;
	const struct span *span = picking->span;
	size_t values = (size_t)span->count * span->launches;

	while (index - picking->span_first >= values) {
		picking->span_first += values;
		picking->launches += span->launches;
		span = ++picking->span;
		values = (size_t)span->count * span->launches;
	}
	index -= picking->span_first;
	launch = index / span->count;
	point->launch = span->launch + (uint32_t)launch;
	if (picking->metric->warmups.count > 0)
		point->is_warmup = index - launch * span->count <
				   warmups[picking->launches + launch];
}

static void
pick(struct picking *picking, size_t index)
{
	double value = picking->metric->values.items[index];
	enum outlier_class class =
	    outlier_class_of(value, picking->summary->q1, picking->summary->q3);

	struct result_point *point = &picking->points[picking->count++];

	*point = (struct result_point){
	    .value = value,
	    .is_mild = class == OUTLIER_MILD,
	    .is_severe = class == OUTLIER_SEVERE,
	};
	place(picking, index, point);
}

/* The smallest and the largest of values[from..to). */
static void
pick_extremes(struct picking *picking, size_t from, size_t to)
{
	const double *values = picking->metric->values.items;
	size_t i, least = from, greatest = from;

	for (i = from + 1; i < to; i++) {
		if (values[i] < values[least])
			least = i;
		if (values[i] > values[greatest])
			greatest = i;
	}
	pick(picking, least < greatest ? least : greatest);
	if (least != greatest)
		pick(picking, least < greatest ? greatest : least);
}

static void
pick_points(struct picking *picking, size_t limit, struct arena *arena)
{
	size_t n = picking->metric->values.count, stretches = limit / 2, i;

	picking->span = picking->metric->spans.items;
	picking->points = arena_alloc(
	    arena, (n < limit ? n : limit) * sizeof *picking->points);
	if (n <= limit) {
		for (i = 0; i < n; i++)
			pick(picking, i);
		return;
	}
	for (i = 0; i < stretches; i++)
		pick_extremes(
		    picking, n * i / stretches, n * (i + 1) / stretches);
}

/* What all samples together look like; sd is theirs. */
static void
add_shape(struct result_plot *plot, const double *sorted, size_t count,
    double sd, struct arena *arena)
{
	double *logs = NULL;
	size_t i;
	bool is_log = histogram_wants_log(sorted, count);

	if (is_log) {
		logs = xmalloc(count * sizeof *logs);
		for (i = 0; i < count; i++)
			logs[i] = log10(sorted[i]);
		sorted = logs;
		sd = moments_of(logs, count).sd.value;
	}
	plot->histogram = histogram_of(sorted, count, arena);
	plot->histogram.is_log = is_log;
	plot->density = density_of(sorted, count, sd, &plot->histogram, arena);
	free(logs);
}

/* The samples that count; the caller frees them. */
static double *
sort_samples(const struct series_metric *metric)
{
	struct series_metric room = {0};
	const struct series_metric *steady = warmup_without(metric, &room);
	size_t count = steady->values.count;
	double *sorted = xmalloc(2 * count * sizeof *sorted);

	memcpy(sorted, steady->values.items, count * sizeof *sorted);
	sort_doubles(sorted, count, sorted + count);
	warmup_release(&room);
	return sorted;
}

const struct result_plot *
plot_build(const struct series_metric *metric,
    const struct result_metric *described, const double *sorted,
    struct arena *arena)
{
	const struct summary *summary = &described->summary;
	struct picking picking = {.metric = metric, .summary = summary};
	size_t count = metric->values.count, limit = RESULT_SPARK_POINTS;
	struct result_plot *plot;
	double *own = NULL;

	if (count == 0)
		return NULL;
	plot = arena_alloc(arena, sizeof *plot);
	if (described->is_judged) {
		limit = RESULT_PLOT_POINTS;
		if (sorted == NULL)
			sorted = own = sort_samples(metric);
		add_shape(plot, sorted, summary->n, summary->sd.value, arena);
		free(own);
	}
	pick_points(&picking, limit, arena);
	plot->points = picking.points;
	plot->point_count = picking.count;
	plot->is_thinned = count > limit;
	return plot;
}
