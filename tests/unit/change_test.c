#include <stdlib.h>
#include <string.h>

#include "analysis/change.h"
#include "analysis/distributions.h"
#include "analysis/mann_whitney.h"
#include "analysis/quantile.h"
#include "tests/unit/sample.h"

enum { MOST = 400 };

static struct mann_whitney_table table;

static struct changes
find(const double *values, size_t count, double least)
{
	const struct change_options options = {
	    .least_step = log1p(least), .least_sd = fpop_least_sd(0)};
	double logs[MOST];
	size_t i;

	for (i = 0; i < count; i++)
		logs[i] = log(values[i]);
	return changes_of(&table, logs, count, &options);
}

static void
has_changes(const double *values, size_t count, double least,
    const size_t *wanted, size_t wanted_count)
{
	struct changes got = find(values, count, least);
	size_t i;

	assert_int_equal(got.count, wanted_count);
	for (i = 0; i < wanted_count; i++)
		assert_int_equal(got.items[i].index, wanted[i]);
	changes_release(&got);
}

static const double V3[] = {100, 101, 99, 100, 102, 100, 99, 101, 100, 100, 98,
    101, 100, 99, 100, 106, 105, 107, 106, 105, 106, 108, 106, 105, 107, 104,
    106, 107, 105, 106, 96, 95, 97, 96, 95, 96, 94, 96, 97, 95, 96, 95};
static const double V2[] = {100, 100, 100, 101, 99, 100, 102, 98, 100, 150, 101,
    99, 100, 100, 101, 99, 100, 102, 100, 99};

/* Section 4.3: V1 is the first 30 values of V3. */
static void
changes_are_the_text_s(void **state)
{
	double v4[20], v5[20], equal[50];
	size_t i;

	(void)state;
	for (i = 0; i < 50; i++)
		equal[i] = 5;
	for (i = 0; i < 20; i++) {
		v4[i] = i < 12 ? 1000000 : 1030000;
		v5[i] = i < 12 ? 1000000 : 1010000;
	}
	has_changes(V3, 30, 0.02, (const size_t[]){15}, 1);
	has_changes(V2, 20, 0.02, NULL, 0);
	has_changes(V3, 42, 0.02, (const size_t[]){15, 30}, 2);
	has_changes(v4, 20, 0.02, (const size_t[]){12}, 1);
	has_changes(v5, 20, 0.02, NULL, 0);
	has_changes(v5, 20, 0.005, (const size_t[]){12}, 1);
	has_changes(equal, 50, 0.02, NULL, 0);
}

static void
two_levels_in_turn_are_no_change(void **state)
{
	struct random random = {4};
	double values[200];
	size_t i;

	(void)state;
	for (i = 0; i < 200; i++)
		values[i] = (i % 2 ? 100 : 110) + 0.3 * sample_normal(&random);
	has_changes(values, 200, 0.02, NULL, 0);
	for (i = 0; i < 200; i++)
		values[i] = random_below(&random, 2) ? 100 : 101;
	has_changes(values, 200, 0.02, NULL, 0);
}

static void
a_change_says_what_it_is_like(void **state)
{
	struct changes got = find(V3, 42, 0.02);
	const struct change *up, *down;

	(void)state;
	assert_int_equal(got.count, 2);
	up = &got.items[0];
	down = &got.items[1];
	assert_near(exp(up->before), 100, 1e-12);
	assert_near(exp(up->after), 106, 1e-12);
	assert_near(exp(down->after), 95.5, 0.006);
	assert_true(up->step > 0 && down->step < 0);
	assert_near(up->effect.d, log(1.06), 0.05);
	assert_true(up->effect.low > 0.04 && up->effect.high < 0.08);
	assert_true(down->effect.high < 0 && down->p < 1e-6);
	assert_true(up->effect.p < 1e-4);
	assert_true(up->is_confirmed && down->is_confirmed);
	assert_false(up->is_anchor);
	assert_true(up->earliest <= 15 && up->latest >= 15);
	assert_true(up->earliest >= 14 && up->latest <= 16);
	assert_true(down->strength > up->strength);
	assert_near(
	    up->strength, up->step / got.noise.scale * sqrt(7.5), 1e-12);
	changes_release(&got);
}

