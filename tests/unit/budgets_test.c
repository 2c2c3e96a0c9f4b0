#include "tests/unit/judged_result.h"

#include <stdio.h>

#define BUDGET(budget) "{'benchmarks':[{'benchmark':'a','budget':" budget "}]}"

/* The only budget of a case "a" whose metric has that value. */
static struct budget_result
one(const char *metric, double value, const char *policy)
{
	struct result result;
	struct budget_result budget;

	judged_open(&result);
	judged_metric(&result, judged_case(&result, "a"), metric, value);
	judged_by(&result, policy, NULL);
	assert_int_equal(result.cases[0].metrics[0].budget_count, 1);
	budget = result.cases[0].metrics[0].budgets[0];
	/* Its texts go with the result. */
	assert_non_null(strstr(policy, budget.written));
	budget.written = NULL;
	if (budget.reason != NULL)
		budget.reason = "said";
	result_release(&result);
	return budget;
}

static void
assert_colour(
    const char *metric, double value, const char *policy, const char *colour)
{
	struct budget_result budget = one(metric, value, policy);

	if (strcmp(budget_status_text(budget.status), colour) != 0)
		fail_msg("%s of %g by %s is %s, not %s", metric, value, policy,
		    budget_status_text(budget.status), colour);
}

static void
a_colour_changes_exactly_at_its_edge(void **state)
{
	static const struct {
		const char *metric;
		double value;
		const char *policy, *colour;
	} rows[] = {
	    {"time", 49e6, BUDGET("{'time':'50ms'}"), "green"},
	    {"time", 50e6, BUDGET("{'time':'50ms'}"), "green"},
	    {"time", 50000001, BUDGET("{'time':'50ms'}"), "yellow"},
	    {"time", 59999999, BUDGET("{'time':'50ms'}"), "yellow"},
	    {"time", 60e6, BUDGET("{'time':'50ms'}"), "red"},
	    {"time", 52e6,
		BUDGET("{'time':{'limit':'50ms','yellow':'10%','red':'20%'}}"),
		"green"},
	    {"time", 55e6,
		BUDGET("{'time':{'limit':'50ms','yellow':'10%','red':'20%'}}"),
		"green"},
	    {"time", 55000001,
		BUDGET("{'time':{'limit':'50ms','yellow':'10%','red':'20%'}}"),
		"yellow"},
	    {"time", 50e6, BUDGET("{'time':{'limit':'50ms','red':'0%'}}"),
		"green"},
	    {"time", 50000001, BUDGET("{'time':{'limit':'50ms','red':'0%'}}"),
		"red"},
	    {"time", 64e6, BUDGET("{'time':{'limit':'50ms','yellow':'30%'}}"),
		"green"},
	    {"time", 66e6, BUDGET("{'time':{'limit':'50ms','yellow':'30%'}}"),
		"red"},
	    /* Rates have no margin. */
	    {"success_rate", 0.95, BUDGET("{'success_rate':'>= 95%'}"),
		"green"},
	    {"success_rate", 0.9499, BUDGET("{'success_rate':'95%'}"), "red"},
	    {"success_rate", 0.96, BUDGET("{'success_rate':'<= 95%'}"), "red"},
	    /* Floors. */
	    {"throughput", 1000, BUDGET("{'throughput':'1000'}"), "green"},
	    {"throughput", 999, BUDGET("{'throughput':'1000/s'}"), "yellow"},
	    {"throughput", 833.4, BUDGET("{'throughput':'1000'}"), "yellow"},
	    {"throughput", 833.3, BUDGET("{'throughput':'1000'}"), "red"},
	    {"time", 40e6, BUDGET("{'time':'>= 50ms'}"), "red"},
	    /* Ranges. */
	    {"time", 38e6, BUDGET("{'time':'38ms..45ms'}"), "green"},
	    {"time", 45e6, BUDGET("{'time':'38ms..45ms'}"), "green"},
	    {"time", 46e6, BUDGET("{'time':'38ms..45ms'}"), "yellow"},
	    {"time", 37e6, BUDGET("{'time':'38ms..45ms'}"), "yellow"},
	    {"time", 54e6, BUDGET("{'time':'38ms..45ms'}"), "red"},
	    {"time", 31e6, BUDGET("{'time':'38ms..45ms'}"), "red"},
	    /* Nothing is allowed. */
	    {"page_faults", 0, BUDGET("{'page_faults':'0'}"), "green"},
	    {"page_faults", 1, BUDGET("{'page_faults':'0'}"), "red"},
	    {"success_rate", 0, BUDGET("{'success_rate':'1%'}"), "red"},
	    {"success_rate", 0, BUDGET("{'success_rate':'0%'}"), "green"},
	    /* Below nothing. */
	    {"score", -5, BUDGET("{'score':'10'}"), "green"},
	    {"score", -5, BUDGET("{'score':'0'}"), "green"},
	    {"score", -5, BUDGET("{'score':'>= 10'}"), "red"},
	    {"score", -5, BUDGET("{'score':'>= 0'}"), "red"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_colour(rows[i].metric, rows[i].value, rows[i].policy,
		    rows[i].colour);
}

static void
exact_metrics_have_no_margin(void **state)
{
	struct result result;
	struct result_metric *metric;

	(void)state;
	judged_open(&result);
	metric = judged_metric(
	    &result, judged_case(&result, "a"), "allocations", 1001);
	metric->metric.is_exact = true;
	judged_by(&result, BUDGET("{'allocations':'1000'}"), NULL);
	assert_int_equal(metric->budgets[0].status, BUDGET_RED);
	assert_near(metric->budgets[0].red, 0, 0);
	result_release(&result);
}

static void
over_and_headroom_are_shares_of_the_limit(void **state)
{
	struct budget_result budget;

	(void)state;
	budget = one("time", 40e6, BUDGET("{'time':'50ms'}"));
	assert_near(budget.over, -0.2, 1e-12);
	assert_near(budget.headroom, 0.2, 1e-12);
	assert_near(budget.value, 40e6, 0);
	assert_near(budget.limit, 50e6, 0);
	assert_int_equal(budget.op, BUDGET_AT_MOST);
	budget = one("throughput", 1250, BUDGET("{'throughput':'1000'}"));
	assert_near(budget.over, -0.2, 1e-12);
	assert_near(budget.headroom, 0.25, 1e-12);
	assert_int_equal(budget.op, BUDGET_AT_LEAST);
	budget = one("time", 40e6, BUDGET("{'time':'38ms..45ms'}"));
	assert_near(budget.headroom, 40.0 / 38 - 1, 1e-12);
	assert_near(budget.over, 38.0 / 40 - 1, 1e-12);
	assert_int_equal(budget.op, BUDGET_RANGE);
	assert_near(budget.high, 45e6, 0);
}

static void
excess_over_nothing_is_not_a_number(void **state)
{
	struct budget_result budget =
	    one("page_faults", 7, BUDGET("{'page_faults':'0'}"));

	(void)state;
	assert_int_equal(budget.status, BUDGET_RED);
	assert_true(isnan(budget.over));
	assert_true(isnan(budget.headroom));
}

static void
an_interval_over_an_edge_makes_the_colour_uncertain(void **state)
{
	(void)state;
	/* The interval is 1 % to each side. */
	assert_false(one("time", 49e6, BUDGET("{'time':'50ms'}")).is_uncertain);
	assert_true(
	    one("time", 49.6e6, BUDGET("{'time':'50ms'}")).is_uncertain);
	assert_true(
	    one("time", 50.4e6, BUDGET("{'time':'50ms'}")).is_uncertain);
	assert_false(one("time", 55e6, BUDGET("{'time':'50ms'}")).is_uncertain);
	assert_true(
	    one("time", 60.1e6, BUDGET("{'time':'50ms'}")).is_uncertain);
	assert_false(one("time", 61e6, BUDGET("{'time':'50ms'}")).is_uncertain);
	assert_true(one("time", 50.1e6,
	    BUDGET("{'time':{'limit':'49.9ms..50ms','red':'0%'}}"))
			.is_uncertain);
	/* Both ends are red, and green lies between them. */
	assert_true(one("time", 50.03e6,
	    BUDGET("{'time':{'limit':'49.99ms..50ms','red':'0%'}}"))
			.is_uncertain);
}

static void
without_an_interval_no_colour_is_uncertain(void **state)
{
	struct budget_result budget =
	    one("time", 49.9e6, BUDGET("{'time.max':'50ms'}"));

	(void)state;
	assert_false(budget.is_uncertain);
	assert_string_equal(budget.reason, "said");
}

static void
each_statistic_is_held_against_its_limit(void **state)
{
	struct result result;
	struct result_metric *metric;
	const struct budget_result *budgets;

	(void)state;
	judged_open(&result);
	metric = judged_time(&result, "a", 50e6);
	metric->summary.mean = 52e6;
	metric->summary.n = metric->summary.launches = 300;
	metric->summary.p90 = (struct estimate){true, 60e6};
	metric->summary.p95 = (struct estimate){true, 70e6};
	metric->summary.p95_interval = (struct interval){true, 60e6, 81e6};
	metric->summary.p99 = (struct estimate){true, 80e6};
	judged_by(&result,
	    BUDGET("{'time':'1s','time.median':'1s','time.mean':'1s',"
		   "'time.min':'1s','time.max':'1s','time.p90':'1s',"
		   "'time.p95':'80ms','time.p99':'1s'}"),
	    NULL);
	budgets = metric->budgets;
	assert_int_equal(metric->budget_count, 8);
	assert_near(budgets[0].value, 50e6, 0);
	assert_near(budgets[1].value, 50e6, 0);
	assert_near(budgets[2].value, 52e6, 0);
	assert_near(budgets[3].value, 45e6, 1e-12);
	assert_near(budgets[4].value, 55e6, 1e-12);
	assert_near(budgets[5].value, 60e6, 0);
	assert_near(budgets[6].value, 70e6, 0);
	assert_true(budgets[6].is_uncertain);
	assert_null(budgets[6].reason);
	assert_near(budgets[7].value, 80e6, 0);
	assert_string_equal(
	    budgets[7].reason, "there is no interval of the p99");
	result_release(&result);
}

/* Why the only budget of "a" was not measured. */
static void
assert_not_measured(
    struct result *result, const char *policy, const char *reason)
{
	const struct result_case *item = &result->cases[0];
	const struct budget_result *budget;

	judged_by(result, policy, NULL);
	budget = item->metrics[item->metric_count - 1].budgets;
	assert_non_null(budget);
	assert_int_equal(budget->status, BUDGET_NOT_MEASURED);
	assert_string_equal(budget->reason, reason);
	assert_true(isfinite(budget->limit));
	result_release(result);
}

static void
what_was_not_measured_says_why(void **state)
{
	struct result result;
	struct result_metric *metric;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 1e6);
	assert_not_measured(&result, BUDGET("{'time.p95':'1ms'}"),
	    "p95 needs 60 launches, and there were 10");
	judged_open(&result);
	metric = judged_time(&result, "a", 1e6);
	metric->summary.n = 50;
	assert_not_measured(&result, BUDGET("{'time.p99':'1ms'}"),
	    "p99 needs 60 launches, and there were 10");
	judged_open(&result);
	metric = judged_time(&result, "a", 1e6);
	metric->summary.n = 1000;
	metric->flags = RESULT_FLAG_BATCH_MEANS;
	assert_not_measured(&result, BUDGET("{'time.p90':'1ms'}"),
	    "each sample is the mean of many iterations, and means have no "
	    "p90");
	judged_open(&result);
	judged_time(&result, "a", 1e6);
	result.cases[0].status = CASE_STATUS_FAILED;
	assert_not_measured(
	    &result, BUDGET("{'time':'1ms'}"), "the case failed");
	judged_open(&result);
	judged_time(&result, "a", 1e6)->is_measured = false;
	assert_not_measured(
	    &result, BUDGET("{'time':'1ms'}"), "it was not recorded");
	judged_open(&result);
	judged_time(&result, "a", 1e6);
	assert_not_measured(
	    &result, BUDGET("{'max_rss':'1MB'}"), "it was not recorded");
	judged_open(&result);
	judged_metric(&result, judged_case(&result, "a"), "hits", 5);
	assert_not_measured(&result, BUDGET("{'hits':'5ms'}"),
	    "policy: benchmarks[0].budget.hits: \"5ms\" is no limit for hits; "
	    "write a number like 1000");
}

static void
an_absent_metric_is_added_with_its_unit(void **state)
{
	struct result result;
	const struct result_metric *metrics;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 1e6);
	judged_by(&result,
	    BUDGET("{'max_rss':'1MB','init/time':'2s','wait':'3ms'}"), NULL);
	assert_int_equal(result.cases[0].metric_count, 4);
	metrics = result.cases[0].metrics;
	assert_string_equal(metrics[1].metric.unit, "B");
	assert_string_equal(metrics[2].metric.name, "init/time");
	assert_string_equal(metrics[2].metric.unit, "ns");
	assert_string_equal(metrics[3].metric.unit, "ns");
	assert_near(metrics[3].budgets[0].limit, 3e6, 0);
	assert_false(metrics[3].is_measured);
	result_release(&result);
}

