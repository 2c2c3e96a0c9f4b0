#include <float.h>

#include "analysis/density.h"
#include "analysis/histogram.h"
#include "analysis/moments.h"
#include "base/arena.h"
#include "tests/unit/sample.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static double
sd_of(const double *values, size_t count)
{
	return moments_of(values, count).sd.value;
}

static struct result_density
of(const double *sorted, size_t count)
{
	struct result_histogram histogram = histogram_of(sorted, count, &arena);
	struct result_density density =
	    density_of(sorted, count, sd_of(sorted, count), &histogram, &arena);
	size_t i;

	assert_in_range(density.count, 0, RESULT_DENSITY_HEIGHTS);
	if (density.count > 0)
		assert_true(density.step > 0 && isfinite(density.low));
	for (i = 0; i < density.count; i++)
		assert_true(
		    density.heights[i] >= 0 && isfinite(density.heights[i]));
	return density;
}

/* The definition: a kernel on every value. */
static double
direct(const double *values, size_t count, double bandwidth, double at)
{
	double sum = 0, distance;
	size_t i;

	for (i = 0; i < count; i++) {
		distance = (at - values[i]) / bandwidth;
		sum += exp(-0.5 * distance * distance);
	}
	return sum / ((double)count * bandwidth * sqrt(2 * acos(-1)));
}

static double
greatest(const struct result_density *density)
{
	double height = 0;
	size_t i;

	for (i = 0; i < density->count; i++)
		height = fmax(height, density->heights[i]);
	return height;
}

static double
integral(const struct result_density *density)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < density->count; i++)
		sum += density->heights[i] * density->step;
	return sum;
}

/* Linear binning may cost 0.2 % of the greatest height. */
static void
it_is_the_sum_of_a_kernel_on_every_value(void **state)
{
	static const size_t sizes[] = {5, 12, 30, 300, 20000};
	struct result_density density;
	double *values, bandwidth, top, at;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		values = sample_sorted_normal(sizes[i], i + 1);
		density = of(values, sizes[i]);
		bandwidth = density_bandwidth(
		    values, sizes[i], sd_of(values, sizes[i]));
		top = greatest(&density);
		assert_in_range(density.count, 100, RESULT_DENSITY_HEIGHTS);
		for (j = 0; j < density.count; j += 5) {
			at = density.low + (double)j * density.step;
			assert_true(fabs(density.heights[j] -
					 direct(values, sizes[i], bandwidth,
					     at)) <= 0.002 * top);
		}
		assert_near(integral(&density), 1.0, 0.02);
		free(values);
	}
}

static void
bandwidth_is_silvermans(void **state)
{
	static const double values[] = {
	    9.9, 10, 10.1, 10.1, 10.2, 10.2, 10.3, 10.4, 10.8, 12.9};
	double equal[10];
	size_t i;

	(void)state;
	/* quartiles 10.1 and 10.375, sd 0.88, 10^-0.2 */
	assert_near(density_bandwidth(values, 10, sd_of(values, 10)),
	    0.9 * 0.275 / 1.349 * 0.63095734448019325, 1e-12);
	for (i = 0; i < 10; i++)
		equal[i] = i < 8 ? 1 : 2;
	assert_true(density_bandwidth(equal, 10, sd_of(equal, 10)) == 0);
}

static void
few_or_equal_values_have_none(void **state)
{
	static const double four[] = {1, 2, 3, 4}, five[] = {1, 2, 3, 4, 5};
	double values[50];
	size_t i;

	(void)state;
	assert_int_equal(of(four, 1).count, 0);
	assert_int_equal(of(four, 4).count, 0);
	assert_true(of(five, 5).count > 0);
	for (i = 0; i < 50; i++)
		values[i] = 3;
	assert_int_equal(of(values, 50).count, 0);
	values[49] = 1000;
	assert_int_equal(of(values, 50).count, 0);
}

static void
times_have_no_density_below_zero(void **state)
{
	static const double near[] = {0, 1, 2, 3, 4, 5, 6},
			    beyond[] = {-3, -2, -1, 0, 1, 2, 3};

	(void)state;
	assert_true(of(near, 7).low == 0);
	assert_true(of(beyond, 7).low < -4);
}

