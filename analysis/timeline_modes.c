#include "analysis/timeline_modes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fpop.h"
#include "analysis/level_cost.h"
#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "base/xalloc.h"

static const double APART = 4, SCALE_OF_MAD = 1.4826022;

enum { OUTERMOST = 20, SHARE_LEAST = 10, STRETCH_MOST = 3 };

/* sorted[0..split) is the lower group. */
struct split {
	const double *sorted;
	size_t count, split;
	double scale;
};

/*
 * The split with the greatest sum of squares between the groups, which is the
 * one with the least within; 0: all values are equal. Sums are of values seen
 * from the median.
 */
static size_t
best_split(const double *sorted, size_t count)
{
	size_t from = count / OUTERMOST, to = count - from, i, best = 0;
	double center = quantile_median(sorted, count), sum = 0, left = 0;
	double n, m, apart, between, most = 0;

	for (i = from; i < to; i++)
		sum += sorted[i] - center;
	for (i = from + 1; i < to; i++) {
		left += sorted[i - 1] - center;
		if (sorted[i] == sorted[i - 1])
			continue;
		n = (double)(i - from);
		m = (double)(to - i);
		apart = (sum - left) / m - left / n;
		between = n * m / (n + m) * apart * apart;
		if (between > most) {
			most = between;
			best = i;
		}
	}
	return best;
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

/* Conditions 1 and 2. */
static bool
is_apart(struct split *split, double step, struct timeline_modes *modes)
{
	const double *upper = split->sorted + split->split;
	size_t n = split->split, m = split->count - n;

	if (n * SHARE_LEAST < split->count || m * SHARE_LEAST < split->count)
		return false;
	modes->low = quantile_median(split->sorted, n);
	modes->high = quantile_median(upper, m);
	modes->high_share = (double)m / (double)split->count;
	split->scale = fmax(fpop_least_sd(has_two_values(split) ? 0 : step),
	    fmax(spread_of(split->sorted, n, modes->low),
		spread_of(upper, m, modes->high)));
	return modes->high - modes->low >= APART * split->scale;
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
	split.split = count < FPOP_MIN ? 0 : best_split(sorted, count);
	is_found = split.split > 0 && is_apart(&split, step, &found) &&
		   is_throughout(values, count, sorted[split.split]) &&
		   is_cheaper(values, &split, &found);
	free(sorted);
	if (is_found)
		*modes = found;
	return is_found;
}
