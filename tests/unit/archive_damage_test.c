#include <fcntl.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "tests/unit/archive_place.h"

static void
expect_untouched(struct place *place, const char *path)
{
	struct buf before = {0}, after = {0};

	assert_int_equal(file_read(path, &before, &place->err), 0);
	assert_int_equal(problem_of(place, path, false), ARCHIVE_OTHER);
	assert_non_null(strstr(place->err.text, path));
	assert_non_null(strstr(place->err.text, "stays as it is"));
	assert_int_equal(problem_of(place, path, true), ARCHIVE_OTHER);
	assert_int_equal(archive_reset(path, &place->err), -1);
	assert_int_equal(file_read(path, &after, &place->err), 0);
	assert_int_equal(before.length, after.length);
	assert_memory_equal(before.text, after.text, before.length);
	buf_release(&before);
	buf_release(&after);
}

static void
file_of_another_program_is_never_touched(void **state)
{
	static const char sqlite2[] =
	    "SQLite format 2, and then a long text that is longer than any "
	    "header: 0123456789 0123456789 0123456789 0123456789 0123456789";
	static const char *const texts[] = {"not a database", "x", sqlite2};
	struct place *place = *state;
	const char *path;
	size_t i;

	for (i = 0; i < 3; i++) {
		path = tree_path(&place->tree, "foreign");
		assert_int_equal(
		    file_write(path, texts[i], strlen(texts[i]), &place->err),
		    0);
		expect_untouched(place, path);
	}
}

static void
database_of_another_program_is_never_touched(void **state)
{
	struct place *place = *state;
	const char *path = tree_path(&place->tree, "foreign.db");
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db, "CREATE TABLE t (a); INSERT INTO t VALUES (1)",
		NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
	expect_untouched(place, path);
	/* Cut, it is no better known. */
	assert_int_equal(truncate(path, 4096), 0);
	assert_int_equal(problem_of(place, path, false), ARCHIVE_OTHER);
	assert_int_equal(archive_reset(path, &place->err), -1);
}

static void
folder_in_its_place_is_said(void **state)
{
	struct place *place = *state;

	assert_int_equal(
	    problem_of(place, place->tree.folder, false), ARCHIVE_OTHER);
	assert_non_null(strstr(place->err.text, place->tree.folder));
	assert_int_equal(
	    problem_of(place, place->tree.folder, true), ARCHIVE_OTHER);
	assert_int_equal(
	    problem_of(place, "/no/such/folder/a.db", false), ARCHIVE_OTHER);
}

/* The archive is emptied, and takes the runs again. */
static void
expect_reset(struct place *place)
{
	static const char *const ids[] = {"again"};
	struct archive_run run = run_of("again", "2026");

	if (archive_reset(place->path, &place->err) < 0)
		fail_msg("%s", place->err.text);
	open_at(place, place->path);
	expect_ids(place, NULL, NULL, 0);
	add(place, &run, &parse_time, 1);
	expect_ids(place, NULL, ids, 1);
	place_close(place);
}

static void
cut_archive_is_unusable_and_is_emptied(void **state)
{
	static const int sizes[] = {
	    2, 15, 50, 99, 100, 512, 4095, 4096, -4096, -1};
	struct place *place = *state;
	struct stat status;
	size_t i;

	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		if (i > 0)
			open_at(place, place->path);
		fill(place);
		place_close(place);
		assert_int_equal(stat(place->path, &status), 0);
		assert_int_equal(
		    truncate(place->path,
			sizes[i] > 0 ? sizes[i] : status.st_size + sizes[i]),
		    0);
		if (problem_of(place, place->path, false) != ARCHIVE_UNUSABLE)
			fail_msg("cut at %d: %s", sizes[i], place->err.text);
		expect_reset(place);
	}
}

static void
empty_file_is_as_good_as_none(void **state)
{
	static const char *const ids[] = {"a"};
	struct place *place = *state;
	struct archive_run a = run_of("a", "2025");

	place_close(place);
	assert_int_equal(truncate(place->path, 0), 0);
	open_at(place, place->path);
	add(place, &a, &parse_time, 1);
	expect_ids(place, NULL, ids, 1);
}

static void
damage_within_is_noticed_and_is_emptied(void **state)
{
	char garbage[4096];
	struct place *place = *state;
	struct archive_faults faults = {0};
	struct archive_values values = {0};
	struct stat status;
	off_t at;
	int fd;

	fill(place);
	place_close(place);
	memset(garbage, 0x5A, sizeof garbage);
	assert_int_equal(stat(place->path, &status), 0);
	fd = open(place->path, O_WRONLY | O_CLOEXEC);
	/* All pages but the first two: header, and the tables' names. */
	for (at = 2 * 4096; at < status.st_size; at += 4096)
		assert_int_equal(pwrite(fd, garbage, 4096, at), 4096);
	close(fd);
	open_at(place, place->path);
	assert_int_equal(archive_values(place->archive, "r1", &place->arena,
			     &values, &place->err),
	    -1);
	assert_true(archive_is_damaged(place->archive));
	assert_non_null(strstr(place->err.text, "is damaged"));
	if (archive_verify(
		place->archive, &place->arena, &faults, &place->err) == 0)
		assert_int_not_equal(faults.count, 0);
	vec_free(&faults);
	vec_free(&values);
	place_close(place);
	expect_reset(place);
}

static void
archive_of_another_version_is_unusable_and_is_emptied(void **state)
{
	struct place *place = *state;
	sqlite3 *db;

	fill(place);
	place_close(place);
	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db, "PRAGMA user_version = 999", NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(
	    problem_of(place, place->path, true), ARCHIVE_UNUSABLE);
	assert_int_equal(
	    problem_of(place, place->path, false), ARCHIVE_UNUSABLE);
	assert_non_null(strstr(place->err.text, "999"));
	expect_reset(place);
}

static void
readonly_archive_is_read_and_not_written(void **state)
{
	struct place *place = *state;
	enum archive_problem problem;
	struct archive_run a = run_of("a", "2025");

	fill(place);
	place_close(place);
	assert_int_equal(archive_open(&place->archive, place->path, true,
			     &problem, &place->err),
	    0);
	assert_int_equal(
	    archive_add(place->archive, &a, &parse_time, 1, &place->err), -1);
	assert_non_null(strstr(place->err.text, "may only be read"));
	{
		struct archive_runs runs = runs_of(place, "s");

		assert_int_equal(runs.count, 10);
		vec_free(&runs);
	}
	assert_int_equal(
	    problem_of(place, tree_path(&place->tree, "none"), true),
	    ARCHIVE_OTHER);
}

#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, place_make, place_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(file_of_another_program_is_never_touched),
	    CASE(database_of_another_program_is_never_touched),
	    CASE(folder_in_its_place_is_said),
	    CASE(cut_archive_is_unusable_and_is_emptied),
	    CASE(empty_file_is_as_good_as_none),
	    CASE(damage_within_is_noticed_and_is_emptied),
	    CASE(archive_of_another_version_is_unusable_and_is_emptied),
	    CASE(readonly_archive_is_read_and_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
