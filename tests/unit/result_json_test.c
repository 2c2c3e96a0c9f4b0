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
	same_interval(a->p90_interval, b->p90_interval);
	same_interval(a->p95_interval, b->p95_interval);
	same_interval(a->p99_interval, b->p99_interval);
	same_estimate(a->autocorrelation, b->autocorrelation);
}

/* NAN is the same as NAN. */
static void
same_number(double a, double b)
{
	assert_true(a == b || (isnan(a) && isnan(b)));
}

static void
same_comparison(const struct comparison *a, const struct comparison *b)
{
	assert_int_equal(a == NULL, b == NULL);
	if (a == NULL)
		return;
	same_text(a->case_id, b->case_id);
	same_text(a->reason, b->reason);
	assert_int_equal(a->rule, b->rule);
	assert_int_equal(a->pairs, b->pairs);
	same_interval(a->ratio_interval, b->ratio_interval);
	same_number(a->ratio, b->ratio);
	same_number(a->ratio_lower, b->ratio_lower);
	same_number(a->ratio_upper, b->ratio_upper);
	same_number(a->p, b->p);
	same_number(a->q, b->q);
	assert_int_equal(a->launches, b->launches);
	assert_int_equal(a->base_launches, b->base_launches);
	assert_int_equal(a->sessions, b->sessions);
	same_number(a->center, b->center);
	same_number(a->base_center, b->base_center);
	assert_int_equal(a->is_zero, b->is_zero);
	assert_int_equal(a->is_base_zero, b->is_base_zero);
	same_estimate(a->difference, b->difference);
	same_interval(a->difference_interval, b->difference_interval);
	same_number(a->error, b->error);
	same_number(a->df, b->df);
	same_number(a->run_sigma, b->run_sigma);
	same_number(a->session_sigma, b->session_sigma);
	same_number(a->detectable, b->detectable);
	assert_int_equal(a->launches_needed, b->launches_needed);
	assert_int_equal(a->verdict, b->verdict);
	same_text(a->verdict_reason, b->verdict_reason);
	same_text(a->accepted, b->accepted);
	same_text(a->lapsed, b->lapsed);
	assert_int_equal(a->level, b->level);
	assert_int_equal(a->suspected, b->suspected);
	assert_int_equal(a->is_single_run, b->is_single_run);
	assert_int_equal(a->is_implausible, b->is_implausible);
	assert_int_equal(a->is_bimodal, b->is_bimodal);
}

static void
same_budget(const struct budget_result *a, const struct budget_result *b)
{
	same_text(a->selector, b->selector);
	same_text(a->written, b->written);
	assert_int_equal(a->op, b->op);
	same_number(a->limit, b->limit);
	same_number(a->high, b->high);
	same_number(a->yellow, b->yellow);
	same_number(a->red, b->red);
	assert_int_equal(a->gate, b->gate);
	assert_int_equal(a->has_gate, b->has_gate);
	assert_int_equal(a->status, b->status);
	same_number(a->value, b->value);
	same_number(a->over, b->over);
	same_number(a->headroom, b->headroom);
	assert_int_equal(a->is_uncertain, b->is_uncertain);
	same_text(a->reason, b->reason);
}

static void
same_claim(const struct claim_result *a, const struct claim_result *b)
{
	same_text(a->name, b->name);
	same_text(a->text, b->text);
	same_text(a->metric, b->metric);
	same_text(a->case_id, b->case_id);
	same_text(a->other_id, b->other_id);
	assert_int_equal(a->status, b->status);
	assert_int_equal(a->is_planned, b->is_planned);
	same_text(a->reason, b->reason);
	same_number(a->baseline, b->baseline);
	same_number(a->target, b->target);
	same_number(a->measured, b->measured);
	same_number(a->ratio, b->ratio);
	same_interval(a->ratio_interval, b->ratio_interval);
}

static void
same_gate(const struct gate_result *a, const struct gate_result *b)
{
	size_t i;

	assert_int_equal(a->level, b->level);
	same_text(a->section, b->section);
	same_text(a->name, b->name);
	assert_int_equal(a->status, b->status);
	same_text(a->reason, b->reason);
	assert_int_equal(a->is_manual, b->is_manual);
	assert_int_equal(a->case_count, b->case_count);
	for (i = 0; i < a->case_count; i++)
		same_text(a->cases[i], b->cases[i]);
}

