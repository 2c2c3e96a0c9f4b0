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
keep_earlier(struct archive_runs *runs, const struct record_run *run,
    bool is_any_machine)
{
	const char *machine = facts_find(&run->machine, "id");
	const struct archive_run *earlier;
	size_t kept = 0, i;

	for (i = 0; i < runs->count; i++) {
		earlier = &runs->items[i];
		if (run->started != NULL && earlier->started[0] != '\0' &&
		    strcmp(earlier->started, run->started) < 0 &&
		    !is_same(earlier->id, run->id) &&
		    (is_any_machine || is_same(earlier->machine, machine)))
			runs->items[kept++] = *earlier;
	}
	runs->count = kept;
}

/* The first parents of the run's commit, else of HEAD. */
static void
read_commits(struct past *past, const struct record_run *run)
{
	bool has_commit = run->vcs_commit != NULL;
	size_t i, place;

	for (i = 0; i < past->runs.count && !has_commit; i++)
		has_commit = past->runs.items[i].commit != NULL;
	if (!has_commit || past->runs.count == 0)
		return;
	git_line_read(&past->commits, NULL);
	if (run->vcs_commit == NULL || past->commits.count == 0 ||
	    git_line_find(&past->commits, run->vcs_commit, &place))
		return;
	git_line_release(&past->commits);
	git_line_read(&past->commits, run->vcs_commit);
	/* git may not know it: HEAD's line is better than none. */
	if (past->commits.count > 0)
		return;
	git_line_release(&past->commits);
	git_line_read(&past->commits, NULL);
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
	if (archive_runs(past->index.archive, run->suite, &past->arena,
		&past->runs, err) < 0)
		return -1;
	/* Two trees have their baseline beside them. */
	if (run->against != NULL)
		past->runs.count = 0;
	keep_earlier(&past->runs, run, is_any_machine);
	read_commits(past, run);
	leave_later(past, run);
	past_line_order(&past->runs, &past->commits);
	make_line(past, run);
	return 0;
}

void
past_keep(struct past *past, const struct archive_anchor *anchors, size_t count)
{
	struct err err;

	if (!past->index.is_readonly &&
	    index_anchor_add(&past->index, anchors, count, &err) < 0)
		fprintf(stderr,
		    "perfolio: confirmed changes are not written down: %s\n",
		    err.text);
}

void
past_release(struct past *past)
{
	git_line_release(&past->commits);
	vec_free(&past->runs);
	if (past->is_open)
		index_close(&past->index);
	arena_release(&past->arena);
	*past = (struct past){0};
}
