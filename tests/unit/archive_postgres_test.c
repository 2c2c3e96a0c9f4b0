#include "archive/postgres.h"

#include <fcntl.h>

#include "base/buf.h"
#include "tests/unit/postgres_server.h"

/* What is so of PostgreSQL only; archive_test.c has what is so of both. */
static struct server server;

static int
make(void **state)
{
	struct place *place = xcalloc(1, sizeof *place);

	tree_make(&place->tree);
	server_empty(server.url);
	open_at(place, server.url);
	*state = place;
	return 0;
}

/* A file of so many bytes that do not compress, and a run that has it. */
static struct archive_run
run_with_file(struct place *place, const char *id, size_t bytes)
{
	struct archive_run run = run_of(id, id);
	char *content = xmalloc(bytes + 1);
	uint32_t state = 1;
	size_t i;

	for (i = 0; i < bytes; i++) {
		state = state * 1664525 + 1013904223;
		content[i] = (char)(state >> 24);
	}
	run.file = tree_path(&place->tree, id);
	run.bytes = bytes;
	if (file_write(run.file, content, bytes, &place->err) < 0)
		fail_msg("%s", place->err.text);
	free(content);
	return run;
}

static int
fetch(struct place *place, const char *id, struct buf *content)
{
	const char *path = tree_path(&place->tree, "fetched");
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int found = archive_fetch(place->archive, id, fd, &place->err);

	assert_true(fd >= 0);
	close(fd);
	buf_reset(content);
	assert_int_equal(file_read(path, content, &place->err), 0);
	return found;
}

static void
run_file_comes_back_to_the_byte(void **state)
{
	/* Of several parts, of one, and of none. */
	static const size_t sizes[] = {3000000, 1 << 20, 1000, 0};
	struct place *place = *state;
	struct buf stored = {0}, content = {0};
	struct archive_run run;
	char id[8];
	size_t i;

	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		snprintf(id, sizeof id, "r%zu", i);
		run = run_with_file(place, id, sizes[i]);
		add(place, &run, &parse_time, 1);
		assert_int_equal(fetch(place, id, &content), 1);
		buf_reset(&stored);
		assert_int_equal(file_read(run.file, &stored, &place->err), 0);
		assert_int_equal(content.length, sizes[i]);
		assert_memory_equal(
		    buf_text(&content), buf_text(&stored), content.length);
	}
	assert_int_equal(fetch(place, "nobody", &content), 0);
	run = run_of("without", "2026");
	add(place, &run, NULL, 0);
	assert_int_equal(fetch(place, "without", &content), 0);
	assert_true(archive_is_shared(place->archive));
	buf_release(&stored);
	buf_release(&content);
}

/* As long as it was when it was read, of a file that has grown since. */
static void
file_that_changes_is_stored_as_it_was_read_or_not_at_all(void **state)
{
	struct place *place = *state;
	struct archive_run run = run_with_file(place, "r", 5000);
	struct buf content = {0};

	run.bytes = 4000;
	add(place, &run, NULL, 0);
	assert_int_equal(fetch(place, "r", &content), 1);
	assert_int_equal(content.length, 4000);
	run.id = "short";
	run.bytes = 6000;
	assert_int_equal(
	    archive_add(place->archive, &run, NULL, 0, &place->err), -1);
	assert_non_null(strstr(place->err.text, "shorter"));
	run.id = "gone";
	run.file = "/no/such/file";
	assert_int_equal(
	    archive_add(place->archive, &run, &parse_time, 1, &place->err), -1);
	assert_non_null(strstr(place->err.text, "/no/such/file"));
	assert_int_equal(
	    server_ask(server.url, "SELECT count(*) FROM perfolio.run"), 1);
	assert_int_equal(
	    server_ask(server.url, "SELECT count(*) FROM perfolio.series"), 0);
	buf_release(&content);
}

