#include <stdio.h>
#include <string.h>

#include "analysis/analyze.h"
#include "analysis/paired.h"
#include "analysis/rounds.h"
#include "tests/unit/run.h"
#include "tests/unit/sample.h"

enum { ROUNDS = 30 };

static const struct analyze_options none = {0};

static void
finish(struct series *series, struct result *result)
{
	series_finish(series);
	analyze(series, &none, result);
	series_release(series);
}

static void
refer(struct series *series, const char *id, const char *reference,
    const char *base)
{
	const struct record_case line = {
	    .id = id, .reference = reference, .base = base};

	run_put(series, RECORD_CASE, &line);
}

static void
fail_launch(struct series *series, const char *id, uint64_t round)
{
	const struct record_samples line = {.case_id = id,
	    .round = round,
	    .launch = round,
	    .is_failed = true,
	    .exit_code = 1};

	run_put(series, RECORD_SAMPLES, &line);
}

/* Times around center, the same for the same seed. */
static void
fill(double *values, size_t count, double center, uint64_t seed)
{
	struct random random = {seed};
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = center * (1 + 0.02 * sample_normal(&random));
}

/* "new" against "old", both measured; the result is released by the caller. */
static void
compare_two(
    const double *new, const double *old, size_t count, struct result *result)
{
	struct series series;

	series_init(&series);
	run_plan(&series, "old");
	run_plan(&series, "new");
	refer(&series, "new", "old", NULL);
	run_launches(&series, "new", "time", new, count);
	run_launches(&series, "old", "time", old, count);
	finish(&series, result);
}

static void
a_case_is_compared_with_its_reference(void **state)
{
	double old[ROUNDS], new[ROUNDS], logs[ROUNDS], others[ROUNDS];
	const struct comparison *got;
	struct result result;
	struct paired pair;
	size_t i;

	(void)state;
	fill(old, ROUNDS, 1000, 1);
	fill(new, ROUNDS, 1100, 2);
	for (i = 0; i < ROUNDS; i++) {
		logs[i] = log(new[i]);
		others[i] = log(old[i]);
	}
	pair = paired_of(logs, others, ROUNDS, 0);
	compare_two(new, old, ROUNDS, &result);
	got = result.cases[1].metrics[0].reference;
	assert_non_null(got);
	assert_string_equal(got->case_id, "old");
	assert_int_equal(got->rule, COMPARISON_PAIRED);
	assert_null(got->reason);
	assert_int_equal(got->pairs, ROUNDS);
	assert_true(got->ratio == exp(pair.d));
	assert_true(got->ratio_interval.exists);
	assert_true(got->ratio_interval.low == exp(pair.low));
	assert_true(got->ratio_interval.high == exp(pair.high));
	assert_true(got->ratio_lower == exp(pair.lower));
	assert_true(got->ratio_upper == exp(pair.upper));
	assert_true(got->p == pair.p);
	assert_near(got->ratio, 1.1, 0.02);
	assert_null(result.cases[1].metrics[0].comparison);
	/* the reference is compared with nothing, max_rss was not measured */
	assert_null(result.cases[0].metrics[0].reference);
	assert_null(result.cases[1].metrics[1].reference);
	assert_string_equal(result.cases[1].reference, "old");
	assert_null(result.cases[1].base);
	result_release(&result);
}

static void
the_base_is_another_comparison(void **state)
{
	double values[ROUNDS], twice[ROUNDS];
	const struct result_metric *metric;
	struct series series;
	struct result result;
	size_t i;

	(void)state;
	fill(values, ROUNDS, 1000, 1);
	for (i = 0; i < ROUNDS; i++)
		twice[i] = 2 * values[i];
	series_init(&series);
	run_plan(&series, "a");
	run_plan(&series, "b");
	run_plan(&series, "c");
	refer(&series, "b", "a", "c");
	run_launches(&series, "a", "time", values, ROUNDS);
	run_launches(&series, "b", "time", values, ROUNDS);
	run_launches(&series, "c", "time", twice, ROUNDS);
	finish(&series, &result);
	metric = &result.cases[1].metrics[0];
	assert_true(metric->reference->ratio == 1);
	assert_true(metric->reference->p == 1);
	assert_near(metric->comparison->ratio, 0.5, 1e-12);
	assert_string_equal(metric->comparison->case_id, "c");
	assert_string_equal(result.cases[1].base, "c");
	result_release(&result);
}

