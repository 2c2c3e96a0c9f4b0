#include "cli/trend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/mann_whitney.h"
#include "analysis/timeline_json.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
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

static int
read_lines(struct lines *lines, const struct trend_look *look, struct err *err)
{
	size_t i;

	for (i = 0; i < lines->list.count; i++)
		if (trend_line_read(&lines->list.items[i], look, err) < 0)
			return -1;
	return 0;
}

/* That it cannot is said, and no more: the answer is the same. */
static void
write_confirmed(struct lines *lines, struct index *index)
{
	const struct trend_line *line;
	struct err err;
	size_t i;

	for (i = 0; i < lines->list.count && !index->is_readonly; i++) {
		line = &lines->list.items[i];
		if (line->confirmed.count > 0 &&
		    index_anchor_add(index, line->confirmed.items,
			line->confirmed.count, &err) < 0)
			fprintf(stderr,
			    "perfolio: confirmed changes are not written "
			    "down: %s\n",
			    err.text);
	}
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

/* All of them; "since" is the index of the first run that was asked for. */
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

/* With several lines, the name says which: "search @ ci-large". */
static const char *
name_of(const struct lines *lines, const struct trend_line *line,
    const struct archive_series *series, struct arena *arena)
{
	if (lines->list.count == 1)
		return series->case_id;
	return arena_printf(arena, "%s @ %s, %s", series->case_id,
	    line->suite == NULL ? "no suite" : line->suite,
	    line->machine == NULL ? "unknown machine" : line->machine);
}

static void
print_text(struct lines *lines, const struct trend_options *options)
{
	struct text_table_options terminal = terminal_options();
	VEC(struct text_trend) shown = {0};
	const struct trend_line *line;
	const struct trend_series *of;
	size_t i, j;

	for (i = 0; i < lines->list.count; i++) {
		line = &lines->list.items[i];
		for (j = 0; j < line->series.count; j++) {
			of = &line->series.items[j];
			vec_push(&shown,
			    (struct text_trend){.name = name_of(lines, line,
						    of->of, &lines->arena),
				.metric = of->of->metric,
				.unit = of->of->unit,
				.timeline = &of->timeline,
				.runs = line->line,
				.run_count = line->runs.count,
				.since = line->since});
		}
	}
	text_trends_write(
	    shown.items, shown.count, options->is_all, &terminal, stdout);
	vec_free(&shown);
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
	write_confirmed(&lines, index);
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
