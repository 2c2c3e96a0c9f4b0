#include "tests/unit/test.h"

#include <string.h>

#include "base/text.h"
#include "output/view_case.h"
#include "output/view_change.h"
#include "output/view_parts.h"
#include "tests/unit/judged_fixture.h"

static const struct view_comparison *
section_of(const struct view *view, const char *anchor)
{
	size_t i;

	for (i = 0; i < view->verdicts.count; i++)
		if (strcmp(view->verdicts.items[i].anchor, anchor) == 0)
			return &view->verdicts.items[i];
	fail_msg("there is no section %s", anchor);
	return NULL;
}

static const char *
said_of(const struct view_walk *walk, const char *name)
{
	size_t i;

	for (i = 0; i < walk->steps.count; i++)
		if (strcmp(walk->steps.items[i].name, name) == 0)
			return walk->steps.items[i].value;
	return NULL;
}

static void
first_must_line_that_fails_decides(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	assert_string_equal(view.verdict.word, "NO-GO");
	assert_int_equal(
	    strncmp(view.reason, "3 of 10 compared cases have", 27), 0);
	assert_string_equal(view.decided,
	    "Decided by the must line “No critical regression”; likewise “No "
	    "red budget”, “Claims hold”.");
	assert_non_null(strstr(view.judged,
	    "Of 10 compared cases 5 regressed, 1 of them only suspected, 2 "
	    "improved, 1 is undecided, 2 are unchanged; the worst, "
	    "marketplace/search/mode=fuzzy,packages=10000, is 2.31× slower [2.27, 2.35]. 1 more is new. "
	    "Budgets: 1 red, 1 yellow, 2 green, 1 not measured. Claims: 1 "
	    "fails, 1 holds, 1 planned."));
	assert_string_equal(view.against,
	    "Compared with run 20261101T090000Z-00beef, version 2.3.0, commit "
	    "be27c44b0d1f (release/2.3), of 2026-11-01 09:00 UTC.");
	assert_null(view.explanation);
	view_release(&view);
	result_release(&result);
}

static void
what_is_accepted_or_suspected_in_a_case_is_not_sure(void **state)
{
	struct result result;
	struct result_metric *metric;
	struct comparison other;
	struct view view;

	(void)state;
	fixture_no_go(&result);
	metric = fixture_metric_of(&result.cases[0], 0);
	other = *metric->comparison;
	other.level = LEVEL_NONE;
	other.suspected = LEVEL_WARNING;
	metric->comparison->accepted = "known";
	metric = fixture_metric_of(&result.cases[0], 1);
	metric->is_judged = true;
	metric->comparison = &other;
	view_build(&view, &result);
	assert_non_null(
	    strstr(view.judged, " 5 regressed, 2 of them only suspected, "));
	view_release(&view);
	other.accepted = "known";
	view_build(&view, &result);
	assert_non_null(strstr(view.judged,
	    " 5 regressed, 1 of them accepted, 1 of them only suspected, "));
	view_release(&view);
	result_release(&result);
}

static void
unknown_must_line_makes_the_warning(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_warn(&result);
	view_build(&view, &result);
	assert_string_equal(
	    view.reason, "There is no baseline to compare with.");
	assert_null(view.against);
	assert_string_equal(view.decided,
	    "Decided by the must line “No critical regression”; likewise "
	    "“Docs reviewed”, “All budgets green”.");
	view_release(&view);
	result_release(&result);
}

static void
go_says_that_all_lines_passed(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_go(&result);
	view_build(&view, &result);
	assert_string_equal(view.reason, "All 3 must lines passed.");
	assert_null(view.decided);
	assert_string_equal(view.judged,
	    "Of 5 compared cases 5 are unchanged. Budgets: 1 green.");
	assert_int_equal(view.verdicts.count, 0);
	view_release(&view);
	result_release(&result);
}

