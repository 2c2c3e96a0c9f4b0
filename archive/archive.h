/*
 * The archive: an index of run files that answers which runs there are and
 * what they measured, without reading them again.
 *
 * It holds nothing that the run files and anchors.jsonl do not hold, and may
 * be deleted at any time (cli/index.h builds it anew). Several processes may
 * write at once: a run is added in one transaction, whole or not at all, and
 * what archive_add reported as added is there after power loss.
 *
 * A shared archive (postgresql://…) is that of many workspaces: it holds the
 * run files, too, and is never emptied or built anew.
 */
#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include "archive/past.h"
#include "base/arena.h"
#include "base/vec.h"

struct err;
struct archive;

enum archive_problem {
	ARCHIVE_FINE,
	ARCHIVE_UNUSABLE, /* ours, damaged or of another schema */
	ARCHIVE_OTHER     /* nothing that archive_reset helps against */
};

/*
 * where is a path, or postgresql://…; NULL: in memory. A database that is
 * missing is made, unless is_readonly. *problem says of what kind a -1 is: with
 * ARCHIVE_UNUSABLE emptying it and filling it again helps. What is no archive
 * of ours is never touched.
 */
int archive_open(struct archive **archive, const char *where, bool is_readonly,
    enum archive_problem *problem, struct err *err);

/*
 * Is it an URL: "word:/…", "word:…@…" or, but from "/" or ".", "…password=…"?
 * archive_name is where as it may be shown: without its password, in arena.
 */
bool archive_is_url(const char *where);
const char *archive_name(const char *where, struct arena *arena);

/* A copy in memory, to be written. of must not be changing, or shared. */
int archive_open_copy(
    struct archive **copy, struct archive *of, struct err *err);

/*
 * Empties an archive of ours that is unusable. Safe while others use it, and
 * of several at once one does it. One that is whole stays as it is; what is
 * not ours is -1.
 */
int archive_reset(const char *where, struct err *err);

/* After a -1 of what is below: was the reason damage in the database? */
bool archive_is_damaged(const struct archive *archive);

void archive_close(struct archive *archive);

/*
 * Several changes as one: other writers wait until archive_commit. After a -1
 * of archive_commit, and after archive_rollback, nothing has changed.
 */
int archive_begin(struct archive *archive, struct err *err);
int archive_commit(struct archive *archive, struct err *err);
void archive_rollback(struct archive *archive);

/*
 * Replaces the run of that id; the same file again changes nothing. A
 * transaction of its own, or whole or not at all within the one begun. A
 * shared archive stores the file, run->bytes of it, unless run->file is NULL.
 */
int archive_add(struct archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err);

/* Does it hold run files of other workspaces? */
bool archive_is_shared(const struct archive *archive);

/*
 * Writes the file of that run to fd. 1: whole, 0: the archive does not have
 * it; -1: what was written is to be thrown away.
 */
int archive_fetch(
    struct archive *archive, const char *id, int fd, struct err *err);

/* That it is not there is no error. Call archive_sweep after the last. */
int archive_remove(struct archive *archive, const char *id, struct err *err);

/* Forgets series that no run has any more. Reads all values. */
int archive_sweep(struct archive *archive, struct err *err);

/* All runs of suite (NULL: any), by start, then id. */
int archive_runs(struct archive *archive, const char *suite,
    struct arena *arena, struct archive_runs *runs, struct err *err);

/* What the run of that id measured, by case id, metric, unit. */
int archive_values(struct archive *archive, const char *id, struct arena *arena,
    struct archive_values *values, struct err *err);

/* All series of suite (NULL: any), by case id, metric, unit. */
int archive_series(struct archive *archive, const char *suite,
    struct arena *arena, struct archive_catalog *series, struct err *err);

/*
 * The points of one series in the given runs, in the runs' order; a run that
 * has none is left out. A look-up a run; their text is that of runs.
 */
int archive_points(struct archive *archive, const struct archive_series *series,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err);

/* The same for count series at once, points[count]: one pass over the runs. */
int archive_points_all(struct archive *archive,
    const struct archive_series *series, size_t count,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err);

/*
 * Anchors are kept in anchors.jsonl, and here as it was when it had so many
 * bytes: 0 at first.
 */
int archive_anchor_bytes(
    struct archive *archive, uint64_t *bytes, struct err *err);
int archive_anchor_replace(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, uint64_t bytes,
    struct err *err);

/* All of a suite on a machine, by case id, metric, run. */
int archive_anchors(struct archive *archive, const char *suite,
    const char *machine, struct arena *arena, struct archive_anchors *anchors,
    struct err *err);

/* Adding one that is there changes nothing. */
int archive_anchor_add(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, struct err *err);

/* Forgets those of a suite (NULL: all). */
int archive_anchor_clear(
    struct archive *archive, const char *suite, struct err *err);

/* What is wrong with the database itself, in sentences; reads all of it. */
struct archive_faults {
	const char **items;
	size_t count, capacity;
};
int archive_verify(struct archive *archive, struct arena *arena,
    struct archive_faults *faults, struct err *err);

#endif