/* What the run as a whole is held against. */
static void
same_judgement(const struct result *a, const struct result *b)
{
	size_t i;

	same_text(a->baseline->id, b->baseline->id);
	same_text(a->baseline->seed, b->baseline->seed);
	assert_int_equal(
	    a->baseline->environment.count, b->baseline->environment.count);
	assert_int_equal(a->history_count, b->history_count);
	for (i = 0; i < a->history_count; i++)
		same_text(a->history[i], b->history[i]);
	assert_int_equal(a->is_other_machine, b->is_other_machine);
	assert_int_equal(
	    a->environment_difference_count, b->environment_difference_count);
	for (i = 0; i < a->environment_difference_count; i++) {
		same_text(a->environment_differences[i].name,
		    b->environment_differences[i].name);
		same_text(a->environment_differences[i].base,
		    b->environment_differences[i].base);
		same_text(a->environment_differences[i].here,
		    b->environment_differences[i].here);
	}
	assert_int_equal(a->claim_count, b->claim_count);
	for (i = 0; i < a->claim_count; i++)
		same_claim(&a->claims[i], &b->claims[i]);
	assert_int_equal(a->gate_count, b->gate_count);
	for (i = 0; i < a->gate_count; i++)
		same_gate(&a->gates[i], &b->gates[i]);
	assert_int_equal(a->mean_count, b->mean_count);
	for (i = 0; i < a->mean_count; i++) {
		same_text(a->means[i].group, b->means[i].group);
		same_text(a->means[i].metric, b->means[i].metric);
		assert_int_equal(a->means[i].cases, b->means[i].cases);
		same_number(a->means[i].ratio, b->means[i].ratio);
	}
	assert_int_equal(a->shift.exists, b->shift.exists);
	same_text(a->shift.metric, b->shift.metric);
	same_number(a->shift.shift, b->shift.shift);
	same_number(a->shift.spread, b->shift.spread);
	assert_int_equal(a->shift.cases, b->shift.cases);
}

static void
same_condition(const struct record_system *a, const struct record_system *b)
{
	assert_int_equal(a->round, b->round);
	assert_int_equal(a->start_ns, b->start_ns);
	assert_int_equal(a->end_ns, b->end_ns);
	same_number(a->load, b->load);
	same_number(a->others, b->others);
	same_number(a->stolen, b->stolen);
	same_number(a->cpu_stall, b->cpu_stall);
	same_number(a->io_stall, b->io_stall);
	same_number(a->memory_stall, b->memory_stall);
	same_number(a->throttled, b->throttled);
	same_number(a->clock_hz, b->clock_hz);
}

