#include <stdlib.h>

#include "analysis/mann_whitney.h"
#include "analysis/shift.h"
#include "tests/unit/sample.h"

enum { MOST = 10, REPLICATES = 2000 };

static struct mann_whitney_table table;

static struct shift
of_logs(const double *above, size_t n, const double *below, size_t m,
    double side_sd)
{
	double a[MOST], b[MOST];
	size_t i;

	for (i = 0; i < n; i++)
		a[i] = log(above[i]);
	for (i = 0; i < m; i++)
		b[i] = log(below[i]);
	return shift_of(&table, a, n, b, m, side_sd);
}

static const double X8[] = {
    10.21, 10.42, 9.93, 10.14, 10.35, 10.86, 10.07, 10.28};
static const double Y8[] = {
    11.11, 11.42, 10.93, 11.24, 11.05, 11.36, 13.27, 11.58};

/* R 4.2: wilcox.test(log(y), log(x), conf.int = TRUE) */
static void
eight_against_eight_are_those_of_r(void **state)
{
	struct shift got = of_logs(Y8, 8, X8, 8, 0);

	(void)state;
	assert_true(got.exists && got.is_exact);
	assert_true(got.u == 64);
	assert_near(exp(got.effect.d), 1.10207862, 1e-8);
	assert_near(exp(got.effect.low), 1.07051910, 1e-8);
	assert_near(exp(got.effect.high), 1.13418217, 1e-8);
	assert_near(got.effect.p, 2 / 12870.0, 1e-13);
	assert_near(got.effect.p, 1.5540e-4, 1e-4);
	assert_true(got.level >= 0.95 && got.level < 0.97);
}

/* R 4.2: wilcox.test(y, X10), which goes over to the normal distribution */
static void
ties_are_those_of_r(void **state)
{
	const double x[] = {
	    10.2, 10.4, 9.9, 10.1, 10.3, 10.8, 10.0, 10.2, 12.9, 10.1};
	const double y[] = {
	    11.1, 11.4, 10.9, 11.2, 11.0, 11.3, 13.2, 11.1, 11.5, 11.05};
	struct shift got = of_logs(y, 10, x, 10, 0);

	(void)state;
	assert_false(got.is_exact);
	assert_true(got.u == 91);
	assert_near(got.effect.p, .00217691, 1e-5);
}

static void
exchange(double *values, size_t count)
{
	double kept;
	size_t i;

	for (i = 0; i < count / 2; i++) {
		kept = values[i];
		values[i] = values[count - 1 - i];
		values[count - 1 - i] = kept;
	}
}

static void
same_effect(const struct effect *a, const struct effect *b)
{
	assert_true(a->d == b->d && a->p == b->p);
	assert_true(a->low == b->low && a->high == b->high);
	assert_true(a->lower == b->lower && a->upper == b->upper);
}

static void
draw_normal(struct random *random, double *values, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = log(100 + sample_normal(random));
}

static void
swapping_the_sides_mirrors_to_the_last_digit(void **state)
{
	static const size_t counts[][2] = {
	    {1, 1}, {1, 5}, {3, 3}, {10, 12}, {30, 50}, {50, 60}};
	struct random random = {11};
	double a[60], b[60], side_sd;
	struct shift there, back;
	struct effect swapped;
	size_t i;

	(void)state;
	for (i = 0; i < 12; i++) {
		side_sd = i < 6 ? 0 : 0.003;
		draw_normal(&random, a, 60);
		draw_normal(&random, b, 60);
		there = shift_of(
		    &table, a, counts[i % 6][0], b, counts[i % 6][1], side_sd);
		back = shift_of(
		    &table, b, counts[i % 6][1], a, counts[i % 6][0], side_sd);
		swapped = effect_swapped(&back.effect);
		same_effect(&there.effect, &swapped);
		exchange(a, counts[i % 6][0]);
		back = shift_of(
		    &table, a, counts[i % 6][0], b, counts[i % 6][1], side_sd);
		same_effect(&there.effect, &back.effect);
	}
}

