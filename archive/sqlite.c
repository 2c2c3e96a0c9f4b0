#include "archive/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/xalloc.h"

/* Of an SQLite file: how it begins, and where the application's id stands. */
static const char magic[16] = "SQLite format 3";
enum { HEADER_BYTES = 100, HEADER_ID = 68, HEADER_WRITTEN = 18 };

/* The assembler reads the file; the path starts where make runs. */
__asm__(".pushsection .rodata\narchive_schema:\n"
	".incbin \"archive/schema.sql\"\n.byte 0\n.popsection\n");
extern const char archive_schema[];

static void
close_archive(struct archive *archive)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	int i;

	for (i = 0; i < SQLITE_QUERIES; i++)
		sqlite3_finalize(own->statements[i]);
	sqlite3_close(own->db);
	free(own->path);
	free(own);
}

static bool
is_damaged(const struct archive *archive)
{
	return ((const struct sqlite_archive *)archive)->is_damaged;
}

static int open_copy(
    struct archive **copy, struct archive *of, struct err *err);

static const struct archive_backend backend = {
    .close = close_archive,
    .copy = open_copy,
    .is_damaged = is_damaged,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .add = sqlite_add,
    .remove = sqlite_remove,
    .sweep = sqlite_sweep,
    .runs = sqlite_runs,
    .values = sqlite_values,
    .series = sqlite_series,
    .points = sqlite_points,
    .points_all = sqlite_points_all,
    .anchor_bytes = sqlite_anchor_bytes,
    .anchor_replace = sqlite_anchor_replace,
    .anchors = sqlite_anchors,
    .anchor_add = sqlite_anchor_add,
    .anchor_clear = sqlite_anchor_clear,
    .verify = sqlite_verify,
};

/* An open database becomes an archive, which owns it. path NULL: memory. */
static struct archive *
archive_of(sqlite3 *db, const char *path)
{
	struct sqlite_archive *own = xcalloc(1, sizeof *own);

	own->archive.backend = &backend;
	own->db = db;
	own->path = path == NULL ? NULL : xstrdup(path);
	return &own->archive;
}

