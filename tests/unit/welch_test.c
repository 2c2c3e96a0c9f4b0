#include "analysis/effect.h"
#include "analysis/welch.h"
#include "tests/unit/sample.h"

static const double BASE[] = {10.00, 10.20, 9.90, 10.10, 10.05};
static const double CANDIDATE[] = {11.90, 12.20, 11.80, 12.10, 12.00};

static struct welch_side
side_of(const double *values, size_t count)
{
	double logs[30];
	size_t i;

	for (i = 0; i < count; i++)
		logs[i] = log(values[i]);
	return welch_side_of(logs, count, 0);
}

static struct welch
compare(double session_sigma)
{
	struct welch_side base = side_of(BASE, 5);
	struct welch_side candidate = side_of(CANDIDATE, 5);

	return welch_of(&candidate, &base, session_sigma);
}

/* Section 3 of the text, rule B. */
static void
interleaved_sides_have_the_text_s_numbers(void **state)
{
	struct welch got = compare(0);

	(void)state;
	assert_true(got.exists);
	assert_near(got.effect.d, .177314071, 1e-8);
	assert_near(sqrt(got.variance), .007712612, 1e-6);
	assert_near(got.df, 7.78129, 1e-6);
	assert_near(expm1(got.effect.low), .17285549, 1e-6);
	assert_near(expm1(got.effect.high), .21553800, 1e-6);
	assert_near(expm1(got.effect.lower), .17694214, 1e-6);
}

static void
a_session_s_noise_is_added(void **state)
{
	struct welch got = compare(welch_session_sigma);

	(void)state;
	assert_near(sqrt(got.variance), .016108519, 1e-6);
	assert_near(got.df, 148.070, 1e-5);
	assert_near(expm1(got.effect.low), .15659667, 1e-6);
	assert_near(expm1(got.effect.high), .23262538, 1e-6);
	assert_near(expm1(got.effect.lower), .16259096, 1e-6);
	assert_near(welch_detectable(got.variance, got.df), .046476, 1e-4);
}

/* R 4.2: t.test(log(y), log(x)) */
static void
eight_against_eight_are_those_of_r(void **state)
{
	static const double x[] = {
	    10.21, 10.42, 9.93, 10.14, 10.35, 10.86, 10.07, 10.28};
	static const double y[] = {
	    11.11, 11.42, 10.93, 11.24, 11.05, 11.36, 13.27, 11.58};
	struct welch_side base = side_of(x, 8), candidate = side_of(y, 8);
	struct welch got = welch_of(&candidate, &base, 0);

	(void)state;
	assert_near(exp(got.effect.d), 1.11635331, 1e-8);
	assert_near(exp(got.effect.low), 1.05839013, 1e-8);
	assert_near(exp(got.effect.high), 1.17749085, 1e-8);
	assert_near(got.df, 9.5904733, 1e-7);
	assert_near(got.effect.p, 1.0510570e-3, 1e-7);
}

static void
one_launch_a_side_is_not_enough(void **state)
{
	struct welch_side one = side_of(BASE, 1), five = side_of(BASE, 5);
	struct welch_side none = side_of(BASE, 0), two = side_of(BASE, 2);

	(void)state;
	assert_false(welch_of(&one, &five, 0.01).exists);
	assert_false(welch_of(&five, &none, 0.01).exists);
	assert_true(welch_of(&two, &five, 0).exists);
}

static void
what_does_not_vary_cannot_be_judged(void **state)
{
	const double threes[] = {3, 3, 3, 3}, fours[] = {4, 4, 4};
	const double logs[] = {1, 1, 1};
	struct welch_side base = side_of(threes, 4);
	struct welch_side candidate = side_of(fours, 3);
	struct welch got = welch_of(&candidate, &base, 0);

	(void)state;
	assert_false(got.exists);
	assert_true(got.variance == 0 && got.df == 0);
	got = welch_of(&candidate, &base, 0.01);
	assert_true(got.exists);
	assert_near(got.variance, 2e-4, 1e-12);
	assert_true(got.df == 1e6);
	/* the resolution alone: (0.01)² / 12 a side, 2 degrees a side */
	base = candidate = welch_side_of(logs, 3, 0.01);
	got = welch_of(&candidate, &base, 0);
	assert_true(got.exists && got.effect.p == 1);
	assert_near(got.variance, 2e-4 / 12, 1e-12);
	assert_near(got.df, 4, 1e-12);
}