/* Rounds 3 (here) and 5 (there) failed, 7 and 9 have one side alone. */
static void
only_rounds_of_both_count(void **state)
{
	double value;
	struct series series;
	struct result result;
	uint64_t round;

	(void)state;
	series_init(&series);
	run_plan(&series, "old");
	run_plan(&series, "new");
	refer(&series, "new", "old", NULL);
	for (round = 12; round >= 1; round--) {
		value = 100 + (double)round;
		if (round == 3)
			fail_launch(&series, "new", round);
		else if (round != 7)
			run_samples(&series, "new", "time", round, &value, 1);
		value *= 2;
		if (round == 5)
			fail_launch(&series, "old", round);
		else if (round != 9)
			run_samples(&series, "old", "time", round, &value, 1);
	}
	finish(&series, &result);
	assert_int_equal(result.cases[1].metrics[0].reference->pairs, 8);
	assert_near(result.cases[1].metrics[0].reference->ratio, 0.5, 1e-12);
	result_release(&result);
}

/* Several launches in a round, several samples in a launch. */
static void
a_round_is_the_mean_of_its_launches(void **state)
{
	const double first[] = {exp(1), exp(3)}, second[] = {exp(6)};
	const double third[] = {exp(8), exp(8), exp(5)};
	struct record_values list = {"time", second, 1};
	struct record_samples line = {.case_id = "a",
	    .round = 1,
	    .launch = 2,
	    .metrics = &list,
	    .metric_count = 1};
	struct series series;
	struct rounds rounds;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_put(&series, RECORD_SAMPLES, &line);
	run_samples(&series, "a", "time", 1, first, 2);
	line.launch = 3;
	line.round = 2;
	list = (struct record_values){"time", third, 3};
	run_put(&series, RECORD_SAMPLES, &line);
	line.launch = 4;
	line.round = 3;
	run_put(&series, RECORD_SAMPLES, &line);
	/* one of two launches of round 3 failed: the round does not count */
	fail_launch(&series, "a", 3);
	series_finish(&series);
	rounds = rounds_of(
	    &series.cases.items[0], &series.cases.items[0].metrics.items[0]);
	assert_int_equal(rounds.count, 2);
	assert_int_equal(rounds.items[0].round, 1);
	assert_near(rounds.items[0].log, (2 + 6) / 2.0, 1e-14);
	assert_near(rounds.items[1].log, 7, 1e-14);
	/* resolution 1 ns by exp of the mean of 4 and 7 */
	assert_near(rounds.noise, exp(-11) / 12, 1e-12);
	rounds_release(&rounds);
	series_release(&series);
}

static void
few_rounds_are_insufficient(void **state)
{
	double old[ROUNDS], new[ROUNDS];
	const struct comparison *got;
	struct result result;

	(void)state;
	fill(old, ROUNDS, 1000, 1);
	fill(new, ROUNDS, 1100, 2);
	compare_two(new, old, 4, &result);
	got = result.cases[1].metrics[0].reference;
	assert_string_equal(got->reason, "insufficient-data");
	assert_int_equal(got->pairs, 4);
	result_release(&result);
	compare_two(new, old, 5, &result);
	assert_null(result.cases[1].metrics[0].reference->reason);
	result_release(&result);
}

static void
values_that_are_not_positive_have_no_ratio(void **state)
{
	double old[ROUNDS], new[ROUNDS];
	struct result result;

	(void)state;
	fill(old, ROUNDS, 1000, 1);
	fill(new, ROUNDS, 1100, 2);
	old[3] = 0;
	compare_two(new, old, ROUNDS, &result);
	assert_string_equal(
	    result.cases[1].metrics[0].reference->reason, "not-positive");
	result_release(&result);
	compare_two(old, new, ROUNDS, &result);
	assert_string_equal(
	    result.cases[1].metrics[0].reference->reason, "not-positive");
	result_release(&result);
}

static void
what_leaves_the_range_of_numbers_is_insufficient(void **state)
{
	double tiny[12], huge[12];
	struct result result;
	size_t i;

	(void)state;
	for (i = 0; i < 12; i++) {
		tiny[i] = 1e-300;
		huge[i] = 1e300;
	}
	compare_two(huge, tiny, 12, &result);
	assert_string_equal(
	    result.cases[1].metrics[0].reference->reason, "insufficient-data");
	result_release(&result);
	compare_two(tiny, huge, 12, &result);
	assert_string_equal(
	    result.cases[1].metrics[0].reference->reason, "insufficient-data");
	result_release(&result);
}