static void
lines_without_a_section_come_first(void **state)
{
	struct result result;
	struct view view;
	const struct view_section *sections;
	const struct view_gate *gate;

	(void)state;
	fixture_no_go(&result);
	/* Even if one is the last of all. */
	fixture_gate(&result, GATE_NICE, NULL, "Late", GATE_PASS, "x");
	view_build(&view, &result);
	sections = view.sections.items;
	assert_int_equal(view.sections.count, 3);
	assert_null(sections[0].name);
	assert_int_equal(sections[0].gates.count, 3);
	assert_string_equal(sections[0].gates.items[2].name, "Late");
	assert_string_equal(sections[1].name, "Performance");
	assert_int_equal(sections[1].gates.count, 4);
	assert_string_equal(sections[2].name, "Release");
	gate = &sections[0].gates.items[1];
	assert_string_equal(gate->status.word, "failed");
	assert_string_equal(gate->status.tone, "bad");
	assert_int_equal(gate->ids.count, 3);
	assert_string_equal(gate->ids.items[1].text, "marketplace/install");
	assert_non_null(gate->ids.items[1].page);
	assert_string_equal(sections[1].gates.items[2].status.tone, "warn");
	assert_string_equal(
	    sections[1].gates.items[3].status.word, "not reached");
	assert_string_equal(sections[1].gates.items[3].status.tone, "plain");
	assert_non_null(sections[2].gates.items[0].manual);
	view_release(&view);
	result_release(&result);
}

static void
targets_that_are_not_green_come_first(void **state)
{
	static const char *const statuses[] = {"red", "fails", "yellow",
	    "not measured", "green", "holds", "green", "planned"};
	struct result result;
	struct view view;
	const struct view_target *targets;
	size_t i;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	targets = view.targets.items;
	assert_int_equal(view.targets.count, COUNT(statuses));
	for (i = 0; i < COUNT(statuses); i++) {
		assert_string_equal(targets[i].status.word, statuses[i]);
		assert_int_equal(targets[i].is_open != NULL, i < 4);
	}
	assert_string_equal(targets[0].baseline, "284 ms");
	assert_string_equal(targets[0].target, "≤ 500ms");
	assert_string_equal(targets[0].measured, "655 ms");
	assert_string_equal(targets[0].headroom, "over by 31 %");
	assert_string_equal(
	    targets[3].note, "p99 needs 300 samples, there are 10");
	assert_null(targets[3].measured);
	assert_string_equal(targets[4].headroom, "over by 2.1 %, tolerated");
	assert_string_equal(targets[4].uncertain, "uncertain");
	/* Nobody knows the p95 of the baseline. */
	assert_null(targets[4].baseline);
	assert_string_equal(targets[6].headroom, "56 % left");
	assert_string_equal(targets[6].gate, "should");
	view_release(&view);
	result_release(&result);
}

static void
target_without_a_baseline_is_new(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_warn(&result);
	view_build(&view, &result);
	assert_string_equal(view.targets.items[0].baseline, "new");
	view_release(&view);
	result_release(&result);
}

static void
floor_and_range_say_on_which_side_they_are_missed(void **state)
{
	struct result result;
	struct view view;
	struct budget_result *budget;

	(void)state;
	fixture_go(&result);
	budget = fixture_budget(&result, 0, "time", ">= 4ms", 4, BUDGET_YELLOW);
	budget->op = BUDGET_AT_LEAST;
	budget->over = 4.0 / 3 - 1;
	budget = fixture_budget(&result, 1, "time", "5ms..6ms", 5, BUDGET_RED);
	budget->op = BUDGET_RANGE;
	budget->high = 6e6;
	budget->over = 0.667;
	view_build(&view, &result);
	assert_string_equal(view.targets.items[0].target, "5ms..6ms");
	assert_string_equal(view.targets.items[0].headroom, "outside by 67 %");
	assert_string_equal(view.targets.items[1].target, "≥ 4ms");
	assert_string_equal(view.targets.items[1].headroom, "needs 33 % more");
	view_release(&view);
	result_release(&result);
}

static void
two_hundred_targets_are_listed_and_the_rest_is_said(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_judged_many(&result, 900);
	view_build(&view, &result);
	assert_int_equal(view.targets.count, VIEW_TARGETS);
	assert_string_equal(view.targets.items[0].status.word, "red");
	assert_string_equal(view.targets.items[199].status.word, "green");
	assert_non_null(strstr(view.more_targets,
	    "100 more targets, none of which is open, are not listed"));
	view_release(&view);
	result_release(&result);
	fixture_judged_many(&result, 2000);
	view_build(&view, &result);
	assert_string_equal(view.targets.items[199].status.word, "red");
	assert_non_null(strstr(view.more_targets, ", 194 of them not green,"));
	view_release(&view);
	result_release(&result);
}

