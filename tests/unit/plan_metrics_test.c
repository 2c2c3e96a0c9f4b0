/* Which metrics a case has, and how often it is launched for them. */
#include "collector/extract.h"
#include "collector/launch_extra.h"
#include "collector/measure.h"
#include "tests/unit/plan_file.h"

/* The names of the case's metrics, as one text. */
static const char *
names(const struct record_case *record)
{
	static char text[1000];
	size_t i, at = 0;

	text[0] = '\0';
	for (i = 0; i < record->metric_count; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s%s",
		    i == 0 ? "" : " ", record->metrics[i].name);
	return text;
}

static const char *
judged(const struct record_case *record)
{
	static char text[1000];
	size_t i, at = 0;

	text[0] = '\0';
	for (i = 0; i < record->judged_count; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s%s",
		    i == 0 ? "" : " ", record->judged[i]);
	return text;
}

static const struct metric *
metric_of(const struct record_case *record, const char *name)
{
	size_t i;

	for (i = 0; i < record->metric_count; i++)
		if (strcmp(record->metrics[i].name, name) == 0)
			return &record->metrics[i];
	fail_msg("no metric %s in %s", name, names(record));
	return NULL;
}

#define LAUNCH "time user_time system_time max_rss page_faults context_switches"

static void
metrics_on_demand_are_those_that_something_names(void **state)
{
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks:\n- {name: a, command: x, metrics: [time, cycles], "
	    "budget: {rss_mean: 5MB}}\n- {name: b, command: x}\n"
	    "claims: [{name: c, case: a, metric: read_bytes, by: 2x}]",
	    NULL, &plan);

	(void)state;
	assert_string_equal(
	    names(&c[0].record), LAUNCH " read_bytes rss_mean cycles");
	assert_string_equal(
	    judged(&c[0].record), "time cycles rss_mean read_bytes");
	assert_int_equal(c[0].extras, 1u << LAUNCH_READ_BYTES |
					  1u << LAUNCH_RSS_MEAN |
					  1u << LAUNCH_CYCLES);
	assert_false(metric_of(&c[0].record, "cycles")->is_exact);
	assert_string_equal(names(&c[1].record), LAUNCH);
	assert_int_equal(c[1].extras, 0);
	plan_release(&plan);
}

static void
throughput_counts_items_or_copies_or_bytes(void **state)
{
	struct plan plan;
	const struct plan_case *c =
	    plan_made("benchmarks:\n- {name: a, command: x, work: {items: 7}}\n"
		      "- {name: b, command: x, work: {bytes: 5MB}}\n"
		      "- {name: c, command: x, work: {items: 7, bytes: 5MB}}\n"
		      "- {name: d, command: x, concurrency: 1}\n",
		NULL, &plan);

	(void)state;
	assert_string_equal(names(&c[0].record), LAUNCH " throughput");
	assert_string_equal(metric_of(&c[0].record, "throughput")->unit, "1/s");
	assert_int_equal(
	    metric_of(&c[0].record, "throughput")->better, BETTER_HIGHER);
	assert_near(c[0].work.items, 7, 0);
	assert_string_equal(metric_of(&c[1].record, "throughput")->unit, "B/s");
	assert_near(c[1].work.bytes, 5e6, 0);
	assert_string_equal(
	    names(&c[2].record), LAUNCH " throughput throughput_bytes");
	assert_string_equal(
	    metric_of(&c[2].record, "throughput_bytes")->unit, "B/s");
	assert_string_equal(metric_of(&c[3].record, "throughput")->unit, "1/s");
	assert_string_equal(judged(&c[3].record), "time");
	plan_release(&plan);
}

static void
what_is_extracted_and_measured_is_judged(void **state)
{
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks:\n- name: a\n  params: {n: [5]}\n  command: x\n"
	    "  budget: {success_rate: 95%}\n"
	    "  extract: [{metric: hits, unit: ms, regex: '(.){5}', from: "
	    "\"out-{n}\"}]\n"
	    "  measure: {file_size: [\"f{n}\", /g], command: [wc, \"{n}\"], "
	    "metric: lines}\n",
	    NULL, &plan);

	(void)state;
	assert_string_equal(
	    names(&c->record), LAUNCH " hits success_rate file_size lines");
	assert_string_equal(
	    judged(&c->record), "time success_rate hits file_size lines");
	assert_string_equal(metric_of(&c->record, "hits")->unit, "ns");
	assert_true(metric_of(&c->record, "file_size")->is_exact);
	assert_int_equal(c->extraction_count, 1);
	assert_string_equal(c->extractions[0].pattern, "(.){5}");
	assert_string_equal(strrchr(c->extractions[0].path, '/'), "/out-5");
	assert_true(c->extractions[0].path[0] == '/');
	assert_near(c->extractions[0].scale, 1e6, 0);
	assert_string_equal(strrchr(c->measure->files.items[0], '/'), "/f5");
	assert_string_equal(c->measure->files.items[1], "/g");
	assert_string_equal(c->measure->command.argv[1], "5");
	plan_release(&plan);
}

