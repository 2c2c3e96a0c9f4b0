#include <stdlib.h>
#include <string.h>

#include "analysis/drift.h"
#include "analysis/trend.h"
#include "tests/unit/sample.h"

/* The vector of the statistics text, section 5. */
static const double Y[] = {5, 6.1, 5.8, 7.2, 6.9, 8, 7.7, 9.1, 8.6, 9.9};

static void
the_vector_of_the_text_is_reproduced(void **state)
{
	struct trend trend;

	(void)state;
	assert_true(trend_of(Y, NULL, 10, &trend));
	assert_true(trend.kendall.s == 37);
	assert_true(trend.kendall.variance == 125);
	assert_near(trend.slope, 0.475, 1e-14);
	assert_near(trend.total, 9 * 0.475, 1e-14);
	assert_true(trend.autocorrelation == 0 && trend.inflation == 1);
	assert_near(trend.z, 3.2199379, 1e-8);
	/* R: 2 * pnorm(-36 / sqrt(125)) */
	assert_near(trend.p, 0.0012821837418, 1e-10);
	assert_true(trend.slope_interval.exists);
	assert_near(trend.slope_interval.low, 0.4, 1e-14);
	assert_near(trend.slope_interval.high, 0.6, 1e-14);
}

static void
fewer_than_ten_values_have_no_trend(void **state)
{
	struct trend trend;

	(void)state;
	assert_false(trend_of(Y, NULL, 9, &trend));
	assert_false(trend_of(Y, NULL, 0, &trend));
}

/* Twins: every pair, one by one. */
static struct kendall
kendall_by_pairs(const double *values, size_t count)
{
	struct kendall kendall = {0};
	double n = (double)count, group;
	size_t i, j;
	bool is_first;

	kendall.variance = n * (n - 1) * (2 * n + 5);
	for (i = 0; i < count; i++) {
		for (j = i + 1; j < count; j++)
			kendall.s +=
			    (values[j] > values[i]) - (values[j] < values[i]);
		is_first = true;
		group = 0;
		for (j = 0; j < count; j++) {
			if (values[j] != values[i])
				continue;
			is_first = is_first && j >= i;
			group++;
		}
		if (is_first)
			kendall.variance -=
			    group * (group - 1) * (2 * group + 5);
	}
	kendall.variance /= 18;
	return kendall;
}

static void
counting_by_merging_equals_counting_pairs(void **state)
{
	static const uint64_t kinds[] = {1, 3, 40, 1000000};
	double values[300], copy[300], spare[300];
	struct kendall got, wanted;
	struct random random = {2};
	size_t count, k, i;

	(void)state;
	for (k = 0; k < 4; k++) {
		for (count = 1; count <= 300; count += 23) {
			for (i = 0; i < count; i++)
				values[i] =
				    (double)random_below(&random, kinds[k]);
			memcpy(copy, values, sizeof copy);
			got = kendall_of(copy, count, spare);
			wanted = kendall_by_pairs(values, count);
			assert_true(got.s == wanted.s);
			assert_near(got.variance, wanted.variance, 1e-13);
			for (i = 1; i < count; i++)
				assert_true(copy[i - 1] <= copy[i]);
		}
	}
}

static void
turning_the_values_round_turns_the_trend(void **state)
{
	double values[50], back[50];
	struct random random = {5};
	struct trend there, here;
	size_t i;

	(void)state;
	for (i = 0; i < 50; i++)
		values[i] = 0.01 * (double)i + sample_normal(&random);
	for (i = 0; i < 50; i++)
		back[i] = values[49 - i];
	trend_of(values, NULL, 50, &there);
	trend_of(back, NULL, 50, &here);
	assert_near(here.slope, -there.slope, 1e-12);
	assert_near(here.slope_interval.low, -there.slope_interval.high, 1e-12);
	assert_true(here.kendall.s == -there.kendall.s);
	assert_near(here.p, there.p, 1e-9);
}

static void
times_stretch_the_slope(void **state)
{
	double times[10], holes[10], values[10];
	struct trend plain, stretched;
	size_t i;

	(void)state;
	for (i = 0; i < 10; i++) {
		times[i] = 1000 + 4 * (double)i;
		holes[i] = (double)(i * i);
		values[i] = 3 + 0.25 * holes[i];
	}
	trend_of(Y, NULL, 10, &plain);
	trend_of(Y, times, 10, &stretched);
	assert_near(stretched.slope, plain.slope / 4, 1e-13);
	assert_near(stretched.total, plain.total, 1e-13);
	assert_true(stretched.p == plain.p);
	trend_of(values, holes, 10, &stretched);
	assert_near(stretched.slope, 0.25, 1e-14);
	assert_near(stretched.total, 0.25 * 81, 1e-13);
}

