/*
 * The archive in an SQLite database (schema.sql). Only the archive/sqlite_*.c
 * files and archive.c include it.
 *
 * Every statement is prepared once, on first use. A function that stepped one
 * resets it before it returns: a statement in progress holds a lock.
 */
#ifndef ARCHIVE_SQLITE_H
#define ARCHIVE_SQLITE_H

#include <sqlite3.h>

#include "archive/backend.h"

/* "PFar" in the database's header, and the version of schema.sql. */
enum { SQLITE_ARCHIVE_ID = 0x50466172, SQLITE_ARCHIVE_VERSION = 1 };

enum sqlite_query {
	QUERY_BEGIN,
	QUERY_COMMIT,
	QUERY_ROLLBACK,
	QUERY_SAVE,
	QUERY_RELEASE,
	QUERY_RETURN,
	QUERY_RUN_FIND,
	QUERY_RUN_ADD,
	QUERY_RUN_REMOVE,
	QUERY_RUNS,
	QUERY_SERIES_FIND,
	QUERY_SERIES_WALK,
	QUERY_SERIES_ADD,
	QUERY_SERIES_SWEEP,
	QUERY_SERIES,
	QUERY_SERIES_SEEN,
	QUERY_VALUE_ADD,
	QUERY_VALUES,
	QUERY_POINT,
	QUERY_POINTS,
	QUERY_SOURCE,
	QUERY_SOURCE_SET,
	QUERY_ANCHOR_FIND,
	QUERY_ANCHOR_ADD,
	QUERY_ANCHOR_CLEAR,
	QUERY_ANCHORS,
	QUERY_INTEGRITY,
	QUERY_ORPHANS,
	SQLITE_QUERIES /* how many */
};

struct sqlite_archive {
	struct archive archive;
	sqlite3 *db;
	char *path; /* NULL: in memory */
	sqlite3_stmt *statements[SQLITE_QUERIES];
	bool is_damaged;
};

int sqlite_archive_open(struct archive **archive, const char *path,
    bool is_readonly, enum archive_problem *problem, struct err *err);
int sqlite_archive_reset(const char *path, struct err *err);

/* How long it waits for another writer. */
enum { SQLITE_PATIENCE_MS = 30000 };

/* The statement, ready for binding; NULL with the reason. */
sqlite3_stmt *sqlite_query(
    struct sqlite_archive *archive, enum sqlite_query query, struct err *err);

/* Steps to the end and resets: for statements whose rows do not matter. */
int sqlite_finish(
    struct sqlite_archive *archive, sqlite3_stmt *statement, struct err *err);

/* Runs a statement without parameters. */
int sqlite_run(
    struct sqlite_archive *archive, enum sqlite_query query, struct err *err);

/* What the last call failed with, for a person. Always -1. */
int sqlite_fail(struct sqlite_archive *archive, struct err *err);
int sqlite_explain(sqlite3 *db, const char *path, struct err *err);

/* Is the code one of damage, not of circumstances? */
bool sqlite_means_damage(int code);

/* NULL is NULL. text must stay until the statement is reset. */
void sqlite_bind(sqlite3_stmt *statement, int place, const char *text);

/* A column's text in arena; NULL stays NULL. */
const char *sqlite_text(
    sqlite3_stmt *statement, int column, struct arena *arena);

/* sqlite_write.c */
int sqlite_begin(struct archive *archive, struct err *err);
int sqlite_commit(struct archive *archive, struct err *err);
void sqlite_rollback(struct archive *archive);
int sqlite_add(struct archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err);
int sqlite_remove(struct archive *archive, const char *id, struct err *err);
int sqlite_sweep(struct archive *archive, struct err *err);

/* sqlite_read.c */
int sqlite_runs(struct archive *archive, const char *suite, struct arena *arena,
    struct archive_runs *runs, struct err *err);
int sqlite_values(struct archive *archive, const char *id, struct arena *arena,
    struct archive_values *values, struct err *err);
int sqlite_series(struct archive *archive, const char *suite,
    struct arena *arena, struct archive_catalog *catalog, struct err *err);
int sqlite_points(struct archive *archive, const struct archive_series *series,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err);
int sqlite_points_all(struct archive *archive,
    const struct archive_series *series, size_t count,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err);
int sqlite_verify(struct archive *archive, struct arena *arena,
    struct archive_faults *faults, struct err *err);

/* sqlite_anchors.c */
int sqlite_anchor_bytes(
    struct archive *archive, uint64_t *bytes, struct err *err);
int sqlite_anchor_replace(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, uint64_t bytes,
    struct err *err);
int sqlite_anchors(struct archive *archive, const char *suite,
    const char *machine, struct arena *arena, struct archive_anchors *anchors,
    struct err *err);
int sqlite_anchor_add(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, struct err *err);
int sqlite_anchor_clear(
    struct archive *archive, const char *suite, struct err *err);

#endif