static void
the_size_of_a_file_takes_one_launch(void **state)
{
	struct plan_options options = {.has_launches = true, .launches = 7};
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "defaults: {warmup: 3, budget: {time: 1s}, metrics: [time], "
	    "extract: [{metric: h, unit: \"1\", count: x}]}\n"
	    "benchmarks:\n- {name: a, measure: {file_size: x}}\n"
	    "- {name: b, measure: {command: x, metric: m}}\n",
	    &options, &plan);

	(void)state;
	assert_int_equal(c[0].command.count, 0);
	assert_int_equal(c[0].stopping.launches, 1);
	assert_int_equal(c[0].warmup, 0);
	assert_int_equal(c[0].extraction_count, 0);
	assert_string_equal(names(&c[0].record), "file_size");
	assert_string_equal(judged(&c[0].record), "file_size");
	assert_int_equal(c[1].stopping.launches, 7);
	assert_string_equal(names(&c[1].record), "m");
	assert_string_equal(c[1].record.command[2], "x");
	plan_release(&plan);
}

static void
each_step_has_the_metrics_of_a_launch(void **state)
{
	static const char *const time_alone[] = {"time"};
	static const char suite[] =
	    "benchmarks: [{name: a, params: {n: [5]}, steps: [{name: init, "
	    "command: [x, \"{n}\"]}, {name: b c, command: y}], budget: "
	    "{init/time: 1s}, work: {items: 2}}]";
	struct plan_options options = {
	    .collect = time_alone, .collect_count = 1};
	struct plan plan;
	const struct plan_case *c = plan_made(suite, NULL, &plan);

	(void)state;
	assert_int_equal(c->command.count, 0);
	assert_int_equal(c->step_count, 2);
	assert_string_equal(c->steps[0].name, "init");
	assert_string_equal(c->steps[0].command.argv[1], "5");
	assert_int_equal(c->record.metric_count, 6 + 1 + 12);
	assert_string_equal(c->record.metrics[7].name, "init/time");
	assert_string_equal(c->record.metrics[18].name, "b c/context_switches");
	assert_true(c->record.metrics[7].is_per_iteration);
	assert_string_equal(judged(&c->record), "time init/time");
	plan_release(&plan);
	c = plan_made(suite, &options, &plan);
	assert_string_equal(names(&c->record), "time init/time b c/time");
	plan_release(&plan);
}

