#include <string.h>

#include "analysis/series.h"
#include "base/random.h"
#include "base/buf.h"
#include "base/json.h"
#include "collector/record_json.h"
#include "tests/unit/run.h"

static struct series_metric *
metric_at(struct series *series, size_t at, size_t metric)
{
	return &series->cases.items[at].metrics.items[metric];
}

static void
samples_are_grouped_by_case_and_metric(void **state)
{
	const double a[] = {1, 2, 3}, b[] = {9, 8};
	struct series series;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_plan(&series, "b");
	run_launches(&series, "a", "time", a, 3);
	run_launches(&series, "b", "time", b, 2);
	run_launches(&series, "a", "max_rss", b, 2);
	series_finish(&series);
	assert_int_equal(series.cases.count, 2);
	assert_int_equal(metric_at(&series, 0, 0)->values.count, 3);
	assert_near(metric_at(&series, 0, 0)->values.items[2], 3, 0);
	assert_int_equal(metric_at(&series, 0, 1)->values.count, 2);
	assert_near(metric_at(&series, 1, 0)->values.items[0], 9, 0);
	assert_int_equal(series.cases.items[0].launches_seen, 3);
	series_release(&series);
}

static void
launches_alike_are_one_span(void **state)
{
	const double values[] = {1, 2, 3, 4, 5};
	struct series series;
	const struct spans *spans;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_launches(&series, "a", "time", values, 4);
	run_samples(&series, "a", "time", 6, values, 5);
	series_finish(&series);
	spans = &metric_at(&series, 0, 0)->spans;
	assert_int_equal(spans->count, 2);
	assert_int_equal(spans->items[0].launches, 4);
	assert_int_equal(spans->items[1].launch, 6);
	assert_int_equal(spans->items[1].count, 5);
	assert_int_equal(spans_launches(spans), 5);
	series_release(&series);
}

/* Launch i gives i % 3 + 1 values: 100 * i, 100 * i + 1, … */
static void
put_numbered(struct series *series, const size_t *order, size_t count)
{
	double values[3];
	size_t i, j, launch;

	for (i = 0; i < count; i++) {
		launch = order[i] + 1;
		for (j = 0; j < 3; j++)
			values[j] = (double)(100 * launch + j);
		run_samples(
		    series, "a", "time", launch, values, launch % 3 + 1);
	}
}

static void
order_of_the_lines_does_not_matter(void **state)
{
	enum { LAUNCHES = 50 };
	struct random random = {3};
	struct series sorted, shuffled;
	const struct series_metric *a, *b;
	size_t order[LAUNCHES], i;

	(void)state;
	for (i = 0; i < LAUNCHES; i++)
		order[i] = i;
	series_init(&sorted);
	run_plan(&sorted, "a");
	put_numbered(&sorted, order, LAUNCHES);
	series_finish(&sorted);
	random_shuffle(&random, order, LAUNCHES);
	series_init(&shuffled);
	run_plan(&shuffled, "a");
	put_numbered(&shuffled, order, LAUNCHES);
	assert_false(spans_are_sorted(&metric_at(&shuffled, 0, 0)->spans));
	series_finish(&shuffled);

	a = metric_at(&sorted, 0, 0);
	b = metric_at(&shuffled, 0, 0);
	assert_int_equal(a->values.count, b->values.count);
	assert_memory_equal(a->values.items, b->values.items,
	    a->values.count * sizeof *a->values.items);
	assert_int_equal(a->spans.count, b->spans.count);
	assert_memory_equal(a->spans.items, b->spans.items,
	    a->spans.count * sizeof *a->spans.items);
	series_release(&sorted);
	series_release(&shuffled);
}

static void
iterations_move_with_their_values(void **state)
{
	const double values[] = {20, 30}, iterations[] = {2, 3};
	const struct record_values late = {"time", values, 1};
	const struct record_values early = {"time", values + 1, 1};
	struct record_samples line = {.case_id = "a",
	    .round = 2,
	    .launch = 2,
	    .metrics = &late,
	    .metric_count = 1,
	    .iterations = iterations,
	    .iteration_count = 1};
	struct series series;
	struct series_metric *metric;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_put(&series, RECORD_SAMPLES, &line);
	line.round = line.launch = 1;
	line.metrics = &early;
	line.iterations = iterations + 1;
	run_put(&series, RECORD_SAMPLES, &line);
	series_finish(&series);
	metric = metric_at(&series, 0, 0);
	assert_near(metric->values.items[0], 10, 0);
	assert_near(metric->iterations.items[0], 3, 0);
	assert_near(metric->iterations.items[1], 2, 0);
	series_release(&series);
}

