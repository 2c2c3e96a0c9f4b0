#include "cli/trend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/mann_whitney.h"
#include "analysis/timeline_json.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/map.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "cli/trend_line.h"
#include "output/text_trend.h"

/* All lines that are asked for. */
struct lines {
	struct arena arena;
	struct archive_runs runs; /* of all */
	struct map index;         /* suite and machine -> items */
	VEC(struct trend_line) list;
	struct git_line commits;
	struct ack_list acks;
};

static struct trend_line *
find_or_add(struct lines *lines, const struct archive_run *run)
{
	struct trend_line *line;
	struct buf key = {0};
	size_t at;

	buf_addf(&key, "%s\x1f%s", run->suite == NULL ? "" : run->suite,
	    run->machine == NULL ? "" : run->machine);
	if (map_get(&lines->index, key.text, &at)) {
		line = &lines->list.items[at];
	} else {
		map_put(&lines->index, key.text, lines->list.count);
		line = vec_add(&lines->list);
		line->suite = run->suite;
		line->machine = run->machine;
	}
	buf_release(&key);
	return line;
}

static int
part_into_lines(struct lines *lines, struct archive *archive,
    const struct trend_options *options, struct err *err)
{
	const struct archive_run *run;
	bool has_commit = false;
	size_t i;

	if (archive_runs(
		archive, options->suite, &lines->arena, &lines->runs, err) < 0)
		return -1;
	for (i = 0; i < lines->runs.count; i++) {
		run = &lines->runs.items[i];
		if (run->is_pair)
			continue;
		has_commit |= run->commit != NULL;
		vec_push(&find_or_add(lines, run)->runs, *run);
	}
	if (lines->list.count == 0 && options->suite != NULL)
		return err_set(err,
		    "the archive has no runs of a suite \"%.80s\"; \"perfolio "
		    "archive list\" shows what it has",
		    options->suite);
	if (lines->list.count == 0)
		return err_set(err,
		    "the archive has no runs; \"perfolio run\" makes some, "
		    "\"perfolio archive add\" takes some in, and --csv FILE "
		    "needs none");
	if (has_commit)
		git_line_read(&lines->commits, NULL);
	return 0;
}

/* No metric of that name was measured: which was? */
static int
refuse_metric(
    const struct archive_catalog *catalog, const char *metric, struct err *err)
{
	const char **names = xcalloc(catalog->count + 1, sizeof *names);
	struct map seen = {0};
	struct buf all = {0};
	const char *near;
	size_t count = 0, i, at;

	for (i = 0; i < catalog->count; i++) {
		if (map_get(&seen, catalog->items[i].metric, &at))
			continue;
		map_put(&seen, catalog->items[i].metric, count);
		names[count++] = catalog->items[i].metric;
	}
	for (i = 0; i < count; i++)
		buf_addf(&all, "%s%s", i == 0 ? "" : ", ", names[i]);
	near = text_nearest(metric, names, count);
	if (near != NULL)
		err_set(err,
		    "the archive has no metric \"%.80s\", did you mean "
		    "\"%.80s\"?",
		    metric, near);
	else
		err_set(err,
		    "the archive has no metric \"%.80s\"; it has %.600s",
		    metric, buf_text(&all));
	free(names);
	map_release(&seen);
	buf_release(&all);
	return -1;
}

/* Nothing is what was asked for: what of it is not there? */
static int
refuse_nothing(
    const struct lines *lines, const struct trend_look *look, struct err *err)
{
	const struct trend_options *options = look->options;
	struct archive_catalog catalog = {0};
	struct arena arena = {0};
	bool has_metric = options->metric == NULL;
	size_t i;
	int status;

	if (options->metric == NULL && options->filter == NULL)
		return 0;
	for (i = 0; i < lines->list.count; i++)
		if (lines->list.items[i].series.count > 0)
			return 0;
	status = archive_series(
	    look->archive, options->suite, &arena, &catalog, err);
	for (i = 0; i < catalog.count && !has_metric; i++)
		has_metric =
		    strcmp(catalog.items[i].metric, options->metric) == 0;
	if (status == 0 && !has_metric)
		status = refuse_metric(&catalog, options->metric, err);
	else if (status == 0)
		status = err_set(err,
		    "the archive has no history of a case that matches "
		    "\"%.200s\" in %s%.80s; \"perfolio trend --all\" lists "
		    "what it has",
		    options->filter == NULL ? "" : options->filter,
		    options->metric == NULL ? "a metric that is judged" : "",
		    options->metric == NULL ? "" : options->metric);
	vec_free(&catalog);
	arena_release(&arena);
	return status;
}

static int
read_lines(struct lines *lines, const struct trend_look *look, struct err *err)
{
	size_t i;

	for (i = 0; i < lines->list.count; i++)
		if (trend_line_read(&lines->list.items[i], look, err) < 0)
			return -1;
	return refuse_nothing(lines, look, err);
}

