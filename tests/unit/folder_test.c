#include "tests/unit/test.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "output/folder.h"

static char path[64];
static struct err err;

static const char *
inside(const char *name)
{
	static char text[512];

	snprintf(text, sizeof text, "%s/%s", path, name);
	return text;
}

static void
put(const char *name, const char *text)
{
	assert_int_equal(file_write(inside(name), text, strlen(text), &err), 0);
}

static void
assert_content(const char *name, const char *wanted)
{
	struct buf text = {0};

	assert_int_equal(file_read(inside(name), &text, &err), 0);
	assert_string_equal(buf_text(&text), wanted);
	buf_release(&text);
}

/* Files in the folder but for the list. */
static int
file_count(void)
{
	DIR *directory = opendir(path);
	const struct dirent *entry;
	int count = 0;

	while ((entry = readdir(directory)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    strcmp(entry->d_name, ".perfolio-files") != 0)
			count++;
	closedir(directory);
	return count;
}

static int
report(const char *const *names, const char *text)
{
	struct folder *folder = folder_open(path, &err);
	FILE *file;
	int result;

	assert_non_null(folder);
	for (; *names != NULL; names++) {
		file = folder_file(folder, *names, &err);
		assert_non_null(file);
		fputs(text, file);
	}
	result = folder_commit(folder, &err);
	folder_close(folder);
	return result;
}

static const char *const two[] = {"index.html", "cases-2.html", NULL};
static const char *const one[] = {"index.html", NULL};

static int
setup(void **state)
{
	(void)state;
	snprintf(path, sizeof path, "/tmp/folder_test-XXXXXX");
	return mkdtemp(path) == NULL;
}

static int
teardown(void **state)
{
	DIR *directory = opendir(path);
	const struct dirent *entry;

	(void)state;
	while ((entry = readdir(directory)) != NULL)
		if (entry->d_type == DT_DIR)
			rmdir(inside(entry->d_name));
		else
			unlink(inside(entry->d_name));
	closedir(directory);
	return rmdir(path);
}

static void
nothing_appears_before_the_commit(void **state)
{
	struct folder *folder = folder_open(path, &err);
	FILE *file = folder_file(folder, "index.html", &err);

	(void)state;
	fputs("new", file);
	assert_false(file_exists(inside("index.html")));
	assert_int_equal(folder_commit(folder, &err), 0);
	assert_content("index.html", "new");
	folder_close(folder);
	assert_int_equal(file_count(), 1);
}

static void
closing_without_commit_leaves_the_old_report(void **state)
{
	struct folder *folder;

	(void)state;
	assert_int_equal(report(two, "old"), 0);
	folder = folder_open(path, &err);
	fputs("new", folder_file(folder, "index.html", &err));
	fputs("new", folder_file(folder, "cases-2.html", &err));
	folder_close(folder);
	assert_content("index.html", "old");
	assert_content("cases-2.html", "old");
	assert_int_equal(file_count(), 2);
}

static void
files_no_longer_written_are_removed(void **state)
{
	(void)state;
	assert_int_equal(report(two, "old"), 0);
	assert_int_equal(report(one, "new"), 0);
	assert_content("index.html", "new");
	assert_false(file_exists(inside("cases-2.html")));
	assert_content(".perfolio-files", "index.html\n");
}

static void
foreign_files_are_neither_removed_nor_replaced(void **state)
{
	(void)state;
	put("notes.txt", "mine");
	assert_int_equal(report(one, "new"), 0);
	put("cases-2.html", "mine too");
	assert_int_equal(report(one, "newer"), 0);
	assert_content("notes.txt", "mine");
	assert_content("cases-2.html", "mine too");
	assert_int_equal(report(two, "newest"), -1);
	assert_non_null(strstr(err.text, "cases-2.html"));
	assert_content("cases-2.html", "mine too");
	assert_content("index.html", "newer");
	assert_int_equal(file_count(), 3);
}

static void
list_cannot_name_files_elsewhere(void **state)
{
	char list[512];

	(void)state;
	assert_int_equal(file_make_directory(inside("other"), &err), 0);
	put("other/victim", "mine");
	snprintf(list, sizeof list, "other/victim\n%s/other/victim\n", path);
	put(".perfolio-files", list);
	assert_int_equal(report(one, "new"), 0);
	assert_content("other/victim", "mine");
	unlink(inside("other/victim"));
}

static void
names_that_leave_the_folder_are_refused(void **state)
{
	struct folder *folder = folder_open(path, &err);

	(void)state;
	assert_null(folder_file(folder, "../x", &err));
	assert_null(folder_file(folder, ".hidden", &err));
	assert_null(folder_file(folder, "", &err));
	assert_null(folder_file(folder, "other/x", &err));
	assert_null(folder_file(folder, "bench/", &err));
	assert_null(folder_file(folder, "bench/../x", &err));
	assert_null(folder_file(folder, "bench/.x", &err));
	assert_non_null(folder_file(folder, "x", &err));
	assert_null(folder_file(folder, "x", &err));
	folder_close(folder);
}

/* A limit on the size of files fails like a full disk. */
static void
failed_write_leaves_the_old_report_and_nothing_behind(void **state)
{
	struct rlimit limit, old;
	struct folder *folder;
	FILE *file;
	int i;

	(void)state;
	assert_int_equal(report(two, "old"), 0);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	limit = (struct rlimit){100000, old.rlim_max};
	setrlimit(RLIMIT_FSIZE, &limit);
	folder = folder_open(path, &err);
	file = folder_file(folder, "index.html", &err);
	for (i = 0; i < 50000; i++)
		fputs("0123456789", file);
	file = folder_file(folder, "cases-2.html", &err);
	assert_null(file);
	assert_int_equal(folder_commit(folder, &err), -1);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_non_null(strstr(err.text, "index.html"));
	folder_close(folder);
	assert_content("index.html", "old");
	assert_content("cases-2.html", "old");
	assert_int_equal(file_count(), 2);
}

static void
folder_in_the_place_of_a_file_stops_the_commit(void **state)
{
	(void)state;
	assert_int_equal(report(two, "old"), 0);
	unlink(inside("cases-2.html"));
	assert_int_equal(file_make_directory(inside("cases-2.html"), &err), 0);
	assert_int_equal(report(two, "new"), -1);
	assert_content("index.html", "old");
	assert_int_equal(file_count(), 2);
}

static const char *const three[] = {
    "index.html", "bench/a.html", "bench/b.html", NULL};

static void
files_below_bench_come_and_go_with_the_report(void **state)
{
	(void)state;
	assert_int_equal(report(three, "old"), 0);
	assert_content("bench/a.html", "old");
	put("bench/notes.txt", "mine");
	assert_int_equal(report(one, "new"), 0);
	assert_false(file_exists(inside("bench/a.html")));
	assert_content("bench/notes.txt", "mine");
	unlink(inside("bench/notes.txt"));
	assert_int_equal(report(three, "newer"), 0);
	assert_int_equal(report(one, "newest"), 0);
	assert_false(file_exists(inside("bench")));
}

static void
bench_that_was_made_in_vain_is_removed(void **state)
{
	struct folder *folder = folder_open(path, &err);

	(void)state;
	fputs("new", folder_file(folder, "bench/a.html", &err));
	folder_close(folder);
	assert_false(file_exists(inside("bench")));
}

static void
folder_that_was_made_in_vain_is_removed(void **state)
{
	struct folder *folder = folder_open(inside("report"), &err);

	(void)state;
	fputs("new", folder_file(folder, "index.html", &err));
	folder_close(folder);
	assert_false(file_exists(inside("report")));
	assert_int_equal(file_make_directory(inside("report"), &err), 0);
	folder_close(folder_open(inside("report"), &err));
	assert_true(file_exists(inside("report")));
}

static void
bench_that_is_a_link_is_not_followed(void **state)
{
	struct folder *folder;

	(void)state;
	assert_int_equal(report(three, "old"), 0);
	assert_int_equal(
	    rename(inside("bench"), "/tmp/folder_test-elsewhere"), 0);
	assert_int_equal(
	    symlink("/tmp/folder_test-elsewhere", inside("bench")), 0);
	folder = folder_open(path, &err);
	assert_null(folder_file(folder, "bench/a.html", &err));
	assert_non_null(strstr(err.text, "is no folder"));
	folder_close(folder);
	assert_int_equal(report(one, "new"), 0);
	assert_int_equal(unlink("/tmp/folder_test-elsewhere/a.html"), 0);
	assert_int_equal(unlink("/tmp/folder_test-elsewhere/b.html"), 0);
	assert_int_equal(rmdir("/tmp/folder_test-elsewhere"), 0);
	assert_int_equal(unlink(inside("bench")), 0);
}

static void
memory_folder_gives_its_files_back(void **state)
{
	struct folder *folder = folder_open_memory();
	size_t length;

	(void)state;
	fputs("a\n", folder_file(folder, "a.txt", &err));
	fputs("bb", folder_file(folder, "b.txt", &err));
	assert_null(folder_text(folder, "a.txt", NULL));
	assert_int_equal(folder_commit(folder, &err), 0);
	assert_string_equal(folder_text(folder, "a.txt", &length), "a\n");
	assert_int_equal(length, 2);
	assert_string_equal(folder_text(folder, "b.txt", &length), "bb");
	assert_null(folder_text(folder, "c.txt", NULL));
	folder_close(folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(nothing_appears_before_the_commit),
	    TEST(closing_without_commit_leaves_the_old_report),
	    TEST(files_no_longer_written_are_removed),
	    TEST(foreign_files_are_neither_removed_nor_replaced),
	    TEST(list_cannot_name_files_elsewhere),
	    TEST(names_that_leave_the_folder_are_refused),
	    TEST(failed_write_leaves_the_old_report_and_nothing_behind),
	    TEST(folder_in_the_place_of_a_file_stops_the_commit),
	    TEST(files_below_bench_come_and_go_with_the_report),
	    TEST(bench_that_was_made_in_vain_is_removed),
	    TEST(folder_that_was_made_in_vain_is_removed),
	    TEST(bench_that_is_a_link_is_not_followed),
	    cmocka_unit_test(memory_folder_gives_its_files_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
