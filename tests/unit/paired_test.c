#include <string.h>

#include "analysis/paired.h"
#include "tests/unit/sample.h"

enum { MOST = 60, REPLICATES = 2000 };

static const double D12[] = {0.012, -0.004, 0.031, 0.022, 0.017, -0.009, 0.040,
    0.005, 0.026, 0.0145, 0.0335, -0.0025};

static struct paired
of_differences(const double *differences, size_t count)
{
	static const double zeros[MOST];

	return paired_of(differences, zeros, count, 0);
}

/* By fractions: ranks 14 and 18 of 78 averages, 2 * 19 / 4096 */
static void
twelve_rounds_use_ranks(void **state)
{
	struct paired got = of_differences(D12, 12);

	(void)state;
	assert_true(got.exists);
	assert_int_equal(got.pairs, 12);
	assert_near(got.d, 0.0155, 1e-13);
	assert_near(got.low, 0.00475, 1e-13);
	assert_near(got.high, 0.0265, 1e-13);
	assert_near(got.lower, 0.0065, 1e-13);
	assert_near(got.upper, 0.024, 1e-13);
	assert_near(got.p, 0.00927734375, 1e-13);
}

/* R: qt(0.975, 5) = 2.5705818, qt(0.95, 5) = 2.0150484 */
static void
six_rounds_use_t(void **state)
{
	const double differences[] = {
	    0.012, -0.004, 0.031, 0.022, 0.017, 0.009};
	struct paired got = of_differences(differences, 6);

	(void)state;
	assert_true(got.exists);
	assert_near(got.d, 0.0145, 1e-13);
	assert_near(got.low, 0.0019637456288606695, 1e-9);
	assert_near(got.high, 0.02703625437113933, 1e-9);
	assert_near(got.lower, 0.004672980051420894, 1e-9);
	assert_near(got.upper, 2 * 0.0145 - 0.004672980051420894, 1e-9);
	assert_near(got.p, 0.03104045568466074, 1e-9);
}

static void
fewer_than_five_rounds_say_nothing(void **state)
{
	struct paired got = of_differences(D12, 4);

	(void)state;
	assert_false(got.exists);
	assert_int_equal(got.pairs, 4);
	assert_true(of_differences(D12, 5).exists);
	assert_false(of_differences(D12, 0).exists);
}

static void
rounds_that_failed_do_not_count(void **state)
{
	double logs[15], others[15] = {0};
	struct paired whole = of_differences(D12, 12), got;

	(void)state;
	memcpy(logs, D12, sizeof D12);
	logs[12] = (double)NAN;
	logs[13] = 5;
	others[13] = (double)NAN;
	logs[14] = -(double)INFINITY;
	got = paired_of(logs, others, 15, 0);
	assert_int_equal(got.pairs, 12);
	assert_true(got.d == whole.d && got.low == whole.low);
	assert_true(got.p == whole.p);
}

static void
ten_rounds_are_the_first_with_ranks(void **state)
{
	/* the mean goes away with the last value, the ranks do not */
	double values[] = {
	    1, 1.1, 0.9, 1.05, 0.95, 1.02, 0.98, 1.01, 0.99, 1000};

	(void)state;
	assert_true(of_differences(values + 1, 9).d > 100);
	assert_true(of_differences(values, 10).d < 1.1);
}

static void
swapping_the_sides_mirrors_to_the_last_digit(void **state)
{
	static const size_t counts[] = {5, 9, 10, 31, 51, 60};
	double a[MOST], b[MOST];
	struct random random = {11};
	struct paired there, back;
	size_t i, k;

	(void)state;
	for (k = 0; k < 6; k++) {
		for (i = 0; i < MOST; i++) {
			a[i] = log(100 + sample_normal(&random));
			b[i] = log(99 + sample_normal(&random));
		}
		there = paired_of(a, b, counts[k], 1e-9);
		back = paired_of(b, a, counts[k], 1e-9);
		assert_true(there.d == -back.d);
		assert_true(there.low == -back.high);
		assert_true(there.high == -back.low);
		assert_true(there.lower == -back.upper);
		assert_true(there.upper == -back.lower);
		assert_true(there.p == back.p);
		assert_true(there.low < there.lower && there.lower < there.d);
		assert_true(there.d < there.upper && there.upper < there.high);
	}
}