static void
regressions_are_ranked_by_level_then_size(void **state)
{
	static const char *const levels[] = {
	    "blocker", "critical", "critical", "suspected warning", "minor"};
	struct result result;
	struct view view;
	const struct view_comparison *found;
	size_t i;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	found = section_of(&view, "regressions");
	assert_int_equal(found->changes.count, COUNT(levels));
	for (i = 0; i < COUNT(levels); i++)
		assert_string_equal(found->changes.items[i].level, levels[i]);
	assert_string_equal(
	    found->changes.items[1].id.text, "marketplace/install");
	assert_string_equal(
	    found->changes.items[0].doubt, "check that it still does the work");
	assert_string_equal(found->changes.items[0].q, "< 0.001");
	assert_string_equal(
	    found->changes.items[0].brief, "2.31× slower, blocker");
	assert_string_equal(found->changes.items[2].brief, "+31 %, critical");
	assert_string_equal(found->changes.items[1].counts, "30 and 30");
	assert_null(found->changes.items[1].other.text);
	found = section_of(&view, "improvements");
	assert_int_equal(found->changes.count, 2);
	assert_string_equal(
	    found->changes.items[0].change, "2.08× faster [2.00, 2.17]");
	assert_null(found->changes.items[0].level);
	found = section_of(&view, "undecided");
	assert_int_equal(found->changes.count, 1);
	assert_string_equal(found->changes.items[0].least, "44 %");
	/* What has no verdict is no pair of this run. */
	assert_int_equal(view.comparisons.count, 0);
	view_release(&view);
	result_release(&result);
}

static void
chart_shows_both_directions_of_many(void **state)
{
	struct result result;
	struct view view;
	const struct view_comparison *chart;

	(void)state;
	fixture_judged_many(&result, 2000);
	view_build(&view, &result);
	chart = view.overall.items;
	assert_int_equal(chart->changes.count, 40);
	assert_string_equal(chart->changes.items[26].seen.word, "regression");
	assert_string_equal(chart->changes.items[27].seen.word, "improvement");
	assert_non_null(
	    strstr(chart->caption, "The 40 most notable of 2000 changes"));
	assert_int_equal(section_of(&view, "regressions")->changes.count, 200);
	assert_non_null(strstr(section_of(&view, "regressions")->more,
	    "86 more regressions are not listed"));
	view_release(&view);
	result_release(&result);
}

static void
shift_of_the_machine_is_said_and_taken_off(void **state)
{
	struct result result;
	struct view view;
	const struct view_change *change;

	(void)state;
	fixture_no_go(&result);
	result.shift = (struct machine_shift){true, "time", 0.0953, 0.01, 10};
	view_build(&view, &result);
	assert_non_null(strstr(view.shift, "time of 10 cases by about +10 %"));
	change = &section_of(&view, "regressions")->changes.items[2];
	assert_string_equal(change->change, "+31 % [+28, +34]");
	assert_string_equal(change->adjusted, "+19 %");
	assert_non_null(section_of(&view, "regressions")->has_adjusted);
	view_release(&view);
	result_release(&result);
}

static void
added_and_removed_cases_are_listed(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	assert_int_equal(view.moved.count, 2);
	assert_string_equal(view.moved.items[0].heading, "Added cases: 1");
	assert_string_equal(
	    view.moved.items[0].ids.items[0].text, "marketplace/new-command");
	assert_string_equal(
	    view.moved.items[1].ids.items[0].text, "marketplace/old-command");
	view_release(&view);
	result_release(&result);
	fixture_demo(&result);
	view_build(&view, &result);
	assert_int_equal(view.moved.count, 0);
	view_release(&view);
	result_release(&result);
}

static void
walk_goes_from_the_data_to_the_verdict(void **state)
{
	struct result result;
	struct view view;
	struct arena arena = {0};
	struct view_walk walk;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	walk = view_walk_of(
	    &arena, &view, &result.cases[0], &result.cases[0].metrics[0]);
	assert_string_equal(walk.steps.items[0].name, "Rule");
	assert_string_equal(said_of(&walk, "Centres"),
	    "412 ms here, 314.5 ms there; lower is better.");
	assert_string_equal(said_of(&walk, "One-sided 95 %"),
	    "Worse by +29 % at least, +33 % at most; the least is ≥ warning "
	    "15 %, < critical 30 %, the estimate, +31 %, is ≥ critical 30 %, "
	    "< blocker 50 %; unchanged is within 5.0 %.");
	assert_string_equal(said_of(&walk, "Chance"),
	    "p < 0.001, q < 0.001 over 10 judged; a minor change needs q ≤ "
	    "0.05 and 2.0 %.");
	assert_string_equal(
	    walk.steps.items[walk.steps.count - 1].name, "Verdict");
	/* Without a number of the kind its step is left out. */
	fixture_metric_of(&result.cases[0], 0)->comparison->p = (double)NAN;
	walk = view_walk_of(
	    &arena, &view, &result.cases[0], &result.cases[0].metrics[0]);
	assert_null(said_of(&walk, "Chance"));
	fixture_metric_of(&result.cases[0], 0)->comparison->is_bimodal = true;
	walk = view_walk_of(
	    &arena, &view, &result.cases[0], &result.cases[0].metrics[0]);
	assert_string_equal(said_of(&walk, "Centres"),
	    "412 ms here, 314.5 ms there, compared as at the nearer of the two "
	    "levels that its history jumps between; lower is better.");
	/* Nothing was judged of the next one. */
	walk = view_walk_of(
	    &arena, &view, &result.cases[0], &result.cases[0].metrics[1]);
	assert_int_equal(walk.steps.count, 0);
	arena_release(&arena);
	view_release(&view);
	result_release(&result);
}

