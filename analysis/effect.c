#include "analysis/effect.h"

#include <math.h>

#include "analysis/distributions.h"

static double
quantile(double p, double df)
{
	return isinf(df) ? distribution_normal_quantile(p)
			 : distribution_t_quantile(p, df);
}

static double
two_sided_p(double d, double error, double df)
{
	double t;

	if (d == 0)
		return 1;
	if (error == 0)
		return 0;
	t = -fabs(d) / error;
	return 2 * (isinf(df) ? distribution_normal_cdf(t)
			      : distribution_t_cdf(t, df));
}

bool
effect_of(double d, double variance, double df, struct effect *effect)
{
	double error, arm, one_sided;

	if (!isfinite(d) || !isfinite(variance) || variance < 0 || !(df > 0))
		return false;
	error = sqrt(variance);
	arm = quantile(0.975, df) * error;
	one_sided = quantile(0.95, df) * error;
	if (!isfinite(d - arm) || !isfinite(d + arm))
		return false;
	*effect = (struct effect){
	    .d = d,
	    .low = d - arm,
	    .high = d + arm,
	    .lower = d - one_sided,
	    .upper = d + one_sided,
	    .p = two_sided_p(d, error, df),
	};
	return true;
}

struct effect
effect_swapped(const struct effect *effect)
{
	return (struct effect){
	    .d = -effect->d,
	    .low = -effect->high,
	    .high = -effect->low,
	    .lower = -effect->upper,
	    .upper = -effect->lower,
	    .p = effect->p,
	};
}