static void
few_values_have_no_changes(void **state)
{
	const double values[] = {1, 1, 1, 1, 2, 2, 2, 2};
	size_t i;

	(void)state;
	for (i = 0; i < 8; i++)
		has_changes(values, i, 0.02, NULL, 0);
	has_changes(values, 8, 0.02, (const size_t[]){4}, 1);
}

static void
a_change_is_suspected_until_five_values_follow(void **state)
{
	double values[30];
	struct changes got;
	size_t after, i;

	(void)state;
	for (after = 3; after < 8; after++) {
		for (i = 0; i < 20 + after; i++)
			values[i] =
			    (i < 20 ? 100 : 130) + (double)(i * 7 % 5) / 10;
		got = find(values, 20 + after, 0.02);
		assert_int_equal(got.count, 1);
		assert_int_equal(got.items[0].index, 20);
		assert_int_equal(got.items[0].is_confirmed, after >= 5);
		changes_release(&got);
	}
}

/* A value between the levels belongs to either. */
static void
what_fits_both_sides_is_ambiguous(void **state)
{
	double values[40];
	struct changes got;
	size_t i;

	(void)state;
	for (i = 0; i < 40; i++)
		values[i] = (i < 20 ? 100 : 106) + (double)(i * 7 % 5) / 2;
	values[19] = values[20] = 104;
	got = find(values, 40, 0.02);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.items[0].earliest, 19);
	assert_int_equal(got.items[0].latest, 21);
	changes_release(&got);
}

static void
draw_history(struct random *random, double *values, size_t count)
{
	double level = 100;
	size_t i;

	for (i = 0; i < count; i++) {
		if (random_below(random, 40) == 0)
			level *= random_below(random, 2) ? 1.15 : 0.87;
		values[i] = level * (1 + 0.02 * sample_normal(random));
	}
}

static void
a_thousand_times_as_much_changes_nothing(void **state)
{
	struct random random = {8};
	double values[200], scaled[200];
	struct changes plain, other;
	size_t i, trial, found = 0;

	(void)state;
	for (trial = 0; trial < 30; trial++) {
		draw_history(&random, values, 200);
		for (i = 0; i < 200; i++)
			scaled[i] = 1000 * values[i];
		plain = find(values, 200, 0.02);
		other = find(scaled, 200, 0.02);
		assert_int_equal(plain.count, other.count);
		for (i = 0; i < plain.count; i++)
			assert_int_equal(
			    plain.items[i].index, other.items[i].index);
		found += plain.count;
		changes_release(&plain);
		changes_release(&other);
	}
	assert_true(found > 60);
}

static void
reversed_histories_have_reversed_changes(void **state)
{
	struct random random = {18};
	double values[200], reversed[200];
	struct changes plain, other;
	size_t i, trial, near = 0, found = 0;

	(void)state;
	for (trial = 0; trial < 30; trial++) {
		draw_history(&random, values, 200);
		for (i = 0; i < 200; i++)
			reversed[i] = values[199 - i];
		plain = find(values, 200, 0.02);
		other = find(reversed, 200, 0.02);
		assert_int_equal(plain.count, other.count);
		for (i = 0; i < plain.count; i++)
			near +=
			    llabs((long long)(200 - plain.items[i].index) -
				  (long long)other.items[plain.count - 1 - i]
				      .index) <= 1;
		found += plain.count;
		changes_release(&plain);
		changes_release(&other);
	}
	assert_int_equal(near, found);
}

