/*
 * What git knows of the commits that runs were made of.
 *
 * That git is not there, or that this is no work tree, is no error anywhere:
 * nothing is known then.
 */
#ifndef CLI_GIT_H
#define CLI_GIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/map.h"

/* The full hash of what a name means, in arena; NULL: it means no commit. */
const char *git_commit(struct arena *arena, const char *name);

/* The same of many, asked for at once; a name that is NULL means none. */
void git_commit_all(struct arena *arena, const char *const *names, size_t count,
    const char **commits);

/*
 * The commit where the current branch left the main one, which is the
 * remote's default branch, else main or master; NULL: not known.
 */
const char *git_merge_base(struct arena *arena);

/* Were not all commits fetched? */
bool git_is_shallow(void);

/* "https://host/owner/name/commit/", of the remote origin; NULL. */
const char *git_commit_url(struct arena *arena);

/* The line of first parents of a branch or commit. */
struct git_line {
	struct map order; /* full hash -> place, the oldest is 0 */
	size_t count;     /* 0: nothing is known */
};

/* name NULL: HEAD. The caller releases it whatever is known. */
void git_line_read(struct git_line *line, const char *name);

/*
 * The line that a run of the commit is on: HEAD's where that has it, or git
 * does not know it (NULL: nobody does), else the commit's own. Release it.
 */
void git_line_read_of(struct git_line *line, const char *commit);

bool git_line_find(
    const struct git_line *line, const char *commit, size_t *place);

void git_line_release(struct git_line *line);

/* All commits of all branches and tags, read when the first is asked for. */
struct git_commits {
	struct map index;
	bool is_read;
};

/*
 * Does git know the commit? Nothing is read for one on the line, or where that
 * is empty: false.
 */
bool git_commits_has(struct git_commits *commits, const struct git_line *line,
    const char *commit);

void git_commits_release(struct git_commits *commits);

/* Tags: of commits, full hash -> the place of its newest name in names. */
struct git_tags {
	struct arena arena;
	struct map index;
	const char **names;
	size_t count;
};

void git_tags_read(struct git_tags *tags);

/* The newest tag on a commit; NULL: none. */
const char *git_tag_of(const struct git_tags *tags, const char *commit);

void git_tags_release(struct git_tags *tags);

#endif
