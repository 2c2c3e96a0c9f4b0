#include <stdlib.h>
#include <string.h>

#include "analysis/slopes.h"
#include "tests/unit/sample.h"

enum { MOST = 700 };

/* What a row of values is like. */
enum row { ROW_NOISE, ROW_TIES, ROW_CONSTANT, ROW_STEPS, ROW_OUTLIERS, ROWS };

static void
draw(enum row row, struct random *random, double *values, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		values[i] = sample_normal(random) + 0.001 * (double)i;
		if (row == ROW_TIES)
			values[i] = floor(values[i]);
		if (row == ROW_CONSTANT)
			values[i] = 7;
		if (row == ROW_STEPS)
			values[i] += i % 200 < 100 ? 0 : 30;
		if (row == ROW_OUTLIERS && random_below(random, 10) == 0)
			values[i] *= 1e6;
	}
}

static double *
all_slopes(const double *values, const double *times, size_t count)
{
	double *slopes = xmalloc(count * (count - 1) / 2 * sizeof *slopes);
	size_t i, j, at = 0;

	for (i = 0; i < count; i++)
		for (j = i + 1; j < count; j++)
			slopes[at++] = (values[j] - values[i]) /
				       (times == NULL ? (double)(j - i)
						      : times[j] - times[i]);
	sample_sort(slopes, at);
	return slopes;
}

static void
compare(const double *values, const double *times, size_t count)
{
	struct slopes *slopes = slopes_new(values, times, count);
	double *all = all_slopes(values, times, count), got;
	uint64_t total = slopes_total(slopes), i, rank;

	assert_int_equal(total, count * (count - 1) / 2);
	for (i = 0; i <= 16; i++) {
		/* Back and forth, the first and the last among them. */
		rank = (i * 7 % 17) * (total - 1) / 16;
		got = slopes_at(slopes, rank);
		if (fabs(got - all[rank]) > 1e-9 * (1 + fabs(all[rank])))
			fail_msg("rank %llu of %zu: %.17g, not %.17g",
			    (unsigned long long)rank, count, got, all[rank]);
	}
	free(all);
	slopes_free(slopes);
}

static void
slopes_are_those_that_were_written_out(void **state)
{
	static const size_t counts[] = {2, 3, 10, 61, 200, MOST};
	struct random random = {1};
	double values[MOST];
	enum row row;
	size_t i;

	(void)state;
	for (row = 0; row < ROWS; row++)
		for (i = 0; i < sizeof counts / sizeof *counts; i++) {
			draw(row, &random, values, counts[i]);
			compare(values, NULL, counts[i]);
		}
}

static void
times_need_not_be_even(void **state)
{
	double values[300], times[300], now = 50;
	struct random random = {2};
	size_t i;

	(void)state;
	draw(ROW_NOISE, &random, values, 300);
	for (i = 0; i < 300; i++)
		times[i] = now += 0.1 + sample_uniform(&random);
	compare(values, times, 300);
}

static void
drawing_again_gives_the_same(void **state)
{
	struct random random = {3};
	double values[MOST], first;
	struct slopes *slopes;

	(void)state;
	draw(ROW_NOISE, &random, values, MOST);
	slopes = slopes_new(values, NULL, MOST);
	first = slopes_at(slopes, 12345);
	slopes_at(slopes, 99);
	assert_true(slopes_at(slopes, 12345) == first);
	slopes_free(slopes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(slopes_are_those_that_were_written_out),
	    cmocka_unit_test(times_need_not_be_even),
	    cmocka_unit_test(drawing_again_gives_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
