#include <string.h>

#include "analysis/mann_whitney.h"
#include "analysis/ratio.h"
#include "analysis/verdict.h"
#include "tests/unit/run.h"
#include "tests/unit/sample.h"

static const struct thresholds *const usual = &thresholds_default;

static struct effect
effect(double d, double lower, double upper)
{
	return (struct effect){.d = d,
	    .low = lower - 0.01,
	    .high = upper + 0.01,
	    .lower = lower,
	    .upper = upper};
}

static void
assert_judged(struct effect of, double q, enum verdict verdict,
    enum level level, enum level suspected)
{
	struct judged got = verdict_of(&of, q, usual);

	assert_int_equal(got.verdict, verdict);
	assert_int_equal(got.level, level);
	assert_int_equal(got.suspected, suspected);
}

static void
the_lower_end_decides_the_level(void **state)
{
	(void)state;
	/* exactly at the threshold counts */
	assert_judged(effect(log(1.2), log(1.15), log(1.3)), 1,
	    VERDICT_REGRESSION, LEVEL_WARNING, LEVEL_NONE);
	assert_judged(effect(log(1.4), log(1.30), log(1.5)), 1,
	    VERDICT_REGRESSION, LEVEL_CRITICAL, LEVEL_NONE);
	assert_judged(effect(log(1.6), log(1.50), log(1.7)), 1,
	    VERDICT_REGRESSION, LEVEL_BLOCKER, LEVEL_NONE);
	/* the estimate is higher, and only the lower end counts */
	assert_judged(effect(log(1.9), log(1.29), log(2.5)), 1,
	    VERDICT_REGRESSION, LEVEL_WARNING, LEVEL_NONE);
}

static void
the_estimate_alone_is_suspected(void **state)
{
	(void)state;
	assert_judged(effect(log(1.15), log(1.15) - 1e-9, log(1.3)), 1,
	    VERDICT_REGRESSION, LEVEL_NONE, LEVEL_WARNING);
	assert_judged(effect(log(1.35), 1e-9, log(1.8)), 1, VERDICT_REGRESSION,
	    LEVEL_NONE, LEVEL_CRITICAL);
	assert_judged(effect(log(1.55), 0.01, log(1.8)), 1, VERDICT_REGRESSION,
	    LEVEL_NONE, LEVEL_BLOCKER);
	/* not even a change for certain */
	assert_judged(effect(log(1.55), 0, log(2.8)), 0, VERDICT_INCONCLUSIVE,
	    LEVEL_NONE, LEVEL_NONE);
}

static void
minor_changes_need_a_small_q_and_a_size(void **state)
{
	(void)state;
	assert_judged(effect(0.1, 0.05, 0.14), 0.05, VERDICT_REGRESSION,
	    LEVEL_NONE, LEVEL_NONE);
	assert_judged(effect(0.1, 0.05, 0.14), 0.0501, VERDICT_INCONCLUSIVE,
	    LEVEL_NONE, LEVEL_NONE);
	assert_judged(effect(0.1, 0.05, 0.14), (double)NAN,
	    VERDICT_INCONCLUSIVE, LEVEL_NONE, LEVEL_NONE);
	assert_judged(effect(-0.1, -0.14, -0.05), 0.01, VERDICT_IMPROVEMENT,
	    LEVEL_NONE, LEVEL_NONE);
	assert_judged(effect(log(1.02), 0.01, 0.03), 0.01, VERDICT_REGRESSION,
	    LEVEL_NONE, LEVEL_NONE);
	/* below the least change: it is there, and does not matter */
	assert_judged(effect(0.0197, 0.01, 0.03), 0.01, VERDICT_UNCHANGED,
	    LEVEL_NONE, LEVEL_NONE);
	assert_judged(effect(-0.0197, -0.03, -0.01), 0.01, VERDICT_UNCHANGED,
	    LEVEL_NONE, LEVEL_NONE);
}