static void
collect_may_name_what_a_benchmark_extracts(void **state)
{
	static const char *const wanted[] = {"hits"};
	struct plan_options options = {.collect = wanted, .collect_count = 1};
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks:\n- {name: a, command: x, extract: [{metric: hits, "
	    "unit: \"1\", count: x}], budget: {rss_mean: 1MB}}\n"
	    "- {name: b, command: x}\n",
	    &options, &plan);

	(void)state;
	assert_string_equal(names(&c[0].record), "hits");
	assert_string_equal(judged(&c[0].record), "hits");
	assert_int_equal(c[0].extras, 0);
	assert_int_equal(c[1].record.metric_count, 0);
	plan_release(&plan);
}

static void
a_limit_on_a_metric_the_case_has_not_is_refused(void **state)
{
	struct plan plan;

	(void)state;
	assert_no_plan(
	    "benchmarks: [{name: a, command: x, budget: {throughput: 3}}]",
	    NULL,
	    "1:45: the case \"a\" has no metric \"throughput\"; that takes "
	    "\"work\" or \"concurrency\"");
	assert_no_plan(
	    "benchmarks: [{name: a, command: x, budget: {efficiency: 80%}}]",
	    NULL,
	    "1:45: the case \"a\" has no metric \"efficiency\"; that takes "
	    "\"concurrency\" with 1 among its levels");
	assert_no_plan("benchmarks: [{name: a, measure: {file_size: x}, "
		       "budget: {time: 3s}}]",
	    NULL,
	    "1:58: the case \"a\" has no metric \"time\": it has only "
	    "\"measure\"");
	assert_no_plan("benchmarks:\n- {name: a, command: x, extract: "
		       "[{metric: hits, unit: \"1\", count: x}]}\n"
		       "- {name: b, command: x}\n"
		       "claims: [{name: c, case: b, metric: hits, by: 2x}]",
	    NULL, "4:37: the case \"b\" has no metric \"hits\"");
	/* What came from defaults is for those that have it. */
	plan_made("defaults: {budget: {efficiency: 80%, hits: 3}}\n"
		  "benchmarks:\n- {name: a, command: x, extract: "
		  "[{metric: hits, unit: \"1\", count: x}]}\n"
		  "- {name: b, command: x, concurrency: [1, 2]}\n",
	    NULL, &plan);
	assert_string_equal(judged(&plan.cases[0].record), "time hits");
	assert_string_equal(judged(&plan.cases[1].record), "time efficiency");
	plan_release(&plan);
}

static void
a_limit_on_a_tail_asks_for_launches(void **state)
{
	struct plan_options options = {
	    .has_max_launches = true, .max_launches = 20};
	static const char suite[] =
	    "benchmarks:\n- {name: a, command: x, budget: {time.p90: 1s, "
	    "time.p95: 1s}}\n"
	    "- {name: b, command: x, budget: {max_rss.p99: 1MB}}\n"
	    "- {name: c, command: x, launches: 10, budget: {time.p95: 1s}}\n"
	    "- {name: d, command: x, budget: {time: 1s}}\n";
	struct plan plan;
	const struct plan_case *c = plan_made(suite, NULL, &plan);

	(void)state;
	assert_int_equal(c[0].tail_launches, 60);
	assert_string_equal(c[0].tail_selector, "time.p95");
	assert_int_equal(c[0].stopping.min_launches, 60);
	assert_int_equal(c[0].stopping.max_launches, 100);
	assert_int_equal(c[1].stopping.min_launches, 300);
	assert_int_equal(c[1].stopping.max_launches, 300);
	assert_int_equal(c[2].tail_launches, 60);
	assert_int_equal(c[2].stopping.launches, 10);
	assert_int_equal(plan_most_launches(&c[2]), 10);
	assert_int_equal(c[3].tail_launches, 0);
	assert_null(c[3].tail_selector);
	plan_release(&plan);
	/* The command line has the last word. */
	c = plan_made(suite, &options, &plan);
	assert_int_equal(c[1].stopping.min_launches, 20);
	assert_int_equal(plan_most_launches(&c[1]), 20);
	plan_release(&plan);
}

static void
the_bounds_of_launches_follow_the_last_word(void **state)
{
	static const char suite[] =
	    "defaults: {max_launches: 5, precision: 1%, max_time: 9s}\n"
	    "benchmarks:\n- {name: a, command: x}\n"
	    "- {name: b, command: x, max_launches: 50}\n"
	    "- {name: c, command: x, launches: 4}\n";
	struct plan_options options = {.has_precision = true,
	    .precision = 0.1,
	    .has_min_launches = true,
	    .min_launches = 40,
	    .has_max_time = true,
	    .max_time_ns = 7};
	struct plan plan;
	const struct plan_case *c = plan_made(suite, NULL, &plan);

	(void)state;
	assert_int_equal(c[0].stopping.min_launches, 5);
	assert_int_equal(c[0].stopping.max_launches, 5);
	assert_int_equal(c[1].stopping.min_launches, 10);
	assert_int_equal(c[1].stopping.max_launches, 50);
	assert_near(c[1].stopping.precision, 0.01, 0);
	assert_near(c[1].record.precision, 0.01, 0);
	assert_int_equal(c[1].stopping.max_time_ns, 9000000000);
	assert_int_equal(c[2].stopping.launches, 4);
	assert_near(c[2].record.precision, 0, 0);
	plan_release(&plan);
	c = plan_made(suite, &options, &plan);
	assert_int_equal(c[0].stopping.min_launches, 40);
	assert_int_equal(c[0].stopping.max_launches, 40);
	assert_int_equal(c[1].stopping.max_launches, 50);
	assert_int_equal(c[2].stopping.launches, 0);
	assert_near(c[2].record.precision, 0.1, 0);
	assert_int_equal(c[2].stopping.max_time_ns, 7);
	plan_release(&plan);
}

static void
a_suite_says_what_success_is(void **state)
{
	struct plan plan;
	const struct plan_case *c =
	    plan_made("benchmarks: [{name: a, command: x, success: {exit: 3, "
		      "stdout: 'a{2}', same_output: true}}]",
		NULL, &plan);

	(void)state;
	assert_int_equal(c->exit_codes[0], 3);
	assert_string_equal(c->stdout_pattern, "a{2}");
	assert_true(c->is_output_same);
	plan_release(&plan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(metrics_on_demand_are_those_that_something_names),
	    cmocka_unit_test(throughput_counts_items_or_copies_or_bytes),
	    cmocka_unit_test(what_is_extracted_and_measured_is_judged),
	    cmocka_unit_test(the_size_of_a_file_takes_one_launch),
	    cmocka_unit_test(each_step_has_the_metrics_of_a_launch),
	    cmocka_unit_test(collect_may_name_what_a_benchmark_extracts),
	    cmocka_unit_test(a_limit_on_a_metric_the_case_has_not_is_refused),
	    cmocka_unit_test(a_limit_on_a_tail_asks_for_launches),
	    cmocka_unit_test(the_bounds_of_launches_follow_the_last_word),
	    cmocka_unit_test(a_suite_says_what_success_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
