#include "analysis/timeline_drift.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/drift.h"
#include "analysis/fpop.h"
#include "analysis/level_cost.h"
#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "base/random.h"
#include "base/xalloc.h"

static const double LOG_MOST = 100; /* an exponent that does not overflow */
static const double ANCHOR_MARGIN = 0.5, ANCHORED = 0.25, PART_MARGIN = 0.5;

struct lines_search {
	const double *values;
	size_t count;
	struct changes *found;
	const struct timeline_line_options *options;
	struct timeline_lines *lines;
	bool *is_replaced; /* each step */
	double *room;      /* for two times count */
};

/* What one level costs for the values in the room, which are sorted. */
static double
cost_in_room(const struct lines_search *search, size_t count)
{
	double *room = search->room;
	size_t i;

	for (i = 0; i < count; i++)
		room[i] /= search->found->noise.scale;
	sort_doubles(room, count, room + search->count);
	return level_cost_of(room, count);
}

/* The first value of level at, and of the one behind the last: count. */
static size_t
start_of(const struct lines_search *search, size_t at)
{
	if (at == 0)
		return 0;
	return at > search->found->count ? search->count
					 : search->found->items[at - 1].index;
}

/* Levels first..last, and the steps between them. */
static double
levels_cost(const struct lines_search *search, size_t first, size_t last)
{
	double cost = search->found->noise.penalty * (double)(last - first);
	size_t at, from, count;

	for (at = first; at <= last; at++) {
		from = start_of(search, at);
		count = start_of(search, at + 1) - from;
		memcpy(search->room, search->values + from,
		    count * sizeof *search->room);
		cost += cost_in_room(search, count);
	}
	return cost;
}

/* Without the slope, in the room. */
static void
flatten(const struct lines_search *search, const struct timeline_line *line)
{
	size_t i;

	for (i = line->from; i < line->to; i++)
		search->room[i - line->from] =
		    search->values[i] -
		    line->trend.slope * (double)(i - line->from);
}

static double
line_cost(const struct lines_search *search, const struct timeline_line *line)
{
	flatten(search, line);
	return cost_in_room(search, line->to - line->from) +
	       search->found->noise.penalty / 2;
}

/*
 * Does a line cost half as much again as levels? Then no slope will do, and the
 * one here, which is the median of as many slopes as there are values, is near
 * enough to say so.
 */
static bool
is_far_from_line(const struct lines_search *search, double levels,
    const struct timeline_line *line)
{
	const double *values = search->values + line->from;
	size_t count = line->to - line->from, drawn = 0, i, j;
	struct timeline_line rough = *line;
	struct random random = {count};

	while (drawn < count) {
		i = (size_t)random_below(&random, count);
		j = (size_t)random_below(&random, count);
		if (i != j)
			search->room[drawn++] =
			    (values[j] - values[i]) / ((double)j - (double)i);
	}
	rough.trend.slope = quantile_select_median(search->room, count);
	return line_cost(search, &rough) > 1.5 * levels;
}

/*
 * Of what a line leaves, which is in the room: by the differences of neighbours
 * (drift.h), or most; 1 where it is rounding and no noise.
 */
static double
inflation_of_left(const struct lines_search *search, size_t count, double most)
{
	double least_sd = search->options->least_sd;
	struct fpop_noise noise = fpop_noise_of(search->room, count, least_sd);

	if (noise.difference_sd <= least_sd)
		return 1;
	return fmin(most, trend_inflation(noise.raw));
}

/* Of the values themselves, not of their logarithms. */
static double
inflation_of_plain(
    const struct lines_search *search, const struct timeline_line *line)
{
	size_t count = line->to - line->from, i;
	const double *values = search->values + line->from;
	double *room = search->room, center = values[count / 2];
	struct trend plain;

	for (i = 0; i < count; i++)
		room[i] = exp(fmin(values[i] - center, LOG_MOST));
	trend_of(room, NULL, count, &plain);
	for (i = 0; i < count; i++)
		room[i] -= plain.slope * (double)i;
	return inflation_of_left(search, count, plain.inflation);
}

/*
 * Every bend looks like autocorrelation to Yue and Wang: as in drift.h, the
 * least of three estimates counts. The other two are asked where theirs says
 * that there is no trend.
 */
