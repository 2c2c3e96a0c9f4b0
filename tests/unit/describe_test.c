#include <string.h>

#include "analysis/describe.h"
#include "analysis/distributions.h"
#include "analysis/moments.h"
#include "base/random.h"
#include "tests/unit/test.h"

/* docs/statistics.md */
static const double X10[] = {
    10.2, 10.4, 9.9, 10.1, 10.3, 10.8, 10, 10.2, 12.9, 10.1};

/* count values, as many in every launch. */
static struct result_metric
described(const double *values, size_t count, uint32_t per_launch,
    double iterations, double resolution)
{
	struct series_metric metric = {
	    .metric = {.name = "time", .unit = "ns", .resolution = resolution},
	};
	struct result_metric out = {0};
	struct describe_desk desk = {0};
	size_t i;

	for (i = 0; i < count; i++) {
		vec_push(&metric.values, values[i]);
		if (iterations > 1)
			vec_push(&metric.iterations, iterations);
		if (i % per_launch == 0)
			spans_add(&metric.spans, (uint32_t)(i / per_launch) + 1,
			    (uint32_t)(i / per_launch) + 1, per_launch);
	}
	describe_metric(&desk, &metric, &out);
	describe_desk_release(&desk);
	vec_free(&metric.values);
	vec_free(&metric.iterations);
	spans_release(&metric.spans);
	return out;
}

static struct result_metric
of_launches(const double *values, size_t count)
{
	return described(values, count, 1, 1, 0);
}

static struct result_metric
of_one_launch(const double *values, size_t count)
{
	return described(values, count, (uint32_t)count, 1, 0);
}

static void
fill_noise(double *values, size_t count, double follow)
{
	struct random random = {count};
	double last = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		last = follow * last +
		       (double)random_below(&random, 1000000) / 1e6 - 0.5;
		values[i] = 100 + last;
	}
}

static void
launches_of_one_sample_have_plain_intervals(void **state)
{
	struct result_metric got = of_launches(X10, 10);
	const struct summary *summary = &got.summary;

	(void)state;
	assert_true(got.is_measured);
	assert_int_equal(summary->n, 10);
	assert_int_equal(summary->launches, 10);
	assert_false(summary->n_eff.exists);
	assert_near(summary->mean, 10.49, 1e-14);
	assert_near(summary->mean_interval.low, 9.8587091, 1e-8);
	assert_near(summary->mean_interval.high, 11.1212909, 1e-8);
	assert_near(summary->median, 10.2, 1e-15);
	assert_near(summary->median_interval.low, 10.0657658, 1e-8);
	assert_near(summary->median_interval.high, 10.5369369, 1e-8);
	assert_false(summary->median_level.exists);
	assert_int_equal(got.outliers.high_severe, 1);
	assert_int_equal(got.flags, RESULT_FLAG_MEAN_UNRELIABLE);
}

static void
one_launch_counts_only_independent_samples(void **state)
{
	double values[100];
	struct result_metric alone, apart;
	double n_eff, t, arm, factor;

	(void)state;
	fill_noise(values, 100, 0.7);
	alone = of_one_launch(values, 100);
	apart = of_launches(values, 100);
	n_eff = alone.summary.n_eff.value;
	assert_true(alone.summary.n_eff.exists);
	assert_true(n_eff > 5 && n_eff < 40);
	t = distribution_t_quantile(0.975, n_eff - 1);
	arm = t * alone.summary.sd.value / sqrt(n_eff);
	assert_near(
	    alone.summary.mean_interval.high, alone.summary.mean + arm, 1e-13);
	factor = sqrt(100 / n_eff);
	assert_near(alone.summary.median - alone.summary.median_interval.low,
	    factor * (apart.summary.median - apart.summary.median_interval.low),
	    1e-9);
	assert_true(alone.flags & RESULT_FLAG_AUTOCORRELATED);
	assert_true(alone.flags & RESULT_FLAG_SINGLE_LAUNCH);
	assert_true(apart.flags & RESULT_FLAG_AUTOCORRELATED);
	assert_false(apart.summary.n_eff.exists);
}

/* n_eff of ten independent samples is often below five, by chance alone. */
static void
chance_among_few_launches_is_no_autocorrelation(void **state)
{
	const double values[] = {10, 11, 12, 11, 10, 10, 11, 12, 11, 10};
	struct result_metric got = of_launches(values, 10);
	struct moments moments = moments_of(values, 10);

	(void)state;
	assert_true(moments_effective_count(&moments, 10).value < 5);
	assert_false(got.flags & RESULT_FLAG_AUTOCORRELATED);
}

