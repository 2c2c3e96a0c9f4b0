#include "analysis/distributions.h"
#include "analysis/interval.h"
#include "analysis/moments.h"
#include "tests/unit/test.h"

/* Sorted; docs/statistics.md. */
static const double X10[] = {
    9.9, 10, 10.1, 10.1, 10.2, 10.2, 10.3, 10.4, 10.8, 12.9};

static void
ranks_are_hettmanspergers_and_sheathers(void **state)
{
	static const struct {
		uint64_t n, k;
		double lambda, level;
	} wanted[] = {
	    {6, 1, .357143, .968750},
	    {7, 1, .733333, .984375},
	    {9, 2, .227907, .960938},
	    {10, 2, .657658, .978516},
	    {20, 6, .235234, .958611},
	    {30, 10, .228711, .957226},
	    {50, 18, .671738, .967161},
	    {100, 40, .763201, .964800},
	    {1000, 469, .533087, .953709},
	};
	struct median_rank rank;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		rank = median_rank_of(wanted[i].n);
		assert_int_equal(rank.k, wanted[i].k);
		assert_near(rank.lambda, wanted[i].lambda, 3e-6);
		assert_near(rank.level, wanted[i].level, 1e-6);
	}
}

/* The guess from the normal distribution against trying every k. */
static void
rank_is_the_largest_that_holds_the_level(void **state)
{
	uint64_t n, k;

	(void)state;
	for (n = 6; n <= 700; n++) {
		for (k = 1; 1 - 2 * distribution_coin_cdf(k, n) >= 0.95;)
			k++;
		assert_int_equal(median_rank_of(n).k, k);
	}
	assert_int_equal(median_rank_of(5).k, 0);
	/* R: qbinom(0.025, 1e6, 0.5) */
	assert_int_equal(median_rank_of(1000000).k, 499020);
}

static void
median_interval_is_interpolated(void **state)
{
	struct interval_table table = {0};
	struct interval interval = interval_median(&table, X10, 10);

	(void)state;
	assert_true(interval.exists);
	assert_near(interval.low, 10.0657658, 1e-8);
	assert_near(interval.high, 10.5369369, 1e-8);
	assert_false(interval_median(&table, X10, 5).exists);
}

static void
mean_interval_is_students(void **state)
{
	struct interval_table table = {0};
	struct moments moments = moments_of(X10, 10);
	struct interval interval =
	    interval_mean(&table, moments.mean, moments.sd.value, 10);

	(void)state;
	assert_near(moments.mean, 10.49, 1e-15);
	assert_near(interval.low, 9.8587091, 1e-8);
	assert_near(interval.high, 11.1212909, 1e-8);
}

/* Two sizes that share a row must not be taken for one another. */
static void
table_forgets_what_it_has_no_room_for(void **state)
{
	struct interval_table table = {0};
	double n = 10, far = 10 + INTERVAL_TABLE_SIZE;
	struct interval first, other, again;

	(void)state;
	first = interval_mean(&table, 0, 1, n);
	other = interval_mean(&table, 0, 1, far);
	again = interval_mean(&table, 0, 1, n);
	assert_near(
	    first.high, distribution_t_quantile(0.975, n - 1) / sqrt(n), 1e-15);
	assert_near(other.high,
	    distribution_t_quantile(0.975, far - 1) / sqrt(far), 1e-15);
	assert_true(first.high == again.high);
}

static void
few_launches_are_taken_on_logarithms(void **state)
{
	struct interval_table table = {0};
	const double values[] = {1, 10, 100};
	const double mixed[] = {-1, 0, 1};
	struct interval interval = interval_log_mean(&table, values, 3);
	/* logs have mean ln 10 and deviation ln 10 */
	double arm = distribution_t_quantile(0.975, 2) * log(10) / sqrt(3);

	(void)state;
	assert_near(interval.low, exp(log(10) - arm), 1e-12);
	assert_near(interval.high, exp(log(10) + arm), 1e-12);
	interval = interval_log_mean(&table, mixed, 3);
	assert_near(
	    interval.high, distribution_t_quantile(0.975, 2) / sqrt(3), 1e-12);
	assert_near(interval.low, -interval.high, 1e-15);
}

static void
an_interval_without_end_does_not_exist(void **state)
{
	struct interval_table table = {0};

	(void)state;
	assert_false(interval_mean(&table, 1e307, 4e307, 2).exists);
	assert_true(interval_mean(&table, 1e307, 1e306, 9).exists);
}

static void
range_covers_the_median_more_surely_with_more_values(void **state)
{
	(void)state;
	assert_near(interval_range_level(2), 0.5, 0);
	assert_near(interval_range_level(5), 0.9375, 0);
}

static void
both_arms_are_widened_from_the_centre(void **state)
{
	struct interval interval =
	    interval_widen((struct interval){true, 9, 12}, 10, 2);

	(void)state;
	assert_near(interval.low, 8, 0);
	assert_near(interval.high, 14, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ranks_are_hettmanspergers_and_sheathers),
	    cmocka_unit_test(rank_is_the_largest_that_holds_the_level),
	    cmocka_unit_test(median_interval_is_interpolated),
	    cmocka_unit_test(mean_interval_is_students),
	    cmocka_unit_test(table_forgets_what_it_has_no_room_for),
	    cmocka_unit_test(few_launches_are_taken_on_logarithms),
	    cmocka_unit_test(an_interval_without_end_does_not_exist),
	    cmocka_unit_test(
		range_covers_the_median_more_surely_with_more_values),
	    cmocka_unit_test(both_arms_are_widened_from_the_centre),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