static void
faults_of(struct place *place, size_t count, const char *part)
{
	struct archive_faults faults = {0};
	size_t i, found = 0;

	if (archive_verify(
		place->archive, &place->arena, &faults, &place->err) < 0)
		fail_msg("%s", place->err.text);
	for (i = 0; i < faults.count; i++)
		found += strstr(faults.items[i], part) != NULL;
	assert_int_equal(faults.count, count);
	assert_int_equal(found, count);
	vec_free(&faults);
}

static void
damage_is_found_and_never_fetched(void **state)
{
	static const char *const damages[] = {
	    "UPDATE perfolio.run_file SET bytes = set_byte(bytes, 9, 255)",
	    "DELETE FROM perfolio.run_file WHERE part = 2",
	    "UPDATE perfolio.run SET bytes = bytes + 1",
	    "UPDATE perfolio.run SET sha256 = repeat('0', 64)",
	};
	struct place *place = *state;
	struct archive_run run = run_with_file(place, "r", 3000000);
	struct buf content = {0};
	size_t i;

	for (i = 0; i < sizeof damages / sizeof *damages; i++) {
		assert_int_equal(
		    archive_remove(place->archive, "r", &place->err), 0);
		add(place, &run, &parse_time, 1);
		faults_of(place, 0, "");
		server_run(server.url, damages[i]);
		assert_int_equal(fetch(place, "r", &content), -1);
		assert_non_null(strstr(place->err.text, "file of run r"));
		faults_of(place, 1, "file of run r");
	}
	server_run(server.url, "DELETE FROM perfolio.series");
	server_run(server.url, "DELETE FROM perfolio.run_file");
	faults_of(place, 1, "of no series");
	buf_release(&content);
}

/* The server's URL with another database. */
static const char *
url_of(struct place *place, const char *database)
{
	const char *at = strrchr(server.url, '@');

	return arena_printf(&place->arena, "%.*s/%s%s",
	    (int)(at - server.url + 1), server.url, database,
	    strchr(server.url, '?'));
}

static void
order_is_that_of_bytes(void **state)
{
	/* Where a language decides, a stands before B, and é before z. */
	static const char *const ids[] = {"B", "a", "z", "\xC3\xA9"};
	struct place *place = *state;
	struct archive_catalog catalog;
	struct archive_value value;
	struct archive_run run;
	size_t i;

	server_run(server.url, "CREATE DATABASE words LOCALE_PROVIDER icu "
			       "ICU_LOCALE 'en-US' TEMPLATE template0");
	archive_close(place->archive);
	open_at(place, url_of(place, "words"));
	for (i = 4; i-- > 0;) {
		run = run_of(ids[i], "2026");
		value = parse_time;
		value.case_id = ids[i];
		add(place, &run, &value, 1);
	}
	expect_ids(place, NULL, ids, 4);
	catalog = catalog_of(place, NULL);
	for (i = 0; i < 4; i++)
		assert_string_equal(catalog.items[i].case_id, ids[i]);
	vec_free(&catalog);
	archive_close(place->archive);
	place->archive = NULL;
	server_run(server.url, "DROP DATABASE words");
}

static void
long_names_and_odd_text_come_back(void **state)
{
	enum { LONG = 10000 };
	struct place *place = *state;
	struct archive_run run = run_of("r", "2026");
	struct archive_value value = parse_time;
	struct archive_values values;
	char *name = xmalloc(LONG + 1);
	uint32_t random = 7;
	size_t i;

	/* No text that compresses: an index could not hold it. */
	for (i = 0; i < LONG; i++) {
		random = random * 1664525 + 1013904223;
		name[i] = (char)(0x21 + (random >> 24) % 0x5E);
	}
	name[LONG] = '\0';
	value.case_id = name;
	value.group = "";
	value.benchmark = "{\"a\",NULL}\\'\n\x01";
	value.value = (double)INFINITY;
	add(place, &run, &value, 1);
	run.id = "again";
	add(place, &run, &value, 1);
	values = values_of(place, "again");
	assert_int_equal(values.count, 1);
	assert_string_equal(values.items[0].case_id, name);
	assert_string_equal(values.items[0].group, "");
	assert_string_equal(values.items[0].benchmark, value.benchmark);
	assert_true(isinf(values.items[0].value));
	assert_int_equal(
	    server_ask(server.url, "SELECT count(*) FROM perfolio.series"), 1);
	vec_free(&values);
	free(name);
}