static void
constants_beside_steps_say_how_sure_we_are(void **state)
{
	struct random random = {28};
	struct changes got;
	double values[200];
	size_t i, trial, hits = 0, alarms = 0;

	(void)state;
	for (trial = 0; trial < 200; trial++) {
		for (i = 0; i < 200; i++)
			values[i] = 100 + 3 * sample_normal(&random);
		got = find(values, 200, 0);
		alarms += got.count;
		changes_release(&got);
		for (i = 120; i < 200; i++)
			values[i] *= 1.1;
		got = find(values, 200, 0.02);
		hits += got.count == 1 &&
			llabs((long long)got.items[0].index - 120) <= 5;
		changes_release(&got);
	}
	assert_true(alarms <= 0.05 * 200);
	assert_true(hits >= 0.95 * 200);
}

static void
anchors_stay_longer(void **state)
{
	struct random random = {31};
	const struct change_options options = {
	    .least_step = log1p(0.02), .least_sd = 1e-4};
	const struct change_step plain = {30, false}, anchor = {30, true};
	struct changes got;
	double values[60];
	size_t i;

	(void)state;
	for (i = 0; i < 60; i++)
		values[i] =
		    0.004 * sample_normal(&random) + (i < 30 ? 0 : 0.013);
	got = changes_confirm(&table, values, 60, &plain, 1, &options);
	assert_int_equal(got.count, 0);
	changes_release(&got);
	got = changes_confirm(&table, values, 60, &anchor, 1, &options);
	assert_int_equal(got.count, 1);
	assert_true(got.items[0].is_anchor);
	changes_release(&got);
	got = changes_confirm(&table, values, 60, NULL, 0, &options);
	assert_int_equal(got.count, 0);
	changes_release(&got);
}

/* Mean and variance of values brought within reach of their median. */
static double
slow_mean(const double *values, size_t count, double reach, double *variance)
{
	double sorted[MOST], center, sum = 0, mean;
	size_t i;

	memcpy(sorted, values, count * sizeof *sorted);
	sample_sort(sorted, count);
	center = quantile_median(sorted, count);
	for (i = 0; i < count; i++) {
		sorted[i] = fmin(sorted[i], center + reach);
		sorted[i] = fmax(sorted[i], center - reach);
		sum += sorted[i];
	}
	mean = sum / (double)count;
	for (sum = 0, i = 0; i < count; i++)
		sum += (sorted[i] - mean) * (sorted[i] - mean);
	*variance = sum / (double)(count - 1);
	return mean;
}

/* 0.9 is an outlier: it counts as three scales from the median. */
static const double TESTED[] = {0.01, 0.03, -0.02, 0, 0.02, 0.9, -0.01, 0.01,
    0.31, 0.28, 0.33, 0.3, 0.29, 0.3, 0.32, 0.31, 0.27};

/* A step as it is tested, and by the formulas of the text. */
static void
expect_tested(const double *values, size_t count, size_t at)
{
	const struct change_options options = {
	    .least_step = 0.02, .least_sd = 1e-4};
	const struct change_step step = {at, false};
	struct changes got =
	    changes_confirm(&table, values, count, &step, 1, &options);
	double n = (double)at, m = (double)(count - at);
	double scale = got.noise.scale, v1, v2, v, mean1, mean2, t;

	assert_int_equal(got.count, 1);
	mean1 = slow_mean(values, at, 3 * scale, &v1);
	mean2 = slow_mean(values + at, count - at, 3 * scale, &v2);
	v = ((n - 1) * v1 + (m - 1) * v2 + 10 * scale * scale) / (n + m + 8);
	t = (mean2 - mean1) / sqrt(v * got.noise.inflation * (1 / n + 1 / m));
	assert_near(got.items[0].step, mean2 - mean1, 1e-12);
	assert_near(
	    got.items[0].p, 2 * distribution_t_cdf(-t, n + m + 8), 1e-9);
	changes_release(&got);
}