static void
only_values_per_iteration_are_divided(void **state)
{
	const double times[] = {100, 300}, peak[] = {4096, 8192};
	const double iterations[] = {1, 3};
	const struct record_values lists[] = {
	    {"time", times, 2}, {"max_rss", peak, 2}};
	const struct record_samples line = {.case_id = "a",
	    .round = 1,
	    .launch = 1,
	    .metrics = lists,
	    .metric_count = 2,
	    .iterations = iterations,
	    .iteration_count = 2};
	struct series series;
	struct series_metric *metric;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_put(&series, RECORD_SAMPLES, &line);
	series_finish(&series);
	metric = metric_at(&series, 0, 0);
	assert_near(metric->values.items[1], 100, 0);
	assert_int_equal(metric->iterations.count, 2);
	assert_near(metric->iterations.items[0], 1, 0);
	metric = metric_at(&series, 0, 1);
	assert_near(metric->values.items[1], 8192, 0);
	assert_int_equal(metric->iterations.count, 0);
	series_release(&series);
}

static void
an_import_splits_its_line_into_launches(void **state)
{
	const double times[] = {1, 2, 3, 4, 5}, peak[] = {7, 8, 9};
	const uint64_t launches[] = {2, 1, 2};
	const struct record_values lists[] = {
	    {"time", times, 5}, {"max_rss", peak, 3}};
	const struct record_samples line = {.case_id = "a",
	    .round = 1,
	    .launch = 1,
	    .metrics = lists,
	    .metric_count = 2,
	    .launches = launches,
	    .launch_count = 3};
	struct series series;
	const struct spans *spans;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_put(&series, RECORD_SAMPLES, &line);
	series_finish(&series);
	spans = &metric_at(&series, 0, 0)->spans;
	assert_int_equal(spans->count, 3);
	assert_int_equal(spans->items[1].count, 1);
	assert_int_equal(spans->items[2].launch, 3);
	assert_int_equal(spans_launches(&metric_at(&series, 0, 1)->spans), 3);
	assert_int_equal(series.cases.items[0].launches_seen, 3);
	series_release(&series);
}

static void
launches_that_do_not_add_up_are_refused(void **state)
{
	const double times[] = {1, 2, 3, 4};
	const uint64_t launches[] = {2, 1};
	const struct record_values list = {"time", times, 4};
	const struct record_samples line = {.case_id = "a",
	    .metrics = &list,
	    .metric_count = 1,
	    .launches = launches,
	    .launch_count = 2};
	struct series series;
	const char *why;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	why = run_refused(&series, RECORD_SAMPLES, &line);
	assert_non_null(strstr(why, "\"a\", the metric \"time\""));
	assert_non_null(strstr(why, "do not add up"));
	series_release(&series);
}

static void
a_long_launch_goes_on_in_the_next_line(void **state)
{
	const double values[] = {1, 2, 3, 4};
	const struct record_values list = {"time", values, 4};
	struct record_samples line = {.case_id = "a",
	    .round = 1,
	    .launch = 1,
	    .metrics = &list,
	    .metric_count = 1,
	    .has_more = true};
	struct series series;
	const struct spans *spans;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_put(&series, RECORD_SAMPLES, &line);
	line.has_more = false;
	run_put(&series, RECORD_SAMPLES, &line);
	line.round = line.launch = 2;
	line.has_more = true;
	run_put(&series, RECORD_SAMPLES, &line);
	line.has_more = false;
	run_put(&series, RECORD_SAMPLES, &line);
	line.round = line.launch = 3;
	run_put(&series, RECORD_SAMPLES, &line);
	series_finish(&series);
	spans = &metric_at(&series, 0, 0)->spans;
	assert_int_equal(spans_launches(spans), 3);
	assert_int_equal(spans->items[0].count, 8);
	assert_int_equal(spans->items[spans->count - 1].count, 4);
	assert_int_equal(metric_at(&series, 0, 0)->values.count, 20);
	series_release(&series);
}

/* Launches 1 and 2 look alike until the second goes on. */
static void
a_launch_that_goes_on_leaves_the_others_span(void **state)
{
	struct spans spans = {0};

	(void)state;
	spans_add(&spans, 1, 1, 5);
	spans_add(&spans, 2, 2, 5);
	spans_add(&spans, 3, 3, 5);
	spans_add(&spans, 3, 3, 2);
	spans_add(&spans, 4, 4, 7);
	assert_int_equal(spans.count, 2);
	assert_int_equal(spans.items[0].launches, 2);
	assert_int_equal(spans.items[1].launch, 3);
	assert_int_equal(spans.items[1].count, 7);
	assert_int_equal(spans.items[1].launches, 2);
	spans_release(&spans);
}