static void
text_that_is_no_utf8_is_not_sent(void **state)
{
	struct place *place = *state;
	struct archive_run run = run_of("r", "2026");
	struct archive_value value = parse_time;

	value.case_id = "\xFF";
	assert_int_equal(
	    archive_add(place->archive, &run, &value, 1, &place->err), -1);
	assert_non_null(strstr(place->err.text, "UTF-8"));
	run.suite = "\xED\xA0\x80";
	assert_int_equal(
	    archive_add(place->archive, &run, NULL, 0, &place->err), -1);
	expect_ids(place, NULL, NULL, 0);
}

static void
what_failed_before_is_not_committed(void **state)
{
	struct place *place = *state;
	struct archive_run run = run_of("r", "2026");
	struct archive_runs runs = {0};

	assert_int_equal(archive_begin(place->archive, &place->err), 0);
	add(place, &run, &parse_time, 1);
	assert_int_equal(archive_runs(place->archive, "\xFF", &place->arena,
			     &runs, &place->err),
	    -1);
	server_run(server.url, "ALTER TABLE perfolio.anchor RENAME TO other");
	assert_int_equal(
	    archive_anchor_clear(place->archive, NULL, &place->err), -1);
	assert_int_equal(archive_commit(place->archive, &place->err), 0);
	assert_int_equal(archive_begin(place->archive, &place->err), 0);
	assert_int_equal(archive_remove(place->archive, "r", &place->err), 0);
	assert_int_equal(
	    archive_anchors(place->archive, NULL, NULL, &place->arena,
		&(struct archive_anchors){0}, &place->err),
	    -1);
	assert_int_equal(archive_commit(place->archive, &place->err), -1);
	assert_non_null(strstr(place->err.text, "nothing was changed"));
	runs = runs_of(place, NULL);
	assert_int_equal(runs.count, 1);
	vec_free(&runs);
}

static void
reader_makes_and_changes_nothing(void **state)
{
	static const char *const ids[] = {"r"};
	struct place *place = *state;
	struct archive_run run = run_of("r", "2026"), other = run_of("o", "");
	enum archive_problem problem;

	add(place, &run, &parse_time, 1);
	archive_close(place->archive);
	assert_int_equal(archive_open(&place->archive, server.url, true,
			     &problem, &place->err),
	    0);
	assert_int_equal(
	    archive_add(place->archive, &other, NULL, 0, &place->err), -1);
	assert_non_null(strstr(place->err.text, "may only be read"));
	expect_ids(place, NULL, ids, 1);
	archive_close(place->archive);
	place->archive = NULL;
	server_empty(server.url);
	assert_int_equal(problem_of(place, server.url, true), ARCHIVE_OTHER);
	assert_non_null(strstr(place->err.text, "no archive in it yet"));
	assert_int_equal(server_ask(server.url,
			     "SELECT count(*) FROM pg_namespace WHERE nspname "
			     "= 'perfolio'"),
	    0);
}

static void
what_is_not_ours_is_never_emptied(void **state)
{
	struct place *place = *state;

	archive_close(place->archive);
	place->archive = NULL;
	server_empty(server.url);
	server_run(server.url, "CREATE SCHEMA perfolio CREATE TABLE mine "
			       "(a int)");
	assert_int_equal(problem_of(place, server.url, false), ARCHIVE_OTHER);
	assert_non_null(strstr(place->err.text, "stays as it is"));
	assert_int_equal(archive_reset(server.url, &place->err), -1);
	server_run(server.url, "SELECT a FROM perfolio.mine");
	server_empty(server.url);
	open_at(place, server.url);
	server_run(server.url, "UPDATE perfolio.archive SET version = 2");
	assert_int_equal(problem_of(place, server.url, false), ARCHIVE_OTHER);
	assert_non_null(strstr(place->err.text, "version 2"));
	assert_int_equal(archive_reset(server.url, &place->err), -1);
	assert_int_equal(
	    server_ask(server.url, "SELECT version FROM perfolio.archive"), 2);
}

