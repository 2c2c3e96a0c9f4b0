#include "collector/import_run.h"
#include "tests/unit/import_target.h"

#define RUN(id)                                                                \
	"{\"type\":\"run\",\"format\":1,\"id\":\"" id "\"}\n"                  \
	"{\"type\":\"samples\",\"benchmark\":\"b\",\"metric\":\"time\","       \
	"\"values\":[1]}\n"

struct fixture {
	struct tree tree;
	struct kept kept;
};

static void
make(struct fixture *fixture)
{
	tree_make(&fixture->tree);
	kept_make(&fixture->kept);
}

static void
read_path(struct fixture *fixture, const char *name)
{
	kept_import(&fixture->kept, "run", tree_path(&fixture->tree, name),
	    (struct import_options){0});
}

static void
release(struct fixture *fixture)
{
	kept_release(&fixture->kept);
	tree_remove(&fixture->tree);
}

static void
every_run_file_of_a_folder_is_copied_under_its_id(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	tree_text(&f.tree, "d/b.jsonl", RUN("two"));
	tree_text(&f.tree, "d/a.jsonl", RUN("one"));
	tree_text(&f.tree, "d/deep/c.jsonl", RUN("three"));
	tree_text(&f.tree, "d/anchors.jsonl", "{}\n");
	tree_text(&f.tree, "d/notes.txt", "x");
	read_path(&f, "d");
	assert_int_equal(f.kept.result, 0);
	assert_int_equal(f.kept.faults.count, 0);
	assert_int_equal(f.kept.runs.count, 3);
	assert_string_equal(f.kept.runs.items[0], "one");
	assert_string_equal(f.kept.runs.items[1], "two");
	assert_string_equal(f.kept.runs.items[2], "three");
	release(&f);
}

static void
of_a_workspace_the_runs_are_taken(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	tree_text(&f.tree, "w/.perfolio/runs/a.jsonl", RUN("one"));
	tree_text(&f.tree, "w/other.jsonl", "no run\n");
	read_path(&f, "w");
	read_path(&f, "w/.perfolio");
	assert_int_equal(f.kept.faults.count, 0);
	assert_int_equal(f.kept.runs.count, 2);
	assert_true(import_run_recognises(tree_path(&f.tree, "w"), NULL));
	assert_false(import_run_recognises(f.tree.folder, NULL));
	assert_true(import_run_recognises("x", RUN("a")));
	release(&f);
}

static void
run_that_was_cut_short_is_taken_as_it_is(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	tree_text(&f.tree, "a.jsonl", RUN("one") "{\"type\":\"sam");
	read_path(&f, "a.jsonl");
	assert_int_equal(f.kept.faults.count, 0);
	assert_int_equal(f.kept.copies.count, 1);
	release(&f);
}

static void
bad_files_are_named_and_the_rest_is_copied(void **state)
{
	static const struct {
		const char *text, *says;
	} bad[] = {
	    {"", "is empty"},
	    {"{\"type\":\"run\",\"form", "is no run file"},
	    {"{\"type\":\"run\",\"format\":2,\"id\":\"x\"}\n", "format 2"},
	    {"{\"type\":\"run\",\"format\":1}\n{}\n", "\"id\" is missing"},
	    {RUN("x") "{\"type\":1}\n" RUN("x"), "b.jsonl:3"},
	    {RUN("../../x"), "\"../../x\" cannot be the name of a file"},
	    {RUN(".x"), "cannot be the name"},
	    {RUN(""), "cannot be the name"},
	    {RUN("a\\nb"), "cannot be the name"},
	};
	struct fixture f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		make(&f);
		tree_text(&f.tree, "d/a.jsonl", RUN("one"));
		tree_text(&f.tree, "d/b.jsonl", bad[i].text);
		tree_text(&f.tree, "d/c.jsonl", RUN("two"));
		read_path(&f, "d");
		assert_int_equal(f.kept.result, 0);
		assert_int_equal(f.kept.runs.count, 2);
		assert_int_equal(f.kept.faults.count, 1);
		kept_faults(&f.kept, 0, "b.jsonl", bad[i].says);
		release(&f);
	}
}

static void
folder_without_run_files_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	tree_text(&f.tree, "d/notes.txt", "x");
	read_path(&f, "d");
	assert_int_equal(f.kept.result, -1);
	assert_non_null(strstr(f.kept.err.text, "holds no run files"));
	release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_run_file_of_a_folder_is_copied_under_its_id),
	    cmocka_unit_test(of_a_workspace_the_runs_are_taken),
	    cmocka_unit_test(run_that_was_cut_short_is_taken_as_it_is),
	    cmocka_unit_test(bad_files_are_named_and_the_rest_is_copied),
	    cmocka_unit_test(folder_without_run_files_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
