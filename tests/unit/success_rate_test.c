#include "analysis/analyze.h"
#include "analysis/success_rate.h"
#include "tests/unit/run.h"

static struct result_metric
described(uint64_t launches, uint64_t failed)
{
	struct result_metric out = {0};

	success_rate_describe(launches, failed, &out);
	return out;
}

/* R: prop.test(c(9, 10, 0, 28), c(10, 10, 10, 30), correct = FALSE) */
static void
intervals_are_wilsons(void **state)
{
	static const struct {
		uint64_t launches, failed;
		double rate, low, high;
	} rows[] = {
	    {10, 1, 0.9, 0.595849973205, 0.982123786905},
	    {10, 0, 1, 0.722467200137, 1},
	    {10, 10, 0, 0, 0.277532799863},
	    {30, 2, 28 / 30.0, 0.786765416374, 0.981522976209},
	};
	struct result_metric got;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		got = described(rows[i].launches, rows[i].failed);
		assert_true(got.is_measured);
		assert_int_equal(got.summary.n, rows[i].launches);
		assert_int_equal(got.summary.launches, rows[i].launches);
		assert_near(got.summary.mean, rows[i].rate, 1e-15);
		assert_true(got.summary.median == got.summary.mean);
		assert_true(
		    fabs(got.summary.mean_interval.low - rows[i].low) < 1e-9);
		assert_true(fabs(got.summary.median_interval.high -
				 rows[i].high) < 1e-9);
		assert_true(got.summary.min == (rows[i].failed == 0));
		assert_true(
		    got.summary.max == (rows[i].failed < rows[i].launches));
	}
}

/* The values 0 0 1 1 1 1 1 1 1 1 1 1: R's sd and quantile */
static void
the_rest_is_that_of_ones_and_zeros(void **state)
{
	struct result_metric got = described(12, 2);

	(void)state;
	assert_near(got.summary.sd.value, 0.389249472080762, 1e-12);
	assert_near(got.summary.q1, 1, 1e-15);
	assert_int_equal(got.flags, 0);
	got = described(5, 1);
	assert_int_equal(got.flags, RESULT_FLAG_FEW_SAMPLES);
	assert_near(described(6, 2).summary.q1, 0.25, 1e-15);
	assert_near(described(6, 5).summary.q3, 0, 0);
	assert_false(described(1, 0).summary.sd.exists);
}

static void
no_launch_is_no_rate(void **state)
{
	(void)state;
	assert_false(described(0, 0).is_measured);
	assert_false(described(1, 2).is_measured);
}

static const struct metric metrics[] = {
    {.name = "time", .unit = "ns"},
    {.name = "success_rate", .unit = "1", .better = BETTER_HIGHER},
};

static void
plan(struct series *series, const char *id)
{
	const struct record_case line = {.id = id,
	    .status = CASE_STATUS_PLANNED,
	    .metrics = metrics,
	    .metric_count = 2};

	run_put(series, RECORD_CASE, &line);
}

static void
a_failed_case_has_its_rate(void **state)
{
	const struct analyze_options none = {0};
	const struct record_case outcome = {.id = "failed",
	    .status = CASE_STATUS_FAILED,
	    .has_launches = true,
	    .launches = 3,
	    .failed = 3};
	const double times[] = {1, 2, 3};
	struct record_samples failure = {
	    .case_id = "some", .launch = 4, .is_failed = true};
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	plan(&series, "failed");
	plan(&series, "some");
	plan(&series, "never");
	plan(&series, "own");
	run_put(&series, RECORD_CASE, &outcome);
	run_launches(&series, "some", "time", times, 3);
	run_put(&series, RECORD_SAMPLES, &failure);
	/* samples of that name are what they are */
	run_launches(&series, "own", "success_rate", times, 3);
	series_finish(&series);
	analyze(&series, &none, &result);
	series_release(&series);
	assert_true(result.cases[0].metrics[1].is_measured);
	assert_true(result.cases[0].metrics[1].summary.mean == 0);
	assert_int_equal(result.cases[0].metrics[1].summary.n, 3);
	assert_null(result.cases[0].metrics[1].plot);
	assert_true(result.cases[1].metrics[1].summary.mean == 0.75);
	assert_false(result.cases[2].metrics[1].is_measured);
	assert_true(result.cases[3].metrics[1].summary.median == 2);
	/* the rates are no samples */
	assert_int_equal(result.counts.samples, 6);
	result_release(&result);
}

/* With nothing but rates of 0, nothing was measured. */
static void
a_rate_alone_is_no_go(void **state)
{
	const struct analyze_options none = {0};
	struct record_samples failure = {
	    .case_id = "a", .launch = 1, .is_failed = true};
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	plan(&series, "a");
	run_put(&series, RECORD_SAMPLES, &failure);
	run_outcome(&series, "a", CASE_STATUS_FAILED);
	series_finish(&series);
	analyze(&series, &none, &result);
	series_release(&series);
	assert_true(result.cases[0].metrics[1].is_measured);
	assert_int_equal(result.verdict, RESULT_VERDICT_NO_GO);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(intervals_are_wilsons),
	    cmocka_unit_test(the_rest_is_that_of_ones_and_zeros),
	    cmocka_unit_test(no_launch_is_no_rate),
	    cmocka_unit_test(a_failed_case_has_its_rate),
	    cmocka_unit_test(a_rate_alone_is_no_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