static void
a_rate_of_launches_is_judged_when_they_failed(void **state)
{
	struct result result;
	struct result_metric *metric;

	(void)state;
	judged_open(&result);
	metric = judged_metric(
	    &result, judged_case(&result, "a"), "success_rate", 0);
	result.cases[0].status = CASE_STATUS_FAILED;
	judged_by(&result, BUDGET("{'success_rate':'95%'}"), NULL);
	assert_int_equal(metric->budgets[0].status, BUDGET_RED);
	result_release(&result);
}

static void
an_override_replaces_the_selectors_it_names(void **state)
{
	static const struct pair params[] = {{"mode", "exact"}, {"n", "100"}};
	struct result result;
	struct result_metric *metric, *memory;

	(void)state;
	judged_open(&result);
	metric = judged_time(&result, "a", 60e6);
	memory = judged_metric(&result, &result.cases[0], "max_rss", 1e6);
	metric = result.cases[0].metrics;
	result.cases[0].params = params;
	result.cases[0].param_count = 2;
	judged_by(&result,
	    "{'benchmarks':[{'benchmark':'a',"
	    "'budget':{'time':'50ms','max_rss':'2MB'},'overrides':["
	    "{'when':{'n':['10','100'],'mode':'exact'},"
	    "'budget':{'time.median':'70ms'}},"
	    "{'when':{'n':'10'},'budget':{'time':'1ms'}},"
	    "{'when':{'other':'10'},'budget':{'time':'1ms'}},"
	    "{'when':{'n':'100'},'budget':{'time.max':'90ms'}}]}]}",
	    NULL);
	assert_int_equal(metric->budget_count, 2);
	assert_string_equal(metric->budgets[0].written, "70ms");
	assert_string_equal(metric->budgets[1].written, "90ms");
	assert_int_equal(memory->budget_count, 1);
	result_release(&result);
}

