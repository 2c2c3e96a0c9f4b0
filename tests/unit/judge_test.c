#include "analysis/multiplicity.h"
#include "analysis/pages.h"
#include "tests/unit/judged_run.h"

static const struct judge_options named = {.is_baseline_named = true};

static void
each_case_has_its_verdict(void **state)
{
	struct series here, base;
	struct result result;
	const struct comparison *of;

	(void)state;
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&base, "same", 1e6, 30, 1);
	judged_case(&here, "same", 1e6, 30, 2);
	judged_case(&base, "slow", 1e6, 30, 3);
	judged_case(&here, "slow", 1.4e6, 30, 4);
	judged_case(&base, "fast", 1e6, 30, 5);
	judged_case(&here, "fast", 0.8e6, 30, 6);
	judged_case(&base, "five", 1e6, 5, 7);
	judged_case(&here, "five", 1.2e6, 5, 8);
	judged_case(&here, "added", 1e6, 30, 9);
	judged_end(&here, &base, &named, &result);
	of = judged_time(&result, 0);
	assert_int_equal(of->rule, COMPARISON_LAUNCHES);
	assert_int_equal(of->verdict, VERDICT_UNCHANGED);
	assert_string_equal(of->case_id, "same");
	assert_near(of->session_sigma, 0.01, 0);
	of = judged_time(&result, 1);
	assert_int_equal(of->verdict, VERDICT_REGRESSION);
	assert_int_equal(of->level, LEVEL_CRITICAL);
	assert_near(of->ratio, 1.4, 0.01);
	assert_int_equal(judged_time(&result, 2)->verdict, VERDICT_IMPROVEMENT);
	assert_int_equal(judged_time(&result, 3)->level, LEVEL_WARNING);
	of = judged_time(&result, 4);
	assert_string_equal(of->reason, "no-baseline-case");
	assert_int_equal(of->verdict, VERDICT_NONE);
	assert_int_equal(result.counts.regressions, 2);
	assert_int_equal(result.counts.improvements, 1);
	assert_int_equal(result.counts.unchanged, 1);
	assert_int_equal(result.counts.inconclusive, 0);
	assert_int_equal(result.counts.added, 1);
	assert_string_equal(result.baseline->id, "old");
	assert_non_null(judged_note(&result, "1 case not in the baseline"));
	assert_non_null(judged_note(&result, "No archive"));
	assert_int_equal(result.verdict, RESULT_VERDICT_NO_GO);
	/* over the four that both have */
	assert_int_equal(result.mean_count, 1);
	assert_int_equal(result.means[0].cases, 4);
	assert_near(result.means[0].ratio, pow(1.4 * 0.8 * 1.2, 0.25), 0.01);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

