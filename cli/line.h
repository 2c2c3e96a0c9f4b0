/*
 * The line of a run: earlier runs of the same suite on the same machine, in
 * the workspace.
 */
#ifndef CLI_LINE_H
#define CLI_LINE_H

#include "base/arena.h"
#include "base/vec.h"
#include "cli/workspace.h"
#include "collector/record.h"

enum { LINE_RUNS_MAX = 50 };

struct line_run {
	const char *path; /* in the line's arena */
	const char *id, *started;
	/* Its environment, but for what changes by the minute, is ours. */
	bool is_same_environment;
	bool is_part; /* a filter chose its cases */
};

struct line {
	struct arena arena;
	VEC(struct line_run) runs; /* oldest first, at most LINE_RUNS_MAX */
};

/*
 * The newest runs that started before run, of its suite and machine. A file
 * that cannot be read is no earlier run. With is_any_machine the machine does
 * not matter.
 */
void line_find(struct line *line, const struct workspace *workspace,
    const struct record_run *run, bool is_any_machine);

/* Did a filter choose the cases of the run? Its words say so. */
bool line_is_part(const struct record_run *run);

void line_release(struct line *line);

/* The first line of a run file, in arena; -1 if it cannot be read. */
int line_read_header(const char *path, struct arena *arena,
    struct record_run *run, struct err *err);

#endif
