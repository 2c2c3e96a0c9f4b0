/*
 * The rules' rates with few replicates and wide bounds, so that a wrong
 * variance is seen at once; tests/sim/judge_sim.c has many.
 */
#include "tests/sim/rates.h"
#include "tests/unit/test.h"

enum { FEW = 400 };

#define assert_within(rate, low, high)                                         \
	assert_true((rate) >= (low) && (rate) <= (high))

static void
the_medians_interval_holds_the_median(void **state)
{
	(void)state;
	assert_within(
	    rate_median_coverage(SHAPE_OUTLIERS, 10, FEW), 0.92, 0.98);
}

static void
launches_of_the_same_code_rarely_differ(void **state)
{
	struct rate_setting setting = {
	    .shape = SHAPES, .sigma = 0.02, .session_sigma = 0.01, .k = 5};
	struct rates rates;

	(void)state;
	rates = rates_of_launches(&setting, FEW);
	assert_within(rates.rejected, 0.02, 0.08);
	assert_within(rates.above, 0.02, 0.08);
	setting.k = 20;
	setting.shape = SHAPE_OUTLIERS;
	rates = rates_of_launches(&setting, FEW);
	assert_within(rates.coverage, 0.92, 0.98);
	assert_within(rates.above, 0.02, 0.08);
}

static void
archives_of_the_same_code_rarely_differ(void **state)
{
	struct rate_setting setting = {
	    .shape = SHAPES, .sigma = 0.01, .session_sigma = 0.02, .k = 3};

	(void)state;
	assert_within(rates_of_archive(&setting, 20, FEW).beyond, 0.005, 0.05);
	assert_within(rates_of_archive(&setting, 5, FEW).beyond, 0, 0.05);
}

static void
pairs_of_the_same_code_rarely_differ(void **state)
{
	struct rate_setting setting = {.shape = SHAPE_SKEWED, .k = 9};

	(void)state;
	assert_within(rates_of_pairs(&setting, FEW).rejected, 0.02, 0.08);
	setting.k = 20;
	assert_within(rates_of_pairs(&setting, FEW).rejected, 0.02, 0.08);
}

static void
a_level_is_rare_at_its_threshold(void **state)
{
	struct rate_setting setting = {
	    .shape = SHAPES, .sigma = 0.03, .change = log(1.15), .k = 5};

	(void)state;
	assert_within(rates_of_launches(&setting, FEW).warning, 0.02, 0.08);
	setting.change = log(1.25);
	assert_within(rates_of_launches(&setting, FEW).warning, 0.95, 1);
}

static void
few_of_what_is_called_is_wrong(void **state)
{
	double power;

	(void)state;
	assert_within(rate_of_false_discoveries(4, &power), 0, 0.15);
	assert_within(power, 0.7, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_medians_interval_holds_the_median),
	    cmocka_unit_test(launches_of_the_same_code_rarely_differ),
	    cmocka_unit_test(archives_of_the_same_code_rarely_differ),
	    cmocka_unit_test(pairs_of_the_same_code_rarely_differ),
	    cmocka_unit_test(a_level_is_rare_at_its_threshold),
	    cmocka_unit_test(few_of_what_is_called_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
