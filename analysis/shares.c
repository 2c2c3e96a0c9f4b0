#include "analysis/shares.h"

#include <math.h>

#include "analysis/distributions.h"
#include "analysis/success_rate.h"

enum { HALVINGS = 100 };

/* The logarithm of the ratio is within so much of the estimate. */
static const double REACH = 60;
/* Tables as likely as this one but for rounding; as in R. */
static const double AS_LIKELY = 1e-7;

static double
part_of(const struct share *share)
{
	return (double)share->good / (double)share->all;
}

/* z(r); it falls with r. */
static double
score(const struct share *here, const struct share *there, double ratio)
{
	double n1 = (double)here->all, n2 = (double)there->all;
	double x1 = (double)here->good, x2 = (double)there->good;
	double b = n1 * ratio + x1 + n2 + x2 * ratio;
	double root = sqrt(fmax(0, b * b - 4 * (n1 + n2) * ratio * (x1 + x2)));
	double p2 = fmin(1, 2 * (x1 + x2) / (b + root));
	double p1 = fmin(1, ratio * p2);
	double variance =
	    p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2;
	double distance = x1 / n1 - ratio * (x2 / n2);

	if (!(variance > 0))
		return distance == 0 ? 0 : copysign((double)INFINITY, distance);
	return distance / sqrt(variance);
}

/* The logarithm of the ratio whose score is z; z < 0 lies above. */
static double
log_ratio_at(
    const struct share *here, const struct share *there, double d, double z)
{
	double low = z > 0 ? d - REACH : d, high = z > 0 ? d : d + REACH;
	double middle;
	int i;

	for (i = 0; i < HALVINGS; i++) {
		middle = (low + high) / 2;
		if (score(here, there, exp(middle)) > z)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

static double
log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

static double
fisher_p(const struct share *here, const struct share *there)
{
	double n1 = (double)here->all, n2 = (double)there->all;
	double good = (double)here->good + (double)there->good;
	double all = log_choose(n1 + n2, good), p = 0, k, log_p;
	double own = log_choose(n1, (double)here->good) +
		     log_choose(n2, (double)there->good) - all;

	for (k = fmax(0, good - n2); k <= fmin(n1, good); k++) {
		log_p = log_choose(n1, k) + log_choose(n2, good - k) - all;
		if (log_p <= own + AS_LIKELY)
			p += exp(log_p);
	}
	return fmin(1, p);
}

static void
set_difference(
    const struct share *here, const struct share *there, struct comparison *out)
{
	double p1 = part_of(here), p2 = part_of(there);
	struct interval one = success_rate_interval(p1, (double)here->all);
	struct interval two = success_rate_interval(p2, (double)there->all);

	out->reason = "not-positive";
	out->difference = (struct estimate){true, p1 - p2};
	out->difference_interval = (struct interval){true,
	    p1 - p2 - hypot(p1 - one.low, two.high - p2),
	    p1 - p2 + hypot(one.high - p1, p2 - two.low)};
}

static void
set_ratio(
    const struct share *here, const struct share *there, struct comparison *out)
{
	double two_sided = distribution_normal_quantile(0.975);
	double one_sided = distribution_normal_quantile(0.95);
	double d = log(part_of(here) / part_of(there));
	const struct effect effect = {
	    .d = d,
	    .low = log_ratio_at(here, there, d, two_sided),
	    .high = log_ratio_at(here, there, d, -two_sided),
	    .lower = log_ratio_at(here, there, d, one_sided),
	    .upper = log_ratio_at(here, there, d, -one_sided),
	    .p = fisher_p(here, there),
	};

	comparison_set(out, &effect);
}

void
shares_compare(
    const struct share *here, const struct share *there, struct comparison *out)
{
	out->rule = COMPARISON_SHARES;
	out->launches = here->all;
	out->base_launches = there->all;
	out->center = part_of(here);
	out->base_center = part_of(there);
	out->is_zero = here->good == 0;
	out->is_base_zero = there->good == 0;
	if (here->good == here->all && there->good == there->all) {
		out->rule = COMPARISON_EXACT;
		out->ratio = out->ratio_lower = out->ratio_upper = 1;
		out->ratio_interval = (struct interval){true, 1, 1};
	} else if (out->is_zero || out->is_base_zero) {
		set_difference(here, there, out);
	} else {
		set_ratio(here, there, out);
	}
}
