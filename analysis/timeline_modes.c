#include "analysis/timeline_modes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fpop.h"
#include "analysis/level_cost.h"
#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "base/random.h"
#include "base/xalloc.h"

static const double APART = 4, APART_FEW = 60, SCALE_OF_MAD = 1.4826022;

enum {
	OUTERMOST = 20,
	SHARE_LEAST = 10,
	STRETCH_MOST = 3,
	SPLITS_MORE = 2,
	DRAWN_MOST = 64
};

/* sorted[0..split) is the lower group. */
struct split {
	const double *sorted;
	size_t count, split;
	double scale;
};

/*
 * The split of sorted[from..to) with the greatest sum of squares between the
 * groups, which is the one with the least within; from: all values are equal.
 * Sums are of values seen from the first. Of n values on the left and m on the
 * right that is, times n + m, ((n + m) left - n sum)² / (n m).
 */
static size_t
split_within(const double *sorted, size_t from, size_t to)
{
	double center = sorted[from], sum = 0, left = 0;
	double n, all = (double)(to - from), away, between, most = 0;
	size_t best = from, i;

	for (i = from; i < to; i++)
		sum += sorted[i] - center;
	for (i = from + 1; i < to; i++) {
		left += sorted[i - 1] - center;
		if (sorted[i] == sorted[i - 1])
			continue;
		n = (double)(i - from);
		away = all * left - n * sum;
		between = away * away / (n * (all - n));
		if (between > most) {
			most = between;
			best = i;
		}
	}
	return best;
}

/*
 * The first value of the upper group; 0: there is none. A group of less than
 * SHARE_LEAST lies outside, and the others are split again.
 */
static size_t
best_split(const double *sorted, size_t count)
{
	size_t from = count / OUTERMOST, to = count - from, best, again;

	for (again = 0; again <= SPLITS_MORE; again++) {
		best = split_within(sorted, from, to);
		if (best == from)
			return 0;
		if (best * SHARE_LEAST < count)
			from = best;
		else if ((count - best) * SHARE_LEAST < count)
			to = best;
		else
			return best;
	}
	return 0;
}

static double
spread_of(const double *sorted, size_t count, double center)
{
	return SCALE_OF_MAD * quantile_mad(sorted, count, center);
}

/* Nothing but two readings, but for the outermost? */
static bool
has_two_values(const struct split *split)
{
	size_t from = split->count / OUTERMOST;

	return split->sorted[from] == split->sorted[split->split - 1] &&
	       split->sorted[split->split] ==
		   split->sorted[split->count - from - 1];
}

/* Condition 2; the split has seen to condition 1. */
static bool
is_apart(struct split *split, double step, struct timeline_modes *modes)
{
	const double *upper = split->sorted + split->split;
	size_t n = split->split, m = split->count - n;
	double least = APART + fmax(APART_FEW / (double)split->count - 0.5, 0);

	modes->low = quantile_median(split->sorted, n);
	modes->high = quantile_median(upper, m);
	modes->high_share = (double)m / (double)split->count;
	split->scale = fmax(fpop_least_sd(has_two_values(split) ? 0 : step),
	    fmax(spread_of(split->sorted, n, modes->low),
		spread_of(upper, m, modes->high)));
	return modes->high - modes->low >= least * split->scale;
}

/* Condition 3; edge is the least value of the upper group. */
static bool
is_throughout(const double *values, size_t count, double edge)
{
	size_t i, stretch = 0;
	bool is_high = false;

	for (i = 0; i < count; i++) {
		if (i == 0 || (values[i] >= edge) != is_high)
			stretch = 0;
		is_high = values[i] >= edge;
		if (++stretch * STRETCH_MOST >= count)
			return false;
	}
	return true;
}

/* Condition 4. */
static bool
is_cheaper(const double *values, const struct split *split,
    const struct timeline_modes *modes)
{
	double p = modes->high_share, n = (double)split->count, cost;
	double edge = split->sorted[split->split], level, away;
	double penalty = 2.5 * log(n);
	struct fpop levels;
	bool is_cheap;
	size_t i;

	cost = penalty - 2 * n * (p * log(p) + (1 - p) * log1p(-p));
	for (i = 0; i < split->count; i++) {
		level = values[i] >= edge ? modes->high : modes->low;
		away = (values[i] - level) / split->scale;
		cost += fmin(away * away, LEVEL_COST_MOST);
	}
	levels = fpop_of(values, split->count, split->scale, penalty);
	is_cheap = cost < levels.cost;
	fpop_release(&levels);
	return is_cheap;
}

bool
timeline_modes_of(const double *values, size_t count, double step,
    struct timeline_modes *modes)
{
	double *sorted = xmalloc(2 * (count + 1) * sizeof *sorted);
	struct split split = {.sorted = sorted, .count = count};
	struct timeline_modes found;
	bool is_found;

	memcpy(sorted, values, count * sizeof *values);
	sort_doubles(sorted, count, sorted + count);
	split.split =
	    count < TIMELINE_MODES_MIN ? 0 : best_split(sorted, count);
	is_found = split.split > 0 && is_apart(&split, step, &found) &&
		   is_throughout(values, count, sorted[split.split]) &&
		   is_cheaper(values, &split, &found);
	free(sorted);
	if (is_found)
		*modes = found;
	return is_found;
}

/* How far a value lies from the nearer of two modes. */
static double
distance_of(double value, double low, double apart)
{
	return fmin(fabs(value - low), fabs(value - low - apart));
}

/* How far the values lie from two modes of which the lower one is at low. */
static double
distance_from_modes(
    const double *values, size_t count, double low, double apart)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += distance_of(values[i], low, apart);
	return sum;
}

/* The lower of two modes that far apart, where the values lie nearest. */
static double
find_lower(const double *values, size_t count, double apart)
{
	double drawn[DRAWN_MOST], low = values[0], here, best, sum;
	size_t most = count < DRAWN_MOST ? count : DRAWN_MOST, i;
	struct random random = {count};

	for (i = 0; i < most; i++)
		drawn[i] = count <= DRAWN_MOST
			       ? values[i]
			       : values[random_below(&random, count)];
	best = (double)INFINITY;
	for (i = 0; i < 2 * most; i++) {
		here = drawn[i / 2] - (i % 2 == 0 ? 0 : apart);
		sum = distance_from_modes(drawn, most, here, apart);
		if (sum < best) {
			best = sum;
			low = here;
		}
	}
	return low;
}

static void
take_away(
    const double *values, size_t count, double low, double apart, double *out)
{
	size_t i;

	for (i = 0; i < count; i++)
		out[i] = values[i] >= low + apart / 2 ? values[i] - apart
						      : values[i];
}

void
timeline_modes_take_away(const struct timeline_modes *modes,
    const double *values, size_t count, size_t at, double *out)
{
	double apart = modes->high - modes->low;
	double left = find_lower(values, at, apart), right = left;

	if (at == count)
		while (at > 1 &&
		       distance_of(values[at - 1], left, apart) > apart / 3)
			at--;
	if (at < count)
		right = find_lower(values + at, count - at, apart);
	while (at > 1 && distance_of(values[at - 1], right, apart) <
			     distance_of(values[at - 1], left, apart))
		at--;
	while (at < count && distance_of(values[at], left, apart) <
				 distance_of(values[at], right, apart))
		at++;
	take_away(values, at, left, apart, out);
	take_away(values + at, count - at, right, apart, out + at);
}
