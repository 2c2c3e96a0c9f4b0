#include "collector/measure.h"

#include "base/vec.h"
#include "tests/unit/tree.h"

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

static int
read_measure(const char *text, const struct measure **measure, struct err *err)
{
	const char *path = tree_path(&tree, "m.yaml"), *content;
	const struct node *root;
	struct err whole = {{0}};
	int result;

	assert_int_equal(file_write(path, text, strlen(text), &whole), 0);
	result = document_read(&tree.arena, path, &root, &content, &whole);
	assert_int_equal(result, 0);
	result = measure_read(&tree.arena, root, "measure", measure, &whole);
	snprintf(err->text, sizeof err->text, "%s",
	    result < 0 ? whole.text + strlen(path) + 1 : "");
	return result;
}

static void
assert_refused(const char *text, const char *message)
{
	const struct measure *measure;
	struct err err;

	if (read_measure(text, &measure, &err) == 0)
		fail_msg("accepted: %s", text);
	assert_string_equal(err.text, message);
}

static const struct measure *
measure_of(const char *text)
{
	const struct measure *measure = NULL;
	struct err err;

	if (read_measure(text, &measure, &err) < 0)
		fail_msg("%s", err.text);
	return measure;
}

static void
files_and_a_command_are_read(void **state)
{
	const struct measure *measure;

	(void)state;
	measure = measure_of("{file_size: build/tool}");
	assert_int_equal(measure->files.count, 1);
	assert_string_equal(measure->files.items[0], "build/tool");
	assert_int_equal(measure->command.count, 0);
	measure = measure_of("{file_size: [a, b], command: [./n, x], "
			     "metric: lines, better: higher}");
	assert_int_equal(measure->files.count, 2);
	assert_string_equal(measure->files.items[1], "b");
	assert_int_equal(measure->command.count, 2);
	assert_string_equal(measure->metric.name, "lines");
	assert_string_equal(measure->metric.unit, "1");
	assert_int_equal(measure->metric.better, BETTER_HIGHER);
	assert_near(measure->scale, 1, 0);
	measure = measure_of("{command: ./n, metric: t, unit: ms}");
	assert_string_equal(measure->command.argv[2], "./n");
	assert_string_equal(measure->metric.unit, "ns");
	assert_int_equal(measure->metric.better, BETTER_LOWER);
	assert_near(measure->scale, 1e6, 0);
	assert_string_equal(measure_file_size.unit, "B");
	assert_true(measure_file_size.is_exact);
}

static void
a_wrong_measure_says_where(void **state)
{
	(void)state;
	assert_refused("x", "1:1: measure must be a map, not a text");
	assert_refused("{}", "1:1: measure needs \"file_size\" or \"command\"");
	assert_refused("{file_size: \"\"}", "1:13: file_size is empty");
	assert_refused("{file_size: []}", "1:13: file_size is empty");
	assert_refused(
	    "{file_size: {a: b}}", "1:13: file_size must be a list, not a map");
	assert_refused("{file_size: a, metric: b}",
	    "1:24: \"metric\" is about a \"command\", and there is none");
	assert_refused("{file_size: a, unit: b}",
	    "1:22: \"unit\" is about a \"command\", and there is none");
	assert_refused("{command: a}",
	    "1:1: measure needs \"metric\": what its command says");
	assert_refused("{command: a, metric: max_rss}",
	    "1:22: \"max_rss\" is a metric of perfolio's own; choose another "
	    "name");
	assert_refused("{command: a, metric: b, better: more}",
	    "1:33: unknown better \"more\"; known: lower, higher");
	assert_refused("{filesize: a}",
	    "1:2: unknown key \"filesize\", did you mean "
	    "\"file_size\"?");
}

static double
size_of(const char *const *paths, size_t count)
{
	struct err err = {{0}};
	double bytes = -1;

	if (measure_files(&(struct text_list){paths, count}, &bytes, &err) < 0)
		fail_msg("%s", err.text);
	return bytes;
}

static void
the_sizes_of_all_files_are_added(void **state)
{
	const char *paths[3];

	(void)state;
	paths[0] = tree_file(&tree, "a", 10);
	paths[1] = tree_file(&tree, "b", 200);
	paths[2] = tree_file(&tree, "empty", 0);
	assert_near(size_of(paths, 1), 10, 0);
	assert_near(size_of(paths, 3), 210, 0);
	assert_near(size_of(paths + 2, 1), 0, 0);
	/* The same file twice is one file. */
	paths[1] = paths[0];
	assert_near(size_of(paths, 2), 10, 0);
}

static void
a_folder_counts_every_file_below_once(void **state)
{
	const char *paths[2];

	(void)state;
	tree_file(&tree, "d/a", 10);
	tree_file(&tree, "d/.hidden", 100);
	tree_file(&tree, "d/deep/er/b", 1000);
	tree_file(&tree, "outside/c", 10000);
	tree_link(&tree, "../outside", "d/folder-link");
	tree_link(&tree, "../outside/c", "d/file-link");
	tree_link(&tree, "nowhere", "d/broken-link");
	tree_link(&tree, "..", "d/deep/loop");
	assert_int_equal(
	    link(tree_path(&tree, "d/a"), tree_path(&tree, "d/deep/a2")), 0);
	assert_int_equal(mkfifo(tree_path(&tree, "d/pipe"), 0600), 0);
	paths[0] = tree_path(&tree, "d");
	paths[1] = tree_path(&tree, "d/deep");
	assert_near(size_of(paths, 1), 1110, 0);
	assert_near(size_of(paths, 2), 1110, 0);
	/* A link that is named itself is followed. */
	tree_link(&tree, "outside", "link");
	paths[0] = tree_path(&tree, "link");
	assert_near(size_of(paths, 1), 10000, 0);
}

