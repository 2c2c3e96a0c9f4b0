#include "collector/import_otava.h"
#include "tests/unit/import_target.h"

struct fixture {
	struct tree tree;
	struct kept kept;
};

/* Imports the test "load", of that text. */
static void
make(struct fixture *fixture, const char *text, struct import_options options)
{
	tree_make(&fixture->tree);
	kept_make(&fixture->kept);
	kept_import(&fixture->kept, "otava",
	    tree_text(&fixture->tree, "load.csv", text), options);
}

static void
release(struct fixture *fixture)
{
	kept_release(&fixture->kept);
	tree_remove(&fixture->tree);
}

static void
row_is_a_run_and_its_columns_are_metrics(void **state)
{
	struct fixture f;

	(void)state;
	make(&f,
	    "time,commit,branch,version,who,reads,latency\n"
	    "2024.01.01 3:00:00 +0100,aaa0,main,1.2,Ann,154023,10.43\n"
	    "1704164400,aaa1,main,1.3,Bob,138455,10.23\n",
	    (struct import_options){
		.unit = "latency=ms,reads=ops/s", .name = "shop"});
	assert_int_equal(f.kept.result, 0);
	assert_int_equal(f.kept.runs.count, 2);
	kept_has(&f.kept, 0,
	    "\"suite\":\"shop\",\"release\":{\"version\":\"1.2\"},"
	    "\"started\":\"2024-01-01T02:00:00.000Z\",\"tool\":\"otava\","
	    "\"vcs\":{\"commit\":\"aaa0\",\"branch\":\"main\"");
	kept_has(&f.kept, 0, "\"labels\":{\"who\":\"Ann\"}");
	kept_has(&f.kept, 0, "\"host_class\":\"otava\"");
	kept_has(&f.kept, 0,
	    "\"metrics\":{\"reads\":{\"unit\":\"1/s\",\"better\":\"higher\","
	    "\"per\":\"launch\"},\"latency\":{\"unit\":\"ns\",\"better\":"
	    "\"lower\",\"per\":\"launch\"}},"
	    "\"judged\":[\"reads\",\"latency\"],\"warmed\":true");
	kept_has(&f.kept, 0, "\"case\":\"load\"");
	kept_has(&f.kept, 0,
	    "\"values\":{\"reads\":[154023],\"latency\":[10430000]}");
	kept_has(&f.kept, 1, "\"commit\":\"aaa1\"");
	release(&f);
}

static void
semicolons_and_blanks_are_understood(void **state)
{
	struct fixture f;

	(void)state;
	make(&f,
	    "\xEF\xBB\xBFtime; commit; m\r\n"
	    "2024-01-01 ; \"a;b\" ; 3.5\r\n",
	    (struct import_options){0});
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0, "\"commit\":\"a;b\"");
	kept_has(&f.kept, 0, "\"values\":{\"m\":[3.5]}");
	release(&f);
}

static void
user_chooses_metrics_and_their_direction(void **state)
{
	struct fixture f;

	(void)state;
	make(&f, "time,a,b,c\n0,1,2,3\n",
	    (struct import_options){.metric = "a,c", .better = "c=higher"});
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0, "\"labels\":{\"b\":\"2\"}");
	kept_has(&f.kept, 0,
	    "\"a\":{\"unit\":\"1\",\"better\":\"lower\",\"per\":\"launch\"},"
	    "\"c\":{\"unit\":\"1\",\"better\":\"higher\"");
	release(&f);
	make(&f, "time,a\n0,1\n", (struct import_options){.metric = "a,x"});
	assert_int_equal(f.kept.result, -1);
	assert_non_null(strstr(f.kept.err.text, "no column \"x\""));
	release(&f);
}

static void
what_is_empty_or_nan_is_absent_and_never_zero(void **state)
{
	struct fixture f;

	(void)state;
	make(&f, "time,a,b\n1,,nan\n2,5,\n3,nan,7\n",
	    (struct import_options){0});
	assert_int_equal(f.kept.result, 0);
	assert_int_equal(f.kept.faults.count, 0);
	assert_int_equal(f.kept.runs.count, 2);
	assert_int_equal(f.kept.dropped, 1);
	kept_has(&f.kept, 0, "\"values\":{\"a\":[5]}");
	kept_lacks(&f.kept, 0, "\"b\"");
	kept_has(&f.kept, 1, "\"values\":{\"b\":[7]}");
	release(&f);
}

