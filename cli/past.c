#include "cli/past.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "cli/archive_entry.h"
#include "cli/past_line.h"
#include "collector/machine.h"

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Leaves the runs that started before ours, on its machine. */
static void
keep_earlier(
    struct past *past, const struct record_run *run, bool is_any_machine)
{
	const char *machine = facts_find(&run->machine, "id");
	struct archive_runs *runs = &past->runs;
	const struct archive_run *earlier;
	size_t kept = 0, i;

	for (i = 0; i < runs->count; i++) {
		earlier = &runs->items[i];
		if (run->started == NULL || earlier->started[0] == '\0' ||
		    strcmp(earlier->started, run->started) >= 0 ||
		    is_same(earlier->id, run->id))
			continue;
		if (is_any_machine || is_same(earlier->machine, machine))
			runs->items[kept++] = *earlier;
		else
			past->elsewhere += !earlier->is_pair;
	}
	runs->count = kept;
}

/* The first parents of the run's commit, else of HEAD. */
static void
read_commits(struct past *past, const struct record_run *run)
{
	bool has_commit = run->vcs_commit != NULL;
	size_t i;

	for (i = 0; i < past->runs.count && !has_commit; i++)
		has_commit = past->runs.items[i].commit != NULL;
	if (has_commit && past->runs.count + past->acks.count > 0)
		git_line_read_of(&past->commits, run->vcs_commit);
}

/* Of commits behind ours nothing is the past. */
static void
leave_later(struct past *past, const struct record_run *run)
{
	size_t ours, place, kept = 0, i;

	if (!git_line_find(&past->commits, run->vcs_commit, &ours))
		return;
	for (i = 0; i < past->runs.count; i++)
		if (!git_line_find(
			&past->commits, past->runs.items[i].commit, &place) ||
		    place <= ours)
			past->runs.items[kept++] = past->runs.items[i];
	past->runs.count = kept;
}

static int
read_catalog(struct past *past, const struct series *series, struct err *err)
{
	struct archive_catalog *catalog = &past->catalog;
	size_t unused, kept = 0, i;

	if (past->runs.count == 0)
		return 0;
	if (archive_series(past->index.archive, series->run.suite, &past->arena,
		catalog, err) < 0)
		return -1;
	for (i = 0; i < catalog->count; i++)
		if (map_get(&series->case_index, catalog->items[i].case_id,
			&unused))
			catalog->items[kept++] = catalog->items[i];
	catalog->count = kept;
	return 0;
}

/* Finds those of the runs that measured anything of the catalog. */
static int
mark_alike(struct past *past, const struct archive_runs *runs, bool *is_alike,
    struct err *err)
{
	const struct archive_catalog *catalog = &past->catalog;
	struct archive_points *points = xcalloc(catalog->count, sizeof *points);
	size_t i, j;
	int status = archive_points_all(past->index.archive, catalog->items,
	    catalog->count, runs, points, err);

	for (i = 0; i < catalog->count; i++) {
		for (j = 0; j < points[i].count; j++)
			is_alike[points[i].index[j]] = true;
		archive_points_release(&points[i]);
	}
	free(points);
	return status;
}

/*
 * The first series is mostly in all runs, and to look it up costs little; all
 * is read of those stretches only where a run has not got it.
 */
static int
find_alike(struct past *past, bool *is_alike, struct err *err)
{
	struct archive_runs runs = past->runs;
	struct archive_points first = {0};
	size_t i, from;
	int status;

	if (past->catalog.count == 0)
		return 0;
	status = archive_points(
	    past->index.archive, &past->catalog.items[0], &runs, &first, err);
	for (i = 0; i < first.count; i++)
		is_alike[first.index[i]] = true;
	archive_points_release(&first);
	for (from = 0; from < past->runs.count && status == 0;
	     from += runs.count) {
		runs.items = past->runs.items + from;
		runs.count = past->runs.count - from;
		if (runs.count > HISTORY_RUNS_MAX)
			runs.count = HISTORY_RUNS_MAX;
		if (memchr(is_alike + from, false, runs.count) != NULL)
			status = mark_alike(past, &runs, is_alike + from, err);
	}
	return status;
}

