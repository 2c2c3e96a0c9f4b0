#include "analysis/describe.h"
#include "analysis/paired.h"
#include "analysis/stopping_rule.h"
#include "tests/unit/sample.h"

static double
solo(const double *medians, size_t count)
{
	return stopping_rule_default.solo(medians, count);
}

static double
paired(const double *logs, const double *others, size_t count)
{
	return stopping_rule_default.paired(logs, others, count);
}

/* docs: the interval of X10 is [10.0657658, 10.5369369] around 10.2 */
static void
solo_is_half_the_interval_by_the_median(void **state)
{
	const double x10[] = {
	    10.2, 10.4, 9.9, 10.1, 10.3, 10.8, 10, 10.2, 12.9, 10.1};

	(void)state;
	assert_near(solo(x10, 10), (10.5369369 - 10.0657658) / 2 / 10.2, 1e-6);
}

static void
solo_needs_six_launches(void **state)
{
	const double values[] = {10, 11, 12, 10.5, 11.5, 11.2};

	(void)state;
	assert_true(isinf(solo(values, 0)));
	assert_true(isinf(solo(values, 5)));
	assert_true(isfinite(solo(values, 6)));
}

static void
launches_that_failed_do_not_count(void **state)
{
	const double holes[] = {
	    10, (double)NAN, 11, 12, 10.5, 11.5, (double)NAN, 11.2};
	const double values[] = {10, 11, 12, 10.5, 11.5, 11.2};

	(void)state;
	assert_true(isinf(solo(holes, 7)));
	assert_true(solo(holes, 8) == solo(values, 6));
}

static void
a_constant_is_precise_and_zero_is_not(void **state)
{
	const double same[] = {7, 7, 7, 7, 7, 7};
	const double zeros[6] = {0};

	(void)state;
	assert_true(solo(same, 6) == 0);
	assert_true(isinf(solo(zeros, 6)));
	assert_true(paired(same, same, 6) == 0);
}

static void
paired_is_half_the_interval_by_the_ratio(void **state)
{
	double logs[20], others[20], wanted;
	struct random random = {4};
	struct paired pair;
	size_t i, count;

	(void)state;
	for (i = 0; i < 20; i++) {
		logs[i] = 5 + 0.1 * sample_normal(&random);
		others[i] = 3 + 0.1 * sample_normal(&random);
	}
	for (count = 5; count <= 20; count += 5) {
		pair = paired_of(logs, others, count, 0);
		wanted = (exp(pair.high) - exp(pair.low)) / 2 / exp(pair.d);
		assert_near(paired(logs, others, count), wanted, 1e-12);
		assert_near(paired(others, logs, count),
		    (exp(-pair.low) - exp(-pair.high)) / 2 * exp(pair.d),
		    1e-12);
	}
}

static void
paired_needs_five_whole_rounds(void **state)
{
	const double logs[] = {1, 1.1, (double)NAN, 1.2, 1, 1.3};
	const double others[] = {2, 2, 2, 2, 2, 2};

	(void)state;
	assert_true(isinf(paired(logs, others, 0)));
	assert_true(isinf(paired(logs, others, 5)));
	assert_true(isfinite(paired(logs, others, 6)));
	assert_true(isinf(paired(others, logs, 5)));
}

/* Both look at what the report will say, so they must say the same. */
static void
solo_is_what_the_report_says(void **state)
{
	struct series_metric metric = {.metric = {.unit = "ns"}};
	struct describe_desk desk = {0};
	struct result_metric out = {0};
	struct random random = {9};
	uint32_t i;

	(void)state;
	for (i = 0; i < 40; i++) {
		vec_push(&metric.values, 100 + sample_normal(&random));
		spans_add(&metric.spans, i + 1, i + 1, 1);
	}
	describe_metric(&desk, &metric, &out);
	assert_near(solo(metric.values.items, 40),
	    (out.summary.median_interval.high -
		out.summary.median_interval.low) /
		2 / out.summary.median,
	    1e-13);
	describe_desk_release(&desk);
	vec_free(&metric.values);
	spans_release(&metric.spans);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(solo_is_half_the_interval_by_the_median),
	    cmocka_unit_test(solo_needs_six_launches),
	    cmocka_unit_test(launches_that_failed_do_not_count),
	    cmocka_unit_test(a_constant_is_precise_and_zero_is_not),
	    cmocka_unit_test(paired_is_half_the_interval_by_the_ratio),
	    cmocka_unit_test(paired_needs_five_whole_rounds),
	    cmocka_unit_test(solo_is_what_the_report_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