static void
values_that_are_cut_off_count_all_the_same(void **state)
{
	double *values = sample_sorted_normal(1000, 11);
	double bandwidth, height;
	struct result_density density;

	(void)state;
	values[999] = 1e6;
	bandwidth = density_bandwidth(values, 1000, sd_of(values, 1000));
	density = of(values, 1000);
	assert_true(density.low + (double)density.count * density.step < 1300);
	height = direct(values, 1000, bandwidth, density.low);
	assert_true(
	    fabs(density.heights[0] - height) <= 0.01 * greatest(&density));
	free(values);
}

static void
both_modes_of_two_are_seen(void **state)
{
	struct random random = {1};
	struct result_density density;
	double values[400], at, top;
	size_t i, middle;

	(void)state;
	for (i = 0; i < 400; i++)
		values[i] = (i % 2 ? 100 : 200) + 3 * sample_normal(&random);
	sample_sort(values, 400);
	density = of(values, 400);
	top = greatest(&density);
	middle = (size_t)((150 - density.low) / density.step);
	assert_true(density.heights[middle] < 0.1 * top);
	for (i = 0; i < 2; i++) {
		at = (100 + 100 * (double)i - density.low) / density.step;
		assert_true(density.heights[(size_t)at] > 0.5 * top);
	}
}

/* Going up to its greatest height and down again, it never turns. */
static void
ticks_of_a_clock_are_no_modes(void **state)
{
	struct random random = {1};
	struct result_density density;
	double values[2000];
	size_t n, i, turns;

	(void)state;
	for (n = 60; n <= 2000; n += 485) {
		for (i = 0; i < n; i++)
			values[i] = 4e6 * round(20 + sample_normal(&random));
		sample_sort(values, n);
		density = of(values, n);
		turns = 0;
		for (i = 1; i + 1 < density.count; i++)
			turns += density.heights[i] > density.heights[i - 1] &&
				 density.heights[i] > density.heights[i + 1];
		assert_int_equal(turns, 1);
	}
}

static void
heights_are_short_numbers_near_the_exact_ones(void **state)
{
	static const double scales[] = {1e-12, 1e-6, 1, 1e6, 1e12};
	double *values = sample_sorted_normal(50, 2), height, whole, power;
	struct result_density density;
	size_t i, j;

	(void)state;
	for (i = 0; i < 50; i++)
		values[i] *= scales[0];
	for (j = 0; j < 5; j++) {
		density = of(values, 50);
		height = greatest(&density);
		power = pow(10, floor(log10(height)) - 5);
		for (i = 0; i < density.count; i++) {
			whole = density.heights[i] / power;
			assert_true(fabs(whole - round(whole)) < 1e-6);
		}
		for (i = 0; i < 50; i++)
			values[i] *= scales[(j + 1) % 5] / scales[j % 5];
	}
	free(values);
}

static void
magnitudes_do_not_matter(void **state)
{
	static const double scales[] = {
	    1e-320, 1e-310, 1e-300, 1e-9, 1e9, 1e280, DBL_MAX / 1e4};
	double *values = sample_sorted_normal(100, 9), *scaled;
	struct result_density first = of(values, 100), second;
	size_t i, j;

	(void)state;
	scaled = xmalloc(100 * sizeof *scaled);
	for (i = 0; i < sizeof scales / sizeof *scales; i++) {
		for (j = 0; j < 100; j++)
			scaled[j] = values[j] * scales[i];
		second = of(scaled, 100);
		if (scales[i] < 1e-300)
			continue;
		assert_int_equal(first.count, second.count);
		for (j = 0; j < first.count; j++)
			assert_true(
			    fabs(second.heights[j] * scales[i] -
				 first.heights[j]) <= 1e-4 * greatest(&first));
	}
	free(values);
	free(scaled);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_is_the_sum_of_a_kernel_on_every_value),
	    cmocka_unit_test(bandwidth_is_silvermans),
	    cmocka_unit_test(few_or_equal_values_have_none),
	    cmocka_unit_test(times_have_no_density_below_zero),
	    cmocka_unit_test(values_that_are_cut_off_count_all_the_same),
	    cmocka_unit_test(both_modes_of_two_are_seen),
	    cmocka_unit_test(ticks_of_a_clock_are_no_modes),
	    cmocka_unit_test(heights_are_short_numbers_near_the_exact_ones),
	    cmocka_unit_test(magnitudes_do_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