static void
unchanged_needs_both_ends_within(void **state)
{
	(void)state;
	assert_judged(effect(0, -0.048, 0.048), 1, VERDICT_UNCHANGED,
	    LEVEL_NONE, LEVEL_NONE);
	assert_judged(effect(0, -log(1.05), 0.01), 1, VERDICT_INCONCLUSIVE,
	    LEVEL_NONE, LEVEL_NONE);
	assert_judged(effect(0, -0.01, log(1.05)), 1, VERDICT_INCONCLUSIVE,
	    LEVEL_NONE, LEVEL_NONE);
}

static void
other_thresholds_are_followed(void **state)
{
	const struct thresholds strict = {0.001, 0.002, 0.01, 0.02, 0.03};
	const struct effect of = effect(0.025, 0.021, 0.029);

	(void)state;
	assert_int_equal(verdict_of(&of, 1, &strict).level, LEVEL_CRITICAL);
	assert_int_equal(verdict_of(&of, 1, usual).verdict, VERDICT_UNCHANGED);
}

static void
exact_counts_change_by_what_they_change(void **state)
{
	struct judged got;

	(void)state;
	got = verdict_of_exact(log(1.0001), usual);
	assert_int_equal(got.verdict, VERDICT_UNCHANGED);
	got = verdict_of_exact(log(1.00011), usual);
	assert_int_equal(got.verdict, VERDICT_REGRESSION);
	assert_int_equal(got.level, LEVEL_NONE);
	got = verdict_of_exact(-log(1.00011), usual);
	assert_int_equal(got.verdict, VERDICT_IMPROVEMENT);
	got = verdict_of_exact(log(115 / 100.0), usual);
	assert_int_equal(got.level, LEVEL_WARNING);
	got = verdict_of_exact(log(150 / 100.0), usual);
	assert_int_equal(got.level, LEVEL_BLOCKER);
}

static struct comparison
compared(double d, double lower, double upper)
{
	struct comparison out = comparison_none("a", NULL);
	struct effect of = effect(d, lower, upper);

	out.rule = COMPARISON_LAUNCHES;
	of.p = 0.01;
	comparison_set(&out, &of);
	out.q = 0.02;
	out.run_sigma = 0.02;
	return out;
}

static void
the_other_direction_mirrors(void **state)
{
	static const double rows[][3] = {{0.3, 0.2, 0.4}, {-0.3, -0.4, -0.2},
	    {0.1, 0.05, 0.15}, {0, -0.01, 0.01}, {0.2, 0.1, 0.3},
	    {0, -0.2, 0.2}};
	struct comparison lower, higher;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		lower = compared(rows[i][0], rows[i][1], rows[i][2]);
		higher = compared(-rows[i][0], -rows[i][2], -rows[i][1]);
		verdict_set(&lower, BETTER_LOWER, usual);
		verdict_set(&higher, BETTER_HIGHER, usual);
		assert_int_equal(lower.verdict, higher.verdict);
		assert_int_equal(lower.level, higher.level);
		assert_int_equal(lower.suspected, higher.suspected);
	}
}

static enum verdict
without_ratio(
    const char *reason, bool is_zero, bool is_base_zero, double center)
{
	struct comparison of = comparison_none("a", reason);

	of.is_zero = is_zero;
	of.is_base_zero = is_base_zero;
	of.center = center;
	of.level = LEVEL_BLOCKER;
	verdict_set(&of, BETTER_LOWER, usual);
	assert_int_equal(of.level, LEVEL_NONE);
	if (of.verdict == VERDICT_NONE)
		assert_null(of.verdict_reason);
	else
		assert_string_equal(of.verdict_reason, reason);
	return of.verdict;
}

