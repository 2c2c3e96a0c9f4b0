/*
 * --since: from which run of a line on changes are told of.
 */
#ifndef CLI_SINCE_H
#define CLI_SINCE_H

#include "analysis/timeline.h"
#include "cli/git.h"
#include "cli/workspace.h"

/* A line, in order, and how names are understood beside it; not owned. */
struct since {
	const struct timeline_run *runs;
	size_t count;
	const struct git_line *commits;
	const struct workspace *workspace;
	const struct record_run *beside; /* workspace_resolve_beside's */
};

/*
 * A day (2026-11-01) begins with itself; a commit or tag, a baseline or any
 * other RUN is what is compared with: the period begins behind it. Runs of old
 * commits stand where their commit does, so a day begins behind the last run
 * that was made before it. *from may be the number of runs: nothing is as new.
 */
int since_find(
    const struct since *since, const char *name, size_t *from, struct err *err);

#endif