static void
what_is_not_finite_does_not_count(void **state)
{
	double a[12] = {(double)NAN, (double)INFINITY, -(double)INFINITY}, b[9];
	struct random random = {5};
	struct shift got, wanted;

	(void)state;
	draw_normal(&random, a + 3, 9);
	draw_normal(&random, b, 9);
	got = shift_of(&table, a, 12, b, 9, 0);
	wanted = shift_of(&table, a + 3, 9, b, 9, 0);
	assert_int_equal(got.n, 9);
	same_effect(&got.effect, &wanted.effect);
	got = shift_of(&table, a, 3, b, 9, 0);
	assert_false(got.exists);
	assert_int_equal(got.n, 0);
	assert_int_equal(got.m, 9);
	assert_false(shift_of(&table, NULL, 0, NULL, 0, 0).exists);
}

static void
small_sides_hold_less_than_they_should(void **state)
{
	struct shift got = of_logs(Y8, 3, X8, 3, 0);

	(void)state;
	assert_true(got.exists);
	assert_near(got.level, 0.9, 1e-12);
	assert_near(got.effect.p, 0.1, 1e-12);
	assert_true(got.effect.low > 0);
	got = of_logs(Y8, 1, X8, 1, 0);
	assert_near(got.level, 0, 0);
	assert_true(got.effect.p == 1);
	assert_true(got.effect.low == got.effect.high);
	got = of_logs(Y8, 3, X8, 1, 0);
	assert_near(got.effect.p, 0.5, 1e-12);
	assert_near(exp(got.effect.low), 10.93 / 10.21, 1e-12);
	assert_near(exp(got.effect.high), 11.42 / 10.21, 1e-12);
	assert_true(of_logs(Y8, 4, X8, 4, 0).level > 0.95);
}

static void
equal_sides_are_exactly_equal(void **state)
{
	double logs[60];
	struct shift got;
	size_t i, n;

	(void)state;
	for (i = 0; i < 60; i++)
		logs[i] = log(3);
	for (n = 1; n <= 60; n += 7) {
		got = shift_of(&table, logs, n, logs, 60, 0.01);
		assert_true(got.effect.d == 0 && got.effect.p == 1);
		got = shift_of(&table, logs, n, logs, 60, 0);
		assert_true(got.effect.d == 0 && got.effect.p == 1);
		assert_true(got.effect.low == 0 && got.effect.high == 0);
	}
}

/* The interval leaves 0 out just where p is small, unless it ends there. */
static void
p_and_interval_are_of_one_distribution(void **state)
{
	static const double sds[] = {0, 0, 0.3, 1e-9};
	struct random random = {21};
	double a[60], b[60];
	struct shift got;
	size_t i, n, m, trial, both[2] = {0};
	bool is_out, is_open;

	(void)state;
	for (trial = 0; trial < 4000; trial++) {
		n = 4 + random_below(&random, 50);
		m = 4 + random_below(&random, 50);
		for (i = 0; i < n; i++)
			a[i] = sample_normal(&random) + (trial % 3 ? 0.6 : 0);
		for (i = 0; i < m; i++)
			b[i] = sample_normal(&random);
		/* values of 0.1 apart are tied now and then */
		for (i = 0; trial % 4 == 1 && i < n; i++)
			a[i] = round(10 * a[i]);
		for (i = 0; trial % 4 == 1 && i < m; i++)
			b[i] = round(10 * b[i]);
		got = shift_of(&table, a, n, b, m, sds[trial % 4]);
		is_out = got.effect.low > 0 || got.effect.high < 0;
		is_open = got.effect.low >= 0 || got.effect.high <= 0;
		both[is_out]++;
		if (is_out)
			assert_true(got.effect.p < 0.05);
		if (got.effect.p < 0.05)
			assert_true(trial % 4 == 1 ? is_open : is_out);
	}
	assert_true(both[0] > 500 && both[1] > 500);
}