static void
what_has_no_ratio_has_a_verdict_all_the_same(void **state)
{
	(void)state;
	assert_int_equal(without_ratio("insufficient-data", 0, 0, 1),
	    VERDICT_INSUFFICIENT_DATA);
	assert_int_equal(
	    without_ratio("other-unit", 0, 0, 1), VERDICT_INCONCLUSIVE);
	assert_int_equal(
	    without_ratio("no-baseline-case", 0, 0, 1), VERDICT_NONE);
	assert_int_equal(without_ratio("missing-case", 0, 0, 1), VERDICT_NONE);
	assert_int_equal(
	    without_ratio("not-positive", 0, 1, 3), VERDICT_NEW_NONZERO);
	assert_int_equal(
	    without_ratio("not-positive", 1, 1, 0), VERDICT_UNCHANGED);
	assert_int_equal(
	    without_ratio("not-positive", 0, 1, 0), VERDICT_INCONCLUSIVE);
	assert_int_equal(
	    without_ratio("not-positive", 1, 0, 0), VERDICT_INCONCLUSIVE);
}

static void
only_what_p_decides_is_in_the_family(void **state)
{
	struct comparison of = compared(0, -0.1, 0.1);

	(void)state;
	assert_true(verdict_needs_q(&of));
	of.rule = COMPARISON_EXACT;
	assert_false(verdict_needs_q(&of));
	of = compared(0, -0.1, 0.1);
	of.p = (double)NAN;
	assert_false(verdict_needs_q(&of));
	of = comparison_none("a", "other-unit");
	assert_false(verdict_needs_q(&of));
}

static void
inconclusive_says_how_many_launches(void **state)
{
	struct comparison of = compared(0, -0.1, 0.1);

	(void)state;
	verdict_set(&of, BETTER_LOWER, usual);
	assert_int_equal(of.verdict, VERDICT_INCONCLUSIVE);
	assert_int_equal(of.launches_needed, welch_launches_needed(0.02, 0.02));
	assert_true(of.launches_needed > 5);
	of = compared(0, -0.01, 0.01);
	verdict_set(&of, BETTER_LOWER, usual);
	assert_int_equal(of.launches_needed, 0);
}

/* A session of launches with a sample each; scaled so that 1 ns is nothing. */
struct side {
	struct series series;
	struct session_desk desk;
	struct session session;
};

static void
side_of(struct side *side, const double *values, size_t count)
{
	double *scaled = xmalloc(count * sizeof *scaled);
	size_t i;

	for (i = 0; i < count; i++)
		scaled[i] = 1e12 * values[i];
	*side = (struct side){0};
	series_init(&side->series);
	run_plan(&side->series, "a");
	run_launches(&side->series, "a", "time", scaled, count);
	series_finish(&side->series);
	side->session = session_of(
	    &side->desk, &side->series.cases.items[0].metrics.items[0]);
	free(scaled);
}

static void
side_release(struct side *side)
{
	session_desk_release(&side->desk);
	series_release(&side->series);
}

static struct mann_whitney_table table;
static const double base5[] = {10.00, 10.20, 9.90, 10.10, 10.05};
static const double cand5[] = {11.90, 12.20, 11.80, 12.10, 12.00};

static struct comparison
by_launches(const double *here, size_t n, const double *there, size_t m,
    double session_sigma)
{
	struct comparison out = comparison_none("a", NULL);
	struct side above, below;

	side_of(&above, here, n);
	side_of(&below, there, m);
	ratio_of_launches(
	    &above.session, &below.session, session_sigma, &table, &out);
	out.q = out.p;
	side_release(&above);
	side_release(&below);
	return out;
}

/* Section 3 of the statistics text, worked vectors, to 1e-6. */
static void
rule_b_interleaved_is_a_warning(void **state)
{
	struct comparison got = by_launches(cand5, 5, base5, 5, 0);

	(void)state;
	assert_int_equal(got.rule, COMPARISON_LAUNCHES);
	assert_near(log(got.ratio), .177314071, 1e-8);
	assert_near(got.ratio, 1.19400604, 1e-8);
	assert_near(got.error, .007712612, 1e-6);
	assert_near(got.df, 7.78129, 1e-6);
	assert_near(got.ratio_interval.low, 1.17285549, 1e-8);
	assert_near(got.ratio_interval.high, 1.21553800, 1e-8);
	assert_near(got.ratio_lower, 1.17694214, 1e-8);
	assert_int_equal(got.launches, 5);
	assert_near(got.center, 12e12, 1e-14);
	assert_near(got.base_center, 10.05e12, 1e-14);
	verdict_set(&got, BETTER_LOWER, usual);
	assert_int_equal(got.verdict, VERDICT_REGRESSION);
	assert_int_equal(got.level, LEVEL_WARNING);
}