static void
assert_no_size(const char *path, const char *message)
{
	struct err err = {{0}};
	double bytes;
	size_t length;

	assert_int_equal(
	    measure_files(&(struct text_list){&path, 1}, &bytes, &err), -1);
	length = strlen(path);
	assert_memory_equal(err.text, path, length);
	assert_string_equal(err.text + length, message);
}

static void
what_has_no_size_is_named(void **state)
{
	(void)state;
	assert_no_size(tree_path(&tree, "none"), ": no such file");
	assert_no_size("", ": no such file");
	tree_link(&tree, "nowhere", "broken");
	assert_no_size(tree_path(&tree, "broken"), ": no such file");
	assert_no_size("/dev/null", ": is neither a file nor a folder");
	tree_file(&tree, "file", 1);
	assert_no_size(tree_path(&tree, "file/x"), ": Not a directory");
}

static void
a_folder_one_may_not_read_is_named(void **state)
{
	const char *path;

	(void)state;
	if (geteuid() == 0)
		skip();
	tree_file(&tree, "locked/a", 1);
	path = tree_path(&tree, "locked");
	assert_int_equal(chmod(path, 0), 0);
	assert_no_size(path, ": Permission denied");
	assert_int_equal(chmod(path, 0700), 0);
}

static void
assert_said_bytes(
    const char *unit, const char *text, size_t length, double wanted)
{
	char suite[100];
	struct err err = {{0}};
	double value;

	snprintf(
	    suite, sizeof suite, "{command: a, metric: b, unit: \"%s\"}", unit);
	if (measure_number(measure_of(suite), text, length, &value, &err) < 0)
		fail_msg("%s", err.text);
	assert_near(value, wanted, 0);
}

static void
assert_said(const char *unit, const char *text, double wanted)
{
	assert_said_bytes(unit, text, strlen(text), wanted);
}

static void
assert_not_said_bytes(
    const char *unit, const char *text, size_t length, const char *message)
{
	char suite[100];
	struct err err = {{0}};
	double value;

	snprintf(
	    suite, sizeof suite, "{command: a, metric: b, unit: \"%s\"}", unit);
	assert_int_equal(
	    measure_number(measure_of(suite), text, length, &value, &err), -1);
	if (strncmp(err.text, message, strlen(message)) != 0)
		fail_msg("%s", err.text);
}

static void
assert_not_said(const char *unit, const char *text, const char *message)
{
	assert_not_said_bytes(unit, text, strlen(text), message);
}

static void
the_whole_output_is_one_number(void **state)
{
	(void)state;
	assert_said("1", "1234\n", 1234);
	assert_said("1", " \n -1.5e3 \r\n", -1500);
	assert_said("ms", "12.5", 12500000);
	assert_said("1", "0", 0);
	/* What stands behind the length is not read. */
	assert_said_bytes("1", "123", 2, 12);
}

static void
a_unit_behind_the_number_scales_it(void **state)
{
	(void)state;
	assert_said("ms", "12.5 ms\n", 12500000);
	assert_said("ms", "2s", 2e9);
	assert_said("ms", "3 \xC2\xB5s", 3000);
	assert_said("B", "1.5 KiB", 1536);
	assert_said("1", "98%", 0.98);
	assert_said("req", "4k", 4000);
	assert_said("m2", "5 m2", 5);
	assert_not_said("ms", "5 MB", "the unit \"MB\" is of another kind");
	assert_not_said("ms", "5 parsec", "unknown unit \"parsec\"");
}

static void
what_is_not_one_number_fails(void **state)
{
	(void)state;
	assert_not_said("1", "", "said nothing; it must print one number");
	assert_not_said("1", "\n\n", "said nothing; it must print one number");
	assert_not_said("1", "1\n2\n", "\"1\\n2\" is no number");
	assert_not_said("1", "1 2", "\"1 2\" is no number");
	assert_not_said("1", "lines: 12", "\"lines: 12\" is no number");
	assert_not_said("1", "12 lines", "unknown unit \"lines\"");
	assert_not_said("1", " ms\n", "\"ms\" is no number");
	assert_not_said("1", "0x10", "unknown unit \"x10\"");
	assert_not_said("1", "5e", "unknown unit \"e\"");
	assert_not_said_bytes("1", "12\0", 3, "unknown unit");
	assert_not_said_bytes("1", "\0", 1, "\"\xEF\xBF\xBD\" is no number");
	assert_not_said("1", "1,234", "\"1,234\" is no number");
	assert_not_said("1", "nan", "\"nan\" is no number");
	assert_not_said("s", "1e299", "1e+299 is too large");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		files_and_a_command_are_read, make, drop),
	    cmocka_unit_test_setup_teardown(
		a_wrong_measure_says_where, make, drop),
	    cmocka_unit_test_setup_teardown(
		the_sizes_of_all_files_are_added, make, drop),
	    cmocka_unit_test_setup_teardown(
		a_folder_counts_every_file_below_once, make, drop),
	    cmocka_unit_test_setup_teardown(
		what_has_no_size_is_named, make, drop),
	    cmocka_unit_test_setup_teardown(
		a_folder_one_may_not_read_is_named, make, drop),
	    cmocka_unit_test_setup_teardown(
		the_whole_output_is_one_number, make, drop),
	    cmocka_unit_test_setup_teardown(
		a_unit_behind_the_number_scales_it, make, drop),
	    cmocka_unit_test_setup_teardown(
		what_is_not_one_number_fails, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
