/*
 * Runs as a line: which belong to it, in which order, and where it is broken
 * by another environment.
 */
#ifndef CLI_PAST_LINE_H
#define CLI_PAST_LINE_H

#include "analysis/timeline.h"
#include "archive/past.h"
#include "base/arena.h"
#include "cli/git.h"

/*
 * Keeps of runs, which are in order of start, those that are no pair, and
 * whose commit is on the line of first parents or not known to git at all; and
 * orders them: those on the line by it, the others between them by start.
 * O(n log n).
 */
void past_line_order(struct archive_runs *runs, const struct git_line *commits);

/* Leaves out runs of changed files, unless there are no others. */
void past_line_leave_dirty(struct archive_runs *runs);

/* The same runs for timelines; differs is set, texts are in arena. */
struct timeline_run *past_line_of(
    const struct archive_runs *runs, struct arena *arena);

/*
 * What differs between two environments, as in archive_run: "kernel 6.1 → 6.2,
 * governor powersave → performance"; NULL: nothing.
 */
const char *past_line_differs(
    const char *before, const char *after, struct arena *arena);

#endif
