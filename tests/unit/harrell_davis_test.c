#include <stdlib.h>

#include "analysis/harrell_davis.h"
#include "analysis/quantile.h"
#include "tests/unit/sample.h"

/* X10 of the text, sorted. */
static const double X10[] = {
    9.9, 10.0, 10.1, 10.1, 10.2, 10.2, 10.3, 10.4, 10.8, 12.9};

static double
quantile_at(const double *sorted, size_t count, double p)
{
	struct harrell_davis weights = {0};
	double value;

	harrell_davis_set(&weights, count, p);
	value = harrell_davis_of(&weights, sorted);
	harrell_davis_release(&weights);
	return value;
}

static void
ten_values_have_the_text_s_quantiles(void **state)
{
	struct harrell_davis weights = {0};

	(void)state;
	assert_near(quantile_at(X10, 10, 0.5), 10.2143330, 1e-8);
	assert_near(quantile_at(X10, 10, 0.9), 12.0201153, 1e-8);
	assert_near(quantile_at(X10, 10, 0.95), 12.5473026, 1e-8);
	assert_near(quantile_at(X10, 10, 0.99), 12.8503435, 1e-8);
	harrell_davis_set(&weights, 10, 0.5);
	assert_near(harrell_davis_error(&weights, X10), .1281007, 1e-6);
	harrell_davis_release(&weights);
}

/* Squares of 1..19, in fractions: a and b are whole */
static void
whole_parameters_agree_with_fractions(void **state)
{
	struct harrell_davis weights = {0};
	double squares[19];
	size_t i;

	(void)state;
	for (i = 0; i < 19; i++)
		squares[i] = (double)((i + 1) * (i + 1));
	harrell_davis_set(&weights, 19, 0.5);
	assert_near(
	    harrell_davis_of(&weights, squares), 104.38095237532066, 1e-10);
	assert_near(
	    harrell_davis_error(&weights, squares), 42.26038292572345, 1e-10);
	harrell_davis_set(&weights, 19, 0.9);
	assert_near(
	    harrell_davis_of(&weights, squares), 311.2942905944167, 1e-10);
	assert_near(
	    harrell_davis_error(&weights, squares), 43.065322882934815, 1e-10);
	harrell_davis_release(&weights);
}

static void
weights_are_few_and_sum_to_one(void **state)
{
	static const uint64_t counts[] = {1, 2, 3, 10, 1000, 1000000};
	static const double ps[] = {0, 0.01, 0.5, 0.99, 0.999, 1};
	struct harrell_davis weights = {0};
	double sum;
	size_t i, j, k;

	(void)state;
	for (i = 0; i < 6; i++) {
		for (j = 0; j < 6; j++) {
			harrell_davis_set(&weights, counts[i], ps[j]);
			for (sum = 0, k = 0; k < weights.count; k++) {
				assert_true(weights.weights[k] >= 0);
				sum += weights.weights[k];
			}
			assert_near(sum, 1, 1e-12);
			assert_true(weights.first + weights.count <= counts[i]);
			assert_true((double)weights.count <=
				    20 * sqrt((double)counts[i]) + 1);
		}
	}
	harrell_davis_release(&weights);
}

static void
ends_are_the_least_and_the_greatest(void **state)
{
	(void)state;
	assert_true(quantile_at(X10, 10, 0) == 9.9);
	assert_true(quantile_at(X10, 10, 1) == 12.9);
	assert_true(quantile_at(X10, 1, 0.9) == 9.9);
	assert_near(quantile_at(X10, 2, 0.5), 9.95, 1e-12);
}

static void
equal_values_are_their_own_quantile(void **state)
{
	struct harrell_davis weights = {0};
	double values[100];
	struct tail got;
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 0.1;
	for (i = 1; i <= 100; i++)
		assert_true(quantile_at(values, i, 0.37) == 0.1);
	got = tail_of(&weights, values, 100, 0.95);
	assert_true(got.value == 0.1);
	assert_true(got.interval.low == 0.1 && got.interval.high == 0.1);
	harrell_davis_release(&weights);
}

static void
mirrored_values_have_mirrored_quantiles(void **state)
{
	static const double ps[] = {0.01, 0.1, 0.3, 0.5};
	double *values = sample_sorted_normal(1000, 4);
	double mirrored[1000];
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++)
		mirrored[i] = -values[999 - i];
	for (i = 0; i < 4; i++)
		assert_near(quantile_at(values, 1000, ps[i]),
		    -quantile_at(mirrored, 1000, 1 - ps[i]), 1e-10);
	free(values);
}

/* Far from the tails it is close to the quantile between neighbours. */
static void
many_values_agree_with_type_7(void **state)
{
	double *values = sample_sorted_normal(100000, 8);

	(void)state;
	assert_near(quantile_at(values, 100000, 0.5),
	    quantile_of_sorted(values, 100000, 0.5), 1e-4);
	assert_near(quantile_at(values, 100000, 0.99),
	    quantile_of_sorted(values, 100000, 0.99), 1e-3);
	free(values);
}