static void
a_launch_of_many_samples_counts_once(void **state)
{
	/* medians 2 4 6 8 10 12, means 3 5 7 9 11 13 */
	const double values[] = {
	    1, 2, 6, 3, 4, 8, 5, 6, 10, 7, 8, 12, 9, 10, 14, 11, 12, 16};
	const double medians[] = {2, 4, 6, 8, 10, 12};
	struct result_metric got = described(values, 18, 3, 1, 0);
	struct result_metric of_medians = of_launches(medians, 6);
	const struct summary *summary = &got.summary;

	(void)state;
	assert_int_equal(summary->n, 18);
	assert_int_equal(summary->launches, 6);
	assert_false(summary->n_eff.exists);
	assert_near(summary->median, 7, 0);
	assert_near(summary->mean, 8, 0);
	assert_near(summary->median_interval.low,
	    of_medians.summary.median_interval.low, 0);
	assert_near(summary->mean_interval.high - 8,
	    of_medians.summary.mean_interval.high - 7, 1e-14);
	assert_near(summary->min, 1, 0);
	assert_near(summary->max, 16, 0);
	assert_near(summary->q1, 5.25, 0);
	assert_false(got.flags & RESULT_FLAG_CI_BELOW_NOMINAL);
}

static void
few_launches_of_many_samples_use_logarithms(void **state)
{
	const double values[] = {1, 1, 1, 10, 10, 10, 100, 100, 100};
	struct result_metric got = described(values, 9, 3, 1, 0);
	double arm = distribution_t_quantile(0.975, 2) * log(10) / sqrt(3);

	(void)state;
	assert_near(got.summary.median_interval.low, exp(log(10) - arm), 1e-12);
	assert_false(got.summary.median_level.exists);
	assert_true(got.flags & RESULT_FLAG_CI_BELOW_NOMINAL);
}

static void
few_samples_have_their_range_and_its_level(void **state)
{
	const double values[] = {3, 1, 2};
	struct result_metric got = of_launches(values, 3);

	(void)state;
	assert_near(got.summary.median_interval.low, 1, 0);
	assert_near(got.summary.median_interval.high, 3, 0);
	assert_true(got.summary.median_level.exists);
	assert_near(got.summary.median_level.value, 0.75, 0);
	assert_int_equal(
	    got.flags, RESULT_FLAG_FEW_SAMPLES | RESULT_FLAG_CI_BELOW_NOMINAL);
}

static void
one_sample_has_no_interval(void **state)
{
	struct result_metric got = of_launches(X10, 1);

	(void)state;
	assert_true(got.is_measured);
	assert_false(got.summary.mean_interval.exists);
	assert_false(got.summary.median_interval.exists);
	assert_false(got.summary.median_level.exists);
	assert_false(got.summary.sd.exists);
	assert_false(got.summary.n_eff.exists);
	assert_int_equal(
	    got.flags, RESULT_FLAG_FEW_SAMPLES | RESULT_FLAG_SINGLE_LAUNCH);
}

static void
no_sample_is_not_measured(void **state)
{
	struct result_metric got = of_launches(X10, 0);

	(void)state;
	assert_false(got.is_measured);
	assert_int_equal(got.summary.n, 0);
	assert_int_equal(got.flags, 0);
}

static void
tails_need_enough_samples(void **state)
{
	double values[300];
	struct result_metric got;

	(void)state;
	fill_noise(values, 300, 0);
	got = of_launches(values, 9);
	assert_false(got.summary.p90.exists);
	got = of_launches(values, 19);
	assert_true(got.summary.p90.exists);
	assert_false(got.summary.p95.exists);
	assert_false(got.flags & RESULT_FLAG_TAIL_UNRESOLVED);
	got = of_launches(values, 20);
	assert_true(got.summary.p95.exists);
	assert_true(got.flags & RESULT_FLAG_TAIL_UNRESOLVED);
	got = of_launches(values, 99);
	assert_false(got.summary.p99.exists);
	assert_false(got.flags & RESULT_FLAG_TAIL_UNRESOLVED);
	got = of_launches(values, 100);
	assert_true(got.summary.p99.exists);
	assert_true(got.flags & RESULT_FLAG_TAIL_UNRESOLVED);
	got = of_launches(values, 300);
	assert_false(got.flags & RESULT_FLAG_TAIL_UNRESOLVED);
}

