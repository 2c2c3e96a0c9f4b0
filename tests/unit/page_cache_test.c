#include "collector/page_cache.h"

#include <sys/mman.h>

#include "tests/unit/tree.h"

enum { BYTES = 3 << 20 };

static struct tree tree;

static int
make(void **state)
{
	(void)state;
	tree_make(&tree);
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	tree_remove(&tree);
	return 0;
}

static double
kept_of(const char *path)
{
	struct err err = {{0}};
	double kept = -1;

	if (page_cache_drop(path, &kept, &err) < 0)
		fail_msg("%s", err.text);
	return kept;
}

/* A file system in memory keeps every page. */
static void
skip_in_memory(const char *path)
{
	if (kept_of(path) < 1)
		return;
	print_message("%s is on a file system in memory: skipped\n", path);
	skip();
}

static void
a_file_is_dropped(void **state)
{
	const char *path = tree_file(&tree, "file", BYTES + 1);

	(void)state;
	skip_in_memory(path);
	/* Written pages are dirty: they must go all the same. */
	path = tree_file(&tree, "dirty", BYTES);
	assert_near(kept_of(path), 0, 0);
}

static void
what_is_in_use_is_kept_and_said(void **state)
{
	const char *path = tree_file(&tree, "file", BYTES);
	FILE *file;
	char *map;

	(void)state;
	skip_in_memory(path);
	file = fopen(path, "r+");
	assert_non_null(file);
	map = mmap(
	    NULL, BYTES, PROT_READ, MAP_SHARED | MAP_POPULATE, fileno(file), 0);
	assert_true(map != MAP_FAILED);
	/* Mapped pages stay: so kept can be other than 0. */
	assert_true(kept_of(path) > 0.9);
	munmap(map, BYTES);
	fclose(file);
	assert_near(kept_of(path), 0, 0);
}

static void
a_folder_is_dropped_and_filled_as_a_whole(void **state)
{
	const char *folder = tree_path(&tree, "d");
	struct err err = {{0}};

	(void)state;
	tree_file(&tree, "d/a", BYTES);
	tree_file(&tree, "d/deep/b", BYTES);
	tree_file(&tree, "d/empty", 0);
	tree_link(&tree, "/dev/zero", "d/link");
	assert_int_equal(mkfifo(tree_path(&tree, "d/pipe"), 0600), 0);
	if (page_cache_fill(folder, &err) < 0)
		fail_msg("%s", err.text);
	skip_in_memory(folder);
	assert_near(kept_of(folder), 0, 0);
}

/* The share of a file's pages that is in memory. */
static double
resident(const char *path, size_t bytes)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	const size_t count = (bytes + page - 1) / page;
	unsigned char *here = xcalloc(count, 1);
	FILE *file = fopen(path, "r+");
	size_t sum = 0, i;
	void *map;

	assert_non_null(file);
	map = mmap(NULL, bytes, PROT_NONE, MAP_SHARED, fileno(file), 0);
	assert_true(map != MAP_FAILED);
	assert_int_equal(mincore(map, bytes, here), 0);
	for (i = 0; i < count; i++)
		sum += here[i] & 1;
	munmap(map, bytes);
	fclose(file);
	free(here);
	return (double)sum / (double)count;
}

static void
a_dropped_file_is_filled_again(void **state)
{
	const char *path = tree_file(&tree, "file", BYTES);
	struct err err = {{0}};

	(void)state;
	skip_in_memory(path);
	assert_near(resident(path, BYTES), 0, 0);
	if (page_cache_fill(path, &err) < 0)
		fail_msg("%s", err.text);
	assert_near(resident(path, BYTES), 1, 0);
}

static void
an_empty_folder_is_fine(void **state)
{
	struct err err = {{0}};

	(void)state;
	assert_near(kept_of(tree.folder), 0, 0);
	assert_int_equal(page_cache_fill(tree.folder, &err), 0);
}

static void
assert_fails(const char *path, const char *message)
{
	struct err err;
	double kept;
	size_t length = strlen(path);

	err.text[0] = '\0';
	assert_int_equal(page_cache_drop(path, &kept, &err), -1);
	assert_memory_equal(err.text, path, length);
	assert_string_equal(err.text + length, message);
	err.text[0] = '\0';
	assert_int_equal(page_cache_fill(path, &err), -1);
	assert_memory_equal(err.text, path, length);
	assert_string_equal(err.text + length, message);
}

static void
what_cannot_be_read_is_named(void **state)
{
	const char *path;

	(void)state;
	assert_fails(tree_path(&tree, "none"), ": no such file");
	tree_link(&tree, "none", "broken");
	assert_fails(tree_path(&tree, "broken"), ": no such file");
	assert_fails("/dev/zero", ": is neither a file nor a folder");
	if (geteuid() == 0)
		return;
	path = tree_file(&tree, "locked", 10);
	assert_int_equal(chmod(path, 0), 0);
	assert_fails(path, ": Permission denied");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_file_is_dropped, make, drop),
	    cmocka_unit_test_setup_teardown(
		what_is_in_use_is_kept_and_said, make, drop),
	    cmocka_unit_test_setup_teardown(
		a_folder_is_dropped_and_filled_as_a_whole, make, drop),
	    cmocka_unit_test_setup_teardown(
		a_dropped_file_is_filled_again, make, drop),
	    cmocka_unit_test_setup_teardown(
		an_empty_folder_is_fine, make, drop),
	    cmocka_unit_test_setup_teardown(
		what_cannot_be_read_is_named, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
