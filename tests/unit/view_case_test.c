#include "tests/unit/test.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "output/figure.h"
#include "output/view_case.h"
#include "tests/unit/result_fixture.h"

/* One case with the metrics it is given; the caller releases the result. */
static struct result_case *
build_one(struct result *result, struct result_metric *metrics, size_t count)
{
	struct result_case item = {
	    .id = "one",
	    .status = CASE_STATUS_OK,
	    .launches = 35,
	    .metrics = metrics,
	    .metric_count = count,
	    .has_page = true,
	};

	fixture_open(result, 1);
	fixture_add_case(result, &item);
	return &result->cases[0];
}

static const char *
fact(const struct view_case *page, const char *name)
{
	size_t i;

	for (i = 0; i < page->facts.count; i++)
		if (strcmp(page->facts.items[i].name, name) == 0)
			return page->facts.items[i].value;
	return NULL;
}

static void
assert_stopped(const char *by, double precision, double reached,
    const char *stopped, const char *remark)
{
	struct result_metric time = fixture_metric("time", "ns", 1e6, 0.01);
	struct result result;
	struct result_case *item = build_one(&result, &time, 1);
	struct view view;
	struct view_case page;

	item->stopped_by = by;
	item->precision = precision;
	item->reached = reached;
	view_build(&view, &result);
	view_case_build(&page, &view, 0);
	assert_string_equal(fact(&page, "Stopped"), stopped);
	if (remark == NULL)
		assert_null(view.rows.items[0].remarks);
	else
		assert_string_equal(view.rows.items[0].remarks, remark);
	assert_int_equal(view.steps.count, remark != NULL);
	assert_int_equal(view.remarks.count, remark != NULL);
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
page_says_what_stopped_the_case_and_how_precise_it_is(void **state)
{
	(void)state;
	assert_stopped("precision", 0.02, 0.018,
	    "as precise as asked for (± 1.8 % of 2 % after 35 launches)", NULL);
	assert_stopped("max", 0.02, 0.031,
	    "at the largest number of launches (± 3.1 % of 2 % after 35 "
	    "launches), less precise than asked for",
	    "less precise than asked for: ± 3.1 %");
	assert_stopped("time", 0.02, 0, "at the end of its time",
	    "less precise than asked for");
	/* Once at the end is not twice in a row, but precise enough. */
	assert_stopped("max", 0.02, 0.019,
	    "at the largest number of launches (± 1.9 % of 2 % after 35 "
	    "launches)",
	    NULL);
	assert_stopped("fixed", 0, 0.05,
	    "after the number asked for (± 5 % after 35 launches)", NULL);
	assert_stopped(
	    "fixed", 0, (double)NAN, "after the number asked for", NULL);
}

static void
next_step_names_the_cases_that_are_not_precise(void **state)
{
	struct result result;
	struct result_case item;
	struct view view;
	size_t i;

	(void)state;
	fixture_open(&result, 5);
	for (i = 0; i < 5; i++) {
		item = fixture_case(&result,
		    arena_printf(&result.arena, "case%zu", i), 1e6, 0.01);
		item.stopped_by = "time";
		item.precision = 0.02;
		item.reached = 0.05;
		fixture_add_case(&result, &item);
	}
	view_build(&view, &result);
	assert_int_equal(view.steps.count, 1);
	assert_string_equal(view.steps.items[0].text,
	    "less precise than asked for (5 cases: case0, case1, case2, …): "
	    "Raise max_launches or max_time.");
	view_release(&view);
	result_release(&result);
}

static void
what_was_never_measured_is_not_available(void **state)
{
	struct result_metric metrics[] = {
	    fixture_metric("time", "ns", 1e6, 0.01),
	    {.metric = {.name = "instructions", .unit = "1"},
		.is_judged = true},
	    {.metric = {.name = "cycles", .unit = "1"}},
	};
	struct result result;
	struct view view;
	struct view_case page;

	(void)state;
	build_one(&result, metrics, COUNT(metrics));
	view_build(&view, &result);
	assert_int_equal(view.rows.count, 2);
	assert_null(view.rows.items[1].median.text);
	assert_string_equal(view.rows.items[1].message, "not available");
	assert_int_equal(view.other_names.count, 0);
	view_case_build(&page, &view, 0);
	assert_non_null(strstr(page.metrics.items[1].missing, "Not available"));
	assert_int_equal(page.resources.count, 1);
	assert_string_equal(page.resources.items[0].missing, "not available");
	assert_null(page.resources.items[0].median.text);
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
unavailable_metric_beside_others_has_words_in_its_column(void **state)
{
	struct result_metric metrics[] = {
	    fixture_metric("time", "ns", 1e6, 0.01),
	    {.metric = {.name = "cycles", .unit = "1"}},
	    fixture_metric("page_faults", "1", 7, 0),
	};
	struct result result;
	struct view view;
	const struct view_other *other;

	(void)state;
	build_one(&result, metrics, COUNT(metrics));
	view_build(&view, &result);
	assert_int_equal(view.other_names.count, 2);
	other = &view.pages.items[0].others.items[0];
	assert_string_equal(other->cells.items[0].text, "not available");
	assert_string_equal(other->cells.items[1].text, "7");
	view_release(&view);
	result_release(&result);
}

static void
steps_have_a_table_on_the_page_and_no_columns_in_the_index(void **state)
{
	struct result_metric metrics[] = {
	    fixture_metric("time", "ns", 40e6, 0.01),
	    fixture_metric("init/time", "ns", 10e6, 0.01),
	    fixture_metric("init/max_rss", "B", 2097152, 0),
	    fixture_metric("max_rss", "B", 2097152, 0),
	    fixture_metric("run/time", "ns", 29e6, 0.01),
	    {.metric = {.name = "end/time", .unit = "ns"}},
	    fixture_metric("init/page_faults", "1", 9, 0),
	    fixture_metric("page_faults", "1", 20, 0),
	};
	struct result result;
	struct view view;
	struct view_case page;
	struct buf caption = {0};

	(void)state;
	build_one(&result, metrics, COUNT(metrics));
	view_build(&view, &result);
	assert_int_equal(view.rows.count, 1);
	assert_int_equal(view.other_names.count, 1);
	assert_string_equal(view.other_names.items[0].text, "page_faults");
	view_case_build(&page, &view, 0);
	assert_int_equal(page.stages.count, 3);
	assert_string_equal(page.stages.items[0].name, "init");
	assert_string_equal(page.stages.items[0].share, "25 %");
	assert_string_equal(page.stages.items[0].rss, "2.0 MiB");
	assert_null(page.stages.items[1].rss);
	assert_string_equal(page.stages.items[2].missing, "not available");
	/* max_rss and both counts of page faults. */
	assert_int_equal(page.resources.count, 3);
	figure_stages_caption(&caption, &result.cases[0]);
	assert_non_null(strstr(caption.text, "the longest is run with 29."));
	buf_release(&caption);
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
conditions_are_said_with_their_numbers(void **state)
{
	const struct record_system systems[] = {
	    {.start_ns = 0,
		.end_ns = 1000000000,
		.others = 0.03,
		.stolen = (double)NAN,
		.throttled = 0},
	    {.start_ns = 1000000000,
		.end_ns = 2000000000,
		.others = 0.02,
		.stolen = (double)NAN,
		.throttled = 2},
	    {.start_ns = 2000000000,
		.end_ns = 2500000000,
		.others = 0.41,
		.stolen = (double)NAN,
		.throttled = 1},
	};
	struct result result = {
	    .conditions = systems, .condition_count = COUNT(systems)};
	struct buf caption = {0};

	(void)state;
	assert_true(figure_has_conditions(&result));
	figure_conditions_caption(&caption, &result);
	assert_non_null(strstr(caption.text,
	    "other programs used 3.0 % at the median, 41 % at most (at 2.2 "
	    "s)"));
	assert_non_null(strstr(caption.text, "3 times (first at 2.0 s)"));
	assert_non_null(strstr(
	    caption.text, "Not available here: what the hypervisor took."));
	buf_release(&caption);
	result.condition_count = 0;
	assert_false(figure_has_conditions(&result));
}

static const struct view_statistic *
statistic(const struct view_metric *metric, const char *name)
{
	size_t i;

	for (i = 0; i < metric->statistics.count; i++)
		if (strcmp(metric->statistics.items[i].name, name) == 0)
			return &metric->statistics.items[i];
	return NULL;
}

static void
percentile_has_its_interval(void **state)
{
	struct result_metric time = fixture_metric("time", "ns", 1e6, 0.01);
	const struct view_statistic *row;
	struct result result;
	struct view view;
	struct view_case page;

	(void)state;
	time.summary.p90_interval = (struct interval){true, 1.01e6, 1.04e6};
	build_one(&result, &time, 1);
	view_build(&view, &result);
	view_case_build(&page, &view, 0);
	row = statistic(page.metrics.items, "90th percentile");
	assert_string_equal(row->value, "1.020");
	assert_string_equal(row->interval, "1.010 to 1.040");
	row = statistic(page.metrics.items, "95th percentile");
	assert_non_null(row);
	assert_null(row->interval);
	assert_null(statistic(page.metrics.items, "99th percentile"));
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
modes_and_growth_are_said_with_their_numbers(void **state)
{
	static const struct mode modes[] = {{.location = 1e6, .weight = 0.67},
	    {.location = 1.6e6, .weight = 0.33}};
	static const struct memory_growth growth = {
	    .kind = GROWTH_LINEAR, .total = 1.58, .launches = 5, .growing = 4};
	struct result_metric time = fixture_metric("time", "ns", 1e6, 0.01);
	struct result result;
	struct view view;
	struct view_case page;

	(void)state;
	time.modes = modes;
	time.mode_count = 2;
	time.growth = &growth;
	build_one(&result, &time, 1);
	view_build(&view, &result);
	view_case_build(&page, &view, 0);
	/* Modes that are told from chance alone. */
	assert_null(strstr(page.metrics.items[0].outliers, "Modes"));
	view_case_release(&page);
	result.cases[0].metrics[0].flags = RESULT_FLAG_MULTIMODAL;
	view_case_build(&page, &view, 0);
	assert_non_null(strstr(page.metrics.items[0].outliers,
	    " Modes: 1.000 ms (67 % of the values), 1.600 ms (33 % of the "
	    "values)."));
	assert_non_null(strstr(page.metrics.items[0].outliers,
	    " From the first value of a launch to the last: +158 %, linear, "
	    "in 4 of 5 launches looked at."));
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
page_says_what_the_steps_run(void **state)
{
	static const char *const command[] = {"./tool", "a b"};
	static const struct record_step steps[] = {{"init", command, 2}};
	struct result_metric time = fixture_metric("time", "ns", 1e6, 0.01);
	struct result result;
	struct result_case *item = build_one(&result, &time, 1);
	struct view view;
	struct view_case page;

	(void)state;
	item->steps = steps;
	item->step_count = 1;
	item->cwd = ".";
	view_build(&view, &result);
	view_case_build(&page, &view, 0);
	assert_null(page.command);
	assert_null(page.folder);
	assert_int_equal(page.step_commands.count, 1);
	assert_string_equal(page.step_commands.items[0].name, "init");
	assert_string_equal(page.step_commands.items[0].value, "./tool 'a b'");
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(percentile_has_its_interval),
	    cmocka_unit_test(modes_and_growth_are_said_with_their_numbers),
	    cmocka_unit_test(page_says_what_the_steps_run),
	    cmocka_unit_test(
		page_says_what_stopped_the_case_and_how_precise_it_is),
	    cmocka_unit_test(next_step_names_the_cases_that_are_not_precise),
	    cmocka_unit_test(what_was_never_measured_is_not_available),
	    cmocka_unit_test(
		unavailable_metric_beside_others_has_words_in_its_column),
	    cmocka_unit_test(
		steps_have_a_table_on_the_page_and_no_columns_in_the_index),
	    cmocka_unit_test(conditions_are_said_with_their_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