static void
walk_tells_no_launches_that_are_not_known(void **state)
{
	struct result result;
	struct view view;
	struct arena arena = {0};
	struct comparison none;
	struct view_walk walk;

	(void)state;
	fixture_no_go(&result);
	none = comparison_none(result.cases[0].id, "insufficient-data");
	none.verdict = VERDICT_INSUFFICIENT_DATA;
	fixture_metric_of(&result.cases[0], 0)->comparison = &none;
	view_build(&view, &result);
	walk = view_walk_of(
	    &arena, &view, &result.cases[0], &result.cases[0].metrics[0]);
	assert_int_equal(walk.steps.count, 1);
	assert_string_equal(said_of(&walk, "Verdict"),
	    "too little data: too few launches, or none that differ.");
	arena_release(&arena);
	view_release(&view);
	result_release(&result);
}

static void
walk_looks_at_the_other_end_where_higher_is_better(void **state)
{
	struct result result;
	struct view view;
	struct arena arena = {0};
	struct view_walk walk;
	struct result_metric *metric;

	(void)state;
	fixture_no_go(&result);
	metric = fixture_metric_of(&result.cases[5], 0);
	metric->metric.better = BETTER_HIGHER;
	metric->comparison->verdict = VERDICT_REGRESSION;
	view_build(&view, &result);
	walk = view_walk_of(&arena, &view, &result.cases[5], metric);
	/* 0.87 [0.854, 0.886]: worse by 1/0.886 - 1 at least. */
	assert_int_equal(strncmp(said_of(&walk, "One-sided 95 %"),
			     "Worse by +13 % at least, +17 % at most", 38),
	    0);
	arena_release(&arena);
	view_release(&view);
	result_release(&result);
}

static void
thresholds_of_the_suite_stand_in_the_walk(void **state)
{
	struct result result;
	struct view view;
	struct arena arena = {0};
	struct view_walk walk;

	(void)state;
	fixture_no_go(&result);
	result.run.policy = "{\"regression\":{\"warning\":\"12%\"}}";
	view_build(&view, &result);
	walk = view_walk_of(
	    &arena, &view, &result.cases[0], &result.cases[0].metrics[0]);
	assert_non_null(
	    strstr(said_of(&walk, "One-sided 95 %"), "≥ warning 12 %"));
	arena_release(&arena);
	view_release(&view);
	result_release(&result);
}