static void
q_is_over_the_judged_comparisons_alone(void **state)
{
	static const char *const ids[] = {"a", "b", "c", "d", "e"};
	static const char *const judged[] = {"time"};
	struct estimate p[5], q[5];
	struct record_case line = {.judged = judged, .judged_count = 1};
	struct series here, base;
	struct result result;
	double value;
	size_t i, j;

	(void)state;
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	for (i = 0; i < 5; i++) {
		judged_case(&base, ids[i], 1e6, 20, i);
		judged_case(
		    &here, ids[i], 1e6 * (1 + 0.012 * (double)i), 20, 10 + i);
		line.id = ids[i];
		run_put(&here, RECORD_CASE, &line);
		for (j = 0; j < 12; j++) {
			value = (double)(1000 + (j * 7 + i) % 11);
			run_samples(&here, ids[i], "max_rss", j + 1, &value, 1);
			run_samples(&base, ids[i], "max_rss", j + 1, &value, 1);
		}
	}
	run_outcome(&here, "d", CASE_STATUS_FAILED);
	judged_end(&here, &base, &named, &result);
	for (i = 0; i < 5; i++)
		p[i] = (struct estimate){i != 3, judged_time(&result, i)->p};
	multiplicity_adjust(p, 5, q);
	for (i = 0; i < 5; i++) {
		if (i == 3)
			continue;
		assert_true(judged_time(&result, i)->q == q[i].value);
	}
	/* what failed has a status, and numbers, but no verdict */
	assert_true(isnan(judged_time(&result, 3)->q));
	assert_true(isfinite(judged_time(&result, 3)->p));
	assert_int_equal(judged_time(&result, 3)->verdict, VERDICT_NONE);
	/* max_rss is not judged */
	assert_near(result.cases[0].metrics[1].comparison->ratio, 1, 1e-12);
	assert_true(isnan(result.cases[0].metrics[1].comparison->q));
	assert_int_equal(
	    result.cases[0].metrics[1].comparison->verdict, VERDICT_NONE);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

/* One case "a" against an old run of another machine. */
static void
judge_elsewhere(const struct judge_options *options, struct result *result)
{
	struct series here, base;

	judged_begin(&base, "old", judged_other_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&base, "a", 1e6, 30, 1);
	judged_case(&here, "a", 2.5e6, 30, 2);
	judged_end(&here, &base, options, result);
	series_release(&here);
	series_release(&base);
}

static void
another_machine_is_shown_and_not_judged(void **state)
{
	struct judge_options options = named;
	struct result result;

	(void)state;
	judge_elsewhere(&options, &result);
	assert_true(result.is_other_machine);
	assert_near(judged_time(&result, 0)->ratio, 2.5, 0.01);
	assert_int_equal(
	    judged_time(&result, 0)->verdict, VERDICT_INCONCLUSIVE);
	assert_string_equal(
	    judged_time(&result, 0)->verdict_reason, "other-machine");
	assert_true(isnan(judged_time(&result, 0)->q));
	assert_false(judged_time(&result, 0)->is_implausible);
	assert_int_equal(result.counts.inconclusive, 1);
	assert_int_equal(result.verdict, RESULT_VERDICT_WARN);
	assert_non_null(judged_note(&result, "another machine: changes"));
	assert_int_equal(result.environment_difference_count, 1);
	assert_string_equal(result.environment_differences[0].base, "6502");
	assert_string_equal(result.environment_differences[0].here, "Z80");
	result_release(&result);
	options.is_forced = true;
	judge_elsewhere(&options, &result);
	assert_int_equal(judged_time(&result, 0)->level, LEVEL_BLOCKER);
	assert_null(judged_time(&result, 0)->verdict_reason);
	assert_non_null(judged_note(&result, "--force"));
	result_release(&result);
}

static void
who_does_not_say_his_machine_is_not_the_same(void **state)
{
	struct series here, base;
	struct result result;

	(void)state;
	judged_begin(&base, "old", NULL, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_end(&here, &base, &named, &result);
	assert_true(result.is_other_machine);
	result_release(&result);
	series_release(&here);
	judged_begin(&here, "new", NULL, NULL);
	judged_end(&here, &base, &named, &result);
	assert_false(result.is_other_machine);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

static void
cases_that_went_are_missing(void **state)
{
	struct judge_options options = named;
	struct series here, base;
	struct result result;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		judged_begin(&base, "old", judged_machine, NULL);
		judged_begin(&here, "new", judged_machine, NULL);
		judged_case(&base, "gone", 1e6, 10, 1);
		judged_case(&base, "kept", 1e6, 10, 2);
		judged_case(&here, "kept", 1e6, 10, 3);
		options.is_part = i == 1;
		judged_end(&here, &base, &options, &result);
		series_release(&here);
		series_release(&base);
		if (i == 1)
			break;
		assert_int_equal(result.case_count, 2);
		assert_string_equal(result.cases[0].id, "kept");
		assert_string_equal(result.cases[1].id, "gone");
		assert_string_equal(result.cases[1].benchmark, "gone");
		assert_int_equal(result.cases[1].status, CASE_STATUS_MISSING);
		assert_int_equal(result.cases[1].metric_count, 0);
		assert_int_equal(result.counts.missing, 1);
		assert_int_equal(result.counts.cases, 2);
		assert_non_null(judged_note(&result, "not in this run: gone"));
		assert_int_equal(result.verdict, RESULT_VERDICT_NO_GO);
		result_release(&result);
	}
	assert_int_equal(result.case_count, 1);
	assert_int_equal(result.counts.missing, 0);
	assert_int_equal(result.verdict, RESULT_VERDICT_GO);
	result_release(&result);
}

static void
no_baseline_leaves_no_comparison(void **state)
{
	struct series here;
	struct result result;

	(void)state;
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&here, "a", 1e6, 10, 1);
	judged_end(&here, NULL, &named, &result);
	assert_null(result.cases[0].metrics[0].comparison);
	assert_null(result.baseline);
	assert_int_equal(result.mean_count, 0);
	assert_false(result.shift.exists);
	assert_int_equal(result.note_count, 1); /* it was cut short */
	result_release(&result);
	series_release(&here);
}

static void
add_history(struct history *history, size_t runs, double center, size_t count)
{
	struct series run;
	char id[24];
	size_t i;

	for (i = 0; i < runs; i++) {
		snprintf(id, sizeof id, "r%zu", i);
		judged_begin(&run, id, judged_machine, NULL);
		judged_case(&run, "a", center * (1 + 0.01 * (double)(i % 3)),
		    count, 100 + i);
		series_finish(&run);
		history_add(history, &run);
		series_release(&run);
	}
}

/* "a" against a baseline of 1e6 and runs around 2e6, 4 or 5 of them. */
static void
judge_with_history(size_t runs, bool is_named, struct result *result)
{
	struct history history = {0};
	const struct judge_options options = {
	    .is_baseline_named = is_named, .history = &history};
	struct series here, base;

	add_history(&history, runs, 2e6, 5);
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&base, "a", 0.9e6, 5, 1);
	judged_case(&here, "a", 2e6, 5, 2);
	judged_end(&here, &base, &options, result);
	series_release(&here);
	series_release(&base);
	history_release(&history);
}

