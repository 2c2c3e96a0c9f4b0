#include "tests/unit/judged_result.h"

/* Cases a, b, c; each unchanged against a baseline. */
static void
open_compared(struct result *result)
{
	static const char *const ids[] = {"a", "b", "c"};
	size_t i;

	judged_open(result);
	for (i = 0; i < 3; i++)
		judged_against(result, judged_time(result, ids[i], 10e6), 1,
		    VERDICT_UNCHANGED, LEVEL_NONE);
}

static struct comparison *
set(struct result *result, size_t index, double ratio, enum verdict verdict,
    enum level level)
{
	return judged_against(
	    result, result->cases[index].metrics, ratio, verdict, level);
}

static void
assert_verdict(const struct result *result, const char *verdict)
{
	assert_string_equal(result_verdict_text(result->verdict), verdict);
}

/* b was added, so the base's tree cannot have it. */
static void
what_the_base_cannot_do_is_no_failure(void **state)
{
	struct result result;

	(void)state;
	open_compared(&result);
	result.cases[1].base = "c";
	result.cases[1].metrics[0].comparison->reason = "failed-case";
	result.cases[1].metrics[0].comparison->verdict = VERDICT_NONE;
	result.cases[2].status = CASE_STATUS_FAILED;
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "All cases measured", GATE_PASS,
	    "2 cases measured; of the base not: c (failed).");
	assert_gate(&result, "No critical regression", GATE_PASS,
	    "No regression of level critical or above in 1 compared case; 1 "
	    "new.");
	assert_verdict(&result, "go");
	result_release(&result);
}

static void
too_little_data_is_no_comparison(void **state)
{
	static const char *const reasons[] = {
	    "insufficient-data", "other-unit"};
	struct result result;
	size_t i, j;

	(void)state;
	for (i = 0; i < 2; i++) {
		open_compared(&result);
		for (j = 0; j < 3; j++)
			set(&result, j, 1, VERDICT_INSUFFICIENT_DATA,
			    LEVEL_NONE)
			    ->reason = reasons[i];
		judged_by(&result, "{}", NULL);
		assert_gate(&result, "No critical regression", GATE_UNKNOWN,
		    "No case could be compared.");
		assert_verdict(&result, "warn");
		result_release(&result);
	}
}

static void
a_regression_without_a_ratio_is_said_by_its_values(void **state)
{
	struct result result;
	struct comparison *of;

	(void)state;
	open_compared(&result);
	of = set(&result, 1, 1, VERDICT_REGRESSION, LEVEL_BLOCKER);
	of->reason = "not-positive";
	of->ratio = of->ratio_lower = of->ratio_upper = (double)NAN;
	of->base_center = 20e6;
	of->center = 0;
	judged_by(&result, "{}", NULL);
	assert_gate(&result, "No critical regression", GATE_FAIL,
	    "1 of 3 compared cases has a regression of level critical or "
	    "above: b (20 ms before, 0 ns now).");
	result_release(&result);
}

static void
a_run_without_a_case_is_no_go(void **state)
{
	struct result result;

	(void)state;
	judged_open(&result);
	result.counts.samples = 0;
	judged_by(&result, "{}", NULL);
	assert_verdict(&result, "no-go");
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_the_base_cannot_do_is_no_failure),
	    cmocka_unit_test(too_little_data_is_no_comparison),
	    cmocka_unit_test(
		a_regression_without_a_ratio_is_said_by_its_values),
	    cmocka_unit_test(a_run_without_a_case_is_no_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