static void
rule_b_of_two_runs_is_wider(void **state)
{
	struct comparison got =
	    by_launches(cand5, 5, base5, 5, welch_session_sigma);

	(void)state;
	assert_near(got.error, .016108519, 1e-7);
	assert_near(got.df, 148.070, 1e-5);
	assert_near(got.ratio_interval.low, 1.15659667, 1e-8);
	assert_near(got.ratio_interval.high, 1.23262538, 1e-8);
	assert_near(got.ratio_lower, 1.16259096, 1e-8);
	assert_near(got.detectable, .046476, 1e-5);
	verdict_set(&got, BETTER_LOWER, usual);
	assert_int_equal(got.level, LEVEL_WARNING);
}

static const double archive[] = {
    10.0, 10.1, 9.9, 10.2, 10.0, 9.8, 10.1, 10.0, 10.3, 9.9, 10.0, 10.1};

static struct comparison
by_archive(size_t sessions, const double *here, size_t count)
{
	struct comparison out = comparison_none("a", NULL);
	struct archive_noise noise;
	struct side side;
	double logs[12];
	size_t i;

	for (i = 0; i < sessions; i++)
		logs[i] = log(1e12 * archive[i]);
	noise = archive_noise_of(logs, sessions, 0);
	side_of(&side, here, count);
	ratio_archive(&side.session, NULL, &noise, NULL, &out);
	out.q = out.p;
	side_release(&side);
	return out;
}

static void
rule_a_is_a_regression_without_a_level(void **state)
{
	const double here[] = {10.9};
	struct comparison got = by_archive(12, here, 1);

	(void)state;
	assert_int_equal(got.rule, COMPARISON_ARCHIVE);
	assert_int_equal(got.sessions, 12);
	assert_near(got.session_sigma, .016480647, 1e-7);
	assert_near(got.base_center, 10e12, 1e-9);
	assert_near(log(got.ratio), .086177696, 1e-8);
	assert_near(got.error, .017727842, 1e-7);
	assert_near(got.df, 7.7, 1e-12);
	assert_near(got.ratio_interval.low, 1.04604702, 1e-8);
	assert_near(got.ratio_interval.high, 1.13579981, 1e-8);
	assert_near(got.ratio_lower, 1.05447672, 1e-8);
	assert_near(got.p, .00139852, 1e-5);
	verdict_set(&got, BETTER_LOWER, usual);
	assert_int_equal(got.verdict, VERDICT_REGRESSION);
	assert_int_equal(got.level, LEVEL_NONE);
	assert_int_equal(got.suspected, LEVEL_NONE);
}

static void
rule_a_begins_with_five_sessions(void **state)
{
	const double here[] = {10.9};
	struct comparison got = by_archive(4, here, 1);

	(void)state;
	assert_string_equal(got.reason, "insufficient-data");
	got = by_archive(5, here, 1);
	assert_null(got.reason);
	assert_int_equal(got.sessions, 5);
}

static void
one_launch_on_a_side_is_rule_c(void **state)
{
	const double one[] = {12};
	struct comparison got = by_launches(one, 1, base5, 5, 0.01), same;

	(void)state;
	assert_int_equal(got.rule, COMPARISON_SINGLE);
	assert_true(got.is_single_run);
	assert_true(isnan(got.df));
	/* v of base5 and 2 * .03² */
	assert_near(got.error * got.error, 2 * .03 * .03 + 2.4849e-5, 1e-4);
	same = by_launches(base5, 5, one, 1, 0);
	assert_near(log(same.ratio), -log(got.ratio), 1e-12);
	assert_near(same.error, got.error, 1e-12);
}