static void
pieces_of_a_launch_keep_their_order(void **state)
{
	const double values[] = {1, 2, 3, 9};
	const double wanted[] = {9, 1, 2, 3};
	struct series series;
	const struct series_metric *metric;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_samples(&series, "a", "time", 2, values, 1);
	run_samples(&series, "a", "time", 1, values + 3, 1);
	run_samples(&series, "a", "time", 2, values + 1, 2);
	series_finish(&series);
	metric = metric_at(&series, 0, 0);
	assert_memory_equal(metric->values.items, wanted, sizeof wanted);
	assert_int_equal(spans_launches(&metric->spans), 2);
	series_release(&series);
}

static void
failed_launches_give_no_sample(void **state)
{
	const double values[] = {1};
	const struct record_values list = {"time", values, 1};
	struct record_samples line = {.case_id = "a",
	    .round = 2,
	    .launch = 2,
	    .metrics = &list,
	    .metric_count = 1,
	    .is_failed = true,
	    .exit_code = 3};
	struct series series;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_samples(&series, "a", "time", 1, values, 1);
	run_put(&series, RECORD_SAMPLES, &line);
	line.error = "later";
	run_put(&series, RECORD_SAMPLES, &line);
	series_finish(&series);
	assert_int_equal(metric_at(&series, 0, 0)->values.count, 1);
	assert_int_equal(series.cases.items[0].failures_seen, 2);
	assert_int_equal(series.cases.items[0].launches_seen, 3);
	assert_string_equal(series.cases.items[0].first_error, "exit status 3");
	series_release(&series);
}

static void
samples_of_unknown_cases_are_refused(void **state)
{
	const double value = 1;
	const struct record_values list = {"time", &value, 1};
	const struct record_samples line = {
	    .case_id = "b\nc", .metrics = &list, .metric_count = 1};
	struct series series;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	assert_non_null(strstr(run_refused(&series, RECORD_SAMPLES, &line),
	    "the case \"b\\nc\": samples of a case that no line before"));
	series_release(&series);
}

static void
undeclared_metrics_are_refused(void **state)
{
	const double value = 1;
	const struct record_values list = {"tiem", &value, 1};
	const struct record_samples line = {
	    .case_id = "a", .metrics = &list, .metric_count = 1};
	struct series series;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	assert_non_null(strstr(run_refused(&series, RECORD_SAMPLES, &line),
	    "the metric \"tiem\": the case does not declare"));
	series_release(&series);
}

static void
numbers_that_are_none_are_refused(void **state)
{
	const double values[] = {(double)NAN, HUGE_VAL, -1e308, 1};
	const double iterations[] = {1, 1, 1, 0};
	struct record_values list = {"time", NULL, 1};
	struct record_samples line = {.case_id = "a",
	    .metrics = &list,
	    .metric_count = 1,
	    .iteration_count = 1};
	struct series series;
	size_t i;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	for (i = 0; i < 4; i++) {
		list.values = &values[i];
		line.iterations = &iterations[i];
		run_refused(&series, RECORD_SAMPLES, &line);
	}
	assert_int_equal(metric_at(&series, 0, 0)->values.count, 0);
	series_release(&series);
}

static void
negative_zero_becomes_zero(void **state)
{
	const double value = -0.0;
	struct series series;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	run_samples(&series, "a", "time", 1, &value, 1);
	assert_false(signbit(metric_at(&series, 0, 0)->values.items[0]));
	series_release(&series);
}

static void
short_form_brings_its_case_along(void **state)
{
	const double values[] = {1, 2};
	const struct metric metric = {
	    .name = "speed", .unit = "1/s", .better = BETTER_HIGHER};
	const struct record_case brought = {.id = "g/x",
	    .group = "g",
	    .benchmark = "x",
	    .metrics = &metric,
	    .metric_count = 1};
	const struct record_values list = {"speed", values, 2};
	const struct record_samples line = {.case_id = "g/x",
	    .metrics = &list,
	    .metric_count = 1,
	    .short_case = &brought};
	struct series series;
	const struct series_case *kept;

	(void)state;
	series_init(&series);
	run_put(&series, RECORD_SAMPLES, &line);
	run_put(&series, RECORD_SAMPLES, &line);
	series_finish(&series);
	kept = &series.cases.items[0];
	assert_int_equal(series.cases.count, 1);
	assert_string_equal(kept->line.group, "g");
	assert_int_equal(kept->metrics.items[0].metric.better, BETTER_HIGHER);
	/* without numbers every line is the next launch */
	assert_int_equal(kept->launches_seen, 2);
	assert_false(kept->has_outcome);
	series_release(&series);
}