static void
five_runs_make_an_archive(void **state)
{
	struct result result;

	(void)state;
	judge_with_history(4, false, &result);
	assert_int_equal(judged_time(&result, 0)->rule, COMPARISON_LAUNCHES);
	assert_near(judged_time(&result, 0)->ratio, 2 / 0.9, 0.02);
	assert_int_equal(result.history_count, 4);
	result_release(&result);
	judge_with_history(5, false, &result);
	assert_int_equal(judged_time(&result, 0)->rule, COMPARISON_ARCHIVE);
	assert_int_equal(judged_time(&result, 0)->sessions, 5);
	assert_near(judged_time(&result, 0)->ratio, 1, 0.03);
	assert_near(judged_time(&result, 0)->base_center, 2.01e6, 0.02);
	assert_string_equal(result.history[4], "r4");
	assert_null(judged_note(&result, "No archive"));
	result_release(&result);
}

/* "a" at a level, after twelve runs of which two were 30 % slower. */
static void
judge_at(double level, bool has_levels, bool is_named, struct result *result)
{
	struct history history = {0};
	const struct judge_options options = {
	    .is_baseline_named = is_named, .history = &history};
	struct series here, base;
	size_t i;

	for (i = 0; i < 12; i++)
		add_history(&history, 1, i % 6 == 3 ? 1.3e6 : 1e6, 5);
	if (has_levels)
		history_set_levels(&history, "a", "time", log(1e6), log(1.3e6));
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&base, "a", 1e6, 5, 1);
	judged_case(&here, "a", level, 5, 2);
	judged_end(&here, &base, &options, result);
	series_release(&here);
	series_release(&base);
	history_release(&history);
}

static void
history_of_two_levels_is_compared_with_the_nearer(void **state)
{
	const struct comparison *of;
	struct result result;

	(void)state;
	judge_at(1.3e6, false, false, &result);
	assert_int_equal(judged_time(&result, 0)->verdict, VERDICT_REGRESSION);
	assert_null(judged_note(&result, "two levels"));
	result_release(&result);
	judge_at(1.3e6, true, false, &result);
	of = judged_time(&result, 0);
	assert_int_equal(of->verdict, VERDICT_UNCHANGED);
	assert_near(of->base_center, 1.3e6, 0.01);
	assert_non_null(judged_note(&result,
	    "1 case whose history jumps between two levels, compared as if "
	    "all runs were at the nearer: a."));
	result_release(&result);
	judge_at(1.95e6, true, false, &result);
	of = judged_time(&result, 0);
	assert_int_equal(of->verdict, VERDICT_REGRESSION);
	assert_near(of->ratio, 1.5, 0.02);
	result_release(&result);
	/* The baseline is at the lower level, and is said to be. */
	judge_at(1.3e6, true, true, &result);
	of = judged_time(&result, 0);
	assert_int_equal(of->verdict, VERDICT_UNCHANGED);
	assert_near(of->ratio, 1, 0.01);
	assert_near(of->base_center, 1e6, 0.01);
	result_release(&result);
	judge_at(2.6e6, true, true, &result);
	of = judged_time(&result, 0);
	assert_int_equal(of->verdict, VERDICT_REGRESSION);
	assert_near(of->ratio, 2, 0.02);
	result_release(&result);
}

