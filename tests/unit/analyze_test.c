#include <stdio.h>
#include <string.h>

#include "analysis/analyze.h"
#include "tests/unit/run.h"

static const double THREE[] = {3, 1, 2};
static const struct analyze_options none = {0};

static void
finish(struct series *series, struct result *result)
{
	const struct record_end end = {.finished = "2026-11-20T18:12:03Z"};

	run_put(series, RECORD_END, &end);
	series_finish(series);
	analyze(series, &none, result);
	series_release(series); /* the result stands alone */
}

static void
cases_are_in_the_order_they_were_planned(void **state)
{
	static const char *const ids[] = {
	    "b", "a/n=10", "a/n=2", "B", "é", "a"};
	struct series series;
	struct result result;
	size_t i;

	(void)state;
	series_init(&series);
	for (i = 0; i < 6; i++)
		run_plan(&series, ids[i]);
	finish(&series, &result);
	assert_int_equal(result.case_count, 6);
	for (i = 0; i < 6; i++)
		assert_string_equal(result.cases[i].id, ids[i]);
	result_release(&result);
}

static void
time_is_judged_unless_others_are_named(void **state)
{
	static const char *const judged[] = {"max_rss", "hits"};
	const struct record_case line = {
	    .id = "b", .judged = judged, .judged_count = 2};
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_plan(&series, "b");
	run_put(&series, RECORD_CASE, &line);
	finish(&series, &result);
	assert_true(result.cases[0].metrics[0].is_judged);
	assert_false(result.cases[0].metrics[1].is_judged);
	assert_false(result.cases[1].metrics[0].is_judged);
	assert_true(result.cases[1].metrics[1].is_judged);
	result_release(&result);
}

static void
a_metric_without_sample_is_not_measured(void **state)
{
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_launches(&series, "a", "time", THREE, 3);
	finish(&series, &result);
	assert_int_equal(result.cases[0].metric_count, 2);
	assert_true(result.cases[0].metrics[0].is_measured);
	assert_false(result.cases[0].metrics[1].is_measured);
	assert_string_equal(result.cases[0].metrics[1].metric.unit, "B");
	result_release(&result);
}

static void
a_case_without_outcome_was_cut_short(void **state)
{
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_plan(&series, "b");
	run_launches(&series, "b", "time", THREE, 3);
	series_finish(&series);
	analyze(&series, &none, &result);
	series_release(&series);
	assert_int_equal(result.cases[0].status, CASE_STATUS_MISSING);
	assert_true(result.cases[0].is_cut_short);
	assert_int_equal(result.cases[1].status, CASE_STATUS_OK);
	assert_true(result.cases[1].is_cut_short);
	assert_int_equal(result.cases[1].launches, 3);
	assert_null(result.finished);
	assert_int_equal(result.note_count, 1);
	assert_int_equal(result.notes[0].level, NOTE_WARNING);
	assert_string_equal(result.notes[0].text,
	    "The run was cut short: 2 of 2 cases did not come to their end.");
	result_release(&result);
}

static void
every_status_is_counted(void **state)
{
	static const enum case_status statuses[] = {CASE_STATUS_OK,
	    CASE_STATUS_FAILED, CASE_STATUS_TIMEOUT, CASE_STATUS_BLOCKED,
	    CASE_STATUS_SKIPPED, CASE_STATUS_MISSING};
	struct record_case line = {.message = "no reason",
	    .has_launches = true,
	    .launches = 10,
	    .failed = 1};
	char id[] = "0";
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	line.id = id;
	for (; id[0] < '6'; id[0]++) {
		run_plan(&series, id);
		line.status = statuses[id[0] - '0'];
		line.has_failure_allowed = true;
		line.is_failure_allowed = line.status != CASE_STATUS_TIMEOUT;
		run_put(&series, RECORD_CASE, &line);
	}
	run_launches(&series, "0", "time", THREE, 3);
	run_launches(&series, "0", "max_rss", THREE, 2);
	finish(&series, &result);
	assert_int_equal(result.counts.cases, 6);
	assert_int_equal(result.counts.ok, 1);
	assert_int_equal(result.counts.failed, 1);
	assert_int_equal(result.counts.timeout, 1);
	assert_int_equal(result.counts.blocked, 1);
	assert_int_equal(result.counts.skipped, 1);
	assert_int_equal(result.counts.missing, 1);
	assert_int_equal(result.counts.allowed_failures, 2);
	assert_int_equal(result.counts.launches, 60);
	assert_int_equal(result.counts.samples, 5);
	assert_null(result.cases[0].message);
	assert_string_equal(result.cases[1].message, "no reason");
	result_release(&result);
}

static void
a_failed_case_says_what_its_first_launch_said(void **state)
{
	struct record_samples failure = {.case_id = "a",
	    .launch = 1,
	    .is_failed = true,
	    .error = "cannot open x"};
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_put(&series, RECORD_SAMPLES, &failure);
	run_outcome(&series, "a", CASE_STATUS_FAILED);
	finish(&series, &result);
	assert_string_equal(result.cases[0].message, "cannot open x");
	assert_int_equal(result.cases[0].failed, 1);
	result_release(&result);
}