static void
later_case_lines_override_key_by_key(void **state)
{
	const char *const tags[] = {"old", "slow"}, *const fresh[] = {"new"};
	const struct pair params[] = {{"n", "1"}};
	const struct record_case first = {.id = "a",
	    .group = "g",
	    .benchmark = "a",
	    .status = CASE_STATUS_PLANNED,
	    .tags = tags,
	    .tag_count = 2,
	    .params = params,
	    .param_count = 1,
	    .has_params = true,
	    .owner = "me",
	    .has_failure_allowed = true,
	    .is_failure_allowed = true};
	const struct record_case second = {.id = "a",
	    .owner = "you",
	    .status = CASE_STATUS_FAILED,
	    .message = "broken",
	    .tags = fresh,
	    .tag_count = 1,
	    .has_launches = true,
	    .launches = 7,
	    .failed = 2};
	struct series series;
	const struct record_case *line;

	(void)state;
	series_init(&series);
	run_put(&series, RECORD_CASE, &first);
	run_put(&series, RECORD_CASE, &second);
	run_put(&series, RECORD_CASE, &first);
	line = &series.cases.items[0].line;
	assert_int_equal(series.cases.count, 1);
	assert_string_equal(line->group, "g");
	assert_string_equal(line->owner, "me");
	assert_string_equal(line->message, "broken");
	assert_int_equal(line->tag_count, 2);
	assert_string_equal(line->params[0].value, "1");
	assert_int_equal(line->launches, 7);
	assert_true(line->is_failure_allowed);
	/* planned does not take an outcome back */
	assert_int_equal(line->status, CASE_STATUS_FAILED);
	assert_true(series.cases.items[0].has_outcome);
	series_release(&series);
}

static void
nothing_of_a_record_is_needed_later(void **state)
{
	char id[] = "a", name[] = "time", unit[] = "ns";
	struct metric metric = {.name = name, .unit = unit};
	struct record_case line = {
	    .id = id, .benchmark = id, .metrics = &metric, .metric_count = 1};
	struct series series;

	(void)state;
	series_init(&series);
	run_put(&series, RECORD_CASE, &line);
	id[0] = name[0] = unit[0] = '!';
	assert_string_equal(series.cases.items[0].line.id, "a");
	assert_string_equal(metric_at(&series, 0, 0)->metric.name, "time");
	assert_string_equal(metric_at(&series, 0, 0)->metric.unit, "ns");
	series_release(&series);
}

static void
a_resumed_run_is_finished_by_its_second_end(void **state)
{
	const struct record_end end = {.finished = "today"};
	const struct record_resume resume = {.started = "now"};
	struct series series;

	(void)state;
	series_init(&series);
	run_put(&series, RECORD_END, &end);
	run_put(&series, RECORD_RESUME, &resume);
	assert_false(series.is_finished);
	run_put(&series, RECORD_END, &end);
	assert_true(series.is_finished);
	assert_int_equal(series.resumed, 1);
	series_release(&series);
}

static void
a_second_run_line_is_refused(void **state)
{
	const struct record_run run = {.id = "1"};
	struct series series;

	(void)state;
	series_init(&series);
	run_put(&series, RECORD_RUN, &run);
	run_refused(&series, RECORD_RUN, &run);
	series_release(&series);
}

static void
rounds_that_failed_are_remembered_in_order(void **state)
{
	struct record_samples line = {.case_id = "a", .is_failed = true};
	struct series series;

	(void)state;
	series_init(&series);
	run_plan(&series, "a");
	for (line.launch = 9; line.launch > 0; line.launch -= 3) {
		line.round = line.launch + 1;
		run_put(&series, RECORD_SAMPLES, &line);
	}
	/* the rest of a launch is still to come */
	line.launch = 20;
	line.has_more = true;
	run_put(&series, RECORD_SAMPLES, &line);
	series_finish(&series);
	assert_int_equal(series.cases.items[0].failed_rounds.count, 3);
	assert_int_equal(series.cases.items[0].failed_rounds.items[0], 4);
	assert_int_equal(series.cases.items[0].failed_rounds.items[1], 7);
	assert_int_equal(series.cases.items[0].failed_rounds.items[2], 10);
	series_release(&series);
}