static void
means_of_batches_have_no_tails(void **state)
{
	double values[300];
	struct result_metric got;

	(void)state;
	fill_noise(values, 300, 0);
	got = described(values, 300, 1, 1000, 0);
	assert_false(got.summary.p90.exists);
	assert_false(got.summary.p99.exists);
	assert_true(got.flags & RESULT_FLAG_BATCH_MEANS);
}

static void
many_severe_outliers_are_noise(void **state)
{
	double values[200];
	struct result_metric got;

	(void)state;
	fill_noise(values, 200, 0);
	values[10] = values[20] = 1000;
	got = of_launches(values, 200);
	assert_int_equal(got.outliers.high_severe, 2);
	assert_true(got.flags & RESULT_FLAG_MEAN_UNRELIABLE);
	assert_false(got.flags & RESULT_FLAG_NOISY);
	values[30] = -1000;
	got = of_launches(values, 200);
	assert_int_equal(got.outliers.low_severe, 1);
	assert_true(got.flags & RESULT_FLAG_NOISY);
}

static void
equal_samples_are_constant(void **state)
{
	const double values[] = {5, 5, 5, 5, 5, 5, 5};
	struct result_metric got = of_one_launch(values, 7);

	(void)state;
	assert_int_equal(
	    got.flags, RESULT_FLAG_CONSTANT | RESULT_FLAG_SINGLE_LAUNCH);
	assert_near(got.summary.n_eff.value, 7, 0);
	assert_near(got.summary.mean_interval.low, 5, 0);
	assert_near(got.summary.median_interval.high, 5, 0);
	assert_false(got.summary.autocorrelation.exists);
}

static void
clock_is_coarse_against_the_median_of_one_iteration(void **state)
{
	const double values[] = {999, 998, 997, 999, 996, 998};

	(void)state;
	assert_true(
	    described(values, 6, 1, 1, 1).flags & RESULT_FLAG_COARSE_CLOCK);
	assert_false(
	    described(values, 6, 1, 10, 1).flags & RESULT_FLAG_COARSE_CLOCK);
	assert_false(
	    described(values, 6, 1, 1, 0.9).flags & RESULT_FLAG_COARSE_CLOCK);
}

static void
assert_scaled(struct interval got, struct interval unit, double scale)
{
	assert_int_equal(got.exists, unit.exists);
	assert_near(got.low, unit.low * scale, 1e-12);
	assert_near(got.high, unit.high * scale, 1e-12);
}

static void
scaling_the_samples_scales_the_summary(void **state)
{
	static const uint32_t per_launch[] = {1, 40, 10, 4};
	double values[40], scaled[40];
	struct result_metric unit, got;
	size_t i;

	(void)state;
	fill_noise(values, 40, 0.3);
	for (i = 0; i < 40; i++)
		scaled[i] = values[i] * 1000;
	for (i = 0; i < 4; i++) {
		unit = described(values, 40, per_launch[i], 1, 0);
		got = described(scaled, 40, per_launch[i], 1, 0);
		assert_int_equal(got.flags, unit.flags);
		assert_near(got.summary.mean, unit.summary.mean * 1000, 1e-13);
		assert_near(got.summary.mad, unit.summary.mad * 1000, 1e-10);
		assert_near(
		    got.summary.sd.value, unit.summary.sd.value * 1000, 1e-10);
		assert_scaled(got.summary.mean_interval,
		    unit.summary.mean_interval, 1000);
		assert_scaled(got.summary.median_interval,
		    unit.summary.median_interval, 1000);
		assert_near(got.summary.autocorrelation.value,
		    unit.summary.autocorrelation.value, 1e-8);
	}
}

/* Simulation: docs/statistics.md has 94 to 96 % for both intervals. */
static void
intervals_cover_what_they_should(void **state)
{
	enum { TRIALS = 2000, SIZE = 10 };
	struct random random = {1};
	double values[SIZE];
	struct result_metric got;
	int mean_hits = 0, median_hits = 0, trial, i;

	(void)state;
	for (trial = 0; trial < TRIALS; trial++) {
		for (i = 0; i < SIZE; i++)
			values[i] = distribution_normal_quantile(
			    ((double)random_below(&random, 1U << 30) + 0.5) /
			    (1U << 30));
		got = of_launches(values, SIZE);
		mean_hits += got.summary.mean_interval.low <= 0 &&
			     got.summary.mean_interval.high >= 0;
		median_hits += got.summary.median_interval.low <= 0 &&
			       got.summary.median_interval.high >= 0;
	}
	assert_in_range(mean_hits, TRIALS * 935 / 1000, TRIALS * 965 / 1000);
	assert_in_range(median_hits, TRIALS * 935 / 1000, TRIALS * 965 / 1000);
}