static void
page_of_a_case_has_its_walk_and_budgets(void **state)
{
	struct result result;
	struct view view;
	struct view_case page;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	view_case_build(&page, &view, 1);
	assert_true(page.metrics.items[0].walk.count > 5);
	assert_int_equal(page.metrics.items[0].targets.count, 1);
	assert_string_equal(
	    page.metrics.items[0].targets.items[0].status.word, "red");
	assert_string_equal(
	    page.metrics.items[0].changes.items[0].role, "baseline");
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static const struct view_step *
step_with(const struct view *view, const char *text)
{
	size_t i;

	for (i = 0; i < view->steps.count; i++)
		if (strstr(view->steps.items[i].text, text) != NULL)
			return &view->steps.items[i];
	fail_msg("no step says: %s", text);
	return NULL;
}

static void
each_thing_not_green_has_a_step(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	assert_string_equal(
	    step_with(&view, "marketplace/install is a regression")->command,
	    "perfolio check 20261120T181203Z-7f3a9c --why "
	    "marketplace/install");
	assert_string_equal(
	    step_with(&view, "DIR is a built tree of commit")->command,
	    "perfolio check 20261120T181203Z-7f3a9c --confirm --against DIR");
	assert_non_null(
	    step_with(&view, "time is red: 655 ms against ≤ 500ms")->command);
	assert_string_equal(step_with(&view, "Nobody attested")->command,
	    "perfolio check 20261120T181203Z-7f3a9c --attest 'Docs "
	    "reviewed=pass'");
	assert_non_null(step_with(&view, "1 case is inconclusive"));
	view_release(&view);
	result_release(&result);
	fixture_warn(&result);
	view_build(&view, &result);
	assert_true(text_ends_with(
	    step_with(&view, "no baseline")->command, " --save-baseline main"));
	view_release(&view);
	result_release(&result);
}

static void
steps_of_a_bad_run_stay_few(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_judged_many(&result, 2000);
	view_build(&view, &result);
	assert_true(view.steps.count < VIEW_JUDGED_STEPS);
	view_release(&view);
	result_release(&result);
}

static void
facts_that_differ_from_the_baseline_are_named(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_no_go(&result);
	view_build(&view, &result);
	assert_int_equal(view.differences.count, 2);
	assert_string_equal(view.differences.items[1].name, "Governor");
	assert_string_equal(view.differences.items[1].here, "not known");
	view_release(&view);
	result_release(&result);
}

static const char *
method(const struct view *view, const char *name)
{
	size_t i;

	for (i = 0; i < view->methods.count; i++)
		if (strcmp(view->methods.items[i].name, name) == 0)
			return view->methods.items[i].value;
	return NULL;
}

static void
method_says_how_many_were_judged_and_by_which_limits(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_go(&result);
	result.run.policy = "{\"regression\":{\"warning\":\"12%\"}}";
	view_build(&view, &result);
	assert_non_null(strstr(method(&view, "Comparisons"),
	    arena_printf(&result.arena, "%zu were judged. %zu of them",
		view.overall.items[0].changes.count, view.family)));
	assert_non_null(strstr(method(&view, "Levels"),
	    "warning from 12 % worse, critical from 30 %, blocker from 50 %."));
	assert_null(strstr(method(&view, "Levels"), "limits of their own"));
	view_release(&view);
	/* One benchmark has others. */
	result.run.policy = arena_printf(&result.arena,
	    "{\"benchmarks\":[{\"benchmark\":\"%s\",\"group\":\"%s\","
	    "\"regression\":{\"minor\":\"9%%\"}}]}",
	    result.cases[1].benchmark, result.cases[1].group);
	view_build(&view, &result);
	assert_non_null(strstr(method(&view, "Levels"),
	    arena_printf(&result.arena,
		" 1 of %zu comparisons have limits of their own",
		view.overall.items[0].changes.count)));
	view_release(&view);
	result.run.policy = NULL;
	result_release(&result);
	fixture_demo(&result);
	view_build(&view, &result);
	assert_null(method(&view, "Comparisons"));
	assert_null(method(&view, "Budgets"));
	assert_null(method(&view, "Scaling"));
	view_release(&view);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		method_says_how_many_were_judged_and_by_which_limits),
	    cmocka_unit_test(first_must_line_that_fails_decides),
	    cmocka_unit_test(
		what_is_accepted_or_suspected_in_a_case_is_not_sure),
	    cmocka_unit_test(walk_tells_no_launches_that_are_not_known),
	    cmocka_unit_test(unknown_must_line_makes_the_warning),
	    cmocka_unit_test(go_says_that_all_lines_passed),
	    cmocka_unit_test(lines_without_a_section_come_first),
	    cmocka_unit_test(targets_that_are_not_green_come_first),
	    cmocka_unit_test(target_without_a_baseline_is_new),
	    cmocka_unit_test(floor_and_range_say_on_which_side_they_are_missed),
	    cmocka_unit_test(
		two_hundred_targets_are_listed_and_the_rest_is_said),
	    cmocka_unit_test(regressions_are_ranked_by_level_then_size),
	    cmocka_unit_test(chart_shows_both_directions_of_many),
	    cmocka_unit_test(shift_of_the_machine_is_said_and_taken_off),
	    cmocka_unit_test(added_and_removed_cases_are_listed),
	    cmocka_unit_test(walk_goes_from_the_data_to_the_verdict),
	    cmocka_unit_test(
		walk_looks_at_the_other_end_where_higher_is_better),
	    cmocka_unit_test(thresholds_of_the_suite_stand_in_the_walk),
	    cmocka_unit_test(page_of_a_case_has_its_walk_and_budgets),
	    cmocka_unit_test(each_thing_not_green_has_a_step),
	    cmocka_unit_test(steps_of_a_bad_run_stay_few),
	    cmocka_unit_test(facts_that_differ_from_the_baseline_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
