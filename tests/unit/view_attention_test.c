#include "tests/unit/test.h"

#include <string.h>

#include "output/view.h"
#include "tests/unit/judged_fixture.h"

static void
cases_that_one_thing_blocks_stand_together(void **state)
{
	struct result result;
	struct view view;
	const struct view_trouble *first;

	(void)state;
	fixture_failed(&result);
	view_build(&view, &result);
	assert_int_equal(view.troubles.count, 3);
	first = view.troubles.items;
	assert_string_equal(first->id.text, "build/first");
	assert_string_equal(first->shared, "1 more case for the same reason");
	assert_int_equal(first->others.count, 1);
	assert_string_equal(first->others.items[0].text, "build/second");
	assert_null(first->more);
	assert_string_equal(view.steps.items[1].text,
	    "build/first (and 1 more case for the same reason) could not be "
	    "started: cure what blocks it.");
	view_release(&view);
	/* Not what only happens to fail with the same words. */
	result.cases[0].status = result.cases[1].status = CASE_STATUS_FAILED;
	view_build(&view, &result);
	assert_int_equal(view.troubles.count, 4);
	assert_null(view.troubles.items[0].shared);
	view_release(&view);
	/* Nor what another one has to cure. */
	result.cases[0].status = result.cases[1].status = CASE_STATUS_BLOCKED;
	result.cases[1].owner = "somebody else";
	view_build(&view, &result);
	assert_int_equal(view.troubles.count, 4);
	view_release(&view);
	result_release(&result);
}

static void
ten_of_those_that_one_thing_blocks_are_named(void **state)
{
	struct result_case item = {.benchmark = "x",
	    .status = CASE_STATUS_BLOCKED,
	    .message = "the build failed"};
	struct result result;
	struct view view;
	size_t i;

	(void)state;
	fixture_open(&result, 1000);
	for (i = 0; i < 1000; i++) {
		item.id = arena_printf(&result.arena, "case %zu", i);
		fixture_add_case(&result, &item);
	}
	view_build(&view, &result);
	assert_int_equal(view.troubles.count, 1);
	assert_int_equal(view.troubles.items[0].others.count, VIEW_NAMED_CASES);
	assert_string_equal(view.troubles.items[0].shared,
	    "999 more cases for the same reason");
	assert_string_equal(view.troubles.items[0].more, "and 989 more");
	assert_null(view.more_troubles);
	view_release(&view);
	result_release(&result);
}

static void
trouble_says_what_it_holds_up(void **state)
{
	static const char *const cases[] = {"build/first"};
	static const struct gate_result gates[] = {
	    {.name = "All cases measured",
		.status = GATE_FAIL,
		.cases = cases,
		.case_count = 1},
	    {.name = "Fast", .status = GATE_PASS, .cases = cases},
	    {.name = "Claims hold",
		.status = GATE_UNKNOWN,
		.cases = cases,
		.case_count = 1}};
	static const struct claim_result claims[] = {
	    {.name = "a", .case_id = "x", .other_id = "build/first"},
	    {.name = "b", .case_id = "build/first", .is_planned = true}};
	struct result_metric time = {.metric = {.name = "time", .unit = "ns"}};
	struct result result;
	struct view view;

	(void)state;
	fixture_failed(&result);
	result.gates = gates;
	result.gate_count = 3;
	result.claims = claims;
	result.claim_count = 2;
	result.cases[0].metrics = &time;
	result.cases[0].metric_count = 1;
	time.budgets = (struct budget_result[]){
	    {.selector = "time", .written = "1s", .status = 3},
	    {.selector = "time.p95", .written = "1s", .status = 3}};
	time.budget_count = 2;
	result.cases[2].reference = "build/first";
	view_build(&view, &result);
	assert_string_equal(view.troubles.items[0].holds_up,
	    "“All cases measured”, “Claims hold” of the checklist, 2 budgets, "
	    "1 claim, 1 case compared with it");
	assert_null(view.troubles.items[1].holds_up);
	view_release(&view);
	result_release(&result);
}

