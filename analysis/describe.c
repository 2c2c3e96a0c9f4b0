#include "analysis/describe.h"

#include <math.h>

#include "analysis/drift.h"
#include "analysis/moments.h"
#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "analysis/warmup.h"

enum { FEW_SAMPLES = 6, NOISY_MIN = 20 };

static const double NOISY_SHARE = 0.01;
static const double CLOCK_SHARE = 0.001;

/* Copies values to the desk and sorts the copy. */
static void
sort_samples(struct describe_desk *desk, const double *values, size_t count)
{
	vec_reserve(&desk->sorted, count);
	vec_reserve(&desk->spare, count);
	memcpy(desk->sorted.items, values, count * sizeof *values);
	sort_doubles(desk->sorted.items, count, desk->spare.items);
	desk->independent = desk->sorted.items;
	desk->independent_count = count;
}

/* The same with the medians of launches, which stay in their order as well. */
static void
sort_medians(struct describe_desk *desk)
{
	size_t count = desk->launch_medians.count;
	double *sorted;

	vec_reserve(&desk->sorted_medians, count);
	vec_reserve(&desk->spare, count);
	sorted = desk->sorted_medians.items;
	memcpy(sorted, desk->launch_medians.items, count * sizeof *sorted);
	sort_doubles(sorted, count, desk->spare.items);
	desk->independent = sorted;
	desk->independent_count = count;
}

/* Mean and median of every launch, in order. */
static void
describe_launches(
    struct describe_desk *desk, const struct series_metric *metric)
{
	const double *values = metric->values.items;
	const struct span *span;
	double *room;
	size_t i;
	uint32_t j;

	desk->launch_means.count = desk->launch_medians.count = 0;
	for (i = 0; i < metric->spans.count; i++) {
		span = &metric->spans.items[i];
		vec_reserve(&desk->room, span->count);
		room = desk->room.items;
		for (j = 0; j < span->launches; j++) {
			memcpy(room, values, span->count * sizeof *values);
			vec_push(&desk->launch_means,
			    moments_mean(values, span->count));
			vec_push(&desk->launch_medians,
			    quantile_select_median(room, span->count));
			values += span->count;
		}
	}
}

/* What comes from all samples, however the launches are. */
static void
describe_samples(struct describe_desk *desk, const struct series_metric *metric,
    struct result_metric *out)
{
	const double *sorted = desk->sorted.items;
	size_t n = metric->values.count;
	struct summary *summary = &out->summary;
	double center = quantile_median(sorted, n);

	summary->min = sorted[0];
	summary->max = sorted[n - 1];
	summary->median = center;
	summary->mad = quantile_mad(sorted, n, center);
	summary->q1 = quantile_of_sorted(sorted, n, 0.25);
	summary->q3 = quantile_of_sorted(sorted, n, 0.75);
	out->outliers = outliers_count(sorted, n, summary->q1, summary->q3);
	if (metric->iterations.count == 0)
		tails_describe(
		    &desk->tails, &desk->intervals, sorted, n, summary);
}

/* Both arms of a quantile's interval times factor. */
static void
widen_tails(struct summary *summary, double factor)
{
	summary->p90_interval =
	    interval_widen(summary->p90_interval, summary->p90.value, factor);
	summary->p95_interval =
	    interval_widen(summary->p95_interval, summary->p95.value, factor);
	summary->p99_interval =
	    interval_widen(summary->p99_interval, summary->p99.value, factor);
}

/* The median's interval; the independent values stand for n_eff. */
static void
describe_median(
    struct describe_desk *desk, double n_eff, struct result_metric *out)
{
	const double *sorted = desk->independent;
	size_t count = desk->independent_count;
	struct summary *summary = &out->summary;
	struct interval interval;

	if (count >= INTERVAL_MEDIAN_MIN) {
		interval = interval_median(&desk->intervals, sorted, count);
		summary->median_interval = interval_widen(
		    interval, summary->median, sqrt((double)count / n_eff));
	} else if (count >= 2) {
		summary->median_interval =
		    (struct interval){true, sorted[0], sorted[count - 1]};
		summary->median_level =
		    (struct estimate){true, interval_range_level(count)};
		out->flags |= RESULT_FLAG_CI_BELOW_NOMINAL;
	}
}

/* One launch, or launches of one sample each. */
static void
describe_plain(struct describe_desk *desk, const struct moments *moments,
    struct result_metric *out)
{
	struct summary *summary = &out->summary;
	double n_eff = (double)summary->n;

	if (summary->launches == 1)
		summary->n_eff = moments_effective_count(moments, summary->n);
	if (summary->n_eff.exists)
		n_eff = summary->n_eff.value;
	widen_tails(summary, sqrt((double)summary->n / n_eff));
	summary->mean = moments->mean;
	summary->autocorrelation = moments->autocorrelation;
	if (summary->n >= 2)
		summary->mean_interval = interval_mean(
		    &desk->intervals, moments->mean, moments->sd.value, n_eff);
	describe_median(desk, n_eff, out);
}

/* Several launches of several samples: each counts as one value. */
static void
describe_nested(struct describe_desk *desk, const struct series_metric *metric,
    struct result_metric *out)
{
	struct summary *summary = &out->summary;
	size_t k = summary->launches;
	struct moments means, medians;

