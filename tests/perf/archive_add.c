/*
 * Adding a run to an archive, beside the bare insertion of the same rows: one
 * run of so many cases, into a database that holds so many runs of them, both
 * in one durable transaction. Prints the median times of either, in ms.
 *
 * usage: archive_add FOLDER RUNS CASES TIMES
 */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "archive/archive.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/num.h"

static _Noreturn void
fail(const char *what)
{
	fprintf(stderr, "archive_add: %s\n", what);
	exit(1);
}

/* Values like those of a real run: no digit of them is round. */
static void
fill(struct archive_value *values, size_t count, struct arena *arena, double by)
{
	size_t i;

	for (i = 0; i < count; i++) {
		double center = 1e6 * sqrt(2 + (double)i + by);

		values[i].case_id =
		    arena_printf(arena, "group/case-number-%zu/size=10", i);
		values[i].group = "group";
		values[i].benchmark = values[i].case_id;
		values[i].metric = "time";
		values[i].unit = "ns";
		values[i].is_judged = values[i].is_logarithmic = true;
		values[i].launches = 10;
		values[i].value = log(center);
		values[i].variance = 1e-4 / 3;
		values[i].center = center;
		values[i].step = 1 / center;
	}
}

static struct archive_run
run_of(struct arena *arena, size_t number)
{
	return (struct archive_run){
	    .id = arena_printf(arena, "20260101T000000Z-%06zx", number),
	    .suite = "suite",
	    .machine = "0123456789ab",
	    .environment = "{\"kernel\":\"Linux 6.1\",\"libc\":\"glibc 2.36\"}",
	    .started = arena_printf(arena, "2026-01-01T00:%06zuZ", number),
	    .commit = "0123456789012345678901234567890123456789",
	    .branch = "main",
	    .sha256 = "0123456789012345678901234567890123456789012345678901234"
		      "567890123",
	    .bytes = 100000 + number};
}

/* The same rows, by nothing but SQLite. */
struct bare {
	sqlite3 *db;
	sqlite3_stmt *run, *value;
};