static void
what_is_not_there_is_said(void **state)
{
	static const struct metric other_unit[] = {
	    {.name = "time", .unit = "B"}, {.name = "hits", .unit = "1"}};
	const struct record_case odd = {.id = "odd",
	    .status = CASE_STATUS_PLANNED,
	    .metrics = other_unit,
	    .metric_count = 2};
	static const char *const ids[] = {"a", "b", "c", "self"};
	double values[ROUNDS];
	struct series series;
	struct result result;
	size_t i;

	(void)state;
	fill(values, ROUNDS, 1000, 1);
	series_init(&series);
	for (i = 0; i < 4; i++) {
		run_plan(&series, ids[i]);
		run_launches(&series, ids[i], "time", values, ROUNDS);
		run_launches(&series, ids[i], "max_rss", values, ROUNDS);
	}
	run_put(&series, RECORD_CASE, &odd);
	run_launches(&series, "odd", "time", values, ROUNDS);
	run_plan(&series, "empty");
	refer(&series, "a", "gone", "odd");
	refer(&series, "b", "empty", NULL);
	refer(&series, "self", "self", NULL);
	finish(&series, &result);
	assert_string_equal(
	    result.cases[0].metrics[0].reference->reason, "missing-case");
	assert_string_equal(
	    result.cases[0].metrics[0].reference->case_id, "gone");
	assert_string_equal(
	    result.cases[0].metrics[0].comparison->reason, "other-unit");
	assert_null(result.cases[0].metrics[1].comparison); /* no max_rss */
	assert_string_equal(
	    result.cases[1].metrics[0].reference->reason, "insufficient-data");
	assert_int_equal(result.cases[1].metrics[0].reference->pairs, 0);
	assert_null(result.cases[3].metrics[0].reference);
	result_release(&result);
}

/* The exact metric "hits": values here and there. */
static struct comparison
compare_exact(const double *here, const double *there, size_t count,
    struct result *result)
{
	static const struct metric hits = {
	    .name = "hits", .unit = "1", .is_exact = true};
	struct record_case line = {
	    .status = CASE_STATUS_PLANNED, .metrics = &hits, .metric_count = 1};
	struct series series;

	series_init(&series);
	line.id = "old";
	run_put(&series, RECORD_CASE, &line);
	line.id = "new";
	line.reference = "old";
	run_put(&series, RECORD_CASE, &line);
	run_launches(&series, "new", "hits", here, count);
	run_launches(&series, "old", "hits", there, count);
	finish(&series, result);
	return *result->cases[1].metrics[0].reference;
}

static void
exact_constants_have_an_exact_ratio(void **state)
{
	const double threes[] = {3, 3, 3, 3, 3, 3},
		     fours[] = {4, 4, 4, 4, 4, 4};
	const double mixed[] = {4, 4, 4, 4, 4, 5}, zeros[6] = {0};
	struct comparison got;
	struct result result;

	(void)state;
	got = compare_exact(threes, fours, 2, &result);
	assert_null(got.reason);
	assert_int_equal(got.rule, COMPARISON_EXACT);
	assert_int_equal(got.pairs, 2);
	assert_true(got.ratio == 0.75);
	assert_true(got.ratio_interval.low == 0.75);
	assert_true(got.ratio_interval.high == 0.75);
	assert_true(got.ratio_lower == 0.75 && got.ratio_upper == 0.75);
	assert_true(isnan(got.p));
	result_release(&result);
	got = compare_exact(threes, mixed, 6, &result);
	assert_int_equal(got.rule, COMPARISON_PAIRED);
	assert_true(got.ratio_interval.low < got.ratio_interval.high);
	assert_false(isnan(got.p));
	result_release(&result);
	got = compare_exact(zeros, fours, 6, &result);
	assert_string_equal(got.reason, "not-positive");
	assert_int_equal(got.rule, COMPARISON_EXACT);
	assert_true(got.difference.value == -4);
	result_release(&result);
}

static void
the_order_of_lines_changes_nothing(void **state)
{
	double old[ROUNDS], new[ROUNDS];
	size_t order[2 * ROUNDS], i;
	struct random random = {8};
	struct comparison there, here;
	struct series series;
	struct result result;

	(void)state;
	fill(old, ROUNDS, 1000, 1);
	fill(new, ROUNDS, 1100, 2);
	compare_two(new, old, ROUNDS, &result);
	there = *result.cases[1].metrics[0].reference;
	result_release(&result);
	for (i = 0; i < 2 * ROUNDS; i++)
		order[i] = i;
	random_shuffle(&random, order, 2 * ROUNDS);
	series_init(&series);
	run_plan(&series, "old");
	run_plan(&series, "new");
	refer(&series, "new", "old", NULL);
	for (i = 0; i < 2 * ROUNDS; i++)
		run_samples(&series, order[i] % 2 ? "new" : "old", "time",
		    order[i] / 2 + 1, (order[i] % 2 ? new : old) + order[i] / 2,
		    1);
	finish(&series, &result);
	here = *result.cases[1].metrics[0].reference;
	assert_true(here.ratio == there.ratio && here.p == there.p);
	assert_true(here.ratio_interval.low == there.ratio_interval.low);
	assert_true(here.ratio_interval.high == there.ratio_interval.high);
	result_release(&result);
}