static void
ten_launches_a_side_go_by_ranks(void **state)
{
	double here[30], there[30], robust, plain;
	struct random random = {4};
	struct comparison got;
	size_t i;

	(void)state;
	for (i = 0; i < 30; i++) {
		here[i] = 10.5 * (1 + 0.01 * sample_normal(&random));
		there[i] = 10 * (1 + 0.01 * sample_normal(&random));
	}
	got = by_launches(here, 30, there, 30, 0);
	plain = got.error;
	assert_near(got.ratio, 1.05, 0.01);
	assert_near(got.run_sigma, 0.01, 0.3);
	assert_near(got.df, 58, 0);
	/* an outlier moves it by next to nothing */
	here[3] *= 10;
	got = by_launches(here, 30, there, 30, 0);
	robust = got.error;
	assert_near(got.ratio, 1.05, 0.01);
	assert_near(robust, plain, 0.2);
	/* with nine it is Welch's */
	got = by_launches(here, 9, there, 30, 0);
	assert_true(got.ratio > 1.2);
	/* what a session moves makes it wider, by the normal's quantile */
	got = by_launches(here, 30, there, 30, 0.01);
	assert_near(got.error * got.error, robust * robust + 2e-4, 1e-3);
	assert_near(got.run_sigma, robust * sqrt(15), 1e-2);
}

static void
swapping_the_sides_negates_d(void **state)
{
	struct random random = {9};
	double here[30], there[30];
	struct comparison one, other;
	size_t i, n;

	(void)state;
	for (n = 2; n <= 30; n += 7) {
		for (i = 0; i < n; i++) {
			here[i] = 10 + sample_normal(&random);
			there[i] = 10 + sample_normal(&random);
		}
		one = by_launches(here, n, there, n, 0.01);
		other = by_launches(there, n, here, n, 0.01);
		assert_near(log(one.ratio), -log(other.ratio), 1e-12);
		assert_near(one.ratio_lower, 1 / other.ratio_upper, 1e-14);
		assert_near(one.ratio_interval.low,
		    1 / other.ratio_interval.high, 1e-14);
		assert_true(one.p == other.p);
		verdict_set(&one, BETTER_LOWER, usual);
		verdict_set(&other, BETTER_HIGHER, usual);
		assert_int_equal(one.verdict, other.verdict);
		assert_int_equal(one.level, other.level);
	}
}

static void
constant_launches_have_the_noise_of_the_clock(void **state)
{
	const double same[] = {10, 10, 10};
	struct comparison got = by_launches(same, 3, same, 3, 0);

	(void)state;
	/* 1 ns */
	assert_null(got.reason);
	assert_true(got.error > 0 && got.error < 1e-12);
	assert_near(got.ratio, 1, 1e-15);
}

static void
exact_ratios_are_their_own_interval(void **state)
{
	const double three[] = {3, 3}, four[] = {4};
	struct comparison out = comparison_none("a", NULL);
	struct side above, below;

	(void)state;
	side_of(&above, three, 2);
	side_of(&below, four, 1);
	ratio_exact(&above.session, &below.session, &out);
	assert_int_equal(out.rule, COMPARISON_EXACT);
	assert_true(out.ratio == 0.75 && out.ratio_lower == 0.75);
	assert_true(out.ratio_interval.high == 0.75);
	assert_true(isnan(out.p));
	verdict_set(&out, BETTER_LOWER, usual);
	assert_int_equal(out.verdict, VERDICT_IMPROVEMENT);
	verdict_set(&out, BETTER_HIGHER, usual);
	assert_int_equal(out.level, LEVEL_CRITICAL);
	side_release(&above);
	side_release(&below);
}

/* A count that repeats, before and now. */
static struct comparison
counted(double before, double now, enum better better)
{
	const struct session here = {.center = now}, there = {.center = before};
	struct comparison of = comparison_none("a", NULL);

	if (before > 0 && now > 0) {
		ratio_exact(&here, &there, &of);
	} else {
		of.rule = COMPARISON_EXACT;
		of.reason = "not-positive";
		of.center = now;
		of.base_center = before;
		of.is_base_zero = before == 0;
		of.is_zero = now == 0;
	}
	verdict_set(&of, better, usual);
	return of;
}