static void
database_in_another_encoding_is_refused(void **state)
{
	struct place *place = *state;
	const char *url = url_of(place, "latin");

	server_run(server.url, "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE "
			       "'C' TEMPLATE template0");
	assert_int_equal(problem_of(place, url, false), ARCHIVE_OTHER);
	assert_non_null(strstr(place->err.text, "LATIN1"));
	server_run(server.url, "DROP DATABASE latin");
}

static void
lost_connection_is_said(void **state)
{
	struct place *place = *state;
	struct archive_run run = run_of("r", "2026");

	server_run(server.url,
	    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
	    "WHERE application_name = 'perfolio'");
	assert_int_equal(
	    archive_add(place->archive, &run, NULL, 0, &place->err), -1);
	assert_non_null(strstr(place->err.text, "connection was lost"));
	assert_null(strstr(place->err.text, "s3cret"));
	assert_int_equal(archive_begin(place->archive, &place->err), -1);
	archive_rollback(place->archive);
	assert_int_equal(archive_commit(place->archive, &place->err), -1);
	reopen(place);
	expect_ids(place, NULL, NULL, 0);
}

static void
name_of_an_archive_has_no_password(void **state)
{
	static const char *const urls[][2] = {
	    {"a/b.db", "a/b.db"},
	    {"/w/password=x/a.db", "/w/password=x/a.db"},
	    {"../password=x:u@h", "../password=x:u@h"},
	    {"h password=x", "postgresql://…"},
	    {"postgresql://u:pw@h:5433/d?password=pw&sslmode=require",
		"postgresql://u@h:5433/d"},
	    {"postgres://h", "postgresql://h"},
	    {"PostgreSQL://u:pw@H/d", "postgresql://u@H/d"},
	    {"postgresql://u:p?w@h/d", "postgresql://u@h/d"},
	    {"postgresql://u@/d?host=/run/x&port=1",
		"postgresql://u@/d?host=/run/x&port=1"},
	    {"postgresql://u:p@w@h/d", "postgresql://…"},
	    {"postgresql://u:p/w@h/d", "postgresql://…"},
	    {"postgresql://u:pw@h/d?password", "postgresql://…"},
	};
	struct place *place = *state;
	size_t i;

	for (i = 0; i < sizeof urls / sizeof *urls; i++)
		assert_string_equal(
		    archive_name(urls[i][0], &place->arena), urls[i][1]);
	for (i = 9; i < sizeof urls / sizeof *urls; i++) {
		problem_of(place, urls[i][0], false);
		assert_non_null(strstr(place->err.text, "%40"));
	}
}

static void
tests_need_a_server(void **state)
{
	(void)state;
	print_message("no PostgreSQL server can be started here\n");
	skip();
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make, place_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(run_file_comes_back_to_the_byte),
	    CASE(file_that_changes_is_stored_as_it_was_read_or_not_at_all),
	    CASE(damage_is_found_and_never_fetched),
	    CASE(order_is_that_of_bytes),
	    CASE(long_names_and_odd_text_come_back),
	    CASE(text_that_is_no_utf8_is_not_sent),
	    CASE(what_failed_before_is_not_committed),
	    CASE(reader_makes_and_changes_nothing),
	    CASE(what_is_not_ours_is_never_emptied),
	    CASE(database_in_another_encoding_is_refused),
	    CASE(lost_connection_is_said),
	    CASE(name_of_an_archive_has_no_password),
	};
	const struct CMUnitTest skipped[] = {
	    cmocka_unit_test(tests_need_a_server),
	};
	int failed;

	server_start(&server);
	failed = server.url[0] == '\0'
		     ? cmocka_run_group_tests(skipped, NULL, NULL)
		     : cmocka_run_group_tests(tests, NULL, NULL);
	server_stop(&server);
	return failed;
}
