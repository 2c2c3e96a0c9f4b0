#include "cli/run_name.h"

#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "cli/fetched.h"
#include "cli/git.h"
#include "cli/index.h"
#include "cli/past_line.h"
#include "collector/machine.h"
#include "collector/record.h"

enum { HASH_LEAST = 7 }; /* digits of a commit that git does not know */

/* The runs a name may mean, in order of start. */
struct choice {
	struct arena arena;
	struct index index;
	struct archive_runs runs;
	struct git_line line;
};

bool
run_name_is_special(const char *name)
{
	return text_starts_with(name, "branch:") ||
	       strcmp(name, "merge-base") == 0 || strcmp(name, "previous") == 0;
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Leaves runs of a suite and machine; of two trees none. */
static void
keep_alike(struct archive_runs *runs, const char *suite, const char *machine,
    bool is_any)
{
	size_t kept = 0, i;

	for (i = 0; i < runs->count; i++)
		if (!runs->items[i].is_pair &&
		    (is_any || (is_same(runs->items[i].suite, suite) &&
				   is_same(runs->items[i].machine, machine))))
			runs->items[kept++] = runs->items[i];
	runs->count = kept;
}

/* The newest, a whole one before a part; NULL: none is wanted. */
static const struct archive_run *
newest(const struct archive_runs *runs, const bool *is_wanted)
{
	const struct archive_run *found = NULL;
	size_t i;

	for (i = 0; i < runs->count; i++)
		if (is_wanted[i] && (found == NULL || found->is_part ||
					!runs->items[i].is_part))
			found = &runs->items[i];
	return found;
}

/* The newest run of the newest commit on the line that has one. */
static const struct archive_run *
on_line(struct choice *choice, bool *is_wanted)
{
	size_t place, best = 0, i;
	bool has_best = false;

	for (i = 0; i < choice->runs.count; i++)
		if (git_line_find(
			&choice->line, choice->runs.items[i].commit, &place) &&
		    (!has_best || place > best)) {
			has_best = true;
			best = place;
		}
	for (i = 0; i < choice->runs.count; i++)
		is_wanted[i] = has_best &&
			       git_line_find(&choice->line,
				   choice->runs.items[i].commit, &place) &&
			       place == best;
	return newest(&choice->runs, is_wanted);
}

static const struct archive_run *
of_branch(struct choice *choice, const char *name, bool *is_wanted)
{
	size_t i;

	git_line_read(&choice->line, name);
	if (choice->line.count == 0) {
		git_line_release(&choice->line);
		git_line_read(
		    &choice->line, arena_printf(&choice->arena,
				       "refs/remotes/origin/%s", name));
	}
	if (choice->line.count > 0)
		return on_line(choice, is_wanted);
	/* Without git, as the runs say. */
	for (i = 0; i < choice->runs.count; i++)
		is_wanted[i] = is_same(choice->runs.items[i].branch, name);
	return newest(&choice->runs, is_wanted);
}

static const struct archive_run *
of_merge_base(struct choice *choice, bool *is_wanted)
{
	const char *base = git_merge_base(&choice->arena);

	if (base == NULL)
		return NULL;
	git_line_read(&choice->line, base);
	return on_line(choice, is_wanted);
}

static const struct archive_run *
of_commit(struct choice *choice, const char *name, bool *is_wanted)
{
	const char *commit = git_commit(&choice->arena, name);
	bool is_hash = strlen(name) >= HASH_LEAST;
	size_t i;

	for (i = 0; i < choice->runs.count; i++) {
		const char *own = choice->runs.items[i].commit;

		is_wanted[i] =
		    own != NULL &&
		    (commit != NULL ? strcmp(own, commit) == 0
				    : is_hash && text_starts_with(own, name));
	}
	return newest(&choice->runs, is_wanted);
}

/* The one before beside on its line; beside NULL: before the newest. */
static const struct archive_run *
before(struct choice *choice, const struct record_run *beside)
{
	const char *id = beside == NULL ? NULL : beside->id;
	const struct archive_run *found = NULL;
	size_t i;

	if (beside == NULL && choice->runs.count > 0)
		id = choice->runs.items[choice->runs.count - 1].id;
	git_line_read_of(
	    &choice->line, beside == NULL ? NULL : beside->vcs_commit);
	past_line_order(&choice->runs, &choice->line);
	for (i = 0; i < choice->runs.count; i++) {
		if (is_same(choice->runs.items[i].id, id))
			break;
		if (beside != NULL && beside->started != NULL &&
		    strcmp(choice->runs.items[i].started, beside->started) >= 0)
			continue;
		if (found == NULL || found->is_part ||
		    !choice->runs.items[i].is_part)
			found = &choice->runs.items[i];
	}
	return found;
}

/* The suite and machine of beside, else of the newest run. */
static void
keep_beside(
    struct choice *choice, const char *name, const struct record_run *beside)
{
	const struct archive_run *last = NULL;
	size_t i;

	for (i = 0; i < choice->runs.count && beside == NULL; i++)
		if (!choice->runs.items[i].is_pair)
			last = &choice->runs.items[i];
	if (beside != NULL)
		keep_alike(&choice->runs, beside->suite,
		    facts_find(&beside->machine, "id"), false);
	else if (last != NULL && strcmp(name, "previous") == 0)
		keep_alike(&choice->runs, last->suite, last->machine, false);
	else
		keep_alike(&choice->runs, NULL, NULL, true);
}

/* A branch that the run is on is meant as it was before it. */
static void
leave_own(struct archive_runs *runs, const struct record_run *beside)
{
	size_t kept = 0, i;

	for (i = 0; i < runs->count; i++)
		if (!is_same(runs->items[i].id, beside->id) &&
		    (beside->vcs_commit == NULL || beside->is_dirty ||
			!is_same(runs->items[i].commit, beside->vcs_commit)))
			runs->items[kept++] = runs->items[i];
	runs->count = kept;
}

static const struct archive_run *
choose(struct choice *choice, const char *name, const struct record_run *beside)
{
	bool *is_wanted;

	keep_beside(choice, name, beside);
	is_wanted = arena_alloc(
	    &choice->arena, (choice->runs.count + 1) * sizeof *is_wanted);
	if (strcmp(name, "previous") == 0)
		return before(choice, beside);
	if (beside != NULL && run_name_is_special(name))
		leave_own(&choice->runs, beside);
	if (strcmp(name, "merge-base") == 0)
		return of_merge_base(choice, is_wanted);
	if (text_starts_with(name, "branch:"))
		return of_branch(choice, name + strlen("branch:"), is_wanted);
	return of_commit(choice, name, is_wanted);
}

/* The run of that id, or of which that alone begins the id. */
static const struct archive_run *
of_id(const struct choice *choice, const char *name)
{
	const struct archive_run *found = NULL, *run;
	size_t i;

	for (i = 0; i < choice->runs.count; i++) {
		run = &choice->runs.items[i];
		if (strcmp(run->id, name) == 0)
			return run;
		if (!text_starts_with(run->id, name))
			continue;
		if (found != NULL)
			return NULL;
		found = run;
	}
	return found;
}

static int
fail(const char *name, const struct record_run *beside, struct err *err)
{
	struct arena arena = {0};
	bool is_commit =
	    run_name_is_special(name) || git_commit(&arena, name) != NULL;

	arena_release(&arena);
	if (!is_commit)
		return err_set(err,
		    "\"%.200s\" is no file, baseline, run id, commit or tag; "
		    "@1 is the newest run",
		    name);
	return err_set(err,
	    "no run of \"%.200s\" is there%s; \"perfolio archive list\" shows "
	    "which are",
	    name,
	    beside == NULL ? "" : ", of this run's suite and on its machine");
}

int
run_name_resolve(const struct workspace *workspace, const char *name,
    const struct record_run *beside, struct buf *path, struct err *err)
{
	struct choice choice = {0};
	const struct archive_run *found;
	int result = -1;

	if (index_open(&choice.index, workspace, NULL, err) < 0)
		return -1;
	if (archive_runs(choice.index.archive, NULL, &choice.arena,
		&choice.runs, err) == 0) {
		found = of_id(&choice, name);
		if (found == NULL)
			found = choose(&choice, name, beside);
		if (found == NULL)
			fail(name, beside, err);
		else if (fetched_path(&choice.index, found, path, err) >= 0)
			result = 1;
	}
	git_line_release(&choice.line);
	vec_free(&choice.runs);
	index_close(&choice.index);
	arena_release(&choice.arena);
	return result;
}