static void
a_named_baseline_is_the_centre_of_an_archive(void **state)
{
	struct result result;

	(void)state;
	judge_with_history(5, true, &result);
	assert_int_equal(judged_time(&result, 0)->rule, COMPARISON_ARCHIVE);
	assert_near(judged_time(&result, 0)->ratio, 2 / 0.9, 0.02);
	assert_near(judged_time(&result, 0)->base_center, 0.9e6, 0.02);
	/* one session against one: c = 1, B = 1 */
	assert_near(judged_time(&result, 0)->error,
	    judged_time(&result, 0)->session_sigma * sqrt(2), 1e-9);
	assert_true(judged_time(&result, 0)->is_implausible);
	assert_non_null(judged_note(&result, "as many launches succeed"));
	result_release(&result);
}

static void
an_archive_alone_is_enough(void **state)
{
	struct history history = {0};
	const struct judge_options options = {.history = &history};
	struct series here;
	struct result result;

	(void)state;
	add_history(&history, 6, 1e6, 5);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&here, "a", 1.01e6, 5, 2);
	judged_case(&here, "b", 1.01e6, 5, 2);
	judged_end(&here, NULL, &options, &result);
	assert_int_equal(judged_time(&result, 0)->sessions, 6);
	assert_string_equal(
	    judged_time(&result, 1)->reason, "no-baseline-case");
	result_release(&result);
	series_release(&here);
	history_release(&history);
}

/* max_rss of "a", judged, as given here and there. */
static struct comparison
judge_values(const double *here_values, size_t n, const double *base_values,
    size_t m, bool is_one_launch)
{
	static const char *const judged[] = {"max_rss"};
	const struct record_case line = {
	    .id = "a", .judged = judged, .judged_count = 1};
	struct comparison got;
	struct series here, base;
	struct result result;

	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	run_plan(&base, "a");
	run_plan(&here, "a");
	run_put(&here, RECORD_CASE, &line);
	if (is_one_launch) {
		run_samples(&here, "a", "max_rss", 1, here_values, n);
		run_samples(&base, "a", "max_rss", 1, base_values, m);
	} else {
		run_launches(&here, "a", "max_rss", here_values, n);
		run_launches(&base, "a", "max_rss", base_values, m);
	}
	judged_end(&here, &base, &named, &result);
	got = *result.cases[0].metrics[1].comparison;
	result_release(&result);
	series_release(&here);
	series_release(&base);
	return got;
}

static void
zeros_are_compared_by_difference(void **state)
{
	const double zeros[] = {0, 0, 0, 0, 0}, some[] = {3, 4, 5, 4, 3};
	struct comparison got;

	(void)state;
	got = judge_values(some, 5, zeros, 5, false);
	assert_string_equal(got.reason, "not-positive");
	assert_int_equal(got.verdict, VERDICT_NEW_NONZERO);
	assert_near(got.difference.value, 3.8, 1e-12);
	assert_true(got.difference_interval.exists);
	assert_true(got.difference_interval.low > 2);
	assert_true(isnan(got.ratio) && isnan(got.q));
	got = judge_values(zeros, 5, zeros, 5, false);
	assert_int_equal(got.verdict, VERDICT_UNCHANGED);
	assert_true(got.difference.exists && got.difference.value == 0);
	got = judge_values(zeros, 5, some, 5, false);
	assert_int_equal(got.verdict, VERDICT_INCONCLUSIVE);
	assert_string_equal(got.verdict_reason, "not-positive");
}

