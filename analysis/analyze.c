#include "analysis/analyze.h"

#include "analysis/compare.h"
#include "analysis/describe.h"
#include "analysis/notable.h"
#include "analysis/notes.h"
#include "analysis/pages.h"
#include "analysis/record_copy.h"
#include "analysis/shape.h"
#include "analysis/strip.h"
#include "analysis/success_rate.h"

static bool
names_contain(const char *const *names, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static bool
is_judged(const struct record_case *line, const char *metric)
{
	if (line->judged_count == 0)
		return strcmp(metric, "time") == 0;
	return names_contain(line->judged, line->judged_count, metric);
}

static bool
has_samples(const struct series_case *kept)
{
	size_t i;

	for (i = 0; i < kept->metrics.count; i++)
		if (kept->metrics.items[i].values.count > 0)
			return true;
	return false;
}

/* Fills metrics, one each; out is the case and knows its launches. */
static void
analyze_metrics(const struct series_case *kept, const struct result_case *out,
    struct pool *pool, struct describe_desk *desk,
    struct result_metric *metrics)
{
	const struct series_metric *metric;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		metric = &kept->metrics.items[i];
		metrics[i].metric = record_metric_copy(pool, &metric->metric);
		metrics[i].is_judged =
		    is_judged(&kept->line, metric->metric.name);
		if (success_rate_is_meant(metric)) {
			success_rate_describe(
			    out->launches, out->failed, &metrics[i]);
			continue;
		}
		describe_metric(desk, metric, &metrics[i]);
		shape_describe(desk, metric, pool->arena, &metrics[i]);
		if (out->has_page)
			metrics[i].plot = plot_build(metric, &metrics[i],
			    desk->sorted.items, pool->arena);
	}
}

/* How the case ended. */
static void
analyze_outcome(
    const struct series_case *kept, struct pool *pool, struct result_case *out)
{
	const struct record_case *line = &kept->line;
	const char *message = line->message;

	out->status = line->status;
	if (!kept->has_outcome) {
		out->is_cut_short = line->status == CASE_STATUS_PLANNED;
		out->status =
		    has_samples(kept) ? CASE_STATUS_OK : CASE_STATUS_MISSING;
	}
	if (message == NULL)
		message = kept->first_error;
	if (out->status != CASE_STATUS_OK)
		out->message = arena_strdup(pool->arena, message);
	out->stopped_by = pool_keep(pool, line->stopped_by);
	out->is_failure_allowed = line->is_failure_allowed;
	out->launches =
	    line->has_launches ? line->launches : kept->launches_seen;
	out->failed = line->has_launches ? line->failed : kept->failures_seen;
}

/* All but the metrics. */
static void
analyze_case(
    const struct series_case *kept, struct pool *pool, struct result_case *out)
{
	const struct record_case *line = &kept->line;

	out->id = arena_strdup(pool->arena, line->id);
	out->group = pool_keep(pool, line->group);
	out->benchmark = pool_keep(pool, line->benchmark);
	out->params = record_pairs_copy(pool, line->params, line->param_count);
	out->param_count = line->param_count;
	out->tags = record_names_copy(pool, line->tags, line->tag_count);
	out->tag_count = line->tag_count;
	out->command =
	    record_texts_copy(pool, line->command, line->command_count);
	out->command_count = line->command_count;
	out->steps = record_steps_copy(pool, line->steps, line->step_count);
	out->step_count = line->step_count;
	out->cwd = pool_keep(pool, line->cwd);
	out->owner = pool_keep(pool, line->owner);
	out->precision = line->precision;
	out->reached = line->reached;
	out->reference = pool_keep(pool, line->reference);
	out->base = pool_keep(pool, line->base);
	analyze_outcome(kept, pool, out);
}

static size_t
count_metrics(const struct series *series)
{
	size_t i, count = 0;

	for (i = 0; i < series->cases.count; i++)
		count += series->cases.items[i].metrics.count;
	return count;
}

/*
 * The metrics of all cases, one case's behind the other's. The first cases get
 * the pages, and plots while their samples are sorted; few will lose them to
 * more notable ones.
 */
static struct result_metric *
analyze_cases(const struct series *series, size_t pages,
    struct describe_desk *desk, struct pool *pool, struct result *result)
{
	struct result_metric *metrics, *next;
	const struct series_case *kept;
	struct result_case *out;
	size_t i, count = series->cases.count;

	metrics =
	    arena_alloc(pool->arena, count_metrics(series) * sizeof *metrics);
	next = metrics;
	result->cases = arena_alloc(pool->arena, count * sizeof *result->cases);
	result->case_count = count;
	for (i = 0; i < count; i++) {
		kept = &series->cases.items[i];
		out = &result->cases[i];
		analyze_case(kept, pool, out);
		out->has_page = i < pages;
		analyze_metrics(kept, out, pool, desk, next);
		out->metrics = kept->metrics.count == 0 ? NULL : next;
		out->metric_count = kept->metrics.count;
		next += kept->metrics.count;
	}
	return metrics;
}

static void
count_status(struct result_counts *counts, const struct result_case *item)
{
	switch (item->status) {
	case CASE_STATUS_OK:
		counts->ok++;
		return;
	case CASE_STATUS_FAILED:
		counts->failed++;
		break;
	case CASE_STATUS_TIMEOUT:
		counts->timeout++;
		break;
	case CASE_STATUS_BLOCKED:
		counts->blocked++;
		break;
	case CASE_STATUS_SKIPPED:
		counts->skipped++;
		return;
	case CASE_STATUS_NONE:
	case CASE_STATUS_PLANNED:
	case CASE_STATUS_MISSING:
		counts->missing++;
		return;
	}
	if (item->is_failure_allowed)
		counts->allowed_failures++;
}

/* Samples are those that were taken: a rate made of launches has none. */
static struct result_counts
count_cases(const struct series *series, const struct result *result)
{
	const struct series_case *kept;
	struct result_counts counts = {.cases = result->case_count};
	const struct result_case *item;
	size_t i, j;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		count_status(&counts, item);
		counts.launches += item->launches;
		kept = &series->cases.items[i];
		for (j = 0; j < kept->metrics.count; j++)
			counts.samples += kept->metrics.items[j].values.count;
	}
	return counts;
}

static enum result_verdict
verdict_of(const struct result_counts *counts)
{
	if (counts->cases > 0 && counts->samples == 0)
		return RESULT_VERDICT_NO_GO;
	return RESULT_VERDICT_NONE;
}

void
analyze(const struct series *series, const struct analyze_options *options,
    struct result *result)
{
	struct pool pool = {.arena = &result->arena};
	struct describe_desk desk = {0};
	struct result_metric *metrics;
	size_t pages;

	*result = (struct result){0};
	result->run = record_run_copy(&pool, &series->run);
	if (series->is_finished)
		result->finished =
		    arena_strdup(&result->arena, series->finished);
	pages = options->has_all_pages ? series->cases.count : NOTABLE_PAGES;
	metrics = analyze_cases(series, pages, &desk, &pool, result);
	compare_cases(series, result, metrics);
	pages_mark(series, result, pages);
	result->counts = count_cases(series, result);
	result->verdict = verdict_of(&result->counts);
	result->conditions = strip_of(series->systems.items,
	    series->systems.count, &result->condition_count, &result->arena);
	notes_build(series, &desk, &pool, result);
	describe_desk_release(&desk);
	pool_release(&pool);
}
