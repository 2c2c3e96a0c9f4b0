#include "cli/trend_line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/budgets.h"
#include "base/err.h"
#include "base/file.h"
#include "cli/line.h"
#include "cli/past_line.h"
#include "cli/since.h"
#include "collector/limit.h"

/*
 * What the newest run was judged by; the defaults where its file is not at
 * hand, or says nothing.
 */
static void
read_policy(struct trend_line *line, const struct trend_look *look)
{
	struct record_run run = {0};
	struct buf path = {0};
	struct err ignored;

	line->policy = (struct policy){0};
	if (look->workspace->path == NULL || line->runs.count == 0)
		return;
	workspace_run_path(
	    look->workspace, line->runs.items[line->runs.count - 1].id, &path);
	if (file_exists(path.text) &&
	    line_read_header(path.text, &line->arena, &run, &ignored) == 0 &&
	    policy_read(&line->policy, run.policy, &line->arena, &ignored) < 0)
		line->policy = (struct policy){0};
	buf_release(&path);
}

/* Of which cases the limit holds, their parameters say: they are not known. */
static bool
has_overrides(const struct policy *policy, const char *name)
{
	const struct policy_benchmark *benchmarks = policy->benchmarks;
	size_t low = 0, high = policy->benchmark_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(benchmarks[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < policy->benchmark_count &&
	       strcmp(benchmarks[low].name, name) == 0;
	     low++)
		if (benchmarks[low].override_count > 0)
			return true;
	return false;
}

/* The limits on the median that a drift may reach. */
static void
add_limits(const struct trend_line *line, const struct result_case *item,
    const struct archive_series *series, struct timeline_options *options)
{
	struct policy_limits limits = {0};
	const struct policy_limit *of;
	enum metric_kind unused;
	struct limit limit;
	struct err ignored;
	size_t i;

	if (series->benchmark != NULL &&
	    !has_overrides(&line->policy, series->benchmark))
		policy_budget(&line->policy, item, &limits);
	for (i = 0; i < limits.list.count; i++) {
		of = &limits.list.items[i];
		if (strcmp(of->selector, series->metric) != 0 ||
		    limit_read_unit_unknown(of->line->limit, series->metric,
			&limit, &unused, &ignored) < 0)
			continue;
		timeline_limit_add(options,
		    budget_op_of(&limit, series->better), limit.value,
		    limit.high);
	}
	vec_free(&limits.list);
}

static void
draw(struct trend_line *line, const struct trend_look *look,
    const struct archive_series *series, const struct archive_points *points)
{
	const struct timelines_series of = {
	    series->case_id, series->metric, points, 0, NULL};
	const struct result_case item = {
	    .benchmark = series->benchmark, .group = series->group};
	struct thresholds thresholds =
	    policy_thresholds(&line->policy, &item, series->metric);
	struct timeline_options options = {
	    .is_lower_better = series->better == BETTER_LOWER,
	    .warning = thresholds.warning,
	    .critical = thresholds.critical,
	    .blocker = thresholds.blocker};
	struct trend_series out = {.of = series};

	if (points->count == 0)
		return;
	add_limits(line, &item, series, &options);
	timelines_draw(
	    &line->timelines, &of, &options, &line->arena, &out.timeline);
	timelines_settle(&line->timelines, &of, look->commits, look->acks,
	    &line->arena, &out.timeline);
	vec_push(&line->series, out);
}

/* 1 if the series is asked for, -1 where the pattern cannot tell. */
static int
is_asked(const struct trend_look *look, const struct archive_series *series,
    struct err *err)
{
	const struct trend_options *options = look->options;

	if (options->metric != NULL
		? strcmp(series->metric, options->metric) != 0
		: !series->is_judged && !options->is_all)
		return 0;
	if (look->filter == NULL)
		return 1;
	return regex_search(
	    look->filter, series->case_id, strlen(series->case_id), err);
}

static int
keep_asked(
    struct trend_line *line, const struct trend_look *look, struct err *err)
{
	size_t i, kept = 0;
	int asked;

	for (i = 0; i < line->catalog.count; i++) {
		asked = is_asked(look, &line->catalog.items[i], err);
		if (asked < 0)
			return -1;
		if (asked > 0)
			line->catalog.items[kept++] = line->catalog.items[i];
	}
	line->catalog.count = kept;
	return 0;
}

static int
draw_all(
    struct trend_line *line, const struct trend_look *look, struct err *err)
{
	size_t count = line->catalog.count, i;
	struct archive_points *points = xcalloc(count + 1, sizeof *points);
	int status;

	line->timelines = (struct timelines){.line = line->line,
	    .count = line->runs.count,
	    .suite = line->suite,
	    .machine = line->machine,
	    .table = look->table};
	status =
	    timelines_read(&line->timelines, look->archive, &line->arena, err);
	if (status == 0 && count > 0)
		status = archive_points_all(look->archive, line->catalog.items,
		    count, &line->runs, points, err);
	for (i = 0; status == 0 && i < count; i++)
		draw(line, look, &line->catalog.items[i], &points[i]);
	for (i = 0; i < count; i++)
		archive_points_release(&points[i]);
	free(points);
	return status;
}

int
trend_line_read(
    struct trend_line *line, const struct trend_look *look, struct err *err)
{
	size_t since = 0;

	past_line_order(&line->runs, look->commits);
	past_line_leave_dirty(&line->runs);
	line->line = past_line_of(&line->runs, &line->arena);
	if (look->options->since != NULL &&
	    since_find(&(struct since){.runs = line->line,
			   .count = line->runs.count,
			   .commits = look->commits,
			   .workspace = look->workspace},
		look->options->since, &since, err) < 0)
		return -1;
	line->since = (uint32_t)since;
	read_policy(line, look);
	if (archive_series(look->archive, line->suite, &line->arena,
		&line->catalog, err) < 0 ||
	    keep_asked(line, look, err) < 0)
		return -1;
	return draw_all(line, look, err);
}

void
trend_line_release(struct trend_line *line)
{
	vec_free(&line->runs);
	vec_free(&line->catalog);
	vec_free(&line->series);
	timelines_release(&line->timelines);
	arena_release(&line->arena);
}
