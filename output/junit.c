#include "output/junit.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "output/view_change.h"
#include "output/view_parts.h"

enum outcome {
	OUTCOME_PASSED,
	OUTCOME_FAILURE,
	OUTCOME_ERROR,
	OUTCOME_SKIPPED,
	OUTCOME_COUNT
};

static const char *const elements[OUTCOME_COUNT] = {
    NULL, "failure", "error", "skipped"};

struct junit {
	const struct view *view;
	FILE *out;
	struct map bases;   /* ids of --against's base */
	struct map failing; /* ids of cases in must lines that fail */
	/* Of the case at hand. */
	struct arena arena;
	struct buf text;  /* what is wrong, a line each */
	const char *type; /* of the first of it */
	size_t counts[OUTCOME_COUNT];
};

/*
 * XML 1.0 has no control characters but tab and line breaks, and neither
 * U+FFFE nor U+FFFF, not even as references.
 */
static void
put_text(FILE *out, const char *text)
{
	const unsigned char *at;

	for (at = (const unsigned char *)text; *at != '\0'; at++) {
		if (at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE) {
			at += 2;
			continue;
		}
		switch (*at) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '"':
			fputs("&quot;", out);
			break;
		case '\n':
			fputs("&#10;", out);
			break;
		case '\t':
			fputs("&#9;", out);
			break;
		default:
			if (*at >= 0x20 && *at != 0x7F)
				fputc(*at, out);
			break;
		}
	}
}

static void
put_attribute(FILE *out, const char *name, const char *value)
{
	fprintf(out, " %s=\"", name);
	put_text(out, value);
	fputc('"', out);
}

static void
find_ids(struct junit *junit, const struct result *result)
{
	const struct gate_result *gate;
	size_t i, j;

	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].base != NULL)
			map_put(&junit->bases, result->cases[i].base, i);
	for (i = 0; i < result->gate_count; i++) {
		gate = &result->gates[i];
		if (gate->level != GATE_MUST || gate->status != GATE_FAIL)
			continue;
		for (j = 0; j < gate->case_count; j++)
			map_put(&junit->failing, gate->cases[j], i);
	}
}

/* Adds a line of what is wrong; the first one says what type it is. */
static void
say(struct junit *junit, const char *type, const char *text)
{
	if (junit->text.length == 0)
		junit->type = type;
	else
		buf_add_char(&junit->text, '\n');
	buf_add_string(&junit->text, text);
}

static void
say_budgets(struct junit *junit, const struct result_case *item,
    const struct result_metric *metric)
{
	struct view_target target;
	size_t i;

	for (i = 0; i < metric->budget_count; i++) {
		if (metric->budgets[i].status != BUDGET_RED)
			continue;
		target = view_target_of(&junit->arena, junit->view, item,
		    metric, &metric->budgets[i]);
		say(junit, "budget",
		    arena_printf(&junit->arena, "%s is %s, %s is asked for%s%s",
			target.selector, target.measured, target.target,
			target.headroom == NULL ? "" : ": ",
			target.headroom == NULL ? "" : target.headroom));
	}
}

static bool
is_failing(const struct junit *junit, const struct result_case *item,
    const struct comparison *of)
{
	size_t unused;

	if (of->verdict != VERDICT_REGRESSION || of->accepted != NULL)
		return false;
	if (junit->view->result->gate_count == 0)
		return of->level >= LEVEL_CRITICAL;
	/* Of a case that fails by a budget too only what has a level. */
	return map_get(&junit->failing, item->id, &unused) &&
	       (of->level != LEVEL_NONE || junit->text.length == 0);
}

static void
say_regression(struct junit *junit, const struct result_case *item,
    const struct result_metric *metric)
{
	struct view_change change;

	if (metric->comparison == NULL || !metric->is_judged ||
	    !is_failing(junit, item, metric->comparison))
		return;
	change = view_change_of(
	    &junit->arena, junit->view, item, metric, metric->comparison);
	say(junit, "regression",
	    arena_printf(&junit->arena, "%s regressed, %s: %s", change.metric,
		change.level,
		change.change == NULL ? change.reason : change.change));
}

