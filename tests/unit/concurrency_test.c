#include "tests/unit/sized_result.h"

/* X(N) of the statistics text: lambda 1000, sigma 0.03, kappa 0.0005. */
static const double LEVELS[] = {1, 2, 4, 8, 16, 32};
static const double THROUGHPUTS[] = {
    1000, 1939.86421, 3649.635036, 6462.035541, 10191.082803, 13190.436933};

static void
add_level(
    struct result *result, double workers, double throughput, double half_width)
{
	struct result_case *item = sized_case(result, "concurrency", workers);

	sized_metric(result, item, "throughput", throughput, half_width);
	sized_metric(
	    result, item, "time", 1e9 * workers / throughput, half_width);
}

static void
add_levels(struct result *result, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		add_level(result, LEVELS[i], THROUGHPUTS[i], 0.01);
}

static void
speedup_and_efficiency_are_against_one_at_a_time(void **state)
{
	const struct concurrency_level *level;
	struct result result;
	double arm;

	(void)state;
	sized_open(&result);
	add_levels(&result, 3);
	concurrency_build(&result);
	assert_int_equal(result.concurrency_count, 1);
	assert_string_equal(result.concurrencies[0].benchmark, "b");
	assert_int_equal(result.concurrencies[0].param_count, 0);
	assert_int_equal(result.concurrencies[0].level_count, 3);
	level = &result.concurrencies[0].levels[0];
	assert_true(level->workers == 1 && level->speedup.value == 1);
	assert_true(level->efficiency_interval.low == 1 &&
		    level->efficiency_interval.high == 1);
	level = &result.concurrencies[0].levels[2];
	assert_near(level->speedup.value, 3.649635036, 1e-12);
	assert_near(level->efficiency.value, 0.912408759, 1e-12);
	assert_near(level->latency.value, 4e9 / 3649.635036, 1e-12);
	/* Both arms downwards: 0.99 above, 1.01 below. */
	arm = sqrt(pow(log(0.99), 2) + pow(log(1.01), 2));
	assert_near(
	    level->efficiency_interval.low, 0.912408759 * exp(-arm), 1e-9);
	assert_near(level->speedup_interval.low, 3.649635036 * exp(-arm), 1e-9);
	assert_false(result.concurrencies[0].law.exists);
	result_release(&result);
}

static void
the_law_is_fitted_from_five_levels_on(void **state)
{
	const struct scalability *law;
	struct result result, again;

	(void)state;
	sized_open(&result);
	add_levels(&result, 6);
	concurrency_build(&result);
	law = &result.concurrencies[0].law;
	assert_true(law->exists);
	assert_near(law->law.lambda, 1000, 1e-6);
	assert_near(law->law.sigma, 0.03, 1e-6);
	assert_near(law->law.kappa, 0.0005, 1e-6);
	assert_near(law->peak_workers.value, 44.0454311, 1e-6);
	assert_true(law->sigma.exists);
	assert_int_equal(result.concurrencies[0].status, CONCURRENCY_SUBLINEAR);
	/* The same seed gives the same intervals. */
	sized_open(&again);
	add_levels(&again, 6);
	concurrency_build(&again);
	assert_true(again.concurrencies[0].law.sigma.low == law->sigma.low);
	result_release(&again);
	result_release(&result);
}

static enum concurrency_status
status_of(double four, double eight, double half_width)
{
	struct result result;
	enum concurrency_status status;

	sized_open(&result);
	add_level(&result, 8, eight, half_width);
	add_level(&result, 1, 100, half_width);
	add_level(&result, 4, four, half_width);
	concurrency_build(&result);
	status = result.concurrencies[0].status;
	result_release(&result);
	return status;
}

static void
the_status_is_about_the_highest_level(void **state)
{
	(void)state;
	assert_int_equal(status_of(400, 800, 0.01), CONCURRENCY_LINEAR);
	assert_int_equal(status_of(400, 600, 0.01), CONCURRENCY_SUBLINEAR);
	assert_int_equal(status_of(400, 1000, 0.01), CONCURRENCY_SUPERLINEAR);
	assert_int_equal(status_of(400, 300, 0.01), CONCURRENCY_RETROGRADE);
	assert_int_equal(status_of(400, 395, 0.01), CONCURRENCY_SUBLINEAR);
	assert_int_equal(status_of(400, 730, 0.2), CONCURRENCY_UNDECIDED);
	assert_int_equal(
	    status_of(400, 800, (double)NAN), CONCURRENCY_UNDECIDED);
}

static void
without_one_at_a_time_there_is_no_speedup(void **state)
{
	struct result result;

	(void)state;
	sized_open(&result);
	add_level(&result, 2, 190, 0.01);
	add_level(&result, 4, 350, 0.01);
	add_level(&result, 1, 100, 0.01);
	result.cases[2].status = CASE_STATUS_TIMEOUT;
	concurrency_build(&result);
	assert_int_equal(result.concurrencies[0].level_count, 2);
	assert_false(result.concurrencies[0].levels[1].speedup.exists);
	assert_int_equal(result.concurrencies[0].status, CONCURRENCY_UNKNOWN);
	result_release(&result);
}

static void
other_parameters_are_sections_of_their_own(void **state)
{
	struct result result;
	size_t i;

	(void)state;
	sized_open(&result);
	add_levels(&result, 2);
	add_levels(&result, 2);
	for (i = 0; i < 4; i++)
		sized_param(&result.cases[i], "mode", i < 2 ? "fast" : "slow");
	concurrency_build(&result);
	assert_int_equal(result.concurrency_count, 2);
	assert_string_equal(result.concurrencies[1].params[0].value, "slow");
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(speedup_and_efficiency_are_against_one_at_a_time),
	    cmocka_unit_test(the_law_is_fitted_from_five_levels_on),
	    cmocka_unit_test(the_status_is_about_the_highest_level),
	    cmocka_unit_test(without_one_at_a_time_there_is_no_speedup),
	    cmocka_unit_test(other_parameters_are_sections_of_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