/* 1.3 is no sum of powers of two, and 10/13 even less. */
static void
levels_are_not_lost_to_rounding(void **state)
{
	static const double rows[][2] = {{100, 130}, {10, 13}, {30, 39}};
	const double least = 1.2999999999999998;
	struct comparison of;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		of = counted(rows[i][0], rows[i][1], BETTER_LOWER);
		assert_int_equal(of.level, LEVEL_CRITICAL);
		of = counted(rows[i][1], rows[i][0], BETTER_HIGHER);
		assert_int_equal(of.level, LEVEL_CRITICAL);
	}
	assert_judged(effect(log(1.4), log(least), log(1.5)), 1,
	    VERDICT_REGRESSION, LEVEL_CRITICAL, LEVEL_NONE);
	assert_judged(effect(log(1.15), 1e-9, log(1.3)), 1, VERDICT_REGRESSION,
	    LEVEL_NONE, LEVEL_WARNING);
	assert_judged(effect(-log(1 / 1.15), 1e-9, log(1.3)), 1,
	    VERDICT_REGRESSION, LEVEL_NONE, LEVEL_WARNING);
}

static void
assert_counted(double before, double now, enum better better,
    enum verdict verdict, enum level level)
{
	struct comparison of = counted(before, now, better);

	assert_int_equal(of.verdict, verdict);
	assert_int_equal(of.level, level);
}

static void
counts_that_repeat_need_no_ratio(void **state)
{
	(void)state;
	assert_counted(-5, -5, BETTER_LOWER, VERDICT_UNCHANGED, LEVEL_NONE);
	assert_counted(0, 0, BETTER_LOWER, VERDICT_UNCHANGED, LEVEL_NONE);
	assert_counted(5, 0, BETTER_LOWER, VERDICT_IMPROVEMENT, LEVEL_NONE);
	assert_counted(-5, -4, BETTER_LOWER, VERDICT_REGRESSION, LEVEL_NONE);
	assert_counted(-5, -4, BETTER_HIGHER, VERDICT_IMPROVEMENT, LEVEL_NONE);
	assert_counted(0, 5, BETTER_LOWER, VERDICT_NEW_NONZERO, LEVEL_NONE);
	/* all is lost */
	assert_counted(5, 0, BETTER_HIGHER, VERDICT_REGRESSION, LEVEL_BLOCKER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_lower_end_decides_the_level),
	    cmocka_unit_test(the_estimate_alone_is_suspected),
	    cmocka_unit_test(minor_changes_need_a_small_q_and_a_size),
	    cmocka_unit_test(unchanged_needs_both_ends_within),
	    cmocka_unit_test(other_thresholds_are_followed),
	    cmocka_unit_test(exact_counts_change_by_what_they_change),
	    cmocka_unit_test(the_other_direction_mirrors),
	    cmocka_unit_test(what_has_no_ratio_has_a_verdict_all_the_same),
	    cmocka_unit_test(only_what_p_decides_is_in_the_family),
	    cmocka_unit_test(inconclusive_says_how_many_launches),
	    cmocka_unit_test(rule_b_interleaved_is_a_warning),
	    cmocka_unit_test(rule_b_of_two_runs_is_wider),
	    cmocka_unit_test(rule_a_is_a_regression_without_a_level),
	    cmocka_unit_test(rule_a_begins_with_five_sessions),
	    cmocka_unit_test(one_launch_on_a_side_is_rule_c),
	    cmocka_unit_test(ten_launches_a_side_go_by_ranks),
	    cmocka_unit_test(swapping_the_sides_negates_d),
	    cmocka_unit_test(constant_launches_have_the_noise_of_the_clock),
	    cmocka_unit_test(exact_ratios_are_their_own_interval),
	    cmocka_unit_test(levels_are_not_lost_to_rounding),
	    cmocka_unit_test(counts_that_repeat_need_no_ratio),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
