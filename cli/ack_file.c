#include "cli/ack_file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/suite_file.h"

#define NAME "perfolio.ack.yaml"

enum { WARNED = 3 /* entries with a line of their own */ };

bool
ack_file_find(struct buf *path)
{
	struct buf suite = {0};
	struct err ignored;
	const char *slash;
	bool is_there;

	is_there = suite_file_find_upwards(NAME, path) == 0;
	if (!is_there && suite_file_find(&suite, &ignored) == 0) {
		slash = strrchr(suite.text, '/');
		if (slash != NULL)
			buf_add(
			    path, suite.text, (size_t)(slash - suite.text) + 1);
	}
	if (!is_there)
		buf_add_string(path, NAME);
	buf_release(&suite);
	return is_there;
}

/* What a user calls a commit, in full where git knows it. */
static void
know_commit(struct ack *ack, const char **name, const char *commit)
{
	ack->is_unknown |= *name != NULL && commit == NULL;
	if (commit != NULL)
		*name = commit;
}

static void
know_commits(struct ack_list *list)
{
	size_t count = 2 * list->count, i;
	const char **names, **commits;
	struct ack *ack;

	names = arena_alloc(&list->arena, (count + 1) * sizeof *names);
	commits = arena_alloc(&list->arena, (count + 1) * sizeof *commits);
	for (i = 0; i < list->count; i++) {
		names[2 * i] = list->items[i].from;
		names[2 * i + 1] = list->items[i].to;
	}
	git_commit_all(&list->arena, names, count, commits);
	for (i = 0; i < list->count; i++) {
		ack = &list->items[i];
		know_commit(ack, &ack->from, commits[2 * i]);
		know_commit(ack, &ack->to, commits[2 * i + 1]);
	}
}

int
ack_file_read(struct ack_list *list, struct err *err)
{
	struct buf path = {0};
	int result = 0;

	*list = (struct ack_list){0};
	if (ack_file_find(&path))
		result = ack_list_read(list, path.text, err);
	if (result == 0)
		know_commits(list);
	buf_release(&path);
	return result;
}

/* The very commit, though git may not know it. */
static bool
is_named(const struct ack *ack, const char *commit)
{
	return ack->from == NULL && strlen(ack->to) >= 7 &&
	       text_starts_with(commit, ack->to);
}

bool
ack_file_is_of(const struct ack *ack, const struct git_line *line,
    const char *good, const char *bad)
{
	size_t before, after, from, to;

	if (bad == NULL)
		return false;
	if (is_named(ack, bad))
		return true;
	if (!git_line_find(line, bad, &after) ||
	    !git_line_find(line, ack->to, &to))
		return false;
	if (!git_line_find(line, good, &before))
		before = SIZE_MAX; /* nothing is before it; + 1 is 0 */
	if (ack->from == NULL)
		return to + 1 > before + 1 && to <= after;
	return git_line_find(line, ack->from, &from) && from < after &&
	       to + 1 > before + 1;
}

const struct ack *
ack_file_match(const struct ack_list *list, const struct git_line *line,
    const char *case_id, const char *metric, const char *day, const char *good,
    const char *bad)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (ack_is_about(&list->items[i], case_id, metric, day) &&
		    ack_file_is_of(&list->items[i], line, good, bad))
			return &list->items[i];
	return NULL;
}

/* What is known of the past, as far as entries are held against it. */
struct known {
	struct arena arena;
	struct archive_catalog series;
	bool has_past;            /* the archive had some of them */
	struct archive_runs runs; /* read where a commit is not known */
};

static void
known_read(struct known *known, struct archive *archive,
    const struct ack_list *list, const struct series *run)
{
	struct err ignored;
	const struct series_case *item;
	bool is_unknown = false;
	size_t i, j;

	archive_series(archive, NULL, &known->arena, &known->series, &ignored);
	known->has_past = known->series.count > 0;
	for (i = 0; run != NULL && i < run->cases.count; i++) {
		item = &run->cases.items[i];
		for (j = 0; j < item->metrics.count; j++)
			vec_push(&known->series,
			    (struct archive_series){.case_id = item->line.id,
				.metric = item->metrics.items[j].metric.name});
	}
	for (i = 0; i < list->count; i++)
		is_unknown |= list->items[i].is_unknown;
	if (is_unknown)
		archive_runs(
		    archive, NULL, &known->arena, &known->runs, &ignored);
	if (is_unknown && run != NULL)
		vec_push(&known->runs,
		    (struct archive_run){.commit = run->run.vcs_commit});
}