/* Leaves the runs that measured a case of ours. */
static int
keep_alike(struct past *past, struct err *err)
{
	bool *is_alike = xcalloc(past->runs.count + 1, sizeof *is_alike);
	int status = find_alike(past, is_alike, err);
	size_t kept = 0, i;

	for (i = 0; i < past->runs.count; i++)
		if (is_alike[i])
			past->runs.items[kept++] = past->runs.items[i];
	past->runs.count = kept;
	free(is_alike);
	return status;
}

static void
make_line(struct past *past, const struct record_run *run)
{
	size_t count = past->runs.count, i;
	struct timeline_run *line = past_line_of(&past->runs, &past->arena);

	line[count] = (struct timeline_run){.id = run->id,
	    .started = run->started,
	    .commit = run->vcs_commit,
	    .version = run->version,
	    .is_candidate = true};
	if (count > 0)
		line[count].differs = past_line_differs(
		    past->runs.items[count - 1].environment,
		    archive_entry_environment(&past->arena, &run->environment),
		    &past->arena);
	past->line = line;
	for (i = 0; i <= count; i++)
		if (line[i].differs != NULL)
			past->segment = i;
}

static size_t
count_before(const struct past *past, const struct record_run *run)
{
	const struct archive_run *last;
	size_t count = past->runs.count;

	if (run->vcs_commit == NULL || run->is_dirty)
		return count;
	for (; count > past->segment; count--) {
		last = &past->runs.items[count - 1];
		if (last->is_dirty || !is_same(last->commit, run->vcs_commit))
			return count;
	}
	return past->runs.count;
}

/* What timelines are drawn with. */
static int
read_timelines(struct past *past, const struct record_run *run, struct err *err)
{
	past->timelines = (struct timelines){.line = past->line,
	    .count = past->runs.count + 1,
	    .suite = run->suite,
	    .machine = facts_find(&run->machine, "id"),
	    .table = &past->table};
	if (past->runs.count == 0)
		return 0;
	return timelines_read(
	    &past->timelines, past->index.archive, &past->arena, err);
}

/* Commits that were not fetched may be those of another branch. */
static void
warn_of_unfetched(const struct past *past)
{
	const struct archive_run *run;
	size_t unknown = 0, i, place;

	if (past->commits.count == 0)
		return;
	for (i = 0; i < past->runs.count; i++) {
		run = &past->runs.items[i];
		unknown += run->commit != NULL &&
			   !git_line_find(&past->commits, run->commit, &place);
	}
	if (unknown > 0 && git_is_shallow())
		fprintf(stderr,
		    "perfolio: this clone is shallow: %zu of %zu earlier runs "
		    "are of commits that were not fetched, and count as the "
		    "past though they may be of another branch; git fetch "
		    "--unshallow (fetch-depth: 0 in a workflow) mends it\n",
		    unknown, past->runs.count);
}

int
past_open(struct past *past, const struct workspace *workspace,
    const char *where, const struct series *series, bool is_any_machine,
    struct err *err)
{
	const struct record_run *run = &series->run;

	*past = (struct past){0};
	if (index_open(&past->index, workspace, where, err) < 0)
		return -1;
	past->is_open = true;
	if (ack_file_read(&past->acks, err) < 0 ||
	    archive_runs(past->index.archive, run->suite, &past->arena,
		&past->runs, err) < 0)
		return -1;
	/* Two trees have their baseline beside them. */
	if (run->against != NULL)
		past->runs.count = 0;
	keep_earlier(past, run, is_any_machine);
	read_commits(past, run);
	leave_later(past, run);
	past_line_order(&past->runs, &past->commits);
	if (read_catalog(past, series, err) < 0 || keep_alike(past, err) < 0)
		return -1;
	past_line_leave_dirty(&past->runs);
	warn_of_unfetched(past);
	make_line(past, run);
	past->before = count_before(past, run);
	return read_timelines(past, run, err);
}

void
past_release(struct past *past)
{
	git_line_release(&past->commits);
	ack_list_release(&past->acks);
	vec_free(&past->runs);
	vec_free(&past->catalog);
	vec_free(&past->accepted);
	timelines_release(&past->timelines);
	if (past->is_open)
		index_close(&past->index);
	arena_release(&past->arena);
	*past = (struct past){0};
}