/* R: qbinom(c(0.025, 0.975), n, p) + c(0, 1); the text has the same */
static void
ranks_are_the_text_s(void **state)
{
	static const struct {
		uint64_t n;
		double p;
		uint64_t low, high;
	} rows[] = {{100, 0.5, 40, 61}, {100, 0.9, 84, 96},
	    {100, 0.95, 90, 100}, {300, 0.95, 277, 293}, {1000, 0.95, 936, 964},
	    {1000, 0.99, 983, 997}};
	struct tail_ranks got;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		got = tail_ranks_of(rows[i].n, rows[i].p);
		assert_int_equal(got.low, rows[i].low);
		assert_int_equal(got.high, rows[i].high);
	}
	assert_int_equal(tail_ranks_of(1, 0.9).high, 0);
}

static void
tails_need_the_text_s_counts(void **state)
{
	static const struct {
		double p;
		uint64_t both, upper;
	} rows[] = {{0.9, 36, 29}, {0.95, 72, 59}, {0.99, 368, 299},
	    {0.999, 3688, 2995}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		double p = rows[i].p;

		assert_int_equal(tail_minimum(p), rows[i].both);
		assert_int_equal(tail_minimum_upper(p), rows[i].upper);
		assert_true(tail_ranks_of(rows[i].both, p).high > 0);
		assert_true(tail_ranks_of(rows[i].both - 1, p).high == 0);
		assert_true(tail_ranks_of(rows[i].upper, p).upper > 0);
		assert_true(tail_ranks_of(rows[i].upper - 1, p).upper == 0);
	}
}

static void
the_number_beyond_says_what_may_be_shown(void **state)
{
	(void)state;
	assert_int_equal(tail_method_of(9, 0.9), TAIL_NONE);
	assert_int_equal(tail_method_of(10, 0.9), TAIL_UNRESOLVED);
	assert_int_equal(tail_method_of(28, 0.9), TAIL_UNRESOLVED);
	assert_int_equal(tail_method_of(29, 0.9), TAIL_ORDER);
	assert_int_equal(tail_method_of(30, 0.9), TAIL_WEIGHTED);
	assert_int_equal(tail_method_of(59, 0.95), TAIL_ORDER);
	assert_int_equal(tail_method_of(60, 0.95), TAIL_WEIGHTED);
	assert_int_equal(tail_method_of(99, 0.99), TAIL_NONE);
	assert_int_equal(tail_method_of(100, 0.99), TAIL_UNRESOLVED);
	assert_int_equal(tail_method_of(300, 0.99), TAIL_WEIGHTED);
}

static void
each_method_has_its_value_and_interval(void **state)
{
	struct harrell_davis weights = {0};
	double *values = sample_sorted_normal(100, 6);
	struct tail got;

	(void)state;
	got = tail_of(&weights, values, 9, 0.9);
	assert_true(got.value == values[8] && !got.interval.exists);
	got = tail_of(&weights, values, 20, 0.9);
	assert_near(got.value, quantile_of_sorted(values, 20, 0.9), 0);
	assert_false(got.interval.exists);
	got = tail_of(&weights, values, 29, 0.9);
	assert_near(got.value, quantile_of_sorted(values, 29, 0.9), 0);
	assert_true(got.interval.exists && got.is_one_sided);
	assert_true(got.interval.high == values[28]);
	got = tail_of(&weights, values, 100, 0.9);
	assert_near(got.value, quantile_at(values, 100, 0.9), 0);
	/* R: qt(0.975, 99) = 1.9842169 */
	harrell_davis_set(&weights, 100, 0.9);
	assert_near(got.interval.high - got.value,
	    1.984216951586417 * harrell_davis_error(&weights, values), 1e-9);
	harrell_davis_release(&weights);
	free(values);
}

/* The text: 94.3-94.7 % for p95 of 60 values, 94-96 % for p99 of 1,000. */
static void
intervals_cover(void **state)
{
	enum { REPLICATES = 1500 };
	static const struct {
		size_t count;
		double p;
	} rows[] = {{60, 0.95}, {300, 0.9}};
	struct harrell_davis weights = {0};
	double values[300], u;
	struct random random = {3};
	size_t i, k, trial, hits;
	struct tail got;

	(void)state;
	for (k = 0; k < 2; k++) {
		for (hits = trial = 0; trial < REPLICATES; trial++) {
			for (i = 0; i < rows[k].count; i++) {
				u = 1 - sample_uniform(&random);
				/* exponential: its tail is known */
				values[i] = -log(u);
			}
			sample_sort(values, rows[k].count);
			u = -log(1 - rows[k].p);
			got =
			    tail_of(&weights, values, rows[k].count, rows[k].p);
			hits += got.interval.low <= u && got.interval.high >= u;
		}
		if (hits < 0.92 * REPLICATES || hits > 0.97 * REPLICATES)
			fail_msg("row %zu: %zu of %d", k, hits, REPLICATES);
	}
	harrell_davis_release(&weights);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ten_values_have_the_text_s_quantiles),
	    cmocka_unit_test(whole_parameters_agree_with_fractions),
	    cmocka_unit_test(weights_are_few_and_sum_to_one),
	    cmocka_unit_test(ends_are_the_least_and_the_greatest),
	    cmocka_unit_test(equal_values_are_their_own_quantile),
	    cmocka_unit_test(mirrored_values_have_mirrored_quantiles),
	    cmocka_unit_test(many_values_agree_with_type_7),
	    cmocka_unit_test(ranks_are_the_text_s),
	    cmocka_unit_test(tails_need_the_text_s_counts),
	    cmocka_unit_test(the_number_beyond_says_what_may_be_shown),
	    cmocka_unit_test(each_method_has_its_value_and_interval),
	    cmocka_unit_test(intervals_cover),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