static void
noise_of_a_side_widens_the_arms(void **state)
{
	struct shift plain = of_logs(Y8, 8, X8, 8, 0);
	struct shift wide = of_logs(Y8, 8, X8, 8, 0.014142135623730951);
	struct shift bare = of_logs(Y8, 8, X8, 8, 1e-12);
	const double z = 1.959963984540054, z1 = 1.6448536269514722;
	double d = plain.effect.d;

	(void)state;
	assert_near(wide.effect.d, d, 0);
	assert_near(d - wide.effect.low,
	    hypot(d - plain.effect.low, z * 0.014142135623730951), 1e-12);
	assert_near(wide.effect.high - d,
	    hypot(plain.effect.high - d, z * 0.014142135623730951), 1e-12);
	assert_near(d - wide.effect.lower,
	    hypot(d - plain.effect.lower, z1 * 0.014142135623730951), 1e-12);
	assert_true(wide.effect.p > plain.effect.p);
	assert_true(wide.effect.p < 0.01);
	assert_near(bare.effect.p, plain.effect.p, 1e-9);
	assert_near(bare.effect.low, plain.effect.low, 1e-9);
}

static void
a_million_against_a_million_is_found(void **state)
{
	enum { MANY = 1000000 };
	double *a = xmalloc(MANY * sizeof *a), *b = xmalloc(MANY * sizeof *b);
	struct shift got;
	size_t i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		a[i] = (double)(i * 7 % MANY) + 5000;
		b[i] = (double)(i * 3 % MANY);
	}
	got = shift_of(&table, a, MANY, b, MANY, 0);
	assert_true(got.effect.d == 5000);
	assert_true(got.effect.low > 3900 && got.effect.low < 4500);
	assert_true(got.effect.high > 5500 && got.effect.high < 6100);
	assert_true(got.effect.p < 1e-10);
	free(a);
	free(b);
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

/* The text: coverage 94.0-96.0 %, one-sided false alarms 4.1-5.6 %. */
static void
intervals_cover_and_false_alarms_are_rare(void **state)
{
	static const size_t counts[] = {10, 20, 30};
	struct random random = {1};
	double a[30], b[30], side_sd, moved;
	size_t i, k, trial, hits, alarms;
	enum shape shape;
	struct shift got;

	(void)state;
	for (k = 0; k < 6; k++) {
		shape = (enum shape)(k % SHAPES);
		side_sd = k < SHAPES ? 0 : sqrt(2) * 0.01;
		for (hits = alarms = trial = 0; trial < REPLICATES; trial++) {
			moved = side_sd * sample_normal(&random);
			for (i = 0; i < counts[k % 3]; i++) {
				a[i] = log(draw(&random, shape)) + moved;
				b[i] = log(draw(&random, shape));
			}
			got = shift_of(&table, a, counts[k % 3], b,
			    counts[k % 3], side_sd);
			hits += got.effect.low <= 0 && got.effect.high >= 0;
			alarms += got.effect.lower > 0;
		}
		if (hits < 0.935 * REPLICATES || hits > 0.968 * REPLICATES ||
		    alarms < 0.034 * REPLICATES || alarms > 0.065 * REPLICATES)
			fail_msg("row %zu: %zu covered, %zu alarms of %d", k,
			    hits, alarms, REPLICATES);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(eight_against_eight_are_those_of_r),
	    cmocka_unit_test(ties_are_those_of_r),
	    cmocka_unit_test(swapping_the_sides_mirrors_to_the_last_digit),
	    cmocka_unit_test(what_is_not_finite_does_not_count),
	    cmocka_unit_test(small_sides_hold_less_than_they_should),
	    cmocka_unit_test(equal_sides_are_exactly_equal),
	    cmocka_unit_test(p_and_interval_are_of_one_distribution),
	    cmocka_unit_test(noise_of_a_side_widens_the_arms),
	    cmocka_unit_test(a_million_against_a_million_is_found),
	    cmocka_unit_test(intervals_cover_and_false_alarms_are_rare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