static void
a_thousand_times_as_much_changes_nothing(void **state)
{
	double a[30], b[30], a_scaled[30], b_scaled[30], value;
	struct random random = {12};
	struct paired plain, scaled;
	size_t i, count;

	(void)state;
	for (i = 0; i < 30; i++) {
		/* whole numbers: many are tied, many pairs equal */
		value = 100 + (double)random_below(&random, 4);
		a[i] = log(value);
		a_scaled[i] = log(1000 * value);
		value = 100 + (double)random_below(&random, 4);
		b[i] = log(value);
		b_scaled[i] = log(1000 * value);
	}
	for (count = 5; count <= 30; count += 5) {
		plain = paired_of(a, b, count, 0);
		scaled = paired_of(a_scaled, b_scaled, count, 0);
		assert_true(fabs(plain.d - scaled.d) < 1e-13);
		assert_true(fabs(plain.low - scaled.low) < 1e-12);
		assert_true(fabs(plain.high - scaled.high) < 1e-12);
		assert_near(scaled.p, plain.p, 1e-9);
	}
}

static void
the_order_of_rounds_changes_nothing(void **state)
{
	double back[12];
	struct paired got, whole = of_differences(D12, 12);
	size_t i;

	(void)state;
	for (i = 0; i < 12; i++)
		back[i] = D12[11 - i];
	got = of_differences(back, 12);
	assert_memory_equal(&got, &whole, sizeof got);
}

static void
equal_sides_are_exactly_equal(void **state)
{
	double logs[30];
	struct paired got;
	size_t i, count;

	(void)state;
	for (i = 0; i < 30; i++)
		logs[i] = log(3);
	for (count = 5; count <= 30; count += 5) {
		got = paired_of(logs, logs, count, 0);
		assert_true(got.d == 0 && got.low == 0 && got.high == 0);
		assert_true(got.p == 1);
	}
}

/* All differences the same: an interval without width. */
static void
constant_differences_are_their_own_interval(void **state)
{
	double logs[10], others[10];
	struct paired got;
	size_t i;

	(void)state;
	for (i = 0; i < 10; i++) {
		others[i] = log(2 + (double)i);
		logs[i] = others[i] + 0.5;
	}
	got = paired_of(logs, others, 7, 0);
	assert_near(got.d, 0.5, 1e-14);
	assert_near(got.low, 0.5, 1e-14);
	assert_near(got.high, 0.5, 1e-14);
	assert_true(got.p == 0);
	got = paired_of(logs, others, 10, 0);
	assert_near(got.lower, 0.5, 1e-14);
	assert_near(got.upper, 0.5, 1e-14);
	assert_true(got.p == 2 / 1024.0);
}

static void
resolution_is_the_least_noise(void **state)
{
	const double constant[] = {0.5, 0.5, 0.5, 0.5, 0.5};
	const double noisy[] = {0.1, 0.9, 0.5, 0.3, 0.7};
	const double zeros[5] = {0};
	struct paired got = paired_of(constant, zeros, 5, 1e-4);

	(void)state;
	/* R: qt(0.975, 4) = 2.7764451 */
	assert_near(got.high, 0.5 + 2.7764451051978 * 1e-2, 1e-10);
	assert_true(got.p > 0 && got.p < 1e-5);
	assert_true(paired_of(noisy, zeros, 5, 1e-4).high ==
		    paired_of(noisy, zeros, 5, 0).high);
}

/* p counts what is equal against a difference, as the interval does. */
static void
p_is_small_just_where_the_interval_leaves_zero_out(void **state)
{
	struct random random = {21};
	double values[30];
	struct paired got;
	size_t i, count, both[2] = {0};
	int trial;
	bool is_out;

	(void)state;
	for (trial = 0; trial < 3000; trial++) {
		count = 10 + random_below(&random, 21);
		for (i = 0; i < count; i++)
			values[i] = (double)random_below(&random, 9) - 2.6 -
				    (trial % 3 == 0 ? 0.4 : 0);
		got = of_differences(values, count);
		is_out = got.low > 0 || got.high < 0;
		both[is_out]++;
		assert_true(is_out == (got.p < 0.05));
	}
	assert_true(both[0] > 300 && both[1] > 300);
}

enum shape { NORMAL, OUTLIERS, BIMODAL, SHAPES };