static bool
is_sure(const struct lines_search *search, struct timeline_line *line)
{
	size_t count = line->to - line->from;
	double inflation;

	if (drift_is_sure(&line->trend.kendall, line->trend.inflation))
		return true;
	flatten(search, line);
	inflation = inflation_of_left(search, count, line->trend.inflation);
	if (search->options->is_logarithmic)
		inflation = fmin(inflation, inflation_of_plain(search, line));
	return drift_is_sure(&line->trend.kendall, inflation) &&
	       trend_of_inflated(search->values + line->from, NULL, count,
		   inflation, &line->trend);
}

/* What a line has to be cheaper by, in penalties. */
static double
margin_of(const struct lines_search *search, size_t first, size_t last)
{
	const struct changes *found = search->found;
	bool is_part = first > 0 || last < found->count;
	double anchors = 0;
	size_t at;

	for (at = first; at < last; at++)
		anchors += found->items[at].is_anchor;
	return (is_part ? PART_MARGIN : 0) +
	       (anchors > 0 ? ANCHORED + ANCHOR_MARGIN * anchors : 0);
}

/* Does a line take the place of levels first..last? */
static bool
is_line(const struct lines_search *search, size_t first, size_t last,
    struct timeline_line *line)
{
	size_t count;
	double levels;

	*line = (struct timeline_line){
	    .from = start_of(search, first), .to = start_of(search, last + 1)};
	count = line->to - line->from;
	if (count < TREND_MIN || !drift_is_possible(search->values + line->from,
				     count, search->room))
		return false;
	levels = levels_cost(search, first, last) -
		 margin_of(search, first, last) * search->found->noise.penalty;
	return !is_far_from_line(search, levels, line) &&
	       trend_of(
		   search->values + line->from, NULL, count, &line->trend) &&
	       fabs(line->trend.total) >= search->options->least_total &&
	       line_cost(search, line) < levels && is_sure(search, line);
}

static void
keep_line(struct lines_search *search, size_t first, size_t last,
    struct timeline_line *line)
{
	size_t count = line->to - line->from, at;

	for (at = first; at < last; at++)
		search->is_replaced[at] = true;
	flatten(search, line);
	line->last = quantile_select_median(search->room, count) +
		     line->trend.slope * (double)(count - 1);
	vec_push(search->lines, *line);
}

static bool
is_one_way(const struct lines_search *search, size_t first, size_t last)
{
	const struct change *steps = search->found->items;
	size_t at;

	for (at = first + 1; at < last; at++)
		if ((steps[at].step > 0) != (steps[first].step > 0))
			return false;
	return first < last;
}

/*
 * Asks levels first..last, then what lies on either side of a step. Step at
 * lies between the levels at and at + 1.
 */
static void
ask(struct lines_search *search, size_t first, size_t last)
{
	size_t newest = search->found->count, strongest;
	struct timeline_line line;

	for (;;) {
		if ((last == newest || is_one_way(search, first, last)) &&
		    is_line(search, first, last, &line)) {
			keep_line(search, first, last, &line);
			return;
		}
		if (first == last)
			return;
		strongest = changes_strongest(search->found, first, last);
		ask(search, first, strongest);
		first = strongest + 1;
	}
}

static void
take_out_replaced(struct lines_search *search)
{
	struct changes *found = search->found;
	size_t at, kept = 0;

	for (at = 0; at < found->count; at++)
		if (!search->is_replaced[at])
			found->items[kept++] = found->items[at];
	found->count = kept;
}

void
timeline_lines_find(struct timeline_lines *lines, const double *values,
    size_t count, struct changes *found,
    const struct timeline_line_options *options)
{
	struct lines_search search = {
	    .values = values,
	    .count = count,
	    .found = found,
	    .options = options,
	    .lines = lines,
	    .is_replaced = xcalloc(found->count + 1, sizeof(bool)),
	    .room = xmalloc((2 * count + 1) * sizeof(double)),
	};

	if (count >= TREND_MIN && found->noise.scale > 0)
		ask(&search, 0, found->count);
	take_out_replaced(&search);
	free(search.is_replaced);
	free(search.room);
}

size_t
timeline_runs_until(double now, double slope, double level)
{
	double runs = (level - now) / slope;

	if (!(runs > 0) || !(runs <= TIMELINE_RUNS_MOST))
		return 0;
	return (size_t)ceil(runs);
}
