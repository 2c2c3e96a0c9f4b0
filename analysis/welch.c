#include "analysis/welch.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/distributions.h"
#include "analysis/moments.h"
#include "base/xalloc.h"

static const double DF_MAX = 1e6, POWER = 0.8;

const double welch_session_sigma = 0.01;

struct welch_side
welch_side_of(const double *logs, size_t count, double relative_resolution)
{
	double *finite = xmalloc((count + 1) * sizeof *finite);
	struct welch_side side = {0};
	struct moments moments;
	double k;
	size_t i;

	for (i = 0; i < count; i++)
		if (isfinite(logs[i]))
			finite[side.count++] = logs[i];
	if (side.count >= 2) {
		k = (double)side.count;
		moments = moments_of(finite, side.count);
		side.mean = moments.mean;
		side.variance = fmax(moments.sd.value * moments.sd.value / k,
		    relative_resolution * relative_resolution / 12);
	}
	free(finite);
	return side;
}

double
welch_df(double variance, double v1, double df1, double v2, double df2)
{
	double df = variance * variance / (v1 * v1 / df1 + v2 * v2 / df2);

	return df > DF_MAX && variance > 0 ? DF_MAX : df;
}

struct welch
welch_of(const struct welch_side *above, const struct welch_side *below,
    double session_sigma)
{
	struct welch out = {0};
	double k1 = (double)above->count, k2 = (double)below->count;
	double v1 = above->variance, v2 = below->variance;

	if (above->count < 2 || below->count < 2)
		return out;
	out.variance = v1 + v2 + 2 * session_sigma * session_sigma;
	out.df = welch_df(out.variance, v1, k1 - 1, v2, k2 - 1);
	out.run_sigma = sqrt((v1 * k1 + v2 * k2) / 2);
	out.exists = effect_of(
	    above->mean - below->mean, out.variance, out.df, &out.effect);
	return out.exists ? out : (struct welch){0};
}

/* How many standard errors an effect must have. */
static double
errors_needed(double df)
{
	if (isinf(df))
		return distribution_normal_quantile(0.975) +
		       distribution_normal_quantile(POWER);
	return distribution_t_quantile(0.975, df) +
	       distribution_t_quantile(POWER, df);
}

double
welch_detectable(double variance, double df)
{
	return expm1(errors_needed(df) * sqrt(variance));
}

static bool
is_enough(uint64_t k, double run_sigma, double change)
{
	double launches = (double)k;

	return errors_needed(2 * launches - 2) * run_sigma *
		   sqrt(2 / launches) <=
	       log1p(change);
}

uint64_t
welch_launches_needed(double run_sigma, double change)
{
	uint64_t low = 2, high = WELCH_LAUNCHES_MAX, middle;

	if (!(run_sigma > 0) || !(change > 0) || isinf(run_sigma) ||
	    isinf(change) || !is_enough(high, run_sigma, change))
		return 0;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (is_enough(middle, run_sigma, change))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}