static void
an_inherited_budget_asks_for_nothing_that_is_not_there(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 60e6);
	judged_by(&result,
	    "{'benchmarks':[{'benchmark':'a','inherited':true,"
	    "'budget':{'time':'50ms','throughput':'5'}}]}",
	    NULL);
	assert_int_equal(result.cases[0].metric_count, 1);
	assert_int_equal(result.cases[0].metrics[0].budget_count, 1);
	assert_int_equal(result.counts.red, 1);
	result_release(&result);
}

static void
one_metric_may_have_several_limits_with_gates(void **state)
{
	struct result result;
	struct result_metric *metric;

	(void)state;
	judged_open(&result);
	metric = judged_time(&result, "a", 45e6);
	judged_by(&result,
	    BUDGET("[{'selector':'time','limit':'50ms','gate':'must'},"
		   "{'selector':'time','limit':'38ms','gate':'nice'},"
		   "{'selector':'time','limit':'20ms'}]"),
	    NULL);
	assert_int_equal(metric->budget_count, 3);
	assert_int_equal(metric->budgets[0].gate, GATE_MUST);
	assert_int_equal(metric->budgets[0].status, BUDGET_GREEN);
	assert_int_equal(metric->budgets[1].gate, GATE_NICE);
	assert_int_equal(metric->budgets[1].status, BUDGET_YELLOW);
	assert_true(metric->budgets[1].has_gate);
	assert_false(metric->budgets[2].has_gate);
	assert_int_equal(metric->budgets[2].status, BUDGET_RED);
	assert_int_equal(result.counts.red, 1);
	assert_int_equal(result.counts.yellow, 1);
	result_release(&result);
}