static void
one_launch_needs_six_samples(void **state)
{
	const double some[] = {100, 101, 102, 101, 100, 99};
	struct comparison got;

	(void)state;
	got = judge_values(some, 6, some, 5, true);
	assert_string_equal(got.reason, "insufficient-data");
	assert_int_equal(got.verdict, VERDICT_INSUFFICIENT_DATA);
	got = judge_values(some, 5, some, 6, true);
	assert_int_equal(got.verdict, VERDICT_INSUFFICIENT_DATA);
	got = judge_values(some, 6, some, 6, true);
	assert_null(got.reason);
	assert_int_equal(got.rule, COMPARISON_SINGLE);
	assert_true(got.is_single_run);
	/* 3 % from launch to launch are assumed: too much for unchanged */
	assert_int_equal(got.verdict, VERDICT_INCONCLUSIVE);
}

static void
metrics_and_units_that_differ_are_said(void **state)
{
	static const struct metric odd[] = {
	    {.name = "time", .unit = "B"}, {.name = "extra", .unit = "1"}};
	const struct record_case line = {.id = "a",
	    .status = CASE_STATUS_PLANNED,
	    .metrics = odd,
	    .metric_count = 2};
	const double values[] = {7, 8, 9};
	struct series here, base;
	struct result result;

	(void)state;
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&base, "a", 1e6, 10, 1);
	judged_case(&base, "f", 1e6, 10, 1);
	run_outcome(&base, "f", CASE_STATUS_FAILED);
	run_put(&here, RECORD_CASE, &line);
	run_launches(&here, "a", "time", values, 3);
	run_launches(&here, "a", "extra", values, 3);
	judged_case(&here, "f", 1e6, 10, 1);
	judged_end(&here, &base, &named, &result);
	assert_string_equal(judged_time(&result, 0)->reason, "other-unit");
	assert_int_equal(
	    judged_time(&result, 0)->verdict, VERDICT_INCONCLUSIVE);
	assert_string_equal(result.cases[0].metrics[1].comparison->reason,
	    "no-baseline-metric");
	assert_string_equal(
	    judged_time(&result, 1)->reason, "insufficient-data");
	assert_int_equal(result.counts.added, 0);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

/* 12 cases that differ by the factors of everything and of each. */
static void
judge_moved(double all, double spread, struct result *result)
{
	struct random random = {12};
	struct series here, base;
	char id[24];
	size_t i;

	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	for (i = 0; i < 12; i++) {
		snprintf(id, sizeof id, "c%zu", i);
		judged_case(&base, id, 1e6, 10, 20 + i);
		judged_case(&here, id,
		    1e6 * all * exp(spread * sample_normal(&random)), 10,
		    50 + i);
	}
	judged_end(&here, &base, &named, result);
	series_release(&here);
	series_release(&base);
}

static void
what_moves_everything_is_the_first_note(void **state)
{
	struct result result;

	(void)state;
	judge_moved(1.1, 0.005, &result);
	assert_true(result.shift.exists);
	assert_string_equal(result.shift.metric, "time");
	assert_int_equal(result.shift.cases, 12);
	assert_near(result.shift.shift, log(1.1), 0.1);
	assert_ptr_equal(
	    judged_note(&result, "Nearly everything moved"), result.notes);
	/* the raw values are judged all the same */
	assert_int_equal(result.counts.regressions, 12);
	result_release(&result);
	judge_moved(1.015, 0.002, &result);
	assert_false(result.shift.exists);
	result_release(&result);
	judge_moved(1.1, 0.2, &result);
	assert_false(result.shift.exists);
	assert_null(judged_note(&result, "Nearly everything"));
	result_release(&result);
}

static void
another_policy_replaces_the_runs_own(void **state)
{
	static const char lenient[] =
	    "{\"regression\":{\"warning\":\"60%\",\"critical\":\"70%\","
	    "\"blocker\":\"80%\"}}";
	struct judge_options options = named;
	struct series here, base;
	struct result result;
	struct err err = {0};
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		judged_begin(&base, "old", judged_machine, NULL);
		judged_begin(&here, "new", judged_machine, NULL);
		judged_case(&base, "a", 1e6, 10, 1);
		judged_case(&here, "a", 1.4e6, 10, 2);
		options.policy = i == 0 ? NULL : lenient;
		options.policy_origin = "other.yaml";
		judged_end(&here, &base, &options, &result);
		assert_int_equal(judged_time(&result, 0)->level,
		    i == 0 ? LEVEL_CRITICAL : LEVEL_NONE);
		assert_int_equal(
		    judged_time(&result, 0)->verdict, VERDICT_REGRESSION);
		result.verdict = RESULT_VERDICT_NONE;
		if (i == 1) {
			assert_string_equal(result.run.policy, lenient);
			assert_non_null(judged_note(&result, "other.yaml"));
			options.policy = "{\"regression\":{\"warning\":\"x\"}}";
			assert_int_equal(
			    judge(&here, &options, &result, &err), -1);
			assert_non_null(strstr(err.text, "policy"));
		}
		result_release(&result);
		series_release(&here);
		series_release(&base);
	}
}