	summary->p90_interval.exists = summary->p95_interval.exists =
	    summary->p99_interval.exists = false;
	describe_launches(desk, metric);
	means = moments_of(desk->launch_means.items, k);
	medians = moments_of(desk->launch_medians.items, k);
	summary->mean = means.mean;
	summary->mean_interval = interval_mean(
	    &desk->intervals, means.mean, means.sd.value, (double)k);
	summary->autocorrelation = medians.autocorrelation;
	sort_medians(desk);
	summary->median = quantile_median(desk->independent, k);
	if (k >= INTERVAL_MEDIAN_MIN) {
		describe_median(desk, (double)k, out);
		return;
	}
	summary->median_interval =
	    interval_log_mean(&desk->intervals, desk->independent, k);
	out->flags |= RESULT_FLAG_CI_BELOW_NOMINAL;
}

/* Are fewer than half of the values behind the intervals independent? */
static bool
is_autocorrelated(const struct summary *summary)
{
	size_t count = summary->launches == 1 ? summary->n : summary->launches;
	struct moments moments = {.autocorrelation = summary->autocorrelation};
	struct estimate n_eff = moments_effective_count(&moments, count);
	double n = (double)count;

	if (!summary->autocorrelation.exists || !n_eff.exists ||
	    n_eff.value >= n / 2)
		return false;
	return summary->n_eff.exists ||
	       summary->autocorrelation.value > 1.96 / sqrt(n) - 1 / n;
}

static bool
is_clock_coarse(const struct series_metric *metric, double median)
{
	return strcmp(metric->metric.unit, "ns") == 0 &&
	       series_step(metric) > CLOCK_SHARE * fabs(median);
}

static bool
is_tail_unresolved(const struct summary *summary)
{
	size_t n = summary->n;

	return (summary->p95.exists && !quantile_tail_resolved(n, 5)) ||
	       (summary->p99.exists && !quantile_tail_resolved(n, 1));
}

static unsigned
flags_of(const struct series_metric *metric, const struct result_metric *out)
{
	const struct summary *summary = &out->summary;
	const uint64_t n = summary->n;
	uint64_t severe = out->outliers.low_severe + out->outliers.high_severe;
	unsigned flags = 0;

	if (n < FEW_SAMPLES)
		flags |= RESULT_FLAG_FEW_SAMPLES;
	if (severe > 0)
		flags |= RESULT_FLAG_MEAN_UNRELIABLE;
	if (n >= NOISY_MIN && (double)severe > NOISY_SHARE * (double)n)
		flags |= RESULT_FLAG_NOISY;
	if (is_autocorrelated(summary))
		flags |= RESULT_FLAG_AUTOCORRELATED;
	if (is_tail_unresolved(summary))
		flags |= RESULT_FLAG_TAIL_UNRESOLVED;
	if (n > 1 && summary->min == summary->max)
		flags |= RESULT_FLAG_CONSTANT;
	if (is_clock_coarse(metric, summary->median))
		flags |= RESULT_FLAG_COARSE_CLOCK;
	if (summary->launches == 1)
		flags |= RESULT_FLAG_SINGLE_LAUNCH;
	if (metric->iterations.count > 0)
		flags |= RESULT_FLAG_BATCH_MEANS;
	return flags;
}

/* launch_medians are the metric's if it has launches of several samples. */
static struct estimate
drift_over(struct describe_desk *desk, const struct series_metric *metric,
    const struct summary *summary)
{
	const double *values = metric->values.items;
	size_t count = summary->n;

	if (summary->launches > 1) {
		if (summary->launches < DRIFT_LAUNCHES_MIN)
			return (struct estimate){0};
		if (summary->launches < summary->n)
			values = desk->launch_medians.items;
		count = summary->launches;
	} else if (count < DRIFT_SAMPLES_MIN) {
		return (struct estimate){0};
	}
	vec_reserve(&desk->room, 2 * count);
	return drift_of(values, count, desk->room.items);
}

struct estimate
describe_drift(struct describe_desk *desk, const struct series_metric *metric,
    const struct result_metric *out)
{
	if ((out->flags & RESULT_FLAG_NOT_STEADY) == 0 ||
	    metric->values.count == 0)
		return (struct estimate){0};
	metric = warmup_without(metric, &desk->steady);
	describe_launches(desk, metric);
	return drift_over(desk, metric, &out->summary);
}

void
describe_metric(struct describe_desk *desk, const struct series_metric *metric,
    struct result_metric *out)
{
	struct summary *summary = &out->summary;
	struct moments moments;
	size_t n;

	metric = warmup_without(metric, &desk->steady);
	n = metric->values.count;
	if (n == 0)
		return;
	out->is_measured = true;
	summary->n = n;
	summary->launches = spans_launches(&metric->spans);
	moments = moments_of(metric->values.items, n);
	summary->sd = moments.sd;
	sort_samples(desk, metric->values.items, n);
	describe_samples(desk, metric, out);
	if (summary->launches == 1 || summary->launches == n)
		describe_plain(desk, &moments, out);
	else
		describe_nested(desk, metric, out);
	out->flags |= flags_of(metric, out);
	if (drift_over(desk, metric, summary).exists ||
	    metric->unsteady > summary->launches / 2)
		out->flags |= RESULT_FLAG_NOT_STEADY;
}

void
describe_desk_release(struct describe_desk *desk)
{
	tails_release(&desk->tails);
	modes_release(&desk->modes);
	vec_free(&desk->sorted);
	vec_free(&desk->spare);
	vec_free(&desk->launch_means);
	vec_free(&desk->launch_medians);
	vec_free(&desk->sorted_medians);
	vec_free(&desk->room);
	warmup_release(&desk->steady);
}