static void
known_release(struct known *known)
{
	vec_free(&known->series);
	vec_free(&known->runs);
	arena_release(&known->arena);
}

/* Behind what is there: ", did you mean "search"?", or where names stand. */
static void
add_nearest(struct err *fault, const char *word, const char *const *candidates,
    size_t count)
{
	const char *near = text_nearest(word, candidates, count);
	struct err before = *fault;

	if (near != NULL)
		err_set(
		    fault, "%s, did you mean \"%.200s\"?", before.text, near);
	else
		err_set(fault, "%s; \"perfolio trend --all\" lists what was",
		    before.text);
}

/* Is there a case it is about, and has that one the metric? */
static bool
has_series_fault(
    const struct ack *ack, const struct known *known, struct err *fault)
{
	const struct ack any = {.case_id = ack->case_id, .regex = ack->regex};
	size_t count = known->series.count, metrics = 0, i;
	const char **names = xcalloc(count + 1, sizeof *names);
	const struct archive_series *series;
	bool is_found = !known->has_past;

	for (i = 0; i < count && !is_found; i++) {
		series = &known->series.items[i];
		if (!ack_is_about(&any, series->case_id, series->metric, ""))
			continue;
		names[metrics++] = series->metric;
		is_found = ack->metric == NULL ||
			   strcmp(ack->metric, series->metric) == 0;
	}
	if (!is_found && metrics > 0) {
		err_set(fault, "no metric \"%.80s\" was measured of it",
		    ack->metric);
		add_nearest(fault, ack->metric, names, metrics);
	} else if (!is_found && ack->case_id == NULL) {
		err_set(fault, "no case that was measured matches \"%.200s\"",
		    ack->pattern);
	} else if (!is_found) {
		for (i = 0; i < count; i++)
			names[i] = known->series.items[i].case_id;
		err_set(fault, "no case \"%.200s\" was measured", ack->case_id);
		add_nearest(fault, ack->case_id, names, count);
	}
	free(names);
	return !is_found;
}

static bool
has_commit_fault(
    const struct ack *ack, const struct known *known, struct err *fault)
{
	size_t i;

	if (!ack->is_unknown)
		return false;
	for (i = 0; i < known->runs.count; i++)
		if (known->runs.items[i].commit != NULL &&
		    is_named(ack, known->runs.items[i].commit))
			return false;
	err_set(fault,
	    "git does not know the commit %s%s%.80s here, and no run was made "
	    "of it; a shallow clone lacks old ones",
	    ack->from == NULL ? "" : ack->from, ack->from == NULL ? "" : "..",
	    ack->to);
	return true;
}

static bool
has_fault(const struct ack *ack, const struct known *known, const char *day,
    struct err *fault)
{
	if (ack_is_over(ack, day)) {
		err_set(fault,
		    "it held until %s; delete it, or set another day",
		    ack->until);
		return true;
	}
	return has_series_fault(ack, known, fault) ||
	       has_commit_fault(ack, known, fault);
}

void
ack_file_warn(const struct ack_list *list, struct archive *archive,
    const struct series *run, const char *day)
{
	struct known known = {0};
	struct buf text = {0};
	struct err fault;
	size_t i, count = 0;

	if (list->count > 0)
		known_read(&known, archive, list, run);
	for (i = 0; i < list->count; i++) {
		if (!has_fault(&list->items[i], &known, day, &fault) ||
		    count++ >= WARNED)
			continue;
		buf_reset(&text);
		text_printable(&text, fault.text, 0);
		fprintf(stderr, "perfolio: %s accepts nothing: %s\n",
		    list->items[i].place, text.text);
	}
	if (count > WARNED)
		fprintf(stderr,
		    "perfolio: and %zu more of " NAME " accept%s nothing\n",
		    count - WARNED, count == WARNED + 1 ? "s" : "");
	buf_release(&text);
	known_release(&known);
}
