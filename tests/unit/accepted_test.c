#include "tests/unit/judged_run.h"

#include <stdio.h>

#include "output/text_check.h"
#include "output/view.h"

static void
judge_with(
    double share, const struct judge_accepted *accepted, struct result *result)
{
	const struct judge_options options = {.is_baseline_named = true,
	    .accepted = accepted,
	    .accepted_count = 1};
	struct series here, base;

	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	judged_case(&base, "other", 1e6, 30, 1);
	judged_case(&here, "other", 1e6, 30, 2);
	judged_case(&base, "slow", 1e6, 30, 3);
	judged_case(&here, "slow", 1e6 * (1 + share), 30, 4);
	judged_end(&here, &base, &options, result);
	series_release(&here);
	series_release(&base);
}

/* A run that is slower by a share, of which rest is left. */
static void
judge_accepted_change(
    double share, double rest, const char *metric, struct result *result)
{
	const struct judge_accepted accepted = {.case_id = "slow",
	    .metric = metric,
	    .reason = "checks what it reads",
	    .rest = rest,
	    .is_from_baseline = true,
	    .steps = 1};

	judge_with(share, &accepted, result);
}

/* Does perfolio check say it? */
static void
assert_said(const struct result *result, const char *wanted)
{
	const struct text_table_options plain = {0};
	struct view view;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	view_build(&view, result);
	text_check_write(&view, &plain, out);
	fclose(out);
	if (strstr(text, wanted) == NULL)
		fail_msg("not said: %s\n%s", wanted, text);
	free(text);
	view_release(&view);
}

static void
regression_is_accepted_when_nothing_came_besides(void **state)
{
	const double rest[] = {(double)NAN, -0.1, 0, 0.06};
	const struct comparison *of;
	struct result result;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		judge_accepted_change(0.4, rest[i], "time", &result);
		of = judged_time(&result, 1);
		assert_int_equal(of->verdict, VERDICT_REGRESSION);
		assert_string_equal(of->accepted, "checks what it reads");
		assert_null(judged_note(&result, "was accepted"));
		assert_int_not_equal(result.verdict, RESULT_VERDICT_NO_GO);
		assert_said(&result, "1 regressed, which is accepted, ");
		assert_said(&result, "\n  ■ critical, accepted  slow  +");
		assert_said(&result, "; reason: checks what it reads\n");
		result_release(&result);
	}
}

static void
what_came_besides_is_not_accepted_with_it(void **state)
{
	struct result result;

	(void)state;
	judge_accepted_change(1.6, log(2), "time", &result);
	assert_null(judged_time(&result, 1)->accepted);
	assert_non_null(judged_note(&result,
	    "A change of time was accepted (checks what it reads), but 2× "
	    "came besides."));
	assert_int_equal(result.verdict, RESULT_VERDICT_NO_GO);
	assert_said(&result, "1 regressed, 1 is unchanged; the worst, slow, ");
	assert_said(&result,
	    "; accepted (checks what it reads), but 2× came besides\n");
	result_release(&result);
}

/* A step of 30 % somewhere between them. */
static void
accepted_step_is_taken_from_the_change(void **state)
{
	struct judge_accepted accepted = {.case_id = "slow",
	    .metric = "time",
	    .reason = "checks what it reads",
	    .rest = -log(1.3),
	    .steps = 1};
	struct result result;

	(void)state;
	judge_with(0.3, &accepted, &result);
	assert_non_null(judged_time(&result, 1)->accepted);
	result_release(&result);
	judge_with(1.6, &accepted, &result);
	assert_null(judged_time(&result, 1)->accepted);
	assert_said(&result, "× came besides\n");
	result_release(&result);
	/* Each step makes it less sure. */
	accepted.steps = 200;
	judge_with(0.8, &accepted, &result);
	assert_non_null(judged_time(&result, 1)->accepted);
	result_release(&result);
	accepted.steps = 1;
	judge_with(0.8, &accepted, &result);
	assert_null(judged_time(&result, 1)->accepted);
	result_release(&result);
}

static void
what_is_over_is_judged_again_and_says_so(void **state)
{
	const struct judge_accepted accepted = {.case_id = "slow",
	    .metric = "time",
	    .reason = "checks what it reads",
	    .over = "2026-01-31",
	    .rest = (double)NAN};
	struct result result;

	(void)state;
	judge_with(0.4, &accepted, &result);
	assert_null(judged_time(&result, 1)->accepted);
	assert_non_null(judged_note(&result,
	    "A change of time was accepted until 2026-01-31 (checks what it "
	    "reads), and is judged again."));
	assert_int_equal(result.verdict, RESULT_VERDICT_NO_GO);
	assert_said(&result,
	    "; accepted until 2026-01-31 (checks what it reads), and is "
	    "judged again\n");
	result_release(&result);
}

/* Of two regressions that are not alike the smaller one is open. */
static void
worst_is_one_that_nobody_accepted(void **state)
{
	struct result result;
	struct comparison *of;

	(void)state;
	judge_accepted_change(0.6, 0, "time", &result);
	of = result.cases[0].metrics[0].comparison;
	*of = *judged_time(&result, 1);
	of->accepted = NULL;
	of->level = LEVEL_WARNING;
	result.counts.regressions = 2;
	result.counts.unchanged = 0;
	assert_said(&result,
	    "Of 2 compared cases 2 regressed, 1 of them accepted; the worst, "
	    "other, is ");
	result_release(&result);
}

static void
other_metrics_are_not_accepted(void **state)
{
	struct result result;

	(void)state;
	judge_accepted_change(0.4, 0, "max_rss", &result);
	assert_null(judged_time(&result, 1)->accepted);
	assert_null(judged_note(&result, "was accepted"));
	assert_int_equal(result.verdict, RESULT_VERDICT_NO_GO);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(regression_is_accepted_when_nothing_came_besides),
	    cmocka_unit_test(what_came_besides_is_not_accepted_with_it),
	    cmocka_unit_test(accepted_step_is_taken_from_the_change),
	    cmocka_unit_test(what_is_over_is_judged_again_and_says_so),
	    cmocka_unit_test(worst_is_one_that_nobody_accepted),
	    cmocka_unit_test(other_metrics_are_not_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
