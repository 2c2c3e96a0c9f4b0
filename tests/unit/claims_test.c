#include "tests/unit/judged_result.h"

#include <stdio.h>

#define CLAIM(keys) "{'claims':[{'name':'c'," keys "}]}"

/* The case "a" with a time in ms, and against that time before; 0: none. */
static struct claim_result
claim_of(struct result *result, double now, double before, const char *policy)
{
	struct result_metric *metric;

	judged_open(result);
	metric = judged_time(result, "a", now * 1e6);
	if (before > 0)
		judged_against(result, metric, now / before,
		    VERDICT_IMPROVEMENT, LEVEL_NONE);
	judged_by(result, policy, NULL);
	assert_int_equal(result->claim_count, 1);
	return result->claims[0];
}

static void
assert_claim(const struct claim_result *claim, enum claim_status status,
    const char *reason)
{
	assert_string_equal(claim->reason, reason);
	assert_string_equal(
	    claim_status_text(claim->status), claim_status_text(status));
}

static void
a_move_holds_when_the_value_is_reached(void **state)
{
	static const struct {
		double now, before;
		enum claim_status status;
		const char *reason;
	} rows[] = {
	    {45, 0, CLAIM_HOLDS, "it is 45 ms; 45ms is claimed"},
	    {46, 0, CLAIM_PARTLY,
		"it is 46 ms: better than 250ms, and short of 45ms"},
	    {250, 0, CLAIM_FAILS,
		"it is 250 ms: no better, and 45ms is claimed"},
	    {44, 251, CLAIM_HOLDS,
		"it is 44 ms, 251 ms before; 45ms is claimed"},
	    /* Within the 5 % of "unchanged". */
	    {44, 240, CLAIM_HOLDS,
		"it is 44 ms, 240 ms before; 45ms is claimed"},
	    {44, 120, CLAIM_PARTLY,
		"it is 44 ms, as claimed, but the baseline is 120 ms and not "
		"250ms"},
	    {100, 250, CLAIM_PARTLY,
		"it is 100 ms, 250 ms before: better than 250ms, and short of "
		"45ms"},
	    {100, 80, CLAIM_FAILS,
		"it is 100 ms, 80 ms before: no better, and 45ms is claimed"},
	};
	struct result result;
	struct claim_result claim;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		claim = claim_of(&result, rows[i].now, rows[i].before,
		    CLAIM("'case':'a','from':'250ms','to':'45ms'"));
		assert_claim(&claim, rows[i].status, rows[i].reason);
		assert_string_equal(claim.text, "from 250ms to 45ms");
		assert_near(claim.measured, rows[i].now * 1e6, 0);
		assert_near(claim.target, 45e6, 0);
		assert_true(isnan(claim.baseline) == (rows[i].before == 0));
		result_release(&result);
	}
}

static void
a_move_upwards_holds_from_its_end_on(void **state)
{
	struct result result;
	size_t i;
	static const struct {
		double now;
		enum claim_status status;
	} rows[] = {
	    {1999, CLAIM_PARTLY}, {2000, CLAIM_HOLDS}, {1000, CLAIM_FAILS}};

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		judged_open(&result);
		judged_metric(&result, judged_case(&result, "a"), "throughput",
		    rows[i].now);
		judged_by(&result,
		    CLAIM("'case':'a','metric':'throughput','from':'1000',"
			  "'to':'2000'"),
		    NULL);
		assert_int_equal(result.claims[0].status, rows[i].status);
		result_release(&result);
	}
}

static void
an_improvement_needs_its_share_of_the_baseline(void **state)
{
	static const struct {
		double now;
		const char *policy;
		enum claim_status status;
		const char *reason;
	} rows[] = {
	    {18, CLAIM("'case':'a','improves':'82%'"), CLAIM_HOLDS,
		"-82.0 % [-82.2, -81.8] against the baseline (18 ms, 100 ms "
		"there); 82% is claimed"},
	    {19, CLAIM("'case':'a','improves':'82%'"), CLAIM_PARTLY,
		"-81.0 % [-81.2, -80.8] against the baseline (19 ms, 100 ms "
		"there); 82% is claimed"},
	    {100, CLAIM("'case':'a','improves':'82%'"), CLAIM_FAILS,
		"0.0 % [-1.0, +1.0] against the baseline (100 ms, 100 ms there); "
		"82% is claimed"},
	    {99.5, CLAIM("'case':'a','improves':'0.1%'"), CLAIM_PARTLY,
		"-0.5 % [-1.5, +0.5] against the baseline (99.5 ms, 100 ms "
		"there); 0.1% is claimed, and it may be noise"},
	    {99.5, CLAIM("'case':'a','improves':'9%'"), CLAIM_FAILS,
		"-0.5 % [-1.5, +0.5] against the baseline (99.5 ms, 100 ms "
		"there); 9% is claimed, and it may be noise"},
	    {130, CLAIM("'case':'a','improves':'9%'"), CLAIM_FAILS,
		"+30 % [+29, +31] against the baseline (130 ms, 100 ms there); "
		"9% is claimed"},
	    {100.0 / 60, CLAIM("'case':'a','by':'60x'"), CLAIM_HOLDS,
		"60.0× [59.4, 60.6] against the baseline (1.667 ms, 100 ms "
		"there); 60x is claimed"},
	    {2, CLAIM("'case':'a','by':'60x'"), CLAIM_PARTLY,
		"50.0× [49.5, 50.5] against the baseline (2 ms, 100 ms there); "
		"60x is claimed"},
	};
	struct result result;
	struct claim_result claim;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		claim = claim_of(&result, rows[i].now, 100, rows[i].policy);
		assert_claim(&claim, rows[i].status, rows[i].reason);
		assert_near(claim.baseline, 100e6, 1e-12);
		result_release(&result);
	}
}

