#include <stdlib.h>

#include "analysis/mser.h"
#include "tests/unit/sample.h"

enum { MOST = 400 };

/* The definition, the slow way. */
static size_t
slow(const double *values, size_t count)
{
	double means[MOST / 5], mean, sum, cost, least = 0;
	size_t m = count / 5, d, i, best = m;

	for (i = 0; i < m; i++) {
		for (sum = 0, d = 0; d < 5; d++)
			sum += values[5 * i + d];
		means[i] = sum / 5;
	}
	for (d = 0; d <= m / 2; d++) {
		for (mean = 0, i = d; i < m; i++)
			mean += means[i] / (double)(m - d);
		for (sum = 0, i = d; i < m; i++)
			sum += (means[i] - mean) * (means[i] - mean);
		cost = sum / (double)((m - d) * (m - d));
		if (best == m || cost < least) {
			least = cost;
			best = d;
		}
	}
	return 5 * best;
}

static void
the_definition_agrees(void **state)
{
	struct random random = {3};
	double values[MOST];
	size_t i, trial, count, warm, dropped = 0;

	(void)state;
	for (trial = 0; trial < 200; trial++) {
		count = 20 + random_below(&random, MOST - 20);
		warm = random_below(&random, count / 2);
		for (i = 0; i < count; i++)
			values[i] =
			    100 + sample_normal(&random) + (i < warm ? 20 : 0);
		assert_int_equal(
		    mser_of(values, count).drop, slow(values, count));
		dropped += mser_of(values, count).drop;
	}
	assert_true(dropped > 5000);
}

static void
slow_first_values_are_dropped(void **state)
{
	struct random random = {5};
	double values[100];
	struct mser got;
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 1000 + sample_normal(&random) + (i < 18 ? 500 : 0);
	got = mser_of(values, 100);
	assert_true(got.drop >= 20 && got.drop < 50);
	assert_false(got.is_unsteady || got.drift.exists);
}

static void
steady_values_are_kept(void **state)
{
	double values[100];
	struct mser got;
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 7;
	got = mser_of(values, 100);
	assert_int_equal(got.drop, 0);
	assert_false(got.is_unsteady);
}

static void
few_values_are_all_kept(void **state)
{
	double values[20];
	size_t i;

	(void)state;
	for (i = 0; i < 20; i++)
		values[i] = i < 5 ? 1000 : 1 + (double)(i % 3);
	for (i = 0; i < 20; i++) {
		assert_int_equal(mser_of(values, i).drop, 0);
		assert_false(mser_of(values, i).is_unsteady);
	}
	assert_int_equal(mser_of(values, 20).drop, 5);
	assert_int_equal(mser_of(NULL, 0).drop, 0);
}

static void
what_goes_on_changing_is_not_steady(void **state)
{
	struct random random = {9};
	double values[200];
	struct mser got;
	size_t i;

	(void)state;
	for (i = 0; i < 200; i++)
		values[i] = 1000 - 3 * (double)i + sample_normal(&random);
	got = mser_of(values, 200);
	assert_true(got.is_unsteady);
	for (i = 0; i < 200; i++)
		values[i] = i < 110 ? 1000 + 10 * (double)(110 - i) : 1000;
	got = mser_of(values, 200);
	assert_int_equal(got.drop, 100);
	assert_true(got.is_unsteady);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_definition_agrees),
	    cmocka_unit_test(slow_first_values_are_dropped),
	    cmocka_unit_test(steady_values_are_kept),
	    cmocka_unit_test(few_values_are_all_kept),
	    cmocka_unit_test(what_goes_on_changing_is_not_steady),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
