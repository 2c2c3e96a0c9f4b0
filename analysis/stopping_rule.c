#include "analysis/stopping_rule.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/interval.h"
#include "analysis/paired.h"
#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "base/xalloc.h"

/* INFINITY for what is not a number, too. */
static double
relative_half_width(double low, double high, double center)
{
	double width = (high - low) / 2 / center;

	return center > 0 && width >= 0 ? width : (double)INFINITY;
}

static double
solo(const double *medians, size_t count)
{
	struct interval_table table = {0};
	struct interval interval = {0};
	double *sorted = xmalloc((2 * count + 1) * sizeof *sorted), center = 0;
	size_t i, known = 0;

	for (i = 0; i < count; i++)
		if (isfinite(medians[i]))
			sorted[known++] = medians[i];
	if (known >= INTERVAL_MEDIAN_MIN) {
		sort_doubles(sorted, known, sorted + count);
		interval = interval_median(&table, sorted, known);
		center = quantile_median(sorted, known);
	}
	free(sorted);
	if (!interval.exists)
		return (double)INFINITY;
	return relative_half_width(interval.low, interval.high, center);
}

static double
paired(const double *logs, const double *others, size_t count)
{
	struct paired pair = paired_of(logs, others, count, 0);

	if (!pair.exists)
		return (double)INFINITY;
	return relative_half_width(
	    exp(pair.low - pair.d), exp(pair.high - pair.d), 1);
}

const struct stopping_rule stopping_rule_default = {solo, paired};
