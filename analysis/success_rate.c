#include "analysis/success_rate.h"

#include <math.h>

#include "analysis/distributions.h"

enum { FEW_LAUNCHES = 6 };

bool
success_rate_is_meant(const struct series_metric *metric)
{
	return metric->values.count == 0 &&
	       strcmp(metric->metric.name, "success_rate") == 0;
}

struct interval
success_rate_interval(double share, double n)
{
	double z = distribution_normal_quantile(0.975), part = z * z / n;
	double center = (share + part / 2) / (1 + part);
	double arm =
	    z * sqrt(share * (1 - share) / n + part / (4 * n)) / (1 + part);

	return (struct interval){
	    true, fmax(center - arm, 0), fmin(center + arm, 1)};
}

/* The type 7 quantile of failed zeros and then ones, n together. */
static double
quantile(double failed, double n, double p)
{
	return fmin(fmax((n - 1) * p - (failed - 1), 0), 1);
}

void
success_rate_describe(
    uint64_t launches, uint64_t failed, struct result_metric *out)
{
	struct summary *summary = &out->summary;
	double n = (double)launches, share;

	if (launches == 0 || failed > launches)
		return;
	share = (n - (double)failed) / n;
	out->is_measured = true;
	summary->n = summary->launches = launches;
	summary->mean = summary->median = share;
	summary->mean_interval = summary->median_interval =
	    success_rate_interval(share, n);
	summary->min = failed > 0 ? 0 : 1;
	summary->max = failed < launches ? 1 : 0;
	summary->q1 = quantile((double)failed, n, 0.25);
	summary->q3 = quantile((double)failed, n, 0.75);
	if (launches > 1)
		summary->sd = (struct estimate){
		    true, sqrt(share * (1 - share) * n / (n - 1))};
	if (launches < FEW_LAUNCHES)
		out->flags |= RESULT_FLAG_FEW_SAMPLES;
}
