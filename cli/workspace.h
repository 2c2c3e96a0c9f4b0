/*
 * The workspace: .perfolio/ with its run files and baselines.
 */
#ifndef CLI_WORKSPACE_H
#define CLI_WORKSPACE_H

#include <stdbool.h>

#include "base/buf.h"

struct err;
struct record_run;

struct workspace {
	char *path;          /* of the .perfolio folder; NULL: there is none */
	int lock;            /* descriptor, -1: not locked */
	const char *archive; /* --archive, the command's; NULL: not given */
};

/* Looks for .perfolio in the current folder and upwards, like .git. */
void workspace_find(struct workspace *workspace);

/* Completes the one that was found, or makes one in the current folder. */
int workspace_make(struct workspace *workspace, struct err *err);

/*
 * One collecting run at a time: -1 when another one is going on. A workspace
 * that may not even be read is not locked; nothing is written there either.
 */
int workspace_lock(struct workspace *workspace, struct err *err);

/* Where the run of that id lies. */
void workspace_run_path(
    const struct workspace *workspace, const char *id, struct buf *path);

/*
 * Where a new run is to lie. One that --confirm makes, of a few cases and two
 * trees, lies apart: no @N is one, and its whole id finds it.
 */
int workspace_place_run(const struct workspace *workspace, const char *id,
    bool is_confirmation, struct buf *path, struct err *err);

/*
 * The run file that run names (design: RUN): "-", a path, a baseline, an id
 * or its unique prefix, or @N, the N-th newest by start; branch:NAME,
 * merge-base, previous, a commit or a tag (cli/run_name.h). NULL is @1.
 */
int workspace_resolve(const struct workspace *workspace, const char *run,
    struct buf *path, struct err *err);

/*
 * The same beside another run: of several that are meant, one of its suite and
 * machine; and previous is the one before it. NULL: the newest run.
 */
int workspace_resolve_beside(const struct workspace *workspace, const char *run,
    const struct record_run *beside, struct buf *path, struct err *err);

/* The runs of the workspace, by id. */
struct workspace_runs {
	struct workspace_run {
		char *id;
		bool is_file; /* else a folder, a pipe, a link to nowhere */
	} * items;
	size_t count, capacity;
};

/* None where there is no workspace. */
void workspace_runs_read(
    const struct workspace *workspace, struct workspace_runs *runs);

void workspace_runs_release(struct workspace_runs *runs);

/*
 * Lets the baseline of that name be the run of that id: a small file in
 * .perfolio/baselines. -1 when the name is none for a file.
 */
int workspace_save_baseline(const struct workspace *workspace, const char *name,
    const char *id, struct err *err);

/* -1 with the reason unless a baseline may be called that. */
int workspace_check_baseline(const char *name, struct err *err);

void workspace_release(struct workspace *workspace);

#endif