/* A number that a query gives; -1 when it fails. */
static int64_t
ask(sqlite3 *db, const char *query)
{
	sqlite3_stmt *statement = NULL;
	int64_t answer = -1;

	if (sqlite3_prepare_v2(db, query, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		answer = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return answer;
}

static bool
is_done(sqlite3 *db, const char *statement)
{
	return sqlite3_exec(db, statement, NULL, NULL, NULL) == SQLITE_OK;
}

/* No table, and nobody's mark: an empty file, or one that was emptied. */
static bool
is_empty(sqlite3 *db)
{
	return ask(db, "PRAGMA application_id") == 0 &&
	       ask(db, "SELECT count(*) FROM sqlite_schema") == 0;
}

/* Makes the tables; somebody else may be doing the same. */
static bool
make_schema(sqlite3 *db)
{
	char marks[100];

	if (!is_done(db, "BEGIN IMMEDIATE"))
		return false;
	snprintf(marks, sizeof marks,
	    "PRAGMA application_id = %d; PRAGMA user_version = %d",
	    SQLITE_ARCHIVE_ID, SQLITE_ARCHIVE_VERSION);
	if (is_empty(db) &&
	    (!is_done(db, archive_schema) || !is_done(db, marks))) {
		is_done(db, "ROLLBACK");
		return false;
	}
	return is_done(db, "COMMIT");
}

/* How everybody uses the database. WAL stays, once it is set. */
static bool
settle(sqlite3 *db, bool is_readonly)
{
	sqlite3_busy_timeout(db, SQLITE_PATIENCE_MS);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (!is_done(db, "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = "
			 "ON; PRAGMA synchronous = FULL"))
		return false;
	if (is_readonly || ask(db, "PRAGMA application_id") != 0)
		return true;
	return !is_empty(db) || make_schema(db);
}

/* Does the file begin as an SQLite file with our mark, or is it too short? */
static bool
is_remnant_of_ours(const char *path)
{
	unsigned char head[HEADER_BYTES];
	FILE *stream = fopen(path, "re");
	size_t count, begun;
	uint32_t id;

	if (stream == NULL)
		return false;
	count = fread(head, 1, sizeof head, stream);
	fclose(stream);
	begun = count < sizeof magic ? count : sizeof magic;
	if (memcmp(head, magic, begun) != 0)
		return false;
	/* Without a whole header there is nothing of anybody's in it. */
	if (count < HEADER_BYTES)
		return true;
	id = (uint32_t)head[HEADER_ID] << 24 |
	     (uint32_t)head[HEADER_ID + 1] << 16 |
	     (uint32_t)head[HEADER_ID + 2] << 8 | head[HEADER_ID + 3];
	return id == SQLITE_ARCHIVE_ID;
}

static int
refuse_foreign(const char *path, struct err *err)
{
	return err_set(err,
	    "%s: is no archive of perfolio; it stays as it is. Move it away, "
	    "or name another file",
	    path);
}

/* Is it one of ours, whole as far as can be seen, and of this schema? */
static int
check(sqlite3 *db, const char *path, enum archive_problem *problem,
    struct err *err)
{
	static const char tables[] =
	    "SELECT count(*) FROM sqlite_schema WHERE name IN ('run', "
	    "'series', 'value', 'anchor', 'source') AND type = 'table'";
	int64_t id = ask(db, "PRAGMA application_id"), version, count;
	struct stat status;

	if (id < 0 || ask(db, "SELECT count(*) FROM sqlite_schema") < 0) {
		sqlite_explain(db, path, err);
		if (!sqlite_means_damage(sqlite3_errcode(db)))
			return -1;
		if (!is_remnant_of_ours(path))
			return refuse_foreign(path, err);
		*problem = ARCHIVE_UNUSABLE;
		return -1;
	}
	if (id != SQLITE_ARCHIVE_ID)
		return refuse_foreign(path, err);
	/* SQLite reads what is missing of the last page as zeros. */
	if (path != NULL && stat(path, &status) == 0 &&
	    status.st_size % ask(db, "PRAGMA page_size") != 0) {
		*problem = ARCHIVE_UNUSABLE;
		return err_set(err, "%s: is cut off", path);
	}
	version = ask(db, "PRAGMA user_version");
	count = ask(db, tables);
	if (version == SQLITE_ARCHIVE_VERSION && count == 5)
		return 0;
	*problem = ARCHIVE_UNUSABLE;
	return err_set(err,
	    "%s: is an archive of another version (%lld, this is %d); delete "
	    "it, it is built anew from the run files",
	    path, (long long)version, SQLITE_ARCHIVE_VERSION);
}

/*
 * In a folder that may only be read there can be no journal, and without one
 * SQLite opens no database in WAL mode; nobody can be writing it either.
 */
static int
open_frozen(sqlite3 **db, const char *path, struct err *err)
{
	struct buf file = {0}, journal = {0};
	struct stat status;
	unsigned char *copy;
	int code;

	buf_addf(&journal, "%s-wal", path);
	if (stat(journal.text, &status) == 0 && status.st_size > 0)
		err_set(
		    err, "%s: cannot be read without %s", path, journal.text);
	else if (file_read(path, &file, err) == 0 && file.length < HEADER_BYTES)
		err_set(err, "%s: is empty", path);
	buf_release(&journal);
	if (file.length < HEADER_BYTES) {
		buf_release(&file);
		return -1;
	}
	copy = sqlite3_malloc64(file.length);
	if (copy != NULL) {
		memcpy(copy, file.text, file.length);
		/* In memory there is no WAL: 2 says that there is. */
		copy[HEADER_WRITTEN] = copy[HEADER_WRITTEN + 1] = 1;
	}
	code = copy == NULL ? SQLITE_NOMEM : sqlite3_open(":memory:", db);
	if (code == SQLITE_OK)
		code = sqlite3_deserialize(*db, "main", copy,
		    (sqlite3_int64)file.length, (sqlite3_int64)file.length,
		    SQLITE_DESERIALIZE_FREEONCLOSE |
			SQLITE_DESERIALIZE_RESIZEABLE);
	buf_release(&file);
	return code == SQLITE_OK
		   ? 0
		   : err_set(err, "%s: %s", path, sqlite3_errstr(code));
}

static int
open_readonly(sqlite3 **db, const char *path, struct err *err)
{
	int code = sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_busy_timeout(*db, SQLITE_PATIENCE_MS);
	if (code == SQLITE_OK &&
	    ask(*db, "SELECT count(*) FROM sqlite_schema") >= 0)
		return 0;
	code = sqlite3_errcode(*db) & 0xFF;
	if (file_is_directory(path) || !file_exists(path) ||
	    (code != SQLITE_CANTOPEN && code != SQLITE_READONLY))
		return sqlite_means_damage(code)
			   ? 0
			   : sqlite_explain(*db, path, err);
	sqlite3_close(*db);
	*db = NULL;
	return open_frozen(db, path, err);
}

static int
open_writable(sqlite3 **db, const char *path, struct err *err)
{
	const char *where = path == NULL ? ":memory:" : path;
	struct stat status;
	int code;

	/* SQLite takes a file of one byte for an empty one. */
	if (path != NULL && stat(path, &status) == 0 && status.st_size == 1 &&
	    !is_remnant_of_ours(path))
		return refuse_foreign(path, err);
	code = sqlite3_open_v2(
	    where, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (code != SQLITE_OK)
		return sqlite_explain(*db, path, err);
	if (sqlite3_db_readonly(*db, "main") == 1)
		return err_set(err, "%s: may only be read", path);
	return 0;
}

int
sqlite_archive_open(struct archive **archive, const char *path,
    bool is_readonly, enum archive_problem *problem, struct err *err)
{
	sqlite3 *db = NULL;

	*problem = ARCHIVE_OTHER;
	if ((is_readonly ? open_readonly(&db, path, err)
			 : open_writable(&db, path, err)) < 0)
		goto failed;
	if (!settle(db, is_readonly) &&
	    !sqlite_means_damage(sqlite3_errcode(db))) {
		sqlite_explain(db, path, err);
		goto failed;
	}
	if (check(db, path, problem, err) < 0)
		goto failed;
	/* In vain while others use it: then next time. */
	if (!is_readonly)
		is_done(db, "PRAGMA journal_mode = WAL");
	*problem = ARCHIVE_FINE;
	*archive = archive_of(db, path);
	return 0;
failed:
	sqlite3_close(db);
	return -1;
}

static int
open_copy(struct archive **copy, struct archive *of, struct err *err)
{
	struct sqlite_archive *source = (struct sqlite_archive *)of;
	sqlite3_backup *backup;
	sqlite3 *db = NULL;

	if (open_writable(&db, NULL, err) < 0)
		goto failed;
	backup = sqlite3_backup_init(db, "main", source->db, "main");
	if (backup != NULL)
		sqlite3_backup_step(backup, -1);
	if (backup == NULL || sqlite3_backup_finish(backup) != SQLITE_OK) {
		sqlite_explain(db, NULL, err);
		goto failed;
	}
	settle(db, false);
	*copy = archive_of(db, NULL);
	return 0;
failed:
	sqlite3_close(db);
	return -1;
}

/*
 * SQLite's own way to empty a database whatever it holds: to those who have it
 * open it is one more transaction, while a deleted file would take the journal
 * of its successor along.
 */
static int
empty(const char *path, struct err *err)
{
	sqlite3 *db = NULL;
	int result = open_writable(&db, path, err);

	if (result == 0) {
		sqlite3_busy_timeout(db, SQLITE_PATIENCE_MS);
		ask(db, "SELECT count(*) FROM sqlite_schema");
		sqlite3_db_config(db, SQLITE_DBCONFIG_RESET_DATABASE, 1, NULL);
		if (!is_done(db, "VACUUM"))
			result = sqlite_explain(db, path, err);
		sqlite3_db_config(db, SQLITE_DBCONFIG_RESET_DATABASE, 0, NULL);
	}
	if (result == 0 && !make_schema(db))
		result = sqlite_explain(db, path, err);
	sqlite3_close(db);
	return result;
}

/* Is it whole by now? Somebody else may have emptied it. */
static bool
is_whole(const char *path, enum archive_problem *problem, struct err *err)
{
	struct archive *archive;
	bool result;

	if (sqlite_archive_open(&archive, path, false, problem, err) < 0)
		return false;
	result = ask(((struct sqlite_archive *)archive)->db,
		     "SELECT integrity_check = 'ok' FROM "
		     "pragma_integrity_check(1)") == 1;
	archive_close(archive);
	if (!result)
		*problem = ARCHIVE_UNUSABLE;
	return result;
}

int
sqlite_archive_reset(const char *path, struct err *err)
{
	struct buf folder = {0};
	const char *slash = strrchr(path, '/');
	enum archive_problem problem;
	int fd, result = 0;

	/* One at a time: the lock of the folder the database is in. */
	if (slash == NULL)
		buf_add_string(&folder, ".");
	else
		buf_add(&folder, path, (size_t)(slash - path) + 1);
	fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		flock(fd, LOCK_EX);
	if (!is_whole(path, &problem, err))
		result = problem == ARCHIVE_UNUSABLE ? empty(path, err) : -1;
	if (fd >= 0)
		close(fd);
	buf_release(&folder);
	return result;
}