static void
rows_of_the_same_commit_and_time_are_runs_of_their_own(void **state)
{
	static const char text[] =
	    "time,commit,a\n5,x,1\n5,x,2\n5,y,3\n5,x,4\n";
	struct fixture f, again;
	size_t i, j;

	(void)state;
	make(&f, text, (struct import_options){0});
	assert_int_equal(f.kept.runs.count, 4);
	for (i = 0; i < 4; i++)
		for (j = 0; j < i; j++)
			assert_int_not_equal(strncmp(f.kept.runs.items[i],
						 f.kept.runs.items[j], 65),
			    0);
	make(&again, text, (struct import_options){0});
	for (i = 0; i < 4; i++)
		assert_string_equal(
		    f.kept.runs.items[i], again.kept.runs.items[i]);
	release(&f);
	release(&again);
}

static void
bad_row_is_named_and_the_rest_is_imported(void **state)
{
	static const struct {
		const char *row, *says;
	} bad[] = {
	    {"then,2", "\"then\" is no time"},
	    {",2", "\"\" is no time"},
	    {"5", "has 1 fields, the first line 2"},
	    {"5,2,3", "has 3 fields"},
	    {"5,12x4", "\"12x4\" in the column \"a\""},
	    {"5,1e999", "\"1e999\""},
	    {"5,1e301", "\"1e301\""},
	};
	struct fixture f;
	struct arena arena = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		make(&f,
		    arena_printf(&arena, "time,a\n1,1\n%s\n9,9\n", bad[i].row),
		    (struct import_options){0});
		assert_int_equal(f.kept.result, 0);
		assert_int_equal(f.kept.runs.count, 2);
		assert_int_equal(f.kept.faults.count, 1);
		kept_faults(&f.kept, 0, "load.csv:3: ", bad[i].says);
		release(&f);
	}
	arena_release(&arena);
}

static void
tables_that_are_no_history_are_refused(void **state)
{
	static const struct {
		const char *text, *says;
	} bad[] = {
	    {"", "holds no rows"},
	    {"time,a\n", "holds no rows"},
	    {"when,a\n1,2\n", "load.csv:1: "},
	    {"time,a,a\n1,2,3\n", "\"a\" is there twice"},
	    {"time,a\n1,x\n2,y\n", "no column holds numbers"},
	    {"time,a\n1,\"x\n", "no valid CSV"},
	};
	struct fixture f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		make(&f, bad[i].text, (struct import_options){0});
		assert_int_equal(f.kept.result, -1);
		assert_int_equal(f.kept.runs.count, 0);
		if (strstr(f.kept.err.text, bad[i].says) == NULL)
			fail_msg("%s: %s", bad[i].text, f.kept.err.text);
		release(&f);
	}
}

static void
files_are_recognised_by_the_column_time(void **state)
{
	(void)state;
	assert_true(import_otava_recognises("x", "time,commit,m\n"));
	assert_true(import_otava_recognises("x", "commit;time;m\n"));
	assert_true(import_otava_recognises("x", "\"time\",m\n"));
	assert_false(import_otava_recognises("x", "times,m\n"));
	assert_false(import_otava_recognises("x", "a,b\ntime,c\n"));
	assert_false(import_otava_recognises("x", ""));
	assert_false(import_otava_recognises("x", NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(row_is_a_run_and_its_columns_are_metrics),
	    cmocka_unit_test(semicolons_and_blanks_are_understood),
	    cmocka_unit_test(user_chooses_metrics_and_their_direction),
	    cmocka_unit_test(what_is_empty_or_nan_is_absent_and_never_zero),
	    cmocka_unit_test(
		rows_of_the_same_commit_and_time_are_runs_of_their_own),
	    cmocka_unit_test(bad_row_is_named_and_the_rest_is_imported),
	    cmocka_unit_test(tables_that_are_no_history_are_refused),
	    cmocka_unit_test(files_are_recognised_by_the_column_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