static void
a_constant_has_no_trend_and_a_line_is_one(void **state)
{
	double values[40];
	struct trend trend;
	size_t i;

	(void)state;
	for (i = 0; i < 40; i++)
		values[i] = 7;
	assert_true(trend_of(values, NULL, 40, &trend));
	assert_true(trend.slope == 0 && trend.total == 0);
	assert_true(trend.z == 0 && trend.p == 1);
	for (i = 0; i < 40; i++)
		values[i] = 7 - 0.5 * (double)i;
	trend_of(values, NULL, 40, &trend);
	assert_true(trend.slope == -0.5 && trend.inflation == 1);
	assert_true(trend.kendall.s == -780 && trend.p < 1e-15);
}

static void
white_noise(double *values, size_t count, struct random *random)
{
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = sample_normal(random);
}

/* One value more than all slopes are written out for. */
static void
halving_finds_the_same_slopes(void **state)
{
	enum { COUNT = TREND_DIRECT_MAX + 1 };
	size_t total = (size_t)COUNT * (COUNT - 1) / 2, at = 0, i, j, k;
	double *slopes = xmalloc(total * sizeof *slopes), arm, low, high;
	double values[COUNT], spare[COUNT];
	struct random random = {17};
	struct trend trend;

	(void)state;
	for (k = 0; k < 2; k++) {
		white_noise(values, COUNT, &random);
		for (i = 0; i < COUNT; i++)
			values[i] =
			    (k == 1 ? round(3 * values[i]) : values[i]) +
			    0.001 * (double)i * (k == 0);
		for (at = i = 0; i < COUNT; i++)
			for (j = i + 1; j < COUNT; j++)
				slopes[at++] =
				    (values[j] - values[i]) / (double)(j - i);
		sample_sort(slopes, total);
		trend_of(values, NULL, COUNT, &trend);
		arm = 1.959963984540054 *
		      sqrt(trend.kendall.variance * trend.inflation);
		low = slopes[(size_t)floor(((double)total - arm) / 2) - 1];
		high = slopes[(size_t)ceil(((double)total + arm) / 2)];
		assert_true(fabs(trend.slope -
				 0.5 * (slopes[total / 2] +
					   slopes[(total - 1) / 2])) < 1e-12);
		assert_true(fabs(trend.slope_interval.low - low) < 1e-12);
		assert_true(fabs(trend.slope_interval.high - high) < 1e-12);
		memcpy(spare, values, sizeof spare);
		assert_true(
		    trend.kendall.s == kendall_by_pairs(values, COUNT).s);
	}
	free(slopes);
}

static void
autocorrelated(
    double *values, size_t count, double follow, struct random *random)
{
	double last = 0;
	size_t i;

	for (i = 0; i < 50 + count; i++) {
		last = follow * last + sample_normal(random);
		if (i >= 50)
			values[i - 50] = last;
	}
}

/* The share of 2,000 series without a trend that have p < 0.05. */
static double
false_alarms(size_t count, double follow, bool is_corrected)
{
	struct random random = {count};
	double values[100];
	struct trend trend;
	size_t trial, alarms = 0;

	for (trial = 0; trial < 2000; trial++) {
		autocorrelated(values, count, follow, &random);
		trend_of(values, NULL, count, &trend);
		alarms += (is_corrected ? trend.p
					: kendall_p(&trend.kendall, 1)) < 0.05;
	}
	return (double)alarms / 2000;
}

static void
autocorrelation_is_no_trend(void **state)
{
	(void)state;
	assert_true(false_alarms(100, 0, true) < 0.065);
	assert_true(false_alarms(100, 0.3, true) <= 0.08);
	assert_true(false_alarms(100, 0.6, true) <= 0.08);
	/* what it is for */
	assert_true(false_alarms(100, 0.6, false) > 0.2);
}

/* Section 5: r of what the slope leaves, larger for few values. */
static void
autocorrelation_is_the_text_s(void **state)
{
	struct random random = {9};
	double values[20], rest[20], mean = 0, near = 0, all = 0, r;
	struct trend trend;
	size_t i;

	(void)state;
	autocorrelated(values, 20, 0.6, &random);
	trend_of(values, NULL, 20, &trend);
	for (i = 0; i < 20; i++) {
		rest[i] = values[i] - trend.slope * (double)i;
		mean += rest[i] / 20;
	}
	for (i = 0; i < 20; i++) {
		all += (rest[i] - mean) * (rest[i] - mean);
		if (i > 0)
			near += (rest[i] - mean) * (rest[i - 1] - mean);
	}
	r = (20 * near / all + 1) / 16;
	assert_true(r > 0.2 && r < 0.9);
	assert_near(trend.autocorrelation, r, 1e-12);
	assert_near(trend.inflation, (1 + r) / (1 - r), 1e-12);
}

static void
a_drift_of_five_percent_is_seen(void **state)
{
	double values[100], room[200];
	struct random random = {3};
	struct estimate drift;
	size_t trial, i, seen = 0;

	(void)state;
	for (trial = 0; trial < 200; trial++) {
		for (i = 0; i < 100; i++)
			values[i] = 1e6 * exp(0.02 * sample_normal(&random) +
					      log(1.05) * (double)i / 99);
		drift = drift_of(values, 100, room);
		seen += drift.exists;
		if (drift.exists)
			assert_true(drift.value > 0.02 && drift.value < 0.09);
	}
	assert_true(seen > 190);
}