static void
against_keeps_its_own_base(void **state)
{
	struct record_case line = {.id = "head", .base = "base"};
	struct series here, base;
	struct result result;

	(void)state;
	judged_begin(&base, "old", judged_other_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&base, "head", 1e6, 12, 1);
	judged_case(&base, "base", 1e6, 12, 1);
	judged_case(&here, "base", 1e6, 12, 2);
	judged_case(&here, "head", 1.4e6, 12, 3);
	run_put(&here, RECORD_CASE, &line);
	line = (struct record_case){.id = "base", .reference = "head"};
	run_put(&here, RECORD_CASE, &line);
	judged_end(&here, &base, &named, &result);
	assert_int_equal(judged_time(&result, 1)->rule, COMPARISON_PAIRED);
	assert_string_equal(judged_time(&result, 1)->case_id, "base");
	/* within one run another machine does not matter */
	assert_int_equal(judged_time(&result, 1)->level, LEVEL_CRITICAL);
	assert_true(judged_time(&result, 1)->q == judged_time(&result, 1)->p);
	assert_near(judged_time(&result, 1)->df, 11, 0);
	assert_true(judged_time(&result, 1)->detectable < 0.03);
	assert_near(judged_time(&result, 1)->run_sigma, 0.01, 0.6);
	/* a reference has a verdict of its own, and counts nowhere */
	assert_int_equal(
	    result.cases[0].metrics[0].reference->verdict, VERDICT_IMPROVEMENT);
	assert_int_equal(result.counts.improvements, 0);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

static void
exact_counts_are_compared_as_they_are(void **state)
{
	static const struct metric hits = {
	    .name = "hits", .unit = "1", .is_exact = true};
	static const char *const judged[] = {"hits"};
	const struct record_case line = {.id = "a",
	    .status = CASE_STATUS_PLANNED,
	    .metrics = &hits,
	    .metric_count = 1,
	    .judged = judged,
	    .judged_count = 1};
	const double threes[] = {300, 300}, more[] = {301};
	struct series here, base;
	struct result result;

	(void)state;
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	run_put(&base, RECORD_CASE, &line);
	run_put(&here, RECORD_CASE, &line);
	run_launches(&base, "a", "hits", threes, 2);
	run_launches(&here, "a", "hits", more, 1);
	judged_end(&here, &base, &named, &result);
	assert_int_equal(judged_time(&result, 0)->rule, COMPARISON_EXACT);
	assert_true(judged_time(&result, 0)->ratio == 301 / 300.0);
	assert_true(isnan(judged_time(&result, 0)->q));
	assert_int_equal(judged_time(&result, 0)->verdict, VERDICT_REGRESSION);
	assert_int_equal(judged_time(&result, 0)->level, LEVEL_NONE);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

/* Ten cases, their lines in another order, and all of them times a factor. */
static void
judge_ten(double factor, uint64_t shuffle, struct result *result)
{
	struct random random = {77}, order = {shuffle};
	double values[2][10][8];
	size_t places[160], i, at;
	struct series both[2];
	char id[24];

	judged_begin(&both[0], "old", judged_machine, NULL);
	judged_begin(&both[1], "new", judged_machine, NULL);
	for (i = 0; i < 160; i++) {
		places[i] = i;
		at = i / 8 % 10;
		values[i / 80][at][i % 8] =
		    1e9 * factor * (1 + (i >= 80 ? 0.04 * (double)at : 0)) *
		    (1 + 0.04 * sample_normal(&random));
	}
	for (i = 0; i < 20; i++) {
		snprintf(id, sizeof id, "c%zu", i % 10);
		run_plan(&both[i / 10], id);
	}
	if (shuffle != 0)
		random_shuffle(&order, places, 160);
	for (i = 0; i < 160; i++) {
		at = places[i];
		snprintf(id, sizeof id, "c%zu", at / 8 % 10);
		run_samples(&both[at / 80], id, "time", at % 8 + 1,
		    &values[at / 80][at / 8 % 10][at % 8], 1);
	}
	judged_end(&both[1], &both[0], &named, result);
	series_release(&both[0]);
	series_release(&both[1]);
}

static void
neither_order_nor_scale_changes_a_verdict(void **state)
{
	const struct comparison *a, *b, *c;
	struct result plain, shuffled, scaled;
	unsigned verdicts = 0;
	size_t i;

	(void)state;
	judge_ten(1, 0, &plain);
	judge_ten(1, 5, &shuffled);
	judge_ten(1000, 0, &scaled);
	for (i = 0; i < 10; i++) {
		a = judged_time(&plain, i);
		b = judged_time(&shuffled, i);
		c = judged_time(&scaled, i);
		assert_true(a->ratio == b->ratio && a->q == b->q);
		assert_true(a->ratio_lower == b->ratio_lower);
		assert_int_equal(a->verdict, b->verdict);
		assert_int_equal(a->verdict, c->verdict);
		assert_int_equal(a->level, c->level);
		assert_int_equal(a->suspected, c->suspected);
		assert_near(a->ratio, c->ratio, 1e-12);
		verdicts |= 1U << a->verdict;
	}
	/* the ten are not all alike */
	assert_true(verdicts & 1U << VERDICT_REGRESSION);
	assert_true(verdicts & 1U << VERDICT_INCONCLUSIVE);
	assert_int_equal(plain.counts.regressions, scaled.counts.regressions);
	assert_true(plain.counts.regressions > 3);
	result_release(&plain);
	result_release(&shuffled);
	result_release(&scaled);
}

static void
what_regressed_has_a_page(void **state)
{
	struct series here, base;
	struct result result;
	char id[24];
	size_t i, pages = 0;

	(void)state;
	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	for (i = 0; i < 510; i++) {
		snprintf(id, sizeof id, "c%zu", i);
		judged_case(&base, id, 1e6, 6, i);
		judged_case(&here, id, i == 509 ? 2e6 : 1e6, 6, 1000 + i);
	}
	judged_end(&here, &base, &named, &result);
	pages_mark_judged(&here, &result);
	for (i = 0; i < 510; i++)
		pages += result.cases[i].has_page;
	assert_int_equal(pages, 500);
	assert_true(result.cases[509].has_page);
	assert_non_null(result.cases[509].metrics[0].plot);
	for (i = 0; i < 510; i++)
		assert_int_equal(result.cases[i].has_page,
		    result.cases[i].metrics[0].plot != NULL);
	result_release(&result);
	series_release(&here);
	series_release(&base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_case_has_its_verdict),
	    cmocka_unit_test(q_is_over_the_judged_comparisons_alone),
	    cmocka_unit_test(another_machine_is_shown_and_not_judged),
	    cmocka_unit_test(who_does_not_say_his_machine_is_not_the_same),
	    cmocka_unit_test(cases_that_went_are_missing),
	    cmocka_unit_test(no_baseline_leaves_no_comparison),
	    cmocka_unit_test(five_runs_make_an_archive),
	    cmocka_unit_test(history_of_two_levels_is_compared_with_the_nearer),
	    cmocka_unit_test(a_named_baseline_is_the_centre_of_an_archive),
	    cmocka_unit_test(an_archive_alone_is_enough),
	    cmocka_unit_test(zeros_are_compared_by_difference),
	    cmocka_unit_test(one_launch_needs_six_samples),
	    cmocka_unit_test(metrics_and_units_that_differ_are_said),
	    cmocka_unit_test(what_moves_everything_is_the_first_note),
	    cmocka_unit_test(another_policy_replaces_the_runs_own),
	    cmocka_unit_test(against_keeps_its_own_base),
	    cmocka_unit_test(exact_counts_are_compared_as_they_are),
	    cmocka_unit_test(what_regressed_has_a_page),
	    cmocka_unit_test(neither_order_nor_scale_changes_a_verdict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
