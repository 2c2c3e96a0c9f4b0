/* --against: the same cases in another tree. */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "collector/extract.h"
#include "collector/measure.h"
#include "tests/unit/suite_file.h"

/* Two trees below a folder of their own: here/ and there/. */
struct trees {
	char folder[64];
	char there[80];
};

static void
make(const struct trees *trees, const char *name)
{
	char path[160];
	struct err err;

	snprintf(path, sizeof path, "%s/%s", trees->folder, name);
	assert_int_equal(file_make_directory(path, &err), 0);
}

static void
put(const struct trees *trees, const char *name, const char *text)
{
	char path[160];
	struct err err;

	snprintf(path, sizeof path, "%s/%s", trees->folder, name);
	assert_int_equal(file_write(path, text, strlen(text), &err), 0);
	assert_int_equal(chmod(path, 0755), 0);
}

static int
make_trees(void **state)
{
	struct trees *trees = calloc(1, sizeof *trees);
	char *folder;

	snprintf(trees->folder, sizeof trees->folder,
	    "/tmp/perfolio-against-XXXXXX");
	if (mkdtemp(trees->folder) == NULL)
		return -1;
	folder = realpath(trees->folder, NULL);
	snprintf(trees->folder, sizeof trees->folder, "%s", folder);
	free(folder);
	snprintf(trees->there, sizeof trees->there, "%s/there", trees->folder);
	make(trees, "here/bench");
	make(trees, "there/bench");
	*state = trees;
	return 0;
}

static int
drop_trees(void **state)
{
	static const char *const names[] = {"here/bench/s.yaml",
	    "here/bench/tool", "there/bench/tool", "here/.git", "there/s.yaml",
	    "here/bench", "there/bench", "here", "there", ""};
	struct trees *trees = *state;
	char path[160];
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", trees->folder, names[i]);
		remove(path);
	}
	free(trees);
	return 0;
}

/* The plan of the suite here/bench/s.yaml against there. */
static int
plan_there(const struct trees *trees, const char *text, const char *there,
    struct plan *plan, struct err *err)
{
	struct plan_options options = {.against = there};
	struct suite suite;
	char path[160];
	int result;

	put(trees, "here/bench/s.yaml", text);
	snprintf(path, sizeof path, "%s/here/bench/s.yaml", trees->folder);
	if (suite_read(path, &suite, err) < 0)
		fail_msg("%s", err->text);
	result = plan_from_suite(plan, &suite, &options, err);
	suite_release(&suite);
	return result;
}

/* path is the folder of the trees and behind it part. */
static void
assert_below(const struct trees *trees, const char *path, const char *part)
{
	size_t length = strlen(trees->folder);

	assert_int_equal(strncmp(path, trees->folder, length), 0);
	assert_string_equal(path + length, part);
}

static void
each_case_is_a_base_and_a_head(void **state)
{
	const struct trees *trees = *state;
	const struct plan_case *c;
	struct plan plan;
	struct err err;

	put(trees, "here/.git", "gitdir: elsewhere");
	if (plan_there(trees,
		"build: make\n"
		"benchmarks:\n- {name: a, command: x, params: {z: [1]}, "
		"stdin: in, cpus: 0, cold_files: [f], start: cold, "
		"measure: {file_size: [t, /abs]}, extract: [{metric: h, unit: "
		"\"1\", count: x, from: log}]}\n- {name: b, command: y, cwd: /}",
		trees->there, &plan, &err) < 0)
		fail_msg("%s", err.text);
	c = plan.cases;
	assert_int_equal(plan.case_count, 4);
	assert_string_equal(c[0].record.id, "a/start=cold,variant=base,z=1");
	assert_string_equal(c[1].record.id, "a/start=cold,variant=head,z=1");
	assert_int_equal(c[1].base, 0);
	assert_string_equal(c[1].record.base, c[0].record.id);
	assert_null(c[0].record.base);
	assert_null(c[1].record.reference);
	assert_int_equal(c[0].block_count, 2);
	assert_int_equal(c[3].block_first, 2);
	assert_below(trees, plan.against_folder, "/there/bench");
	assert_below(trees, c[0].cwd, "/there/bench");
	assert_below(trees, c[1].cwd, "/here/bench");
	assert_below(trees, c[0].stdin_path, "/there/bench/in");
	assert_below(trees, c[0].cold_files[0], "/there/bench/f");
	assert_below(trees, c[0].extractions[0].path, "/there/bench/log");
	assert_below(trees, c[0].measure->files.items[0], "/there/bench/t");
	assert_string_equal(c[0].measure->files.items[1], "/abs");
	assert_int_equal(c[0].cpu_count, 1);
	assert_string_equal(c[2].cwd, "/");
	assert_string_equal(c[0].record.cwd, c[0].cwd);
	assert_string_equal(c[1].record.cwd, ".");
	plan_release(&plan);
}

static void
without_git_the_suite_stands_in_the_tree_itself(void **state)
{
	const struct trees *trees = *state;
	struct plan plan;
	struct err err;

	assert_int_equal(
	    plan_there(trees, "benchmarks: [{name: a, command: x}]",
		trees->there, &plan, &err),
	    0);
	assert_string_equal(plan.against_folder, trees->there);
	plan_release(&plan);
}