/* A rise by a tenth, and noise. */
static void
fill_rise(double *values, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = 1000 + 100 * (double)i / (double)(count - 1) +
			    (double)(i * 7 % 5);
}

static void
a_drift_over_ten_launches_is_not_steady(void **state)
{
	double values[40], nested[120];
	struct result_metric got;
	size_t i;

	(void)state;
	fill_rise(values, 10);
	got = of_launches(values, 10);
	assert_true(got.flags & RESULT_FLAG_NOT_STEADY);
	fill_rise(values, 9);
	got = of_launches(values, 9);
	assert_false(got.flags & RESULT_FLAG_NOT_STEADY);
	/* in a launch nothing changes, from one to the next it does */
	fill_rise(values, 40);
	for (i = 0; i < 120; i++)
		nested[i] = values[i / 3] + (double)(i % 3);
	got = described(nested, 120, 3, 1, 0);
	assert_true(got.flags & RESULT_FLAG_NOT_STEADY);
	/* and the other way round: each launch the same rise */
	for (i = 0; i < 120; i++)
		nested[i] = values[i % 12] + (double)(i * 5 % 7);
	got = described(nested, 120, 12, 1, 0);
	assert_false(got.flags & RESULT_FLAG_NOT_STEADY);
}

static void
a_drift_within_one_launch_is_not_steady(void **state)
{
	double values[20];
	struct result_metric got;

	(void)state;
	fill_rise(values, 20);
	got = of_one_launch(values, 20);
	assert_true(got.flags & RESULT_FLAG_NOT_STEADY);
	fill_rise(values, 19);
	got = of_one_launch(values, 19);
	assert_false(got.flags & RESULT_FLAG_NOT_STEADY);
}

static void
the_drift_is_told_again(void **state)
{
	struct series_metric metric = {.metric = {.unit = "ns"}};
	struct describe_desk desk = {0};
	struct result_metric out = {0};
	struct estimate drift;
	double values[60];
	uint32_t i;

	(void)state;
	fill_rise(values, 60);
	for (i = 0; i < 60; i++)
		vec_push(&metric.values, values[i]);
	for (i = 0; i < 20; i++)
		spans_add(&metric.spans, i + 1, i + 1, 3);
	describe_metric(&desk, &metric, &out);
	drift = describe_drift(&desk, &metric, &out);
	assert_true(drift.exists);
	assert_near(drift.value, 0.1, 0.1);
	out.flags = 0;
	assert_false(describe_drift(&desk, &metric, &out).exists);
	describe_desk_release(&desk);
	vec_free(&metric.values);
	spans_release(&metric.spans);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(launches_of_one_sample_have_plain_intervals),
	    cmocka_unit_test(one_launch_counts_only_independent_samples),
	    cmocka_unit_test(chance_among_few_launches_is_no_autocorrelation),
	    cmocka_unit_test(a_launch_of_many_samples_counts_once),
	    cmocka_unit_test(few_launches_of_many_samples_use_logarithms),
	    cmocka_unit_test(few_samples_have_their_range_and_its_level),
	    cmocka_unit_test(one_sample_has_no_interval),
	    cmocka_unit_test(no_sample_is_not_measured),
	    cmocka_unit_test(tails_need_enough_samples),
	    cmocka_unit_test(means_of_batches_have_no_tails),
	    cmocka_unit_test(many_severe_outliers_are_noise),
	    cmocka_unit_test(equal_samples_are_constant),
	    cmocka_unit_test(
		clock_is_coarse_against_the_median_of_one_iteration),
	    cmocka_unit_test(scaling_the_samples_scales_the_summary),
	    cmocka_unit_test(intervals_cover_what_they_should),
	    cmocka_unit_test(a_drift_over_ten_launches_is_not_steady),
	    cmocka_unit_test(a_drift_within_one_launch_is_not_steady),
	    cmocka_unit_test(the_drift_is_told_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