static void
resolution_is_the_least_noise(void **state)
{
	const double logs[] = {1, 1.001, 0.999, 1.0005};
	struct welch_side fine = welch_side_of(logs, 4, 1e-6);
	struct welch_side coarse = welch_side_of(logs, 4, 0.1);

	(void)state;
	/* R: var(logs) / 4 */
	assert_near(fine.variance, 1.8229166666666668e-07, 1e-9);
	assert_near(coarse.variance, 0.01 / 12, 1e-12);
}

static void
what_is_not_finite_does_not_count(void **state)
{
	const double logs[] = {
	    (double)NAN, 1, -(double)INFINITY, 2, 3, (double)INFINITY};
	struct welch_side got = welch_side_of(logs, 6, 0);

	(void)state;
	assert_int_equal(got.count, 3);
	assert_true(got.mean == 2);
	assert_near(got.variance, 1.0 / 3, 1e-15);
}

static void
swapping_the_sides_mirrors_to_the_last_digit(void **state)
{
	struct welch_side base = side_of(BASE, 5);
	struct welch_side candidate = side_of(CANDIDATE, 4);
	struct welch there = welch_of(&candidate, &base, 0.01);
	struct welch back = welch_of(&base, &candidate, 0.01);
	struct effect swapped = effect_swapped(&back.effect);

	(void)state;
	assert_true(there.effect.d == swapped.d);
	assert_true(there.effect.low == swapped.low);
	assert_true(there.effect.high == swapped.high);
	assert_true(there.effect.lower == swapped.lower);
	assert_true(there.effect.upper == swapped.upper);
	assert_true(there.effect.p == swapped.p);
}

/*
 * Section 2.3.7: in per cent, k against k. The table was simulated; it says
 * that the formula is 5 % too small at k = 2 and 1 % at k = 3.
 */
static void
detectable_changes_are_those_of_the_table(void **state)
{
	static const double ks[] = {2, 3, 5, 8, 10, 20};
	static const struct {
		double sigma, percent[6];
	} rows[] = {{0.005, {2.9, 1.6, 1.0, .8, .7, .5}},
	    {0.01, {5.8, 3.1, 2.1, 1.5, 1.3, .9}},
	    {0.02, {12, 6.3, 4.1, 3.1, 2.7, 1.8}},
	    {0.03, {18, 9.7, 6.3, 4.6, 4.1, 2.8}},
	    {0.05, {33, 17, 10.7, 7.8, 6.9, 4.7}}};
	static const double short_by[] = {1.06, 1.015, 1, 1, 1, 1};
	double got, wanted, half;
	size_t i, j;

	(void)state;
	for (i = 0; i < 5; i++) {
		for (j = 0; j < 6; j++) {
			got =
			    100 * welch_detectable(
				      rows[i].sigma * rows[i].sigma * 2 / ks[j],
				      2 * ks[j] - 2);
			wanted = rows[i].percent[j];
			half = wanted < 11 ? 0.075 : 0.51;
			if (got > wanted + half ||
			    got * short_by[j] < wanted - half)
				fail_msg("sigma %g, k %g: %g %%, not %g",
				    rows[i].sigma, ks[j], got, wanted);
		}
	}
}