static void
nothing_measured_at_all_is_no_go(void **state)
{
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_outcome(&series, "a", CASE_STATUS_BLOCKED);
	finish(&series, &result);
	assert_int_equal(result.verdict, RESULT_VERDICT_NO_GO);
	result_release(&result);

	series_init(&series);
	run_plan(&series, "a");
	run_plan(&series, "b");
	run_launches(&series, "b", "time", THREE, 1);
	finish(&series, &result);
	assert_int_equal(result.verdict, RESULT_VERDICT_NONE);
	result_release(&result);

	series_init(&series);
	finish(&series, &result);
	assert_int_equal(result.verdict, RESULT_VERDICT_NONE);
	assert_int_equal(result.case_count, 0);
	result_release(&result);
}

static void
notes_say_what_happened_to_the_run(void **state)
{
	const struct record_note note = {.level = NOTE_WARNING,
	    .case_id = "a",
	    .text = "hot",
	    .advice = "cool it"};
	const struct record_resume resume = {.started = "now"};
	const struct record_samples failure = {
	    .case_id = "a", .launch = 9, .is_failed = true};
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_put(&series, RECORD_NOTE, &note);
	run_launches(&series, "a", "time", THREE, 3);
	run_put(&series, RECORD_SAMPLES, &failure);
	run_put(&series, RECORD_RESUME, &resume);
	run_outcome(&series, "a", CASE_STATUS_OK);
	finish(&series, &result);
	assert_int_equal(result.note_count, 3);
	assert_string_equal(result.notes[0].text, "hot");
	assert_string_equal(result.notes[0].case_id, "a");
	assert_string_equal(result.notes[0].advice, "cool it");
	assert_string_equal(
	    result.notes[1].text, "The run was interrupted and resumed once.");
	assert_string_equal(result.notes[2].text,
	    "1 launch of cases that are ok failed and gave no sample.");
	result_release(&result);
}

/* Cases "0", "1", …; all but the first have too few samples. */
static void
put_cases(struct series *series, size_t count)
{
	static const double steady[] = {
	    1e6, 1003e3, 999e3, 1002e3, 1001e3, 998e3, 1004e3, 997e3};
	char id[24];
	size_t i;

	series_init(series);
	for (i = 0; i < count; i++) {
		snprintf(id, sizeof id, "%zu", i);
		run_plan(series, id);
		run_launches(series, id, "time", i == 0 ? steady : THREE,
		    i == 0 ? 8 : 3);
		run_launches(series, id, "max_rss", THREE, 3);
		run_outcome(series, id, CASE_STATUS_OK);
	}
}

static void
plots_are_for_the_500_most_notable_cases(void **state)
{
	struct series series;
	struct result result;
	size_t i, j;

	(void)state;
	put_cases(&series, 501);
	finish(&series, &result);
	/* the first is the least notable: nothing is doubtful about it */
	for (i = 0; i < 501; i++) {
		assert_int_equal(result.cases[i].has_page, i > 0);
		for (j = 0; j < 2; j++)
			assert_int_equal(
			    result.cases[i].metrics[j].plot != NULL, i > 0);
	}
	assert_int_equal(result.cases[500].metrics[0].plot->histogram.count, 5);
	assert_int_equal(result.cases[500].metrics[1].plot->histogram.count, 0);
	result_release(&result);
}

static void
all_cases_have_plots_up_to_500_or_if_wanted(void **state)
{
	const struct analyze_options all = {.has_all_pages = true};
	struct series series;
	struct result result;
	size_t i;

	(void)state;
	put_cases(&series, 500);
	finish(&series, &result);
	for (i = 0; i < 500; i++)
		assert_true(result.cases[i].has_page);
	result_release(&result);
	put_cases(&series, 501);
	series_finish(&series);
	analyze(&series, &all, &result);
	series_release(&series);
	for (i = 0; i < 501; i++)
		assert_non_null(result.cases[i].metrics[0].plot);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cases_are_in_the_order_they_were_planned),
	    cmocka_unit_test(time_is_judged_unless_others_are_named),
	    cmocka_unit_test(a_metric_without_sample_is_not_measured),
	    cmocka_unit_test(a_case_without_outcome_was_cut_short),
	    cmocka_unit_test(every_status_is_counted),
	    cmocka_unit_test(a_failed_case_says_what_its_first_launch_said),
	    cmocka_unit_test(nothing_measured_at_all_is_no_go),
	    cmocka_unit_test(notes_say_what_happened_to_the_run),
	    cmocka_unit_test(plots_are_for_the_500_most_notable_cases),
	    cmocka_unit_test(all_cases_have_plots_up_to_500_or_if_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