static void
an_improvement_of_a_rate_goes_upwards(void **state)
{
	struct result result;
	struct result_metric *metric;

	(void)state;
	judged_open(&result);
	metric = judged_metric(
	    &result, judged_case(&result, "a"), "throughput", 300);
	judged_against(&result, metric, 3, VERDICT_IMPROVEMENT, LEVEL_NONE);
	judged_by(&result,
	    "{'claims':[{'name':'c','case':'a','metric':'throughput',"
	    "'improves':'200%'},{'name':'d','case':'a','metric':'throughput',"
	    "'improves':'201%'},{'name':'e','case':'a','metric':'throughput',"
	    "'by':'3x'}]}",
	    NULL);
	assert_int_equal(result.claims[0].status, CLAIM_HOLDS);
	assert_int_equal(result.claims[1].status, CLAIM_PARTLY);
	assert_int_equal(result.claims[2].status, CLAIM_HOLDS);
	result_release(&result);
}

static void
a_claim_that_cannot_be_checked_says_why(void **state)
{
	struct result result;
	struct claim_result claim;
	struct comparison *comparison;

	(void)state;
	claim = claim_of(&result, 9, 0, CLAIM("'case':'a','improves':'8%'"));
	assert_claim(&claim, CLAIM_NOT_MEASURED, "there is no baseline");
	assert_near(claim.measured, 9e6, 0);
	assert_true(isnan(claim.ratio));
	result_release(&result);
	claim = claim_of(&result, 9, 0, CLAIM("'case':'b','by':'8x'"));
	assert_claim(&claim, CLAIM_NOT_MEASURED, "the run has no case \"b\"");
	result_release(&result);
	claim = claim_of(
	    &result, 9, 0, CLAIM("'case':'a','metric':'max_rss','by':'8x'"));
	assert_claim(
	    &claim, CLAIM_NOT_MEASURED, "max_rss of a: it was not recorded");
	result_release(&result);
	claim = claim_of(
	    &result, 9, 10, CLAIM("'case':'a','metric':'time.mean','by':'8x'"));
	assert_claim(&claim, CLAIM_NOT_MEASURED,
	    "the baseline's mean is not known; only medians are compared");
	result_release(&result);
	judged_open(&result);
	comparison = judged_against(&result, judged_time(&result, "a", 1e6),
	    0.1, VERDICT_INCONCLUSIVE, LEVEL_NONE);
	comparison->verdict_reason = "other-machine";
	judged_by(&result, CLAIM("'case':'a','by':'8x'"), NULL);
	assert_claim(&result.claims[0], CLAIM_NOT_MEASURED,
	    "the baseline is of another machine");
	result_release(&result);
	judged_open(&result);
	judged_metric(&result, judged_case(&result, "a"), "hits", 1);
	judged_by(&result,
	    CLAIM("'case':'a','metric':'hits','from':'5ms','to':'1ms'"), NULL);
	assert_claim(&result.claims[0], CLAIM_NOT_MEASURED,
	    "policy: claims[0].from: \"5ms\" is no limit for hits; write a "
	    "number like 1000");
	result_release(&result);
}

/* Cases "a" of 100 ms and "b" of that time. */
static void
two_cases(struct result *result, double b)
{
	judged_open(result);
	judged_time(result, "a", 100e6);
	judged_time(result, "b", b * 1e6);
}

static void
between_is_the_quotient_of_two_medians(void **state)
{
	struct result result;
	double arm = hypot(log(1 / 0.99), log(1.01));

	(void)state;
	two_cases(&result, 20);
	judged_by(&result, CLAIM("'between':['a','b'],'by':'5x'"), NULL);
	assert_claim(&result.claims[0], CLAIM_HOLDS,
	    "5.00× [4.93, 5.07] against a (20 ms, 100 ms there); 5x is "
	    "claimed");
	assert_near(result.claims[0].ratio, 0.2, 1e-12);
	assert_near(
	    result.claims[0].ratio_interval.low, 0.2 * exp(-arm), 1e-12);
	assert_near(
	    result.claims[0].ratio_interval.high, 0.2 * exp(arm), 1e-12);
	assert_string_equal(result.claims[0].text, "better by 5x against a");
	assert_string_equal(result.claims[0].case_id, "b");
	assert_string_equal(result.claims[0].other_id, "a");
	result_release(&result);
}

