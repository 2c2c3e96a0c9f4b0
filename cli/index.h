/*
 * The archive of a workspace: an index of .perfolio/runs and anchors.jsonl,
 * brought up to date when it is opened.
 *
 * Nothing needs the database. Where it cannot be written, or the file in its
 * place is somebody else's, the same answers come from an archive in memory
 * that is filled from what can be read: the database as it is, and the run
 * files it does not know.
 */
#ifndef CLI_INDEX_H
#define CLI_INDEX_H

#include <stdbool.h>

#include "analysis/series.h"
#include "archive/archive.h"
#include "base/buf.h"
#include "cli/workspace.h"

struct err;

struct index {
	struct archive *archive;
	const struct workspace *workspace; /* the caller's */
	struct buf where;                  /* "": in memory from the start */
	bool is_readonly;  /* the database is read, and must not change */
	size_t unreadable; /* run files that are left out */
	struct err *first; /* why the first of them is; NULL: none */
};

/*
 * where is --archive; NULL: $PERFOLIO_ARCHIVE, else archive.db in the
 * workspace. One that was named and cannot be used is -1; else what went
 * wrong is said on standard error. Reads each run file that is new or has
 * another size, but for those being written; forgets those that are gone.
 * Without a workspace the archive is as it is, or empty. After -1 it is closed.
 */
int index_open(struct index *index, const struct workspace *workspace,
    const char *where, struct err *err);

void index_close(struct index *index);

/* Does it hold the runs of other workspaces, too: is it on a server? */
bool index_is_shared(const struct index *index);

/*
 * Adds a run that was just made, if its file is one of the workspace's; where
 * as above, and series is finished. That it cannot is said on standard error:
 * the run file is there, and the archive is brought up to date when it is next
 * opened. -1 where the archive was named.
 */
int index_add_run(const struct workspace *workspace, const char *where,
    const char *path, const struct series *series, struct err *err);

/* Writes confirmed changes to anchors.jsonl, those that are not there yet. */
int index_anchor_add(struct index *index, const struct archive_anchor *anchors,
    size_t count, struct err *err);

/* Forgets those of a suite; NULL: all. */
int index_anchor_clear(struct index *index, const char *suite, struct err *err);

/* Where the archive is: as above. "": nowhere. */
void index_where(const struct workspace *workspace, const char *where,
    struct buf *path, bool *is_named);

/* Is another process still writing that run file? */
bool index_is_being_written(const char *path);

#endif