static void
a_change_is_tested_as_the_text_says(void **state)
{
	struct random random = {61};
	double values[200], noise = 0;
	size_t i;

	(void)state;
	expect_tested(TESTED, 17, 8);
	for (i = 0; i < 200; i++) {
		noise = 0.7 * noise + 0.01 * sample_normal(&random);
		values[i] = noise + (i < 100 ? 0 : 0.1);
	}
	assert_true(fpop_noise_of(values, 200, 1e-4).inflation > 1.5);
	expect_tested(values, 200, 100);
}

/* The level of one value in a thousand, and of 0.05 for all of them. */
static void
the_level_falls_with_the_number_of_values(void **state)
{
	static const size_t counts[] = {20, MOST};
	struct change_options options = {.least_step = 1e-6, .least_sd = 1e-4};
	struct random random = {71};
	double noise[MOST], values[MOST], p, most;
	size_t i, j, k, between = 0;
	struct change_step step;
	struct changes got;

	(void)state;
	for (i = 0; i < MOST; i++)
		noise[i] = 0.01 * sample_normal(&random);
	for (j = 0; j < 2; j++)
		for (k = 20; k < 120; k++) {
			for (i = 0; i < counts[j]; i++)
				values[i] =
				    noise[i] +
				    (i < counts[j] / 2 ? 0 : 2e-4 * (double)k);
			step = (struct change_step){counts[j] / 2, false};
			options.alpha = 1;
			got = changes_confirm(
			    &table, values, counts[j], &step, 1, &options);
			p = got.items[0].p;
			changes_release(&got);
			options.alpha = 0;
			got = changes_confirm(
			    &table, values, counts[j], &step, 1, &options);
			most = fmin(1e-3, 0.05 / (double)counts[j]);
			assert_int_equal(got.count, p <= most);
			between += p > most && p < 2 * most;
			changes_release(&got);
		}
	assert_true(between >= 2);
}

static double
slow_cost(const double *values, size_t count, double scale)
{
	double costs[MOST + 1];

	fpop_costs(values, count, scale, (double)INFINITY, costs);
	return costs[count];
}

static void
ambiguity_is_where_the_cost_hardly_grows(void **state)
{
	struct random random = {41};
	const struct change_options options = {
	    .least_step = 0.02, .least_sd = 1e-4};
	double values[60], best, here;
	size_t i, trial, first, last, wide = 0;
	struct changes got;

	(void)state;
	for (trial = 0; trial < 40; trial++) {
		for (i = 0; i < 60; i++)
			values[i] =
			    0.02 * sample_normal(&random) + (i < 30 ? 0 : 0.06);
		got = changes_of(&table, values, 60, &options);
		if (got.count == 1) {
			i = got.items[0].index;
			best = slow_cost(values, i, got.noise.scale) +
			       slow_cost(values + i, 60 - i, got.noise.scale);
			first = last = i;
			for (i = 1; i < 60; i++) {
				here = slow_cost(values, i, got.noise.scale) +
				       slow_cost(
					   values + i, 60 - i, got.noise.scale);
				first =
				    here < best + 2 && i < first ? i : first;
				last = here < best + 2 && i > last ? i : last;
			}
			assert_int_equal(got.items[0].earliest, first);
			assert_int_equal(got.items[0].latest, last);
			wide += last > first;
		}
		changes_release(&got);
	}
	assert_true(wide > 10);
}

/* |D| is large enough, and only p lies between alpha and 20 alpha. */
static void
anchors_have_twenty_times_the_level(void **state)
{
	struct random random = {51};
	struct change_options options = {
	    .least_step = 1e-6, .least_sd = 1e-4, .alpha = 1};
	const struct change_step plain = {20, false}, anchor = {20, true};
	struct changes got;
	double values[40], p;
	size_t i;

	(void)state;
	for (i = 0; i < 40; i++)
		values[i] = 0.01 * sample_normal(&random) + (i < 20 ? 0 : 0.01);
	got = changes_confirm(&table, values, 40, &plain, 1, &options);
	assert_int_equal(got.count, 1);
	p = got.items[0].p;
	changes_release(&got);
	options.alpha = p / 19;
	got = changes_confirm(&table, values, 40, &plain, 1, &options);
	assert_int_equal(got.count, 0);
	changes_release(&got);
	got = changes_confirm(&table, values, 40, &anchor, 1, &options);
	assert_int_equal(got.count, 1);
	changes_release(&got);
	options.alpha = p / 21;
	got = changes_confirm(&table, values, 40, &anchor, 1, &options);
	assert_int_equal(got.count, 0);
	changes_release(&got);
}

