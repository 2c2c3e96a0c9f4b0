#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/result_json.h"
#include "base/buf.h"
#include "base/json.h"
#include "tests/unit/full_result.h"

static int
read_back(
    const char *text, size_t length, struct result *result, struct err *err)
{
	FILE *in = fmemopen((void *)(uintptr_t)text, length, "r");
	int rc;

	*err = (struct err){0};
	rc = result_json_read(result, in, "report.json", err);
	fclose(in);
	return rc;
}

static void
same_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		assert_ptr_equal(a, b);
	else
		assert_string_equal(a, b);
}

static void
same_estimate(struct estimate a, struct estimate b)
{
	assert_int_equal(a.exists, b.exists);
	if (a.exists)
		assert_true(a.value == b.value);
}

static void
same_interval(struct interval a, struct interval b)
{
	assert_int_equal(a.exists, b.exists);
	if (a.exists)
		assert_true(a.low == b.low && a.high == b.high);
}

static void
same_summary(const struct summary *a, const struct summary *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->launches, b->launches);
	same_estimate(a->n_eff, b->n_eff);
	assert_true(a->mean == b->mean && a->median == b->median);
	assert_true(a->min == b->min && a->max == b->max);
	same_interval(a->mean_interval, b->mean_interval);
	same_interval(a->median_interval, b->median_interval);
	same_estimate(a->median_level, b->median_level);
	assert_true(a->mad == b->mad && a->q1 == b->q1 && a->q3 == b->q3);
	same_estimate(a->sd, b->sd);
	same_estimate(a->p90, b->p90);
	same_estimate(a->p95, b->p95);
	same_estimate(a->p99, b->p99);
	same_estimate(a->autocorrelation, b->autocorrelation);
}

static void
same_metric(const struct result_metric *a, const struct result_metric *b)
{
	same_text(a->metric.name, b->metric.name);
	same_text(a->metric.unit, b->metric.unit);
	assert_int_equal(a->metric.better, b->metric.better);
	assert_int_equal(a->metric.is_exact, b->metric.is_exact);
	assert_int_equal(
	    a->metric.is_per_iteration, b->metric.is_per_iteration);
	assert_true(a->metric.resolution == b->metric.resolution);
	assert_int_equal(a->is_judged, b->is_judged);
	assert_int_equal(a->is_measured, b->is_measured);
	assert_int_equal(a->flags, b->flags);
	same_summary(&a->summary, &b->summary);
	assert_memory_equal(&a->outliers, &b->outliers, sizeof a->outliers);
	/* Equal bytes say the rest; plot_json_test.c compares the structs. */
	assert_int_equal(a->plot == NULL, b->plot == NULL);
}

static void
same_case(const struct result_case *a, const struct result_case *b)
{
	size_t i;

	same_text(a->id, b->id);
	same_text(a->group, b->group);
	same_text(a->benchmark, b->benchmark);
	same_text(a->cwd, b->cwd);
	same_text(a->owner, b->owner);
	same_text(a->message, b->message);
	same_text(a->stopped_by, b->stopped_by);
	assert_int_equal(a->status, b->status);
	assert_int_equal(a->is_failure_allowed, b->is_failure_allowed);
	assert_int_equal(a->is_cut_short, b->is_cut_short);
	assert_int_equal(a->launches, b->launches);
	assert_int_equal(a->failed, b->failed);
	assert_int_equal(a->has_page, b->has_page);
	assert_int_equal(a->param_count, b->param_count);
	assert_int_equal(a->tag_count, b->tag_count);
	assert_int_equal(a->command_count, b->command_count);
	assert_int_equal(a->metric_count, b->metric_count);
	for (i = 0; i < a->param_count; i++) {
		same_text(a->params[i].name, b->params[i].name);
		same_text(a->params[i].value, b->params[i].value);
	}
	for (i = 0; i < a->command_count; i++)
		same_text(a->command[i], b->command[i]);
	for (i = 0; i < a->metric_count; i++)
		same_metric(&a->metrics[i], &b->metrics[i]);
}