static void
variants_and_a_reference_stay_with_their_side(void **state)
{
	const struct trees *trees = *state;
	const struct plan_case *c;
	struct plan plan;
	struct err err;

	assert_int_equal(
	    plan_there(trees,
		"benchmarks: [{name: a, variants: {o: {command: x}, n: "
		"{command: y}}}]",
		trees->there, &plan, &err),
	    0);
	c = plan.cases;
	assert_string_equal(c[0].record.id, "a/side=base,variant=o");
	assert_string_equal(c[3].record.id, "a/side=head,variant=n");
	assert_int_equal(c[0].block_count, 4);
	assert_int_equal(c[2].reference, 0);
	assert_int_equal(c[3].reference, 1);
	assert_int_equal(c[3].base, 2);
	assert_int_equal(c[1].base, 0);
	assert_int_equal(c[1].reference, 1);
	plan_release(&plan);
	assert_int_equal(
	    plan_there(trees,
		"benchmarks: [{name: a, params: {side: [1]}, variants: {o: "
		"{command: x}, n: {command: y}}}]",
		trees->there, &plan, &err),
	    -1);
	assert_non_null(strstr(err.text,
	    "s.yaml:1:14: --against adds the parameter \"side\" to benchmarks "
	    "with variants; this one has such a parameter already"));
	plan_release(&plan);
}

static void
a_tree_that_is_not_there_is_named(void **state)
{
	const struct trees *trees = *state;
	static const char suite[] = "benchmarks: [{name: a, command: x}]";
	char message[400], nowhere[160];
	struct plan plan;
	struct err err;

	snprintf(nowhere, sizeof nowhere, "%s/nowhere", trees->folder);
	assert_int_equal(plan_there(trees, suite, nowhere, &plan, &err), -1);
	snprintf(message, sizeof message,
	    "--against: there is no folder %s; check the other tree out and "
	    "build it there",
	    nowhere);
	assert_string_equal(err.text, message);
	plan_release(&plan);
	put(trees, "here/.git", "gitdir: elsewhere");
	snprintf(nowhere, sizeof nowhere, "%s/there/bench", trees->folder);
	assert_int_equal(remove(nowhere), 0);
	assert_int_equal(
	    plan_there(trees, suite, trees->there, &plan, &err), -1);
	snprintf(message, sizeof message,
	    "--against: commands of the suite start in \"bench\", and %s has "
	    "no such folder",
	    trees->there);
	assert_string_equal(err.text, message);
	plan_release(&plan);
}

static void
sides_that_start_one_file_are_noted(void **state)
{
	const struct trees *trees = *state;
	struct plan plan;
	struct err err;

	put(trees, "here/.git", "gitdir: elsewhere");
	put(trees, "here/bench/tool", "#!/bin/sh\n");
	put(trees, "there/bench/tool", "#!/bin/sh\n");
	assert_int_equal(
	    plan_there(trees,
		"benchmarks:\n- {name: a, command: [./tool]}\n"
		"- {name: b, command: ./tool -x}\n"
		"- {name: c, command: [sh, x]}\n"
		"- {name: d, command: cat /etc/passwd}\n"
		"- {name: e, command: /bin/ls -l}\n"
		"- {name: f, command: $X/tool}\n"
		"- {name: g, command: [./missing]}\n"
		"- {name: h, steps: [{name: i, command: [/bin/ls]}]}\n"
		"- {name: i, env: {PATH: .}, command: [tool]}\n",
		trees->there, &plan, &err),
	    0);
	assert_int_equal(plan.same_file_count, 3);
	assert_string_equal(plan.same_file_case, "c/variant=head");
	assert_string_equal(plan.same_file + strlen(plan.same_file) - 3, "/sh");
	plan_release(&plan);
}

static void
commands_start_in_the_tree_itself(void **state)
{
	const struct trees *trees = *state;
	const char *const x[] = {"x"}, *const y[] = {"y"};
	const struct command commands[] = {{x, 1}, {y, 1}};
	struct plan_options options = {.against = trees->there};
	const struct plan_case *c;
	struct plan plan;
	struct err err;

	assert_int_equal(plan_from_commands(
			     &plan, commands, 2, trees->folder, &options, &err),
	    0);
	c = plan.cases;
	assert_int_equal(plan.case_count, 4);
	assert_string_equal(c[0].record.id, "x/variant=base");
	assert_string_equal(c[0].cwd, trees->there);
	assert_string_equal(c[1].cwd, trees->folder);
	assert_int_equal(c[3].base, 2);
	assert_int_equal(c[3].reference, 1);
	assert_int_equal(c[0].block_count, 4);
	plan_release(&plan);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_trees, drop_trees)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(each_case_is_a_base_and_a_head),
	    TEST(without_git_the_suite_stands_in_the_tree_itself),
	    TEST(variants_and_a_reference_stay_with_their_side),
	    TEST(a_tree_that_is_not_there_is_named),
	    TEST(sides_that_start_one_file_are_noted),
	    TEST(commands_start_in_the_tree_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
