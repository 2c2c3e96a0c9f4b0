#include "archive/sqlite.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

#define POINT                                                                  \
	"is_logarithmic, launches, value, variance, center, step FROM value "

/* All the SQL there is, but for schema.sql. "IS" also finds NULL. */
static const char *const texts[SQLITE_QUERIES] = {
    [QUERY_BEGIN] = "BEGIN IMMEDIATE",
    [QUERY_COMMIT] = "COMMIT",
    [QUERY_ROLLBACK] = "ROLLBACK",
    [QUERY_SAVE] = "SAVEPOINT run",
    [QUERY_RELEASE] = "RELEASE run",
    [QUERY_RETURN] = "ROLLBACK TO run",
    [QUERY_RUN_FIND] = "SELECT key, bytes, sha256 FROM run WHERE id = ?1",
    [QUERY_RUN_ADD] =
	"INSERT INTO run (id, suite, project, machine, environment, started, "
	"commit_id, branch, version, sha256, bytes, is_dirty, is_part, is_pair)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [QUERY_RUN_REMOVE] = "DELETE FROM run WHERE id = ?1",
    [QUERY_RUNS] =
	"SELECT key, id, suite, project, machine, environment, started, "
	"commit_id, branch, version, sha256, bytes, is_dirty, is_part, is_pair "
	"FROM run WHERE ?1 IS NULL OR suite = ?1 ORDER BY started, id",
    [QUERY_SERIES_FIND] =
	"SELECT key FROM series WHERE case_id = ?1 AND metric = ?2 AND "
	"suite IS ?3 AND unit = ?4 AND group_name IS ?5 AND benchmark IS ?6",
    [QUERY_SERIES_WALK] =
	"SELECT key, case_id, metric, suite, unit, group_name, benchmark "
	"FROM series WHERE key >= ?1 ORDER BY key",
    [QUERY_SERIES_ADD] =
	"INSERT INTO series (case_id, metric, suite, unit, group_name, "
	"benchmark) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [QUERY_SERIES_SWEEP] =
	"DELETE FROM series WHERE key NOT IN (SELECT series FROM value)",
    [QUERY_SERIES] =
	"SELECT key, suite, case_id, group_name, benchmark, metric, unit "
	"FROM series WHERE ?1 IS NULL OR suite = ?1 ORDER BY case_id, metric, "
	"unit, suite, group_name, benchmark",
    [QUERY_SERIES_SEEN] =
	"SELECT series, is_higher_better, is_judged FROM value WHERE run = ?1",
    [QUERY_VALUE_ADD] =
	"INSERT INTO value (run, series, is_higher_better, "
	"is_judged, is_logarithmic, launches, value, variance, center, step) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [QUERY_VALUES] =
	"SELECT s.case_id, s.group_name, s.benchmark, s.metric, s.unit, "
	"is_higher_better, is_judged, is_logarithmic, launches, value, "
	"variance, center, step FROM run r CROSS JOIN value v ON v.run = r.key "
	"CROSS JOIN series s ON s.key = v.series WHERE r.id = ?1 "
	"ORDER BY s.case_id, s.metric, s.unit, s.group_name, s.benchmark",
    [QUERY_POINT] = "SELECT " POINT "WHERE run = ?1 AND series = ?2",
    [QUERY_POINTS] = "SELECT series, " POINT "WHERE run = ?1",
    [QUERY_SOURCE] = "SELECT bytes FROM source WHERE name = ?1",
    [QUERY_SOURCE_SET] =
	"INSERT OR REPLACE INTO source (name, bytes) VALUES (?1, ?2)",
    [QUERY_ANCHOR_FIND] =
	"SELECT 1 FROM anchor WHERE case_id = ?1 AND metric = ?2 AND "
	"suite IS ?3 AND machine IS ?4 AND commit_id IS ?5 AND "
	"(commit_id IS NOT NULL OR run = ?6)",
    [QUERY_ANCHOR_ADD] =
	"INSERT INTO anchor (case_id, metric, suite, machine, commit_id, run) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [QUERY_ANCHOR_CLEAR] = "DELETE FROM anchor WHERE ?1 IS NULL OR suite = ?1",
    [QUERY_ANCHORS] =
	"SELECT suite, machine, case_id, metric, commit_id, run FROM anchor "
	"WHERE suite IS ?1 AND machine IS ?2 "
	"ORDER BY case_id, metric, run, commit_id",
    [QUERY_INTEGRITY] = "PRAGMA integrity_check(20)",
    [QUERY_ORPHANS] =
	"SELECT count(*) FROM value v WHERE NOT EXISTS (SELECT 1 FROM run r "
	"WHERE r.key = v.run) OR NOT EXISTS (SELECT 1 FROM series s WHERE "
	"s.key = v.series)",
};