static void
steady_values_seldom_drift(void **state)
{
	double values[100], room[200];
	struct random random = {4};
	size_t trial, i, seen = 0;

	(void)state;
	for (trial = 0; trial < 1000; trial++) {
		for (i = 0; i < 100; i++)
			values[i] = 1e6 * exp(0.05 * sample_normal(&random));
		seen += drift_of(values, 10 + trial % 91, room).exists;
	}
	assert_true(seen < 20);
}

/* Yue and Wang's correction alone would see one in twenty. */
static void
steps_and_bends_are_drifts_too(void **state)
{
	double step[40], bend[40], room[80];
	struct random random = {14};
	size_t trial, i, steps = 0, bends = 0;

	(void)state;
	for (trial = 0; trial < 200; trial++) {
		for (i = 0; i < 40; i++) {
			step[i] = exp(0.02 * sample_normal(&random)) *
				  (i < 20 ? 1 : 2);
			bend[i] = exp(0.02 * sample_normal(&random)) *
				  (1.5 - 0.5 * exp(-0.125 * (double)i));
		}
		steps += drift_of(step, 40, room).exists;
		bends += drift_of(bend, 40, room).exists;
	}
	assert_true(steps > 100);
	assert_true(bends > 100);
}

static void
autocorrelation_seldom_is_a_drift(void **state)
{
	double values[100], room[200];
	struct random random = {15};
	size_t trial, i, seen = 0;

	(void)state;
	for (trial = 0; trial < 1000; trial++) {
		autocorrelated(values, 100, 0.6, &random);
		for (i = 0; i < 100; i++)
			values[i] = exp(0.03 * values[i]);
		seen += drift_of(values, 20 + trial % 81, room).exists;
	}
	assert_true(seen < 80);
}

static void
less_than_two_percent_is_no_drift(void **state)
{
	double values[100], room[200];
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 1000 + 0.19 * (double)i;
	assert_false(drift_of(values, 100, room).exists);
	for (i = 0; i < 100; i++)
		values[i] = 1000 - 0.25 * (double)i;
	assert_true(drift_of(values, 100, room).exists);
	assert_near(drift_of(values, 100, room).value, -0.02475, 2e-2);
}

static void
few_values_and_those_not_positive_do_not_drift(void **state)
{
	double values[100], room[200];
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = (double)i + 1;
	assert_true(drift_of(values, 100, room).exists);
	assert_true(drift_of(values, 10, room).exists);
	assert_false(drift_of(values, 9, room).exists);
	values[0] = 0;
	assert_false(drift_of(values, 100, room).exists);
	values[0] = -1;
	assert_false(drift_of(values, 100, room).exists);
}

static void
many_values_are_looked_at_in_stretches(void **state)
{
	static const size_t counts[] = {1001, 1999, 50000};
	double *values = xmalloc(50000 * sizeof *values);
	double *room = xmalloc(100000 * sizeof *room);
	struct random random = {6};
	struct estimate drift;
	size_t i, k;

	(void)state;
	for (k = 0; k < 3; k++) {
		for (i = 0; i < counts[k]; i++)
			values[i] = exp(0.02 * sample_normal(&random) +
					0.1 * (double)i / (double)counts[k]);
		drift = drift_of(values, counts[k], room);
		assert_true(drift.exists);
		assert_near(drift.value, expm1(0.1), 0.1);
		for (i = 0; i < counts[k]; i++)
			values[i] = exp(0.02 * sample_normal(&random));
		assert_false(drift_of(values, counts[k], room).exists);
	}
	free(values);
	free(room);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_vector_of_the_text_is_reproduced),
	    cmocka_unit_test(fewer_than_ten_values_have_no_trend),
	    cmocka_unit_test(counting_by_merging_equals_counting_pairs),
	    cmocka_unit_test(turning_the_values_round_turns_the_trend),
	    cmocka_unit_test(times_stretch_the_slope),
	    cmocka_unit_test(a_constant_has_no_trend_and_a_line_is_one),
	    cmocka_unit_test(halving_finds_the_same_slopes),
	    cmocka_unit_test(autocorrelation_is_no_trend),
	    cmocka_unit_test(autocorrelation_is_the_text_s),
	    cmocka_unit_test(a_drift_of_five_percent_is_seen),
	    cmocka_unit_test(steady_values_seldom_drift),
	    cmocka_unit_test(steps_and_bends_are_drifts_too),
	    cmocka_unit_test(autocorrelation_seldom_is_a_drift),
	    cmocka_unit_test(less_than_two_percent_is_no_drift),
	    cmocka_unit_test(few_values_and_those_not_positive_do_not_drift),
	    cmocka_unit_test(many_values_are_looked_at_in_stretches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