static double
draw(struct random *random, enum shape shape)
{
	double value = 100 + 2 * sample_normal(random);

	if (shape == OUTLIERS && random_below(random, 20) == 0)
		return value + 10 / (0.05 + sample_uniform(random));
	if (shape == BIMODAL && random_below(random, 10) < 3)
		return value + 10;
	return value;
}

/* Of REPLICATES in per mille: intervals that hold the ratio 1.05; p < 0.05. */
static void
simulate(enum shape shape, size_t count, double *covered, double *rejected)
{
	struct random random = {count * SHAPES + shape};
	double a[MOST], b[MOST], round;
	struct paired got;
	size_t i, trial, hits = 0, alarms = 0;

	for (trial = 0; trial < REPLICATES; trial++) {
		for (i = 0; i < count; i++) {
			round = log(1 + 0.1 * sample_uniform(&random));
			a[i] = log(1.05 * draw(&random, shape)) + round;
			b[i] = log(draw(&random, shape)) + round;
		}
		got = paired_of(a, b, count, 0);
		hits += got.low <= log(1.05) && got.high >= log(1.05);
		for (i = 0; i < count; i++)
			a[i] -= log(1.05);
		alarms += paired_of(a, b, count, 0).p < 0.05;
	}
	*covered = (double)hits / REPLICATES;
	*rejected = (double)alarms / REPLICATES;
}

static void
intervals_cover_and_false_alarms_are_rare(void **state)
{
	static const size_t counts[] = {10, 30, 55};
	double covered, rejected;
	enum shape shape;
	size_t i;

	(void)state;
	for (shape = NORMAL; shape < SHAPES; shape++) {
		for (i = 0; i < 3; i++) {
			simulate(shape, counts[i], &covered, &rejected);
			if (covered < 0.935 || covered > 0.965 ||
			    rejected < 0.035 || rejected > 0.065)
				fail_msg("shape %d, %zu rounds: covered %.4f, "
					 "false alarms %.4f",
				    (int)shape, counts[i], covered, rejected);
		}
	}
}

static void
few_normal_rounds_cover(void **state)
{
	double covered, rejected;
	size_t count;

	(void)state;
	for (count = 5; count < 10; count += 2) {
		simulate(NORMAL, count, &covered, &rejected);
		assert_true(covered >= 0.935 && covered <= 0.965);
		assert_true(rejected >= 0.035 && rejected <= 0.065);
	}
}

/* R: 0.5 + c(-1, 1) * qt(c(0.975, 0.95), 9) * 0.1; 2 * pt(-5, 9) */
static void
ranks_are_not_finer_than_the_resolution(void **state)
{
	double constant[10], zeros[10] = {0};
	struct paired got;
	size_t i;

	(void)state;
	for (i = 0; i < 10; i++)
		constant[i] = 0.5;
	got = paired_of(constant, zeros, 10, 0.01);
	assert_near(got.low, 0.5 - 0.226215716279820, 1e-12);
	assert_near(got.high, 0.5 + 0.226215716279820, 1e-12);
	assert_near(got.lower, 0.5 - 0.183311293265624, 1e-12);
	assert_near(got.upper, 0.5 + 0.183311293265624, 1e-12);
	assert_near(got.p, 2 / 1024.0, 1e-15);
	got = paired_of(constant, zeros, 10, 0.09);
	assert_true(got.low < 0 && got.p > 0.05);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(twelve_rounds_use_ranks),
	    cmocka_unit_test(six_rounds_use_t),
	    cmocka_unit_test(fewer_than_five_rounds_say_nothing),
	    cmocka_unit_test(rounds_that_failed_do_not_count),
	    cmocka_unit_test(ten_rounds_are_the_first_with_ranks),
	    cmocka_unit_test(swapping_the_sides_mirrors_to_the_last_digit),
	    cmocka_unit_test(a_thousand_times_as_much_changes_nothing),
	    cmocka_unit_test(the_order_of_rounds_changes_nothing),
	    cmocka_unit_test(equal_sides_are_exactly_equal),
	    cmocka_unit_test(constant_differences_are_their_own_interval),
	    cmocka_unit_test(resolution_is_the_least_noise),
	    cmocka_unit_test(
		p_is_small_just_where_the_interval_leaves_zero_out),
	    cmocka_unit_test(intervals_cover_and_false_alarms_are_rare),
	    cmocka_unit_test(few_normal_rounds_cover),
	    cmocka_unit_test(ranks_are_not_finer_than_the_resolution),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