/* Each case's rounds are looked up in the one they all refer to. */
static void
many_cases_share_a_reference(void **state)
{
	double values[ROUNDS];
	char id[24];
	struct series series;
	struct result result;
	size_t i;

	(void)state;
	series_init(&series);
	for (i = 0; i < 200; i++) {
		snprintf(id, sizeof id, "%zu", i);
		run_plan(&series, id);
		fill(values, ROUNDS, 1000, i);
		run_launches(&series, id, "time", values, 5 + i % 25);
		refer(&series, id, "199", NULL);
	}
	finish(&series, &result);
	for (i = 0; i < 199; i++) {
		const struct comparison *got =
		    result.cases[i].metrics[0].reference;
		size_t pairs = 5 + i % 25;

		/* the reference has 5 + 199 % 25 = 29 rounds */
		assert_int_equal(got->pairs, pairs < 29 ? pairs : 29);
		assert_null(got->reason);
	}
	assert_null(result.cases[199].metrics[0].reference);
	result_release(&result);
}

static void
nothing_is_compared_with_a_case_that_failed(void **state)
{
	double values[ROUNDS];
	struct series series;
	struct result result;

	(void)state;
	fill(values, ROUNDS, 1000, 1);
	series_init(&series);
	run_plan(&series, "old");
	run_plan(&series, "new");
	refer(&series, "new", NULL, "old");
	run_launches(&series, "new", "time", values, ROUNDS);
	run_launches(&series, "old", "time", values, 10);
	fail_launch(&series, "old", 11);
	run_outcome(&series, "old", CASE_STATUS_FAILED);
	finish(&series, &result);
	assert_string_equal(
	    result.cases[1].metrics[0].comparison->reason, "failed-case");
	assert_int_equal(
	    result.cases[1].metrics[0].comparison->rule, COMPARISON_NO_RULE);
	result_release(&result);
}

static void
rates_of_success_are_compared_by_their_launches(void **state)
{
	static const struct metric metrics[] = {
	    {.name = "success_rate", .unit = "1", .better = BETTER_HIGHER}};
	struct record_case line = {.status = CASE_STATUS_PLANNED,
	    .metrics = metrics,
	    .metric_count = 1};
	const struct comparison *got;
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	line.id = "old";
	run_put(&series, RECORD_CASE, &line);
	line.id = "new";
	line.base = "old";
	run_put(&series, RECORD_CASE, &line);
	run_put(&series, RECORD_CASE,
	    &(struct record_case){.id = "old",
		.status = CASE_STATUS_OK,
		.has_launches = true,
		.launches = 30});
	run_put(&series, RECORD_CASE,
	    &(struct record_case){.id = "new",
		.status = CASE_STATUS_OK,
		.has_launches = true,
		.launches = 30,
		.failed = 14});
	finish(&series, &result);
	got = result.cases[1].metrics[0].comparison;
	assert_non_null(got);
	assert_int_equal(got->rule, COMPARISON_SHARES);
	assert_near(got->ratio, 16 / 30.0, 1e-12);
	assert_near(got->base_center, 1, 0);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_case_is_compared_with_its_reference),
	    cmocka_unit_test(the_base_is_another_comparison),
	    cmocka_unit_test(only_rounds_of_both_count),
	    cmocka_unit_test(a_round_is_the_mean_of_its_launches),
	    cmocka_unit_test(few_rounds_are_insufficient),
	    cmocka_unit_test(values_that_are_not_positive_have_no_ratio),
	    cmocka_unit_test(what_leaves_the_range_of_numbers_is_insufficient),
	    cmocka_unit_test(what_is_not_there_is_said),
	    cmocka_unit_test(exact_constants_have_an_exact_ratio),
	    cmocka_unit_test(the_order_of_lines_changes_nothing),
	    cmocka_unit_test(many_cases_share_a_reference),
	    cmocka_unit_test(nothing_is_compared_with_a_case_that_failed),
	    cmocka_unit_test(rates_of_success_are_compared_by_their_launches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
