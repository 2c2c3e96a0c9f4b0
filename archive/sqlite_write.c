#include "archive/sqlite.h"

#include <string.h>

#include "base/err.h"

int
sqlite_begin(struct archive *archive, struct err *err)
{
	return sqlite_run((struct sqlite_archive *)archive, QUERY_BEGIN, err);
}

void
sqlite_rollback(struct archive *archive)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *statement;
	struct err ignored;

	/* A full disk has done it already. */
	if (sqlite3_get_autocommit(own->db))
		return;
	statement = sqlite_query(own, QUERY_ROLLBACK, &ignored);
	if (statement == NULL)
		return;
	sqlite3_step(statement);
	sqlite3_reset(statement);
}

int
sqlite_commit(struct archive *archive, struct err *err)
{
	if (sqlite_run((struct sqlite_archive *)archive, QUERY_COMMIT, err) ==
	    0)
		return 0;
	sqlite_rollback(archive);
	return -1;
}

/* A change within the transaction that is under way, or in its own. */
struct change {
	struct sqlite_archive *archive;
	bool is_own;
};

static int
change_begin(
    struct change *change, struct sqlite_archive *archive, struct err *err)
{
	change->archive = archive;
	change->is_own = sqlite3_get_autocommit(archive->db) != 0;
	return sqlite_run(
	    archive, change->is_own ? QUERY_BEGIN : QUERY_SAVE, err);
}

