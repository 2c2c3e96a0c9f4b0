#include "analysis/efficiency.h"
#include "tests/unit/judged_result.h"

static const struct pair params[][2] = {{{"concurrency", "1"}, {"m", "x"}},
    {{"concurrency", "4"}, {"m", "x"}}, {{"concurrency", "4"}, {"m", "y"}},
    {{"concurrency", "many"}, {"m", "x"}}};

static const char *const ids[] = {"a/concurrency=1,m=x", "a/concurrency=4,m=x",
    "a/concurrency=4,m=y", "a/concurrency=many,m=x"};

static void
open_levels(struct result *result)
{
	const double throughputs[] = {100, 300, 390, 50};
	struct result_case *item;
	size_t i;

	judged_open(result);
	for (i = 0; i < 4; i++) {
		item = judged_case(result, ids[i]);
		item->params = params[i];
		item->param_count = 2;
		judged_metric(result, item, "throughput", throughputs[i]);
	}
}

static const struct result_metric *
efficiency_of(const struct result *result, size_t index)
{
	enum statistic statistic;

	return statistic_metric(
	    &result->cases[index], "efficiency", &statistic);
}

static void
efficiency_is_throughput_by_that_of_one_at_a_time(void **state)
{
	struct result result;
	const struct summary *summary;
	double arm = hypot(log(1 / 0.99), log(1.01));

	(void)state;
	open_levels(&result);
	efficiency_add(&result);
	summary = &efficiency_of(&result, 1)->summary;
	assert_near(summary->median, 0.75, 1e-12);
	assert_near(summary->mean, 0.75, 1e-12);
	assert_near(summary->median_interval.low, 0.75 * exp(-arm), 1e-12);
	assert_near(summary->median_interval.high, 0.75 * exp(arm), 1e-12);
	assert_near(summary->min, 0.75 * 0.9, 1e-12);
	assert_int_equal(summary->launches, JUDGED_LAUNCHES);
	result_release(&result);
}

static void
one_at_a_time_is_wholly_efficient(void **state)
{
	struct result result;
	const struct summary *summary;

	(void)state;
	open_levels(&result);
	efficiency_add(&result);
	summary = &efficiency_of(&result, 0)->summary;
	assert_near(summary->median, 1, 0);
	assert_near(summary->median_interval.low, 1, 0);
	result_release(&result);
}

static void
efficiency_needs_one_at_a_time_of_the_same_parameters(void **state)
{
	struct result result;

	(void)state;
	open_levels(&result);
	efficiency_add(&result);
	assert_false(efficiency_of(&result, 2)->is_measured);
	assert_null(efficiency_of(&result, 3));
	result_release(&result);
}

static void
a_budget_brings_efficiency_along(void **state)
{
	struct result result;
	size_t i;

	(void)state;
	open_levels(&result);
	judged_by(&result, "{}", NULL);
	assert_null(efficiency_of(&result, 1));
	for (i = 0; i < 2; i++)
		judged_by(&result,
		    "{'benchmarks':[{'benchmark':'a','budget':"
		    "{'efficiency':'>= 80%'}}]}",
		    NULL);
	assert_int_equal(result.cases[1].metric_count, 2);
	assert_int_equal(
	    efficiency_of(&result, 0)->budgets[0].status, BUDGET_GREEN);
	assert_int_equal(
	    efficiency_of(&result, 1)->budgets[0].status, BUDGET_RED);
	assert_int_equal(
	    efficiency_of(&result, 2)->budgets[0].status, BUDGET_NOT_MEASURED);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(efficiency_is_throughput_by_that_of_one_at_a_time),
	    cmocka_unit_test(one_at_a_time_is_wholly_efficient),
	    cmocka_unit_test(
		efficiency_needs_one_at_a_time_of_the_same_parameters),
	    cmocka_unit_test(a_budget_brings_efficiency_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