/*
 * Two steps of which each is too small, together they are not: whichever is
 * dropped first, the other one stays, and that must be the greater.
 */
static void
the_smallest_step_is_dropped_first(void **state)
{
	const struct change_options options = {
	    .least_step = 0.1, .least_sd = 1e-4};
	const struct change_step steps[] = {{20, false}, {40, false}};
	double values[60];
	struct changes got;
	size_t i;

	(void)state;
	for (i = 0; i < 60; i++)
		values[i] = (double)(i * 7 % 5) / 1000 + (i < 20 ? 0 : 0.09) +
			    (i < 40 ? 0 : 0.08);
	got = changes_confirm(&table, values, 60, steps, 2, &options);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.items[0].index, 20);
	changes_release(&got);
}

static void
short_segments_are_merged(void **state)
{
	const struct change_options options = {
	    .least_step = 0.02, .least_sd = 1e-4};
	struct change_step steps[] = {{20, false}, {22, false}};
	struct changes got;
	double values[40];
	size_t i;

	(void)state;
	for (i = 0; i < 40; i++)
		values[i] = (double)(i * 7 % 5) / 1000 + (i < 20 ? 0 : 0.2) +
			    (i < 22 ? 0 : 0.2);
	got = changes_confirm(&table, values, 40, steps, 2, &options);
	assert_int_equal(got.count, 1);
	changes_release(&got);
}

/*
 * The first step is too small, the second one's segment too short, and its p
 * is the larger one: the small one goes, and then the other is not short.
 */
static void
small_steps_are_dropped_before_short_ones(void **state)
{
	const struct change_options options = {
	    .least_step = 0.02, .least_sd = 1e-4};
	const struct change_step steps[] = {{40, false}, {42, false}};
	double values[47];
	struct changes got;
	size_t i;

	(void)state;
	for (i = 0; i < 47; i++)
		values[i] = (i % 2 == 0 ? 1e-4 : -1e-4) +
			    (i < 40 ? 0 : 0.0195) + (i < 42 ? 0 : 0.0205);
	got = changes_confirm(&table, values, 47, steps, 2, &options);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.items[0].index, 42);
	changes_release(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(changes_are_the_text_s),
	    cmocka_unit_test(two_levels_in_turn_are_no_change),
	    cmocka_unit_test(a_change_says_what_it_is_like),
	    cmocka_unit_test(few_values_have_no_changes),
	    cmocka_unit_test(a_change_is_suspected_until_five_values_follow),
	    cmocka_unit_test(what_fits_both_sides_is_ambiguous),
	    cmocka_unit_test(a_thousand_times_as_much_changes_nothing),
	    cmocka_unit_test(reversed_histories_have_reversed_changes),
	    cmocka_unit_test(constants_beside_steps_say_how_sure_we_are),
	    cmocka_unit_test(anchors_stay_longer),
	    cmocka_unit_test(a_change_is_tested_as_the_text_says),
	    cmocka_unit_test(ambiguity_is_where_the_cost_hardly_grows),
	    cmocka_unit_test(anchors_have_twenty_times_the_level),
	    cmocka_unit_test(the_smallest_step_is_dropped_first),
	    cmocka_unit_test(short_segments_are_merged),
	    cmocka_unit_test(the_level_falls_with_the_number_of_values),
	    cmocka_unit_test(small_steps_are_dropped_before_short_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