static void
a_benchmark_is_found_by_name_and_group(void **state)
{
	struct result result;
	const char *const groups[] = {NULL, "g", "h"};
	struct result_metric *metric;
	char written[8];
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		judged_open(&result);
		metric = judged_time(&result, "a", 1e6);
		result.cases[0].group = groups[i];
		judged_by(&result,
		    "{'benchmarks':[{'benchmark':'b','budget':{'time':'9ms'}},"
		    "{'benchmark':'a','group':'h','budget':{'time':'3ms'}},"
		    "{'benchmark':'a','budget':{'time':'1ms'}},"
		    "{'benchmark':'a','group':'g','budget':{'time':'2ms'}}]}",
		    NULL);
		snprintf(written, sizeof written, "%zums", i + 1);
		assert_string_equal(metric->budgets[0].written, written);
		result_release(&result);
	}
}

static void
the_other_tree_has_no_budget(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a/variant=base", 90e6);
	judged_time(&result, "a/variant=head", 10e6);
	result.cases[1].base = "a/variant=base";
	judged_by(&result, BUDGET("{'time':'50ms'}"), NULL);
	assert_int_equal(result.cases[0].metrics[0].budget_count, 0);
	assert_int_equal(result.cases[1].metrics[0].budget_count, 1);
	assert_int_equal(result.counts.red, 0);
	result_release(&result);
}