static void
system_lines_are_in_order_of_time(void **state)
{
	struct record_system line = {.clock_hz = 1};
	struct series series;

	(void)state;
	series_init(&series);
	for (line.start_ns = 30; line.start_ns > 0; line.start_ns -= 10) {
		line.end_ns = line.start_ns + 10;
		run_put(&series, RECORD_SYSTEM, &line);
	}
	series_finish(&series);
	assert_int_equal(series.systems.count, 3);
	assert_int_equal(series.systems.items[0].start_ns, 10);
	assert_int_equal(series.systems.items[2].start_ns, 30);
	series_release(&series);
}

static void
what_a_case_is_compared_with_is_kept(void **state)
{
	const struct record_case first = {
	    .id = "a", .reference = "b", .base = "c", .precision = 0.02};
	const struct record_case outcome = {
	    .id = "a", .status = CASE_STATUS_OK, .reached = 0.01};
	const struct record_case *line;
	struct series series;

	(void)state;
	series_init(&series);
	run_put(&series, RECORD_CASE, &first);
	run_put(&series, RECORD_CASE, &outcome);
	line = &series.cases.items[0].line;
	assert_string_equal(line->reference, "b");
	assert_string_equal(line->base, "c");
	assert_true(line->precision == 0.02);
	assert_true(line->reached == 0.01);
	series_release(&series);
}

/* The same through a line of a run file. */
static void
a_line_carries_what_a_case_is_compared_with(void **state)
{
	const struct record_case written = {.id = "a",
	    .reference = "b",
	    .base = "c",
	    .precision = 0.02,
	    .reached = 1 / 60.0};
	const struct record record = {RECORD_CASE, {.case_line = &written}};
	const struct record_case *line;
	struct arena arena = {0};
	struct buf text = {0};
	struct err err = {0};
	struct series series;
	bool is_syntax;
	cJSON *tree;

	(void)state;
	series_init(&series);
	record_print(&record, &text);
	tree = json_parse(text.text, text.length, &err);
	assert_non_null(tree);
	assert_int_equal(
	    record_parse(tree, &arena, &series.sink, &is_syntax, &err), 1);
	line = &series.cases.items[0].line;
	assert_string_equal(line->reference, "b");
	assert_string_equal(line->base, "c");
	assert_true(line->precision == written.precision);
	assert_true(line->reached == written.reached);
	cJSON_Delete(tree);
	buf_release(&text);
	arena_release(&arena);
	series_release(&series);
}

static void
a_step_is_by_the_fewest_iterations(void **state)
{
	struct series_metric metric = {.metric = {.resolution = 10}};

	(void)state;
	assert_near(series_step(&metric), 10, 0);
	vec_push(&metric.iterations, 8);
	vec_push(&metric.iterations, 4);
	assert_near(series_step(&metric), 2.5, 0);
	vec_free(&metric.iterations);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(samples_are_grouped_by_case_and_metric),
	    cmocka_unit_test(launches_alike_are_one_span),
	    cmocka_unit_test(order_of_the_lines_does_not_matter),
	    cmocka_unit_test(iterations_move_with_their_values),
	    cmocka_unit_test(only_values_per_iteration_are_divided),
	    cmocka_unit_test(an_import_splits_its_line_into_launches),
	    cmocka_unit_test(launches_that_do_not_add_up_are_refused),
	    cmocka_unit_test(a_long_launch_goes_on_in_the_next_line),
	    cmocka_unit_test(a_launch_that_goes_on_leaves_the_others_span),
	    cmocka_unit_test(pieces_of_a_launch_keep_their_order),
	    cmocka_unit_test(failed_launches_give_no_sample),
	    cmocka_unit_test(samples_of_unknown_cases_are_refused),
	    cmocka_unit_test(undeclared_metrics_are_refused),
	    cmocka_unit_test(numbers_that_are_none_are_refused),
	    cmocka_unit_test(negative_zero_becomes_zero),
	    cmocka_unit_test(short_form_brings_its_case_along),
	    cmocka_unit_test(later_case_lines_override_key_by_key),
	    cmocka_unit_test(nothing_of_a_record_is_needed_later),
	    cmocka_unit_test(a_resumed_run_is_finished_by_its_second_end),
	    cmocka_unit_test(a_second_run_line_is_refused),
	    cmocka_unit_test(rounds_that_failed_are_remembered_in_order),
	    cmocka_unit_test(system_lines_are_in_order_of_time),
	    cmocka_unit_test(what_a_case_is_compared_with_is_kept),
	    cmocka_unit_test(a_line_carries_what_a_case_is_compared_with),
	    cmocka_unit_test(a_step_is_by_the_fewest_iterations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
