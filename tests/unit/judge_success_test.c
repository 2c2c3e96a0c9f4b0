#include "tests/unit/judged_run.h"

static const struct judge_options named = {.is_baseline_named = true};

/* 30 launches, so many of which failed; the rate and nothing else. */
static void
rated_case(struct series *series, const char *id, uint64_t failed)
{
	static const struct metric rate = {
	    .name = "success_rate", .unit = "1", .better = BETTER_HIGHER};
	static const char *const judged[] = {"success_rate"};

	run_put(series, RECORD_CASE,
	    &(struct record_case){.id = id,
		.benchmark = id,
		.status = CASE_STATUS_PLANNED,
		.metrics = &rate,
		.metric_count = 1,
		.judged = judged,
		.judged_count = 1});
	run_put(series, RECORD_CASE,
	    &(struct record_case){.id = id,
		.status = CASE_STATUS_OK,
		.has_launches = true,
		.launches = 30,
		.failed = failed});
}

static void
a_rate_of_success_has_its_verdict(void **state)
{
	struct series here, base;
	struct result result;
	const struct comparison *of;

	(void)state;
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	rated_case(&base, "falls", 0);
	rated_case(&here, "falls", 14);
	rated_case(&base, "stays", 0);
	rated_case(&here, "stays", 0);
	rated_case(&base, "dies", 0);
	rated_case(&here, "dies", 30);
	rated_case(&here, "added", 0);
	judged_end(&here, &base, &named, &result);
	of = result.cases[0].metrics[0].comparison;
	assert_int_equal(of->rule, COMPARISON_SHARES);
	assert_int_equal(of->verdict, VERDICT_REGRESSION);
	assert_int_equal(of->level, LEVEL_CRITICAL);
	assert_near(of->base_center, 1, 0);
	assert_false(of->is_implausible);
	assert_int_equal(
	    result.cases[1].metrics[0].comparison->verdict, VERDICT_UNCHANGED);
	assert_int_equal(
	    result.cases[2].metrics[0].comparison->level, LEVEL_BLOCKER);
	assert_string_equal(
	    result.cases[3].metrics[0].comparison->reason, "no-baseline-case");
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

static void
nothing_of_another_machine_is_judged_without_a_ratio_either(void **state)
{
	struct series here, base;
	struct result result;
	const struct comparison *of;

	(void)state;
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_other_machine, NULL);
	rated_case(&base, "dies", 0);
	rated_case(&here, "dies", 30);
	judged_end(&here, &base, &named, &result);
	of = result.cases[0].metrics[0].comparison;
	assert_int_equal(of->verdict, VERDICT_INCONCLUSIVE);
	assert_string_equal(of->verdict_reason, "other-machine");
	assert_int_equal(of->level, LEVEL_NONE);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_rate_of_success_has_its_verdict),
	    cmocka_unit_test(
		nothing_of_another_machine_is_judged_without_a_ratio_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