static void
add_series(
    cJSON *array, const struct trend_line *line, const struct trend_series *of)
{
	cJSON *object = cJSON_CreateObject();

	json_add_string(object, "suite", line->suite);
	json_add_string(object, "machine", line->machine);
	json_add_string(object, "case", of->of->case_id);
	json_add_string(object, "metric", of->of->metric);
	json_add_string(object, "unit", of->of->unit);
	json_add_string(object, "better", better_text(of->of->better));
	json_add_u64(object, "n", line->runs.count);
	json_add_u64(object, "since", line->since);
	timeline_json_add(object, &of->timeline, line->line);
	cJSON_AddItemToArray(array, object);
}

/* All of them, with "since", the index of the first run that was asked for. */
static void
print_json(const struct lines *lines)
{
	cJSON *object = cJSON_CreateObject();
	cJSON *array = json_add_array(object, "series");
	const struct trend_line *line;
	struct buf text = {0};
	size_t i, j;

	for (i = 0; i < lines->list.count; i++) {
		line = &lines->list.items[i];
		for (j = 0; j < line->series.count; j++)
			add_series(array, line, &line->series.items[j]);
	}
	json_print(object, &text);
	puts(text.text);
	buf_release(&text);
	cJSON_Delete(object);
}

/* With several lines, names say which: "shop, ci-large". NULL: there is one. */
static const char *
line_name(struct lines *lines, const struct trend_line *line)
{
	if (lines->list.count == 1)
		return NULL;
	return arena_printf(&lines->arena, "%s, %s",
	    line->suite == NULL ? "no suite" : line->suite,
	    line->machine == NULL ? "unknown machine" : line->machine);
}

/* Has it a run since then? */
static bool
is_recent(const struct trend_line *line, const struct timeline *timeline)
{
	return timeline->points[timeline->point_count - 1].run >= line->since;
}

static void
print_text(struct lines *lines, const struct trend_options *options)
{
	struct text_table_options terminal = terminal_options();
	VEC(struct text_trend) shown = {0};
	const struct trend_line *line;
	const struct trend_series *of;
	const char *name;
	size_t i, j;

	for (i = 0; i < lines->list.count; i++) {
		line = &lines->list.items[i];
		name = line_name(lines, line);
		for (j = 0; j < line->series.count; j++) {
			of = &line->series.items[j];
			if (!is_recent(line, &of->timeline))
				continue;
			vec_push(
			    &shown, (struct text_trend){.name = of->of->case_id,
					.metric = of->of->metric,
					.unit = of->of->unit,
					.line = name,
					.timeline = &of->timeline,
					.runs = line->line,
					.run_count = line->runs.count,
					.since = line->since});
		}
	}
	if (shown.count > 0)
		text_trends_write(shown.items, shown.count, options->is_all,
		    &terminal, stdout);
	else if (options->since != NULL)
		printf("No history has a run since %s.\n", options->since);
	else
		puts("No metric is judged; --all has the others.");
	vec_free(&shown);
}

/* On which what runs out may be over. */
static const char *
newest_day(const struct lines *lines)
{
	const struct archive_runs *runs = &lines->runs;

	return runs->count == 0 ? "" : runs->items[runs->count - 1].started;
}

static void
lines_release(struct lines *lines)
{
	size_t i;

	for (i = 0; i < lines->list.count; i++)
		trend_line_release(&lines->list.items[i]);
	vec_free(&lines->list);
	vec_free(&lines->runs);
	map_release(&lines->index);
	git_line_release(&lines->commits);
	ack_list_release(&lines->acks);
	arena_release(&lines->arena);
}

static int
answer(struct index *index, const struct trend_look *with, struct err *err)
{
	static struct mann_whitney_table table;
	struct trend_look look = *with;
	struct lines lines = {0};
	size_t i;
	int status = EXIT_STATUS_FAILED;

	look.archive = index->archive;
	look.table = &table;
	look.commits = &lines.commits;
	look.acks = &lines.acks;
	if (look.options->is_recompute &&
	    index_anchor_clear(index, look.options->suite, err) < 0)
		goto out;
	if (part_into_lines(&lines, index->archive, look.options, err) < 0 ||
	    ack_file_read(&lines.acks, err) < 0 ||
	    read_lines(&lines, &look, err) < 0)
		goto out;
	ack_file_warn(&lines.acks, index->archive, NULL, newest_day(&lines));
	for (i = 0; i < lines.list.count; i++)
		timelines_keep(&lines.list.items[i].timelines, index);
	if (look.options->is_json)
		print_json(&lines);
	else
		print_text(&lines, look.options);
	status = EXIT_STATUS_OK;
out:
	lines_release(&lines);
	return status;
}

int
trend_archive(const struct trend_options *options, struct err *err)
{
	struct workspace workspace;
	struct trend_look look = {.workspace = &workspace, .options = options};
	struct regex *filter = NULL;
	struct index index;
	int status = EXIT_STATUS_FAILED;

	if (options->filter != NULL) {
		filter = regex_new(options->filter, err);
		if (filter == NULL) {
			err_add(err, "the filter");
			return EXIT_STATUS_USAGE;
		}
	}
	look.filter = filter;
	workspace_find(&workspace);
	if (index_open(&index, &workspace, options->archive, err) == 0) {
		status = answer(&index, &look, err);
		index_close(&index);
	}
	workspace_release(&workspace);
	if (filter != NULL)
		regex_free(filter);
	return status;
}