static void
judging_twice_gives_the_same(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a", 90e6);
	judged_by(&result, BUDGET("{'time':'50ms','max_rss':'1MB'}"), NULL);
	judged_by(&result, BUDGET("{'time':'50ms','max_rss':'1MB'}"), NULL);
	assert_int_equal(result.cases[0].metric_count, 2);
	assert_int_equal(result.cases[0].metrics[0].budget_count, 1);
	assert_int_equal(result.counts.red, 1);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_colour_changes_exactly_at_its_edge),
	    cmocka_unit_test(exact_metrics_have_no_margin),
	    cmocka_unit_test(over_and_headroom_are_shares_of_the_limit),
	    cmocka_unit_test(excess_over_nothing_is_not_a_number),
	    cmocka_unit_test(
		an_interval_over_an_edge_makes_the_colour_uncertain),
	    cmocka_unit_test(without_an_interval_no_colour_is_uncertain),
	    cmocka_unit_test(each_statistic_is_held_against_its_limit),
	    cmocka_unit_test(what_was_not_measured_says_why),
	    cmocka_unit_test(an_absent_metric_is_added_with_its_unit),
	    cmocka_unit_test(a_rate_of_launches_is_judged_when_they_failed),
	    cmocka_unit_test(an_override_replaces_the_selectors_it_names),
	    cmocka_unit_test(
		an_inherited_budget_asks_for_nothing_that_is_not_there),
	    cmocka_unit_test(one_metric_may_have_several_limits_with_gates),
	    cmocka_unit_test(a_benchmark_is_found_by_name_and_group),
	    cmocka_unit_test(the_other_tree_has_no_budget),
	    cmocka_unit_test(judging_twice_gives_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