static void
what_is_read_equals_what_was_written(void **state)
{
	struct result first, second;
	struct err err;
	char *text;
	size_t i;

	(void)state;
	full_result(&first);
	text = full_result_text(&first);
	if (read_back(text, strlen(text), &second, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(second.case_count, 4);
	for (i = 0; i < 4; i++)
		same_case(&first.cases[i], &second.cases[i]);
	assert_memory_equal(&first.counts, &second.counts, sizeof first.counts);
	assert_int_equal(first.verdict, second.verdict);
	same_text(second.run.policy, full_run.policy);
	same_text(second.run.command, full_run.command);
	same_text(second.run.seed, full_run.seed);
	same_text(second.run.vcs_branch, "main");
	same_text(second.run.machine.items[1].text, "17179869184");
	same_text(second.sha256, "fe");
	same_text(second.finished, first.finished);
	assert_int_equal(second.note_count, first.note_count);
	assert_int_equal(second.notes[0].level, NOTE_WARNING);
	same_text(second.notes[0].case_id, "b");
	same_text(second.notes[0].advice, "cool it");
	free(text);
	result_release(&first);
	result_release(&second);
}

static void
writing_again_gives_the_same_bytes(void **state)
{
	struct result first, second;
	struct err err;
	char *text, *again;

	(void)state;
	full_result(&first);
	text = full_result_text(&first);
	assert_int_equal(read_back(text, strlen(text), &second, &err), 0);
	again = full_result_text(&second);
	assert_string_equal(text, again);
	free(text);
	free(again);
	result_release(&first);
	result_release(&second);
}

/* Appends a case's line as it was before there were plots. */
static void
add_old_line(struct buf *old, const char *line, size_t length)
{
	struct buf copy = {0};
	struct err err = {0};
	bool has_comma = line[length - 1] == ',';
	cJSON *tree, *metric;

	buf_add(&copy, line, length - has_comma);
	tree = json_parse(copy.text, copy.length, &err);
	assert_non_null(tree);
	cJSON_DeleteItemFromObject(tree, "has_page");
	cJSON_ArrayForEach (metric, json_get(tree, "metrics"))
		cJSON_DeleteItemFromObject(metric, "plot");
	json_print(tree, old);
	buf_add_string(old, has_comma ? "," : "");
	cJSON_Delete(tree);
	buf_release(&copy);
}

static void
a_file_from_before_there_were_plots_is_read(void **state)
{
	struct buf old = {0};
	struct result result;
	struct err err;
	const char *line, *end;
	char *text;

	(void)state;
	full_result(&result);
	assert_true(result.cases[0].has_page);
	assert_non_null(result.cases[0].metrics[0].plot);
	text = full_result_text(&result);
	result_release(&result);
	for (line = text; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		if (strncmp(line, "{\"case\":", 8) == 0)
			add_old_line(&old, line, (size_t)(end - line));
		else
			buf_add(&old, line, (size_t)(end - line));
		buf_add_char(&old, '\n');
	}
	assert_null(strstr(old.text, "\"plot\""));
	if (read_back(old.text, old.length, &result, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(result.case_count, 4);
	assert_false(result.cases[0].has_page);
	assert_null(result.cases[0].metrics[0].plot);
	result_release(&result);
	buf_release(&old);
	free(text);
}

static void
the_whole_is_one_json_value_with_the_names_that_stay(void **state)
{
	static const char *const names[] = {"format", "run", "policy",
	    "verdict", "counts", "cases", "scaling", "concurrency", "claims",
	    "gates", "environment", "notes", "history_runs"};
	struct result result;
	struct err err = {0};
	const cJSON *metric;
	cJSON *tree;
	char *text;
	size_t i;

	(void)state;
	full_result(&result);
	text = full_result_text(&result);
	tree = json_parse(text, strlen(text), &err);
	if (tree == NULL)
		fail_msg("%s", err.text);
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (json_get(tree, names[i]) == NULL)
			fail_msg("no %s", names[i]);
	assert_null(json_get(json_get(tree, "run"), "policy"));
	assert_true(cJSON_IsNull(cJSON_GetObjectItem(tree, "baseline")));
	/* d was never launched: null, not 0 */
	metric = json_get(
	    json_get(tree, "cases")->child->next->next->next, "metrics")
		     ->child;
	assert_true(cJSON_IsNull(cJSON_GetObjectItem(metric, "summary")));
	assert_true(cJSON_IsNull(cJSON_GetObjectItem(metric, "comparison")));
	cJSON_Delete(tree);
	free(text);
	result_release(&result);
}

static void
one_case_stands_on_a_line(void **state)
{
	struct result result;
	const char *at;
	char *text;
	int lines = 0;

	(void)state;
	full_result(&result);
	text = full_result_text(&result);
	for (at = text; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	assert_int_equal(lines, 6);
	assert_non_null(strstr(text, "\"cases\":[\n{\"case\":\"a\","));
	assert_non_null(strstr(text, "},\n{\"case\":\"b\","));
	assert_non_null(strstr(text, "}\n],\"scaling\":[]"));
	free(text);
	result_release(&result);
}

static void
a_result_without_cases_comes_back(void **state)
{
	struct result first = {.run = full_run}, second;
	struct err err;
	char *text = full_result_text(&first);

	(void)state;
	if (read_back(text, strlen(text), &second, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(second.case_count, 0);
	free(text);
	result_release(&second);
}

/* Reads text with the first old replaced by new; it must be refused. */
static void
assert_refused(
    const char *text, const char *old, const char *new, const char *why)
{
	const char *at = strstr(text, old);
	struct buf bad = {0};
	struct result result;
	struct err err;

	assert_non_null(at);
	buf_add(&bad, text, (size_t)(at - text));
	buf_add_string(&bad, new);
	buf_add_string(&bad, at + strlen(old));
	if (read_back(bad.text, bad.length, &result, &err) == 0)
		fail_msg("%s was accepted", new);
	if (strstr(err.text, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	assert_null(result.arena.head);
	buf_release(&bad);
}

static void
bad_files_are_refused_with_their_line(void **state)
{
	struct result result;
	char *text;

	(void)state;
	full_result(&result);
	text = full_result_text(&result);
	assert_refused(text, "{\"format\":1,", "{\n \"format\": 1,",
	    "report.json:1: this is not a report.json as perfolio writes it");
	assert_refused(text, "\"format\":1", "\"format\":2",
	    "report.json:1: its \"format\" is not 1");
	assert_refused(
	    text, "\"run\":", "\"rum\":", "report.json:1: \"run\" is missing");
	assert_refused(
	    text, "\"id\":", "\"di\":", "report.json:1: \"id\" is missing");
	assert_refused(text, "\"verdict\":\"none\"", "\"verdict\":\"maybe\"",
	    "report.json:1: \"verdict\" must be");
	assert_refused(text, "\"counts\":{", "\"counts\":[],\"x\":{",
	    "report.json:1: \"counts\" must be an object");
	assert_refused(text, "\"case\":\"b\"", "\"case\":\"a\"",
	    "report.json:3: the case \"a\" stands there twice");
	assert_refused(text, "\"status\":\"ok\"", "\"status\":\"fine\"",
	    "report.json:2: \"status\" is not");
	assert_refused(text, "\"mean\":", "\"men\":",
	    "report.json:2: metric 1: \"summary\": \"mean\" is missing");
	assert_refused(text, "\"mean_low\":", "\"low\":",
	    "report.json:2: metric 1: \"summary\": \"mean_high\" must be");
	assert_refused(text, "\"n\":300", "\"n\":0",
	    "report.json:2: metric 1: \"n\" and \"launches\" start at 1");
	assert_refused(
	    text, "\"n\":300", "\"n\":-1", "\"n\" must be a whole number");
	assert_refused(text, "\"plot\":{", "\"plot\":[],\"x\":{",
	    "report.json:2: metric 1: \"plot\" must be an object");
	assert_refused(text, "\"values\":[", "\"valves\":[",
	    "report.json:2: metric 1: \"plot\": \"values\" is missing");
	assert_refused(text, "\"outliers\":{", "\"x\":{",
	    "report.json:2: metric 1: \"outliers\"");
	assert_refused(text, "\n{\"case\":\"b\"", "\n{\"case\":\"b\"\"",
	    "report.json:3: 12: not valid JSON");
	assert_refused(text, "\n{\"case\":\"b\"", "\n{\"case\":\"\xff\"",
	    "report.json:3: not valid UTF-8");
	assert_refused(text, "\n],", "\n]", "must begin with \"],\"");
	assert_refused(text, "\"text\":\"hot\"", "\"text\":7",
	    "report.json:6: note 1: \"text\" must be text");
	assert_refused(text, "again.\"}]}\n", "again.\"}]}\n{}\n",
	    "report.json:7: nothing may follow");
	free(text);
	result_release(&result);
}

static void
a_file_cut_anywhere_is_refused_and_nothing_crashes(void **state)
{
	struct result first, second;
	struct err err;
	size_t length, whole;
	char *text;

	(void)state;
	full_result(&first);
	text = full_result_text(&first);
	whole = strlen(text) - 1; /* the last newline may be missing */
	for (length = 1; length < whole; length += 7)
		if (read_back(text, length, &second, &err) == 0)
			fail_msg("accepted after %zu bytes", length);
	assert_int_equal(read_back(text, whole, &second, &err), 0);
	result_release(&second);
	result_release(&first);
	free(text);
}

/* Whatever a flipped byte does, it is an error or a result. */
static void
damaged_files_do_not_crash(void **state)
{
	struct random random = {5};
	struct result first, second;
	struct err err;
	size_t length, at;
	char *text, old;
	int trial;

	(void)state;
	full_result(&first);
	text = full_result_text(&first);
	length = strlen(text);
	for (trial = 0; trial < 3000; trial++) {
		at = random_below(&random, length);
		old = text[at];
		text[at] = (char)random_below(&random, 256);
		if (read_back(text, length, &second, &err) == 0)
			result_release(&second);
		else
			assert_non_null(strstr(err.text, "report.json:"));
		text[at] = old;
	}
	result_release(&first);
	free(text);
}

static void
a_full_disk_is_noticed(void **state)
{
	struct result result;
	struct err err = {0};
	FILE *out = fopen("/dev/full", "w");

	(void)state;
	if (out == NULL)
		skip();
	full_result(&result);
	assert_int_equal(result_json_write(&result, out, &err), -1);
	assert_non_null(strstr(err.text, "No space left"));
	fclose(out);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_read_equals_what_was_written),
	    cmocka_unit_test(writing_again_gives_the_same_bytes),
	    cmocka_unit_test(a_file_from_before_there_were_plots_is_read),
	    cmocka_unit_test(
		the_whole_is_one_json_value_with_the_names_that_stay),
	    cmocka_unit_test(one_case_stands_on_a_line),
	    cmocka_unit_test(a_result_without_cases_comes_back),
	    cmocka_unit_test(bad_files_are_refused_with_their_line),
	    cmocka_unit_test(
		a_file_cut_anywhere_is_refused_and_nothing_crashes),
	    cmocka_unit_test(damaged_files_do_not_crash),
	    cmocka_unit_test(a_full_disk_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
