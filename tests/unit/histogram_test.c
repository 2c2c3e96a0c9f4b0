#include <float.h>

#include "analysis/histogram.h"
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

static struct result_histogram
of(const double *sorted, size_t count)
{
	struct result_histogram histogram = histogram_of(sorted, count, &arena);
	uint64_t sum = histogram.below + histogram.above;
	size_t i;

	for (i = 0; i < histogram.count; i++)
		sum += histogram.counts[i];
	assert_int_equal(sum, count);
	assert_in_range(histogram.count, 1, RESULT_HISTOGRAM_BINS);
	assert_true(histogram.width > 0 && isfinite(histogram.width));
	assert_true(isfinite(histogram.low));
	return histogram;
}

static size_t
count_within(const double *values, size_t count, double low, double high)
{
	size_t i, within = 0;

	for (i = 0; i < count; i++)
		within += values[i] >= low && values[i] < high;
	return within;
}

/* A value may lie on an edge, give or take a bit. */
static void
counts_are_those_of_a_direct_count(void **state)
{
	static const size_t sizes[] = {2, 3, 5, 30, 199, 200, 1000, 30000};
	struct result_histogram histogram;
	double *values, low, high;
	size_t i, bin, n;

	(void)state;
	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		n = sizes[i];
		values = sample_sorted_normal(n, i + 1);
		histogram = of(values, n);
		assert_in_range(histogram.count, 5, 60);
		for (bin = 0; bin < histogram.count; bin++) {
			low = histogram.low + (double)bin * histogram.width;
			high = low + histogram.width;
			assert_in_range(histogram.counts[bin],
			    count_within(values, n, low + 1e-9, high - 1e-9),
			    count_within(values, n, low - 1e-9, high + 1e-9));
		}
		free(values);
	}
}

static void
width_is_that_of_freedman_and_diaconis(void **state)
{
	double *values = sample_sorted_normal(1000, 7), iqr, width;
	struct result_histogram histogram = of(values, 1000);

	(void)state;
	iqr = values[749] + 0.25 * (values[750] - values[749]) - values[249] -
	      0.75 * (values[250] - values[249]);
	width = 2 * iqr / 10;
	/* The width gives way so that the range is a whole number of bins. */
	assert_true(histogram.width <= width);
	assert_true(histogram.width > width * (double)(histogram.count - 1) /
					  (double)histogram.count);
	free(values);
}

static void
below_200_samples_nothing_is_cut_off(void **state)
{
	double *values = sample_sorted_normal(199, 3);
	struct result_histogram histogram;

	(void)state;
	values[0] = -5000;
	values[198] = 5000;
	histogram = of(values, 199);
	assert_int_equal(histogram.below + histogram.above, 0);
	assert_true(histogram.low == -5000);
	assert_near(histogram.low + (double)histogram.count * histogram.width,
	    5000.0, 1e-12);
	free(values);
}

static void
what_lies_far_outside_is_counted_apart(void **state)
{
	double *values = sample_sorted_normal(1000, 4);
	struct result_histogram histogram;

	(void)state;
	values[0] = values[1] = values[2] = -1e6;
	values[999] = 1e9;
	histogram = of(values, 1000);
	assert_int_equal(histogram.below, 3);
	assert_int_equal(histogram.above, 1);
	assert_true(histogram.low > 700);
	assert_true(
	    histogram.low + (double)histogram.count * histogram.width < 1300);
	free(values);
}

static void
a_long_tail_has_no_more_bins_than_there_may_be(void **state)
{
	double *values = sample_sorted_normal(1000, 6);
	size_t i;

	(void)state;
	for (i = 0; i < 50; i++)
		values[950 + i] = 2000 + 123.4 * (double)i;
	assert_int_equal(of(values, 1000).count, 60);
	free(values);
}

static void
equal_values_are_one_bin(void **state)
{
	static const double constants[] = {
	    0, 5, -5, 1e300, -1e300, 1e-300, 5e-324};
	double values[7];
	struct result_histogram histogram;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof constants / sizeof *constants; i++) {
		for (j = 0; j < 7; j++)
			values[j] = constants[i];
		for (j = 1; j <= 7; j += 6) {
			histogram = of(values, j);
			assert_int_equal(histogram.count, 1);
			assert_int_equal(histogram.counts[0], j);
			assert_true(histogram.low <= constants[i]);
			assert_true(
			    histogram.low + histogram.width >= constants[i]);
		}
	}
}

static void
half_equal_values_follow_sturges(void **state)
{
	double values[64];
	struct result_histogram histogram;
	size_t i;

	(void)state;
	for (i = 0; i < 64; i++)
		values[i] = 100;
	values[0] = 86.5;
	values[1] = 92.123;
	values[63] = 107.5;
	/* 21 by log2(64) + 1 bins */
	histogram = of(values, 64);
	assert_int_equal(histogram.count, 7);
	assert_near(histogram.width, 3.0, 1e-12);
}