static void
steps_of_what_failed_are_said(void **state)
{
	static const char *const first[] = {"./tool", "a b"};
	static const char *const second[] = {"sh", "-c", "./x <y\n./z"};
	static const struct record_step steps[] = {
	    {"init", first, 2}, {"test", second, 3}};
	struct result result;
	struct view view;
	const struct view_trouble *trouble;

	(void)state;
	fixture_failed(&result);
	result.cases[2].command_count = 0;
	result.cases[2].steps = steps;
	result.cases[2].step_count = 2;
	view_build(&view, &result);
	trouble = &view.troubles.items[1];
	assert_string_equal(trouble->id.text, "hang");
	assert_null(trouble->command);
	assert_int_equal(trouble->steps.count, 2);
	assert_string_equal(trouble->steps.items[0].name, "init");
	assert_string_equal(trouble->steps.items[0].value, "./tool 'a b'");
	assert_string_equal(trouble->steps.items[1].value, "./x <y\n./z");
	view_release(&view);
	result_release(&result);
}

static void
removed_case_is_not_to_be_measured_again(void **state)
{
	struct record_run base = {.id = "base"};
	struct result result;
	struct view view;
	const struct view_trouble *trouble;

	(void)state;
	fixture_failed(&result);
	result.run.suite_text = "suite: x\n";
	view_build(&view, &result);
	trouble = &view.troubles.items[2];
	assert_string_equal(trouble->id.text, "new");
	assert_non_null(trouble->verify);
	view_release(&view);
	result.baseline = &base;
	view_build(&view, &result);
	trouble = &view.troubles.items[2];
	assert_string_equal(trouble->id.text, "new");
	assert_null(trouble->verify);
	view_release(&view);
	result_release(&result);
}

static void
notes_of_one_kind_are_counted(void **state)
{
	enum { NOTES = 9 };
	struct result_note notes[NOTES];
	struct result result;
	struct view view;
	size_t i;

	(void)state;
	fixture_demo(&result);
	for (i = 0; i < NOTES; i++)
		notes[i] = (struct result_note){NOTE_WARNING,
		    i == 0 ? NULL : result.cases[i].id, "It drifted.",
		    i == 1 ? "Mend it." : "Look."};
	result.notes = notes;
	result.note_count = NOTES;
	view_build(&view, &result);
	/* The run's own, the one with other advice, and four of seven. */
	assert_int_equal(view.notes.count, 6);
	assert_string_equal(
	    view.notes.items[5].text, "It drifted. 3 more cases likewise.");
	assert_string_equal(view.notes.items[4].text, "It drifted.");
	assert_string_equal(view.steps.items[0].text, "It drifted. Look.");
	assert_non_null(strstr(view.steps.items[1].text, "Mend it."));
	assert_null(strstr(view.steps.items[2].text, "It drifted."));
	view_release(&view);
	result_release(&result);
}

static void
message_of_several_lines_is_one_in_the_table(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_failed(&result);
	view_build(&view, &result);
	assert_string_equal(view.rows.items[0].message,
	    "the build failed: main.c:12:1: error: expected ';' make: *** "
	    "[all] Error 2");
	assert_non_null(strstr(view.troubles.items[0].message, "\n\tmake"));
	view_release(&view);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cases_that_one_thing_blocks_stand_together),
	    cmocka_unit_test(ten_of_those_that_one_thing_blocks_are_named),
	    cmocka_unit_test(trouble_says_what_it_holds_up),
	    cmocka_unit_test(steps_of_what_failed_are_said),
	    cmocka_unit_test(removed_case_is_not_to_be_measured_again),
	    cmocka_unit_test(notes_of_one_kind_are_counted),
	    cmocka_unit_test(message_of_several_lines_is_one_in_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