static void
between_alone_needs_a_difference_beyond_the_noise(void **state)
{
	static const struct {
		double b;
		enum claim_status status;
	} rows[] = {{98, CLAIM_HOLDS}, {99, CLAIM_FAILS}, {101, CLAIM_FAILS},
	    {150, CLAIM_FAILS}};
	struct result result;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		two_cases(&result, rows[i].b);
		judged_by(&result, CLAIM("'between':['a','b']"), NULL);
		assert_int_equal(result.claims[0].status, rows[i].status);
		assert_string_equal(result.claims[0].text, "better against a");
		result_release(&result);
	}
}

static void
between_takes_the_paired_ratio_of_a_reference(void **state)
{
	struct comparison paired = {
	    .ratio = 0.25, .ratio_interval = {true, 0.24, 0.26}};
	struct result result;

	(void)state;
	two_cases(&result, 20);
	result.cases[1].reference = "a";
	result.cases[1].metrics[0].reference = &paired;
	judged_by(&result,
	    "{'claims':[{'name':'c','between':['a','b'],'by':'4x'},"
	    "{'name':'d','between':['b','a'],'by':'4x'},"
	    "{'name':'e','metric':'time.mean','between':['a','b'],"
	    "'by':'5x'}]}",
	    NULL);
	assert_near(result.claims[0].ratio, 0.25, 0);
	assert_int_equal(result.claims[0].status, CLAIM_HOLDS);
	assert_near(result.claims[1].ratio, 4, 0);
	assert_near(result.claims[1].ratio_interval.low, 1 / 0.26, 0);
	assert_int_equal(result.claims[1].status, CLAIM_FAILS);
	assert_near(result.claims[2].ratio, 0.2, 1e-12);
	result_release(&result);
}

static void
without_intervals_the_estimate_alone_decides(void **state)
{
	struct result result;

	(void)state;
	two_cases(&result, 99);
	judged_by(
	    &result, CLAIM("'metric':'time.max','between':['a','b']"), NULL);
	assert_int_equal(result.claims[0].status, CLAIM_HOLDS);
	assert_false(result.claims[0].ratio_interval.exists);
	result_release(&result);
}

static void
a_planned_claim_is_only_planned(void **state)
{
	struct result result;
	struct claim_result claim;

	(void)state;
	claim = claim_of(&result, 9, 0, CLAIM("'planned':true"));
	assert_claim(&claim, CLAIM_PLANNED, "it is planned");
	assert_true(claim.is_planned);
	result_release(&result);
	claim = claim_of(&result, 300, 0,
	    CLAIM("'case':'a','from':'250ms','to':'45ms','planned':true"));
	assert_claim(&claim, CLAIM_PLANNED,
	    "it is planned; today it is 300 ms: no better, and 45ms is "
	    "claimed");
	assert_near(claim.measured, 300e6, 0);
	result_release(&result);
}

static void
the_head_of_two_trees_is_found_by_the_plain_id(void **state)
{
	static const struct pair params[][2] = {
	    {{"n", "1"}, {"variant", "base"}},
	    {{"n", "1"}, {"variant", "head"}}};
	struct result result;
	size_t i;

	(void)state;
	judged_open(&result);
	judged_time(&result, "a/n=1,variant=base", 100e6);
	judged_time(&result, "a/n=1,variant=head", 50e6);
	for (i = 0; i < 2; i++) {
		result.cases[i].params = params[i];
		result.cases[i].param_count = 2;
	}
	result.cases[1].base = result.cases[0].id;
	judged_against(&result, result.cases[1].metrics, 0.5,
	    VERDICT_IMPROVEMENT, LEVEL_NONE);
	judged_by(&result, CLAIM("'case':'a/n=1','by':'2x'"), NULL);
	assert_int_equal(result.claims[0].status, CLAIM_HOLDS);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_move_holds_when_the_value_is_reached),
	    cmocka_unit_test(a_move_upwards_holds_from_its_end_on),
	    cmocka_unit_test(an_improvement_needs_its_share_of_the_baseline),
	    cmocka_unit_test(an_improvement_of_a_rate_goes_upwards),
	    cmocka_unit_test(a_claim_that_cannot_be_checked_says_why),
	    cmocka_unit_test(between_is_the_quotient_of_two_medians),
	    cmocka_unit_test(between_alone_needs_a_difference_beyond_the_noise),
	    cmocka_unit_test(between_takes_the_paired_ratio_of_a_reference),
	    cmocka_unit_test(without_intervals_the_estimate_alone_decides),
	    cmocka_unit_test(a_planned_claim_is_only_planned),
	    cmocka_unit_test(the_head_of_two_trees_is_found_by_the_plain_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