static enum outcome
outcome_of(struct junit *junit, const struct result_case *item)
{
	struct wording status = wording_of_case(item);
	size_t i;

	buf_reset(&junit->text);
	arena_reset(&junit->arena);
	if (item->status != CASE_STATUS_OK) {
		say(junit, status.word,
		    item->message == NULL ? status.word : item->message);
		if (item->is_failure_allowed ||
		    item->status == CASE_STATUS_MISSING ||
		    item->status == CASE_STATUS_SKIPPED)
			return OUTCOME_SKIPPED;
		if (item->status == CASE_STATUS_BLOCKED)
			return OUTCOME_ERROR;
		return OUTCOME_FAILURE;
	}
	for (i = 0; i < item->metric_count; i++)
		say_budgets(junit, item, &item->metrics[i]);
	for (i = 0; i < item->metric_count; i++)
		say_regression(junit, item, &item->metrics[i]);
	return junit->text.length == 0 ? OUTCOME_PASSED : OUTCOME_FAILURE;
}

/* Seconds: the median of time, where the case has one. */
static void
put_time(FILE *out, const struct result_case *item)
{
	const struct result_metric *metric = view_metric_of(item, "time");

	if (metric != NULL && metric->is_measured &&
	    strcmp(metric->metric.unit, "ns") == 0)
		fprintf(out, " time=\"%.9f\"", metric->summary.median / 1e9);
}

static void
put_case(struct junit *junit, const struct result_case *item)
{
	enum outcome outcome = outcome_of(junit, item);
	const char *text = buf_text(&junit->text);
	const char *group =
	    item->group != NULL ? item->group : junit->view->title;

	fputs("<testcase", junit->out);
	put_attribute(junit->out, "classname", group);
	put_attribute(junit->out, "name", item->id);
	put_time(junit->out, item);
	if (outcome == OUTCOME_PASSED) {
		fputs("/>\n", junit->out);
		return;
	}
	fprintf(junit->out, "><%s", elements[outcome]);
	put_attribute(junit->out, "message",
	    arena_strndup(&junit->arena, text, strcspn(text, "\n")));
	if (outcome != OUTCOME_SKIPPED) {
		put_attribute(junit->out, "type", junit->type);
		fputc('>', junit->out);
		put_text(junit->out, text);
		fprintf(junit->out, "</%s>", elements[outcome]);
	} else {
		fputs("/>", junit->out);
	}
	fputs("</testcase>\n", junit->out);
}

static bool
is_judged(const struct junit *junit, const struct result_case *item)
{
	size_t unused;

	return !map_get(&junit->bases, item->id, &unused);
}

static void
put_counts(const struct junit *junit)
{
	const size_t *counts = junit->counts;

	fprintf(junit->out,
	    " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"",
	    counts[OUTCOME_PASSED] + counts[OUTCOME_FAILURE] +
		counts[OUTCOME_ERROR] + counts[OUTCOME_SKIPPED],
	    counts[OUTCOME_FAILURE], counts[OUTCOME_ERROR],
	    counts[OUTCOME_SKIPPED]);
}

static void
put_head(struct junit *junit)
{
	const struct record_run *run = &junit->view->result->run;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites",
	    junit->out);
	put_attribute(junit->out, "name", junit->view->title);
	put_counts(junit);
	fputs(">\n<testsuite", junit->out);
	put_attribute(junit->out, "name", junit->view->title);
	put_counts(junit);
	if (run->started != NULL)
		put_attribute(junit->out, "timestamp",
		    arena_strndup(&junit->arena, run->started,
			strcspn(run->started, ".Z")));
	fputs(">\n<properties>\n<property name=\"verdict\"", junit->out);
	put_attribute(junit->out, "value", junit->view->verdict.word);
	fputs("/>\n", junit->out);
	if (junit->view->reason != NULL) {
		fputs("<property name=\"reason\"", junit->out);
		put_attribute(junit->out, "value", junit->view->reason);
		fputs("/>\n", junit->out);
	}
	if (run->id != NULL) {
		fputs("<property name=\"run\"", junit->out);
		put_attribute(junit->out, "value", run->id);
		fputs("/>\n", junit->out);
	}
	fputs("</properties>\n", junit->out);
}

void
junit_write(const struct view *view, FILE *out)
{
	struct junit junit = {.view = view, .out = out};
	const struct result *result = view->result;
	size_t i;

	find_ids(&junit, result);
	for (i = 0; i < result->case_count; i++)
		if (is_judged(&junit, &result->cases[i]))
			junit.counts[outcome_of(&junit, &result->cases[i])]++;
	put_head(&junit);
	for (i = 0; i < result->case_count; i++)
		if (is_judged(&junit, &result->cases[i]))
			put_case(&junit, &result->cases[i]);
	fputs("</testsuite>\n</testsuites>\n", out);
	map_release(&junit.bases);
	map_release(&junit.failing);
	arena_release(&junit.arena);
	buf_release(&junit.text);
}
