#include "analysis/quantile.h"
#include "tests/unit/sample.h"

/* R: quantile(c(1, 2, 4, 8), p) */
static void
quantiles_are_interpolated_between_neighbours(void **state)
{
	const double sorted[] = {1, 2, 4, 8};

	(void)state;
	assert_near(quantile_of_sorted(sorted, 4, 0), 1, 0);
	assert_near(quantile_of_sorted(sorted, 4, 0.25), 1.75, 0);
	assert_near(quantile_of_sorted(sorted, 4, 0.9), 6.8, 1e-15);
	assert_near(quantile_of_sorted(sorted, 4, 1), 8, 0);
	assert_near(quantile_median(sorted, 4), 3, 0);
	assert_near(quantile_of_sorted(sorted, 1, 0.99), 1, 0);
}

/* The median of deviations, the slow way. */
static double
slow_mad(const double *sorted, size_t count, double center)
{
	double away[16], swap;
	size_t i, j;

	for (i = 0; i < count; i++) {
		away[i] = fabs(sorted[i] - center);
		for (j = i; j > 0 && away[j - 1] > away[j]; j--) {
			swap = away[j];
			away[j] = away[j - 1];
			away[j - 1] = swap;
		}
	}
	return quantile_median(away, count);
}

static void
deviation_of_sorted_values_needs_no_second_sort(void **state)
{
	static const double rows[][8] = {{1, 1, 1, 1, 1, 1, 1, 1},
	    {1, 2, 4, 8, 16, 32, 64, 128}, {-9, -8, -7, 0, 0, 1, 1, 50},
	    {0, 0, 0, 0, 0, 0, 0, 9}, {-9, 0, 0, 0, 0, 0, 0, 0}};
	size_t row, count;
	double center;

	(void)state;
	for (row = 0; row < sizeof rows / sizeof *rows; row++) {
		for (count = 1; count <= 8; count++) {
			center = quantile_median(rows[row], count);
			assert_near(quantile_mad(rows[row], count, center),
			    slow_mad(rows[row], count, center), 0);
		}
	}
}

static void
deviation_from_any_center_is_found_among_ties(void **state)
{
	double values[16], center;
	struct random random = {4};
	size_t count, i, trial;

	(void)state;
	for (trial = 0; trial < 2000; trial++) {
		count = 1 + trial % 16;
		for (i = 0; i < count; i++)
			values[i] = (double)random_below(&random, 12);
		sample_sort(values, count);
		center = values[random_below(&random, count)];
		center += 0.5 * (values[count - 1] - center);
		assert_near(quantile_mad(values, count, center),
		    slow_mad(values, count, center), 0);
	}
}

static void
a_median_needs_no_sorted_values(void **state)
{
	double values[40], sorted[40];
	struct random random = {6};
	size_t count, i;

	(void)state;
	for (count = 1; count <= 40; count++) {
		for (i = 0; i < count; i++)
			sorted[i] = values[i] = sample_normal(&random);
		sample_sort(sorted, count);
		assert_true(quantile_select_median(values, count) ==
			    quantile_median(sorted, count));
	}
}

static void
tails_need_three_samples_beyond_them(void **state)
{
	(void)state;
	assert_false(quantile_tail_resolved(59, 5));
	assert_true(quantile_tail_resolved(60, 5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(quantiles_are_interpolated_between_neighbours),
	    cmocka_unit_test(deviation_of_sorted_values_needs_no_second_sort),
	    cmocka_unit_test(deviation_from_any_center_is_found_among_ties),
	    cmocka_unit_test(a_median_needs_no_sorted_values),
	    cmocka_unit_test(tails_need_three_samples_beyond_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