static void
launches_needed_are_the_least_that_suffice(void **state)
{
	static const double sigmas[] = {0.001, 0.01, 0.02, 0.05, 0.3};
	static const double changes[] = {0.01, 0.02, 0.05, 0.15, 1};
	uint64_t k;
	size_t i, j;
	double sigma, change;

	(void)state;
	for (i = 0; i < 5; i++) {
		for (j = 0; j < 5; j++) {
			sigma = sigmas[i];
			change = changes[j];
			k = welch_launches_needed(sigma, change);
			assert_true(k >= 2);
			assert_true(
			    welch_detectable(2 * sigma * sigma / (double)k,
				2 * (double)k - 2) <= change);
			if (k == 2)
				continue;
			assert_true(welch_detectable(
					2 * sigma * sigma / (double)(k - 1),
					2 * (double)k - 4) > change);
		}
	}
	/* The table has 5.8 % at k = 2, 3.1 % at 3, 2.1 % at 5. */
	assert_int_equal(welch_launches_needed(0.01, 0.06), 2);
	assert_int_equal(welch_launches_needed(0.01, 0.032), 3);
	assert_int_equal(welch_launches_needed(0.01, 0.021), 5);
}

static void
launches_that_are_never_enough_are_none(void **state)
{
	(void)state;
	assert_int_equal(welch_launches_needed(10, 1e-4), 0);
	assert_int_equal(welch_launches_needed(0, 0.02), 0);
	assert_int_equal(welch_launches_needed(0.02, 0), 0);
	assert_int_equal(welch_launches_needed((double)NAN, 0.02), 0);
	assert_int_equal(welch_launches_needed(0.02, (double)NAN), 0);
	assert_int_equal(welch_launches_needed((double)INFINITY, 0.02), 0);
}

static void
an_effect_needs_a_variance(void **state)
{
	struct effect effect = {.d = 7};

	(void)state;
	assert_false(effect_of(1, (double)NAN, 5, &effect));
	assert_false(effect_of(1, (double)INFINITY, 5, &effect));
	assert_false(effect_of(1, -1, 5, &effect));
	assert_false(effect_of(1, 1, (double)NAN, &effect));
	assert_false(effect_of(1, 1, 0, &effect));
	assert_false(effect_of((double)NAN, 1, 5, &effect));
	assert_true(effect.d == 7);
	assert_true(effect_of(0.5, 0.0625, (double)INFINITY, &effect));
	assert_near(effect.high, 0.5 + 0.25 * 1.959963984540054, 1e-10);
	/* R: 2 * pnorm(-2) */
	assert_near(effect.p, 0.04550026389635842, 1e-10);
	assert_true(effect_of(0.5, 0, 3, &effect));
	assert_true(effect.p == 0 && effect.low == 0.5);
}

/* The text: rule B without change alarms in at most 6 of 100. */
static void
false_alarms_are_rare(void **state)
{
	enum { REPLICATES = 4000 };
	struct random random = {5};
	double a[5], b[5];
	struct welch_side above, below;
	size_t i, trial, alarms = 0;

	(void)state;
	for (trial = 0; trial < REPLICATES; trial++) {
		for (i = 0; i < 5; i++) {
			a[i] = log(100 + sample_normal(&random));
			b[i] = log(100 + sample_normal(&random));
		}
		above = welch_side_of(a, 5, 0);
		below = welch_side_of(b, 5, 0);
		alarms += welch_of(&above, &below, 0).effect.p < 0.05;
	}
	assert_true(alarms <= 0.06 * REPLICATES);
	assert_true(alarms >= 0.03 * REPLICATES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(interleaved_sides_have_the_text_s_numbers),
	    cmocka_unit_test(a_session_s_noise_is_added),
	    cmocka_unit_test(eight_against_eight_are_those_of_r),
	    cmocka_unit_test(one_launch_a_side_is_not_enough),
	    cmocka_unit_test(what_does_not_vary_cannot_be_judged),
	    cmocka_unit_test(resolution_is_the_least_noise),
	    cmocka_unit_test(what_is_not_finite_does_not_count),
	    cmocka_unit_test(swapping_the_sides_mirrors_to_the_last_digit),
	    cmocka_unit_test(detectable_changes_are_those_of_the_table),
	    cmocka_unit_test(launches_needed_are_the_least_that_suffice),
	    cmocka_unit_test(launches_that_are_never_enough_are_none),
	    cmocka_unit_test(an_effect_needs_a_variance),
	    cmocka_unit_test(false_alarms_are_rare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
