/*
 * The archive in a PostgreSQL database (schema_postgres.sql): shared by many
 * machines, so it holds the run files, too, and nothing is ever rebuilt or
 * emptied here. Only the archive/postgres*.c files and archive.c include it.
 *
 * Values reach the server as bound parameters and come back in binary. Who
 * writes holds an advisory lock of the database from its transaction's begin
 * to its end: one writer at a time, and no deadlocks between them.
 */
#ifndef ARCHIVE_POSTGRES_H
#define ARCHIVE_POSTGRES_H

#include <libpq-fe.h>

#include "archive/backend.h"

enum {
	POSTGRES_ARCHIVE_VERSION = 1, /* of schema_postgres.sql */
	POSTGRES_PATIENCE_S = 60,     /* for another writer */
	POSTGRES_ANSWER_S = 300,      /* for one statement */
	POSTGRES_CONNECT_S = 10
};

/* Where the archive is; both texts are owned. */
struct postgres_place {
	char *url;
	char *name; /* the URL as it may be shown: without its password */
};

int postgres_place_read(
    struct postgres_place *place, const char *url, struct err *err);
void postgres_place_release(struct postgres_place *place);

struct postgres_archive {
	struct archive archive;
	PGconn *connection;
	struct postgres_place place;
};

int postgres_archive_open(struct archive **archive, const char *url,
    bool is_readonly, enum archive_problem *problem, struct err *err);

/* 0 if the archive is whole, which stays as it is; else -1, and so it does. */
int postgres_archive_reset(const char *url, struct err *err);

/* 0 if there is an archive of ours and this version, or now is; else -1. */
int postgres_schema_check(
    struct postgres_archive *archive, bool is_readonly, struct err *err);

/* A connection, set up; NULL with the reason. */
PGconn *postgres_connect(
    const struct postgres_place *place, bool is_readonly, struct err *err);

/* What the last call failed with, for a person. result may be NULL. -1. */
int postgres_explain(PGconn *connection, const PGresult *result,
    const char *name, struct err *err);

/* A change within the transaction that is under way, or in its own. */
struct postgres_change {
	struct postgres_archive *archive;
	bool is_own;
};
int postgres_change_begin(struct postgres_change *change,
    struct postgres_archive *archive, struct err *err);
/* Keeps it if result is 0, else takes it back; returns what came of it. */
int postgres_change_end(
    struct postgres_change *change, int result, struct err *err);

/* Stores the run's file, of run->bytes bytes, for the run of that key. */
int postgres_file_store(struct postgres_archive *archive, uint64_t key,
    const struct archive_run *run, struct err *err);

extern const struct archive_backend postgres_backend;

/* postgres_change.c, _write.c, _read.c, _anchors.c, _file.c: the backend */
int postgres_begin(struct archive *archive, struct err *err);
int postgres_commit(struct archive *archive, struct err *err);
void postgres_rollback(struct archive *archive);
int postgres_add(struct archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err);
int postgres_remove(struct archive *archive, const char *id, struct err *err);
int postgres_sweep(struct archive *archive, struct err *err);
int postgres_runs(struct archive *archive, const char *suite,
    struct arena *arena, struct archive_runs *runs, struct err *err);
int postgres_values(struct archive *archive, const char *id,
    struct arena *arena, struct archive_values *values, struct err *err);
int postgres_series(struct archive *archive, const char *suite,
    struct arena *arena, struct archive_catalog *catalog, struct err *err);
int postgres_points(struct archive *archive,
    const struct archive_series *series, const struct archive_runs *runs,
    struct archive_points *points, struct err *err);
int postgres_points_all(struct archive *archive,
    const struct archive_series *series, size_t count,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err);
int postgres_anchor_bytes(
    struct archive *archive, uint64_t *bytes, struct err *err);
int postgres_anchor_replace(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, uint64_t bytes,
    struct err *err);
int postgres_anchors(struct archive *archive, const char *suite,
    const char *machine, struct arena *arena, struct archive_anchors *anchors,
    struct err *err);
int postgres_anchor_add(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, struct err *err);
int postgres_anchor_clear(
    struct archive *archive, const char *suite, struct err *err);
int postgres_verify(struct archive *archive, struct arena *arena,
    struct archive_faults *faults, struct err *err);
int postgres_fetch(
    struct archive *archive, const char *id, int fd, struct err *err);

#endif
