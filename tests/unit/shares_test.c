#include "analysis/shares.h"
#include "analysis/verdict.h"
#include "tests/unit/run.h"

static struct comparison
compared(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2)
{
	const struct share here = {x1, n1}, there = {x2, n2};
	struct comparison out = comparison_none("a", NULL);

	shares_compare(&here, &there, &out);
	return out;
}

/*
 * The first is Koopman's example, 2.94 to 7.15. R: uniroot on the score, which
 * is (x1/n1 - r * x2/n2) / sqrt(p1*(1-p1)/n1 + r^2*p2*(1-p2)/n2), tol 1e-14;
 * p by fisher.test
 */
static void
the_interval_holds_what_the_scores_allow(void **state)
{
	static const struct {
		uint64_t x1, n1, x2, n2;
		double low, high, lower, upper, p;
	} rows[] = {
	    {36, 40, 16, 80, 2.93956919221, 7.15222343487, 3.13675922106,
		6.63273807640, 7.56680398475e-14},
	    {16, 30, 30, 30, 0.361422996199, 0.697676110923, 0.387060126204,
		0.674091586587, 1.67673843755e-05},
	    {28, 30, 29, 30, 0.810048978790, 1.129982034007, 0.841599821522,
		1.090323471580, 1},
	    {9, 10, 10, 10, 0.595849973205, 1.264938587966, 0.652281332664,
		1.157026628139, 1},
	};
	struct comparison got;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		got = compared(rows[i].x1, rows[i].n1, rows[i].x2, rows[i].n2);
		assert_null(got.reason);
		assert_int_equal(got.rule, COMPARISON_SHARES);
		assert_near(got.ratio_interval.low, rows[i].low, 1e-9);
		assert_near(got.ratio_interval.high, rows[i].high, 1e-9);
		assert_near(got.ratio_lower, rows[i].lower, 1e-9);
		assert_near(got.ratio_upper, rows[i].upper, 1e-9);
		assert_near(got.p, rows[i].p, 1e-9);
	}
	assert_near(got.center, 0.9, 1e-15);
	assert_near(got.base_center, 1, 1e-15);
	assert_int_equal(got.launches, 10);
}

static void
swapping_the_sides_inverts(void **state)
{
	struct comparison got, other;
	uint64_t x, y;

	(void)state;
	for (x = 1; x <= 12; x++)
		for (y = 1; y <= 9; y++) {
			got = compared(x, 12, y, 9);
			other = compared(y, 9, x, 12);
			assert_near(got.ratio * other.ratio, 1, 1e-12);
			assert_near(
			    got.ratio_interval.low * other.ratio_interval.high,
			    1, 1e-9);
			assert_near(
			    got.ratio_upper * other.ratio_lower, 1, 1e-9);
			assert_true(got.ratio_interval.low <= got.ratio);
			assert_true(got.ratio <= got.ratio_interval.high);
			assert_true(got.rule == COMPARISON_EXACT ||
				    fabs(got.p - other.p) < 1e-12);
		}
}

/* Newcombe's example of method 10: 56/70 - 48/80 is in [0.0524, 0.3339] */
static void
nothing_succeeds_any_more(void **state)
{
	struct comparison got = compared(0, 10, 9, 10);

	(void)state;
	assert_string_equal(got.reason, "not-positive");
	assert_near(got.difference.value, -0.9, 1e-15);
	assert_near(got.difference_interval.low, -0.982123786905, 1e-9);
	assert_near(got.difference_interval.high, -0.488257733771, 1e-9);
	verdict_set(&got, BETTER_HIGHER, &thresholds_default);
	assert_int_equal(got.verdict, VERDICT_REGRESSION);
	assert_int_equal(got.level, LEVEL_BLOCKER);
	/* two of two may as well be chance */
	got = compared(0, 2, 1, 2);
	verdict_set(&got, BETTER_HIGHER, &thresholds_default);
	assert_int_equal(got.verdict, VERDICT_INCONCLUSIVE);
	got = compared(0, 10, 0, 10);
	verdict_set(&got, BETTER_HIGHER, &thresholds_default);
	assert_int_equal(got.verdict, VERDICT_UNCHANGED);
}

static void
a_rate_that_falls_regresses_and_one_that_stays_does_not(void **state)
{
	struct comparison got = compared(16, 30, 30, 30);

	(void)state;
	got.q = got.p;
	verdict_set(&got, BETTER_HIGHER, &thresholds_default);
	assert_int_equal(got.verdict, VERDICT_REGRESSION);
	assert_int_equal(got.level, LEVEL_CRITICAL);
	got = compared(30, 30, 16, 30);
	got.q = got.p;
	verdict_set(&got, BETTER_HIGHER, &thresholds_default);
	assert_int_equal(got.verdict, VERDICT_IMPROVEMENT);
	got = compared(5, 5, 30, 30);
	verdict_set(&got, BETTER_HIGHER, &thresholds_default);
	assert_int_equal(got.verdict, VERDICT_UNCHANGED);
	assert_false(verdict_needs_q(&got));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_interval_holds_what_the_scores_allow),
	    cmocka_unit_test(swapping_the_sides_inverts),
	    cmocka_unit_test(nothing_succeeds_any_more),
	    cmocka_unit_test(
		a_rate_that_falls_regresses_and_one_that_stays_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