static const char bare_tables[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    "CREATE TABLE run (key INTEGER PRIMARY KEY, id TEXT, suite TEXT, "
    "machine TEXT, environment TEXT, started TEXT, commit_id TEXT, branch "
    "TEXT, sha256 TEXT, bytes INTEGER) STRICT;"
    "CREATE TABLE value (run INTEGER, series INTEGER, better INTEGER, judged "
    "INTEGER, logarithmic INTEGER, launches INTEGER, value REAL, variance "
    "REAL, center REAL, step REAL, PRIMARY KEY (run, series)) STRICT, WITHOUT "
    "ROWID;";

static void
bare_open(struct bare *bare, const char *path)
{
	if (sqlite3_open(path, &bare->db) != SQLITE_OK ||
	    sqlite3_exec(bare->db, bare_tables, NULL, NULL, NULL) !=
		SQLITE_OK ||
	    sqlite3_prepare_v2(bare->db,
		"INSERT INTO run (id, suite, machine, environment, started, "
		"commit_id, branch, sha256, bytes) VALUES "
		"(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
		-1, &bare->run, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(bare->db,
		"INSERT INTO value VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)", -1,
		&bare->value, NULL) != SQLITE_OK)
		fail(sqlite3_errmsg(bare->db));
}

static void
step(struct bare *bare, sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		fail(sqlite3_errmsg(bare->db));
	sqlite3_reset(statement);
}

static void
bare_add(struct bare *bare, const struct archive_run *run,
    const struct archive_value *values, size_t count)
{
	const char *const texts[] = {run->id, run->suite, run->machine,
	    run->environment, run->started, run->commit, run->branch,
	    run->sha256};
	sqlite3_int64 key;
	size_t i;

	sqlite3_exec(bare->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	for (i = 0; i < 8; i++)
		sqlite3_bind_text(
		    bare->run, (int)i + 1, texts[i], -1, SQLITE_STATIC);
	sqlite3_bind_int64(bare->run, 9, (sqlite3_int64)run->bytes);
	step(bare, bare->run);
	key = sqlite3_last_insert_rowid(bare->db);
	for (i = 0; i < count; i++) {
		sqlite3_stmt *add = bare->value;

		sqlite3_bind_int64(add, 1, key);
		sqlite3_bind_int64(add, 2, (sqlite3_int64)i + 1);
		sqlite3_bind_int(add, 3, 0);
		sqlite3_bind_int(add, 4, 1);
		sqlite3_bind_int(add, 5, 1);
		sqlite3_bind_int(add, 6, 10);
		sqlite3_bind_double(add, 7, values[i].value);
		sqlite3_bind_double(add, 8, values[i].variance);
		sqlite3_bind_double(add, 9, values[i].center);
		sqlite3_bind_double(add, 10, values[i].step);
		step(bare, add);
	}
	if (sqlite3_exec(bare->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		fail(sqlite3_errmsg(bare->db));
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The runs that are there before one is timed, many in a transaction. */
static void
build(struct archive *archive, struct bare *bare, size_t runs,
    const struct archive_value *values, size_t cases, struct arena *arena)
{
	struct archive_run run;
	struct err err;
	size_t i;

	sqlite3_exec(bare->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	for (i = 0; i < runs; i++) {
		run = run_of(arena, i);
		if ((i % 100 == 0 && archive_begin(archive, &err) < 0) ||
		    archive_add(archive, &run, values, cases, &err) < 0 ||
		    ((i % 100 == 99 || i == runs - 1) &&
			archive_commit(archive, &err) < 0))
			fail(err.text);
		bare_add(bare, &run, values, cases);
	}
	sqlite3_exec(bare->db, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
}

static double
ms_since(uint64_t start)
{
	return (double)(moment_clock_ns() - start) / 1e6;
}

int
main(int argc, char **argv)
{
	uint64_t runs, cases, times, i, start;
	struct archive_value *values;
	enum archive_problem problem;
	struct arena arena = {0};
	struct archive *archive;
	double *ours, *theirs;
	struct bare bare;
	struct err err;

	if (argc != 5 || !num_parse_u64(argv[2], &runs) ||
	    !num_parse_u64(argv[3], &cases) ||
	    !num_parse_u64(argv[4], &times) || times == 0)
		fail("usage: archive_add FOLDER RUNS CASES TIMES");
	values = arena_alloc(&arena, (cases + 1) * sizeof *values);
	ours = arena_alloc(&arena, times * sizeof *ours);
	theirs = arena_alloc(&arena, times * sizeof *theirs);
	fill(values, cases, &arena, 0);
	if (archive_open(&archive,
		arena_printf(&arena, "%s/archive.db", argv[1]), false, &problem,
		&err) < 0)
		fail(err.text);
	bare_open(&bare, arena_printf(&arena, "%s/bare.db", argv[1]));
	build(archive, &bare, runs, values, cases, &arena);
	/* One after the other, so that a slow moment hits both. */
	for (i = 0; i < times; i++) {
		struct archive_run run = run_of(&arena, runs + i);

		fill(values, cases, &arena, (double)i);
		start = moment_clock_ns();
		bare_add(&bare, &run, values, cases);
		theirs[i] = ms_since(start);
		start = moment_clock_ns();
		if (archive_add(archive, &run, values, cases, &err) < 0)
			fail(err.text);
		ours[i] = ms_since(start);
	}
	qsort(ours, times, sizeof *ours, compare);
	qsort(theirs, times, sizeof *theirs, compare);
	printf("%.3f %.3f\n", ours[times / 2], theirs[times / 2]);
	sqlite3_finalize(bare.run);
	sqlite3_finalize(bare.value);
	sqlite3_close(bare.db);
	archive_close(archive);
	arena_release(&arena);
	return 0;
}