static void
two_values_stand_in_the_outer_bins(void **state)
{
	static const double two[] = {3, 8}, many[] = {0, 0, 0, 7, 7, 7, 7};
	struct result_histogram histogram = of(two, 2);

	(void)state;
	assert_int_equal(histogram.count, 5);
	assert_int_equal(histogram.counts[0], 1);
	assert_int_equal(histogram.counts[4], 1);
	histogram = of(many, 7);
	assert_int_equal(histogram.count, 5);
	assert_int_equal(histogram.counts[0], 3);
	assert_int_equal(histogram.counts[4], 4);
}

/* Equally frequent whole numbers must look equally frequent. */
static void
whole_numbers_do_not_beat_against_the_bins(void **state)
{
	static const double steps[] = {1, 4096, 0.1};
	double *values = xmalloc(6000 * sizeof *values);
	struct result_histogram histogram;
	size_t step, places, i;

	(void)state;
	for (step = 0; step < 3; step++) {
		for (places = 2; places <= 30; places++) {
			for (i = 0; i < 200 * places; i++)
				values[i] =
				    steps[step] * (double)(10 + i / 200);
			histogram = of(values, 200 * places);
			for (i = 0; i < histogram.count; i++)
				if (histogram.counts[i] % 200 != 0)
					fail_msg("%zu places: bin %zu has %d",
					    places, i,
					    (int)histogram.counts[i]);
			if (places >= 5 && histogram.count == places)
				assert_near(histogram.width, steps[step], 1e-9);
			if (places < 5)
				assert_int_equal(histogram.counts[1], 0);
		}
	}
	free(values);
}

static void
a_single_place_within_the_range_is_one_bin(void **state)
{
	double values[1000];
	struct result_histogram histogram;
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++)
		values[i] = 5;
	values[999] = 10;
	histogram = of(values, 1000);
	assert_int_equal(histogram.count, 1);
	assert_int_equal(histogram.counts[0], 999);
	assert_int_equal(histogram.above, 1);
}

static void
magnitudes_do_not_matter(void **state)
{
	static const double scales[] = {
	    1e-320, 1e-310, 1e-300, 1e-9, 1e9, 1e280, DBL_MAX / 1e4};
	double *values = sample_sorted_normal(500, 9), *scaled;
	struct result_histogram first = of(values, 500), second;
	size_t i, j;

	(void)state;
	scaled = xmalloc(500 * sizeof *scaled);
	for (i = 0; i < sizeof scales / sizeof *scales; i++) {
		for (j = 0; j < 500; j++)
			scaled[j] = values[j] * scales[i];
		second = of(scaled, 500);
		if (scales[i] < 1e-300)
			continue; /* digits are lost: it only has to hold */
		assert_int_equal(first.count, second.count);
		assert_memory_equal(first.counts, second.counts,
		    first.count * sizeof *first.counts);
		assert_near(second.width, first.width * scales[i], 1e-9);
	}
	/* the widest range there can be, and the narrowest */
	scaled[0] = -DBL_MAX / 4;
	scaled[1] = 0;
	scaled[2] = DBL_MAX / 4;
	of(scaled, 3);
	scaled[0] = 1e15;
	scaled[1] = 1e15 + 0.125;
	of(scaled, 2);
	scaled[0] = 0;
	scaled[1] = 5e-324;
	of(scaled, 2);
	scaled[2] = 5e-324;
	of(scaled, 3);
	scaled[0] = scaled[1] = 1e16;
	scaled[2] = 1e16 + 2;
	of(scaled, 3);
	free(values);
	free(scaled);
}

static void
more_than_two_decades_want_a_logarithmic_axis(void **state)
{
	double *values = sample_sorted_normal(1000, 5);

	(void)state;
	assert_false(histogram_wants_log(values, 1000));
	values[999] = 1e9; /* cut off in any case */
	assert_false(histogram_wants_log(values, 1000));
	assert_true(histogram_wants_log((const double[]){1, 2, 101}, 3));
	assert_false(histogram_wants_log((const double[]){1, 2, 100}, 3));
	assert_false(histogram_wants_log((const double[]){0, 2, 1000}, 3));
	assert_false(histogram_wants_log((const double[]){-1, 2, 1000}, 3));
	assert_false(histogram_wants_log((const double[]){7}, 1));
	free(values);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_are_those_of_a_direct_count),
	    cmocka_unit_test(width_is_that_of_freedman_and_diaconis),
	    cmocka_unit_test(below_200_samples_nothing_is_cut_off),
	    cmocka_unit_test(what_lies_far_outside_is_counted_apart),
	    cmocka_unit_test(a_long_tail_has_no_more_bins_than_there_may_be),
	    cmocka_unit_test(equal_values_are_one_bin),
	    cmocka_unit_test(half_equal_values_follow_sturges),
	    cmocka_unit_test(two_values_stand_in_the_outer_bins),
	    cmocka_unit_test(whole_numbers_do_not_beat_against_the_bins),
	    cmocka_unit_test(a_single_place_within_the_range_is_one_bin),
	    cmocka_unit_test(magnitudes_do_not_matter),
	    cmocka_unit_test(more_than_two_decades_want_a_logarithmic_axis),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