bool
sqlite_means_damage(int code)
{
	return (code & 0xFF) == SQLITE_CORRUPT ||
	       (code & 0xFF) == SQLITE_NOTADB;
}

int
sqlite_explain(sqlite3 *db, const char *path, struct err *err)
{
	int code = sqlite3_errcode(db) & 0xFF,
	    reason = sqlite3_system_errno(db);

	if (path == NULL)
		path = "the archive in memory";
	if (sqlite_means_damage(code))
		return err_set(err,
		    "%s: is damaged; delete it, it is built anew from the run "
		    "files",
		    path);
	if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
		return err_set(err,
		    "%s: another perfolio has been writing it for %d s; try "
		    "again",
		    path, SQLITE_PATIENCE_MS / 1000);
	if (code == SQLITE_FULL)
		return err_set(err, "%s: cannot write: %s", path,
		    strerror(reason != 0 ? reason : ENOSPC));
	if (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
		return err_set(err, "%s: cannot %s: %s", path,
		    code == SQLITE_IOERR ? "read or write" : "open",
		    reason != 0 ? strerror(reason) : sqlite3_errmsg(db));
	if (code == SQLITE_READONLY)
		return err_set(err, "%s: may only be read", path);
	return err_set(err, "%s: %s", path, sqlite3_errmsg(db));
}

int
sqlite_fail(struct sqlite_archive *archive, struct err *err)
{
	if (sqlite_means_damage(sqlite3_errcode(archive->db)))
		archive->is_damaged = true;
	return sqlite_explain(archive->db, archive->path, err);
}

sqlite3_stmt *
sqlite_query(
    struct sqlite_archive *archive, enum sqlite_query query, struct err *err)
{
	sqlite3_stmt **statement = &archive->statements[query];

	if (*statement == NULL &&
	    sqlite3_prepare_v3(archive->db, texts[query], -1,
		SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK)
		sqlite_fail(archive, err);
	return *statement;
}

int
sqlite_finish(
    struct sqlite_archive *archive, sqlite3_stmt *statement, struct err *err)
{
	int code = sqlite3_step(statement), result = 0;

	while (code == SQLITE_ROW)
		code = sqlite3_step(statement);
	if (code != SQLITE_DONE)
		result = sqlite_fail(archive, err);
	sqlite3_reset(statement);
	return result;
}

int
sqlite_run(
    struct sqlite_archive *archive, enum sqlite_query query, struct err *err)
{
	sqlite3_stmt *statement = sqlite_query(archive, query, err);

	return statement == NULL ? -1 : sqlite_finish(archive, statement, err);
}

void
sqlite_bind(sqlite3_stmt *statement, int place, const char *text)
{
	/* A failure shows when the statement is stepped: a NULL too many. */
	if (text == NULL)
		sqlite3_bind_null(statement, place);
	else
		sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

const char *
sqlite_text(sqlite3_stmt *statement, int column, struct arena *arena)
{
	return arena_strdup(
	    arena, (const char *)sqlite3_column_text(statement, column));
}
