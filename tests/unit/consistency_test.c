#include <stdio.h>

#include "analysis/consistency.h"
#include "tests/unit/judged_result.h"

/* P(Bin(n, p) <= k) by adding up, from the end that is not close to 1. */
static double
above(uint64_t n, double p, uint64_t k)
{
	double term = pow(p, (double)n), sum = 0;
	uint64_t i;

	for (i = n; i > k; i--) {
		sum += term;
		term *= (double)i / (double)(n - i + 1) * (1 - p) / p;
	}
	return sum;
}

static void
as_many_as_chance_allows(void **state)
{
	uint64_t n, k;

	(void)state;
	for (n = 1; n <= 120; n++) {
		k = consistency_allowed(n, 0.05, 0.95);
		assert_true(above(n, 0.05, k) <= 0.05);
		assert_true(k == 0 || above(n, 0.05, k - 1) > 0.05);
	}
	assert_int_equal(consistency_allowed(3, 0.05, 0.999999), 3);
}

/* Sixteen cases, so many changed; each moved by one of the ratios in turn. */
static struct consistency
of_sixteen(size_t changed, enum verdict verdict, const double ratios[2])
{
	static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g",
	    "h", "i", "j", "k", "l", "m", "n", "o", "p"};
	struct consistency found;
	struct result result;
	size_t i;

	judged_open(&result);
	for (i = 0; i < 16; i++)
		judged_against(&result, judged_time(&result, ids[i], 1e6),
		    ratios[i % 2], i < changed ? verdict : VERDICT_UNCHANGED,
		    LEVEL_NONE);
	found = consistency_of(&result);
	result_release(&result);
	return found;
}

/* R: qbinom(0.95, 16, 0.05) is 2 */
static void
runs_agree_up_to_what_chance_allows(void **state)
{
	static const enum verdict verdicts[] = {
	    VERDICT_REGRESSION, VERDICT_IMPROVEMENT, VERDICT_NEW_NONZERO};
	static const double ratios[] = {1.01, 1 / 1.01};
	struct consistency found;
	size_t i, changed;

	(void)state;
	for (i = 0; i < 3; i++) {
		for (changed = 0; changed <= 16; changed++) {
			found = of_sixteen(changed, verdicts[i], ratios);
			assert_int_equal(found.cases, 16);
			assert_int_equal(found.changed, changed);
			assert_int_equal(found.allowed, 2);
			assert_int_equal(found.is_consistent, changed <= 2);
		}
	}
	found = of_sixteen(16, VERDICT_INCONCLUSIVE, ratios);
	assert_int_equal(found.changed, 0);
	assert_true(found.is_consistent);
}

/* 1.4826 median |d| / √2; a median of 0.01 and 0.03 is 0.02 */
static void
noise_is_the_median_distance_from_no_change(void **state)
{
	const double alike[] = {exp(0.01), exp(-0.01)};
	const double apart[] = {exp(0.03), exp(-0.01)};

	(void)state;
	assert_near(of_sixteen(0, VERDICT_NONE, alike).sigma.value,
	    1.4826 * 0.01 / sqrt(2), 1e-12);
	assert_near(of_sixteen(0, VERDICT_NONE, apart).sigma.value,
	    1.4826 * 0.02 / sqrt(2), 1e-12);
}

static void
what_is_not_compared_does_not_count(void **state)
{
	struct consistency found;
	struct comparison *of;
	struct result result;

	(void)state;
	judged_open(&result);
	judged_time(&result, "new", 1e6);
	found = consistency_of(&result);
	assert_int_equal(found.cases, 0);
	assert_false(found.is_consistent || found.sigma.exists);
	of = judged_against(&result, judged_time(&result, "other", 1e6), 2,
	    VERDICT_NONE, LEVEL_NONE);
	of->reason = "other-unit";
	assert_int_equal(consistency_of(&result).cases, 0);
	judged_against(&result, judged_time(&result, "one", 1e6), 1.2,
	    VERDICT_REGRESSION, LEVEL_WARNING);
	found = consistency_of(&result);
	assert_int_equal(found.cases, 1);
	/* R: qbinom(0.95, 1, 0.05) is 0; and one ratio is no noise */
	assert_int_equal(found.allowed, 0);
	assert_false(found.is_consistent);
	assert_false(found.sigma.exists);
	judged_metric(&result, &result.cases[2], "max_rss", 1)->is_judged =
	    false;
	judged_against(&result, &result.cases[2].metrics[1], 3,
	    VERDICT_REGRESSION, LEVEL_BLOCKER);
	found = consistency_of(&result);
	assert_int_equal(found.cases, 1);
	assert_false(found.sigma.exists);
	result_release(&result);
}

static void
what_was_not_judged_does_not_agree(void **state)
{
	struct consistency found;
	struct result result;

	(void)state;
	judged_open(&result);
	judged_against(&result, judged_time(&result, "a", 1e6), 1.5,
	    VERDICT_INCONCLUSIVE, LEVEL_NONE)
	    ->verdict_reason = "other-machine";
	judged_against(&result, judged_time(&result, "b", 1e6), 1.5,
	    VERDICT_INCONCLUSIVE, LEVEL_NONE)
	    ->verdict_reason = "other-machine";
	found = consistency_of(&result);
	assert_int_equal(found.cases, 0);
	assert_true(found.is_other_machine);
	assert_false(found.is_consistent);
	assert_false(found.sigma.exists);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(as_many_as_chance_allows),
	    cmocka_unit_test(runs_agree_up_to_what_chance_allows),
	    cmocka_unit_test(noise_is_the_median_distance_from_no_change),
	    cmocka_unit_test(what_is_not_compared_does_not_count),
	    cmocka_unit_test(what_was_not_judged_does_not_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