static void
same_metric(const struct result_metric *a, const struct result_metric *b)
{
	size_t i;

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
	same_comparison(a->comparison, b->comparison);
	same_comparison(a->reference, b->reference);
	assert_int_equal(a->budget_count, b->budget_count);
	for (i = 0; i < a->budget_count; i++)
		same_budget(&a->budgets[i], &b->budgets[i]);
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
	same_number(a->precision, b->precision);
	same_number(a->reached, b->reached);
	same_text(a->reference, b->reference);
	same_text(a->base, b->base);
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
	assert_int_equal(second.case_count, FULL_CASES);
	for (i = 0; i < FULL_CASES; i++)
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
	same_text(second.run.against, full_run.against);
	same_judgement(&first, &second);
	assert_int_equal(second.condition_count, 31);
	assert_int_equal(first.condition_count, 31);
	for (i = 0; i < 31; i++)
		same_condition(&first.conditions[i], &second.conditions[i]);
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

/* Appends a case's line as it was before there were plots and more. */
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
	cJSON_DeleteItemFromObject(tree, "precision");
	cJSON_DeleteItemFromObject(tree, "reached");
	cJSON_DeleteItemFromObject(tree, "reference_case");
	cJSON_DeleteItemFromObject(tree, "base_case");
	cJSON_ArrayForEach (metric, json_get(tree, "metrics")) {
		cJSON_DeleteItemFromObject(metric, "plot");
		cJSON_DeleteItemFromObject(metric, "comparison");
		cJSON_DeleteItemFromObject(metric, "reference");
	}
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
	char *text, *at;

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
	at = strstr(old.text, "\"conditions\"");
	assert_non_null(at);
	memcpy(at, "\"unknownkey\"", 12);
	if (read_back(old.text, old.length, &result, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(result.case_count, FULL_CASES);
	assert_int_equal(result.condition_count, 0);
	assert_false(result.cases[0].has_page);
	assert_null(result.cases[0].metrics[0].plot);
	assert_null(result.cases[0].metrics[0].reference);
	assert_true(result.cases[1].precision == 0);
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
	assert_null(json_get(json_get(tree, "baseline"), "suite_text"));
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
	assert_int_equal(lines, FULL_CASES + 2);
	assert_non_null(strstr(text, "\"cases\":[\n{\"case\":\"a\","));
	assert_non_null(strstr(text, "},\n{\"case\":\"b\","));
	assert_non_null(strstr(text, "}\n],\"scaling\":[{"));
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
	assert_refused(text, "\n{\"case\":\"b\"", "\n{\"case\":\"a\"",
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
	    "report.json:7: note 1: \"text\" must be text");
	free(text);
	result_release(&result);
}

static void
bad_judgements_are_refused_with_their_line(void **state)
{
	struct result result;
	char *text;

	(void)state;
	full_result(&result);
	text = full_result_text(&result);
	assert_refused(text, "\"rule\":null", "\"rule\":\"E\"",
	    "metric 1: \"comparison\": \"rule\" is none of this perfolio's");
	/* a ratio has come about somehow */
	assert_refused(text, "\"rule\":\"paired\"", "\"rule\":null",
	    "metric 1: \"reference\": \"rule\" is none of this perfolio's");
	assert_refused(text, "\"reason\":\"not-positive\"", "\"reason\":null",
	    "\"reference\": \"ratio\" is missing");
	assert_refused(text, "\"ratio\":0", "\"rat\":0",
	    "metric 1: \"reference\": \"ratio\" is missing");
	assert_refused(text, "\"level\":\"critical\"", "\"level\":\"bad\"",
	    "\"comparison\": \"level\" is none of this perfolio's");
	assert_refused(text, "\"verdict\":\"regression\"",
	    "\"verdict\":\"worse\"", "\"verdict\" is none of this perfolio's");
	assert_refused(text, "\"status\":\"yellow\"", "\"status\":\"blue\"",
	    "metric 1: budget 1: \"status\" is none of this perfolio's");
	assert_refused(text, "\"selector\":\"time\"", "\"selector\":null",
	    "budget 2: \"selector\" is missing");
	assert_refused(text, "\"status\":\"partly\"", "\"status\":\"half\"",
	    "report.json:7: claim 1: \"status\" is none of");
	assert_refused(text, "\"name\":\"Docs\"", "\"name\":[]",
	    "report.json:7: gate 2: \"name\" must be text");
	assert_refused(text, "\"means\":[{\"group\":null",
	    "\"means\":[{\"group\":1", "report.json:7: mean 1: \"group\"");
	assert_refused(text, "\"shift\":{\"metric\":\"time\"",
	    "\"shift\":{\"metric\":null", "\"shift\": \"metric\" is missing");
	assert_refused(text, "\"difference\":[{\"name\":\"cpu\"",
	    "\"difference\":[{\"name\":0", "\"difference\": \"name\" must be");
	assert_refused(text, "\"history_runs\":[", "\"history_runs\":0,\"x\":[",
	    "report.json:1: \"history_runs\" must be");
	assert_refused(text, "\"reference\":{", "\"reference\":[],\"x\":{",
	    "\"reference\" must be an object");
	assert_refused(text, "\"conditions\":[{\"round\":1",
	    "\"conditions\":[{"
	    "\"round\":-1",
	    "report.json:7: condition 1: \"round\" must be");
	assert_refused(text, "\"conditions\":[", "\"conditions\":7,\"x\":[",
	    "report.json:7: \"conditions\" must be");
	assert_refused(text, "hold.\"}]}\n", "hold.\"}]}\n{}\n",
	    "report.json:8: nothing may follow");
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
	    cmocka_unit_test(bad_judgements_are_refused_with_their_line),
	    cmocka_unit_test(
		a_file_cut_anywhere_is_refused_and_nothing_crashes),
	    cmocka_unit_test(damaged_files_do_not_crash),
	    cmocka_unit_test(a_full_disk_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