/* Keeps it if result is 0, else takes it back; returns what came of it. */
static int
change_end(struct change *change, int result, struct err *err)
{
	struct sqlite_archive *archive = change->archive;
	struct err ignored;

	if (change->is_own && result == 0)
		return sqlite_commit(&archive->archive, err);
	if (change->is_own) {
		sqlite_rollback(&archive->archive);
	} else if (!sqlite3_get_autocommit(archive->db)) {
		if (result < 0)
			sqlite_run(archive, QUERY_RETURN, &ignored);
		sqlite_run(archive, QUERY_RELEASE, &ignored);
	}
	return result;
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* 1: the same file is there, 0: not, and nothing of that id any more. */
static int
make_room(struct sqlite_archive *archive, const struct archive_run *run,
    struct err *err)
{
	sqlite3_stmt *find = sqlite_query(archive, QUERY_RUN_FIND, err);
	int code, is_there = 0;

	if (find == NULL)
		return -1;
	sqlite_bind(find, 1, run->id);
	code = sqlite3_step(find);
	if (code == SQLITE_ROW)
		is_there =
		    (uint64_t)sqlite3_column_int64(find, 1) == run->bytes &&
		    is_same((const char *)sqlite3_column_text(find, 2),
			run->sha256);
	else if (code != SQLITE_DONE)
		sqlite_fail(archive, err);
	sqlite3_reset(find);
	if (code == SQLITE_DONE || is_there)
		return is_there;
	return code != SQLITE_ROW
		   ? -1
		   : sqlite_remove(&archive->archive, run->id, err);
}

static int
add_run(struct sqlite_archive *archive, const struct archive_run *run,
    sqlite3_int64 *key, struct err *err)
{
	const char *const texts[] = {run->id, run->suite, run->project,
	    run->machine, run->environment, run->started, run->commit,
	    run->branch, run->version, run->sha256};
	enum { TEXTS = sizeof texts / sizeof *texts };
	sqlite3_stmt *add = sqlite_query(archive, QUERY_RUN_ADD, err);
	int i;

	if (add == NULL)
		return -1;
	for (i = 0; i < TEXTS; i++)
		sqlite_bind(add, i + 1, texts[i]);
	sqlite3_bind_int64(add, TEXTS + 1, (sqlite3_int64)run->bytes);
	sqlite3_bind_int(add, TEXTS + 2, run->is_dirty);
	sqlite3_bind_int(add, TEXTS + 3, run->is_part);
	sqlite3_bind_int(add, TEXTS + 4, run->is_pair);
	if (sqlite_finish(archive, add, err) < 0)
		return -1;
	*key = sqlite3_last_insert_rowid(archive->db);
	return 0;
}

static void
bind_series(sqlite3_stmt *statement, const char *suite,
    const struct archive_value *value)
{
	sqlite_bind(statement, 1, value->case_id);
	sqlite_bind(statement, 2, value->metric);
	sqlite_bind(statement, 3, suite);
	sqlite_bind(statement, 4, value->unit);
	sqlite_bind(statement, 5, value->group);
	sqlite_bind(statement, 6, value->benchmark);
}

/*
 * Series are mostly wanted in the order they were made in: the next one is
 * one step away, and looking it up takes six times as long.
 */
struct walk {
	struct sqlite_archive *archive;
	const char *suite;
	sqlite3_stmt *rows; /* NULL: nothing was looked up yet */
};

static bool
is_column(const struct walk *walk, int column, const char *text)
{
	return is_same(
	    (const char *)sqlite3_column_text(walk->rows, column), text);
}

static void
walk_end(struct walk *walk)
{
	if (walk->rows != NULL)
		sqlite3_reset(walk->rows);
	walk->rows = NULL;
}

/* Is it the next one? */
static bool
walk_next(
    struct walk *walk, const struct archive_value *value, sqlite3_int64 *key)
{
	if (walk->rows == NULL || sqlite3_step(walk->rows) != SQLITE_ROW)
		return false;
	*key = sqlite3_column_int64(walk->rows, 0);
	return is_column(walk, 1, value->case_id) &&
	       is_column(walk, 2, value->metric) &&
	       is_column(walk, 3, walk->suite) &&
	       is_column(walk, 4, value->unit) &&
	       is_column(walk, 5, value->group) &&
	       is_column(walk, 6, value->benchmark);
}

/* Goes on behind the series of that key. */
static int
walk_from(struct walk *walk, sqlite3_int64 key, struct err *err)
{
	walk_end(walk);
	walk->rows = sqlite_query(walk->archive, QUERY_SERIES_WALK, err);
	if (walk->rows == NULL)
		return -1;
	return sqlite3_bind_int64(walk->rows, 1, key + 1) == SQLITE_OK
		   ? 0
		   : sqlite_fail(walk->archive, err);
}

/* Looks the series up; made if it is not there. */
static int
find_series(struct walk *walk, const struct archive_value *value,
    sqlite3_int64 *key, struct err *err)
{
	struct sqlite_archive *archive = walk->archive;
	sqlite3_stmt *find = sqlite_query(archive, QUERY_SERIES_FIND, err);
	sqlite3_stmt *add = sqlite_query(archive, QUERY_SERIES_ADD, err);
	int code;

	if (find == NULL || add == NULL)
		return -1;
	bind_series(find, walk->suite, value);
	code = sqlite3_step(find);
	if (code == SQLITE_ROW)
		*key = sqlite3_column_int64(find, 0);
	else if (code != SQLITE_DONE)
		sqlite_fail(archive, err);
	sqlite3_reset(find);
	if (code == SQLITE_ROW)
		return walk_from(walk, *key, err);
	if (code != SQLITE_DONE)
		return -1;
	walk_end(walk);
	bind_series(add, walk->suite, value);
	if (sqlite_finish(archive, add, err) < 0)
		return -1;
	*key = sqlite3_last_insert_rowid(archive->db);
	return 0;
}

static int
add_value(struct sqlite_archive *archive, sqlite3_int64 run,
    sqlite3_int64 series, const struct archive_value *value, struct err *err)
{
	sqlite3_stmt *add = sqlite_query(archive, QUERY_VALUE_ADD, err);

	if (add == NULL)
		return -1;
	sqlite3_bind_int64(add, 1, run);
	sqlite3_bind_int64(add, 2, series);
	sqlite3_bind_int(add, 3, value->better == BETTER_HIGHER);
	sqlite3_bind_int(add, 4, value->is_judged);
	sqlite3_bind_int(add, 5, value->is_logarithmic);
	sqlite3_bind_int64(add, 6, value->launches);
	sqlite3_bind_double(add, 7, value->value);
	sqlite3_bind_double(add, 8, value->variance); /* NAN becomes NULL */
	sqlite3_bind_double(add, 9, value->center);
	sqlite3_bind_double(add, 10, value->step);
	return sqlite_finish(archive, add, err);
}

static int
add_all(struct sqlite_archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err)
{
	struct walk walk = {archive, run->suite, NULL};
	sqlite3_int64 key, series;
	size_t i;
	int result = make_room(archive, run, err);

	if (result != 0)
		return result < 0 ? -1 : 0;
	result = add_run(archive, run, &key, err);
	for (i = 0; i < count && result == 0; i++) {
		if (!walk_next(&walk, &values[i], &series))
			result = find_series(&walk, &values[i], &series, err);
		if (result == 0)
			result =
			    add_value(archive, key, series, &values[i], err);
	}
	walk_end(&walk);
	return result;
}

int
sqlite_add(struct archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	struct change change;

	if (change_begin(&change, own, err) < 0)
		return -1;
	return change_end(&change, add_all(own, run, values, count, err), err);
}

int
sqlite_remove(struct archive *archive, const char *id, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *statement = sqlite_query(own, QUERY_RUN_REMOVE, err);

	if (statement == NULL)
		return -1;
	sqlite_bind(statement, 1, id);
	return sqlite_finish(own, statement, err);
}

int
sqlite_sweep(struct archive *archive, struct err *err)
{
	return sqlite_run(
	    (struct sqlite_archive *)archive, QUERY_SERIES_SWEEP, err);
}
