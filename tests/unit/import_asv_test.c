#include "collector/import_asv.h"
#include "tests/unit/import_target.h"

#define HEAD(commit)                                                           \
	"{\"commit_hash\":\"" commit "\",\"env_name\":\"py3-numpy\","          \
	"\"date\":1500000000000,\"params\":{\"machine\":\"box\","              \
	"\"arch\":\"x86_64\",\"cpu\":\"Fast\",\"num_cpu\":\"8\","              \
	"\"os\":\"Linux 6\",\"ram\":16000},\"python\":\"3.11\","               \
	"\"requirements\":{\"numpy\":\"1.26\",\"scipy\":\"\"},"                \
	"\"env_vars\":{\"OMP_NUM_THREADS\":\"1\"},"                            \
	"\"result_columns\":[\"result\",\"params\",\"version\","               \
	"\"started_at\",\"duration\",\"stats_q_25\",\"samples\"],"             \
	"\"results\":{"
#define TAIL "},\"durations\":{},\"version\":2}"

#define BENCHMARKS                                                             \
	"{\"m.S.time_a\":{\"type\":\"time\",\"unit\":\"seconds\","             \
	"\"version\":\"v2\",\"param_names\":[\"size\",\"mode\"]},"             \
	"\"m.track_n\":{\"type\":\"track\",\"unit\":\"widgets\","              \
	"\"version\":\"1\",\"param_names\":[]},\"version\":2}"

struct fixture {
	struct tree tree;
	struct kept kept;
};

static void
make(struct fixture *fixture)
{
	tree_make(&fixture->tree);
	kept_make(&fixture->kept);
	tree_text(&fixture->tree, "p/asv.conf.json",
	    "{ // comments are allowed\n\"project\": \"shop\","
	    "\"project_url\":\"https://e.org/shop\"}");
	tree_text(&fixture->tree, "p/results/benchmarks.json", BENCHMARKS);
	tree_text(&fixture->tree, "p/results/box/machine.json",
	    "{\"machine\":\"box\",\"version\":1}");
}

static void
add(struct fixture *fixture, const char *name, const char *text)
{
	struct arena *arena = &fixture->tree.arena;

	tree_text(&fixture->tree,
	    arena_printf(arena, "p/results/box/%s.json", name), text);
}

static void
read_all(struct fixture *fixture)
{
	kept_import(&fixture->kept, "asv", tree_path(&fixture->tree, "p"),
	    (struct import_options){0});
}

static void
release(struct fixture *fixture)
{
	kept_release(&fixture->kept);
	tree_remove(&fixture->tree);
}

static void
result_file_is_a_run_of_its_commit_and_machine(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	add(&f, "aaaa-py3", HEAD("aaaa") "\"m.track_n\":[[7],[],\"1\"]" TAIL);
	read_all(&f);
	assert_int_equal(f.kept.result, 0);
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0,
	    "\"suite\":\"shop\",\"project\":\"shop\","
	    "\"started\":\"2017-07-14T02:40:00.000Z\",\"tool\":\"asv\","
	    "\"vcs\":{\"commit\":\"aaaa\"");
	kept_has(&f.kept, 0, "\"id\":\"20170714T024000Z-");
	kept_has(&f.kept, 0,
	    "\"host_class\":\"box\",\"architecture\":\"x86_64\","
	    "\"cpu\":\"Fast\",\"logical_cpus\":\"8\",\"memory\":\"16000\"}");
	kept_has(&f.kept, 0,
	    "\"environment\":{\"os\":\"Linux 6\",\"python\":\"3.11\","
	    "\"numpy\":\"1.26\",\"scipy\":\"any\",\"OMP_NUM_THREADS\":\"1\"}");
	kept_has(&f.kept, 0, "\"repository\":\"https://e.org/shop\"");
	kept_has(&f.kept, 0,
	    "\"metrics\":{\"value\":{\"unit\":\"widgets\",\"better\":"
	    "\"lower\",\"per\":\"launch\"}},\"judged\":[\"value\"],"
	    "\"warmed\":true");
	kept_has(&f.kept, 0, "\"values\":{\"value\":[7]}");
	release(&f);
}

static void
product_of_parameters_becomes_cases_with_the_last_turning_fastest(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	add(&f, "aaaa-py3",
	    HEAD("aaaa") "\"m.S.time_a\":[[1,2,null,NaN,5e-6,Infinity],"
			 "[[\"10\",\"20\",\"'30'\"],[\"'x'\",\"None\"]],"
			 "\"v2\"]" TAIL);
	read_all(&f);
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0,
	    "\"case\":\"m.S/time_a/mode=x,size=10\",\"status\":\"ok\","
	    "\"group\":\"m.S\",\"benchmark\":\"time_a\",\"params\":{"
	    "\"mode\":\"x\",\"size\":\"10\"}");
	kept_has(&f.kept, 0,
	    "\"case\":\"m.S/time_a/mode=None,size=10\",\"round\":1,"
	    "\"launch\":1,\"exit\":0,\"values\":{\"time\":[2000000000]}");
	kept_has(&f.kept, 0,
	    "\"case\":\"m.S/time_a/mode=x,size=20\",\"status\":\"failed\"");
	kept_has(&f.kept, 0,
	    "\"case\":\"m.S/time_a/mode=None,size=20\","
	    "\"status\":\"skipped\"");
	kept_has(&f.kept, 0,
	    "\"case\":\"m.S/time_a/mode=x,size='30'\",\"round\":1,"
	    "\"launch\":1,\"exit\":0,\"values\":{\"time\":[5000]}");
	kept_has(&f.kept, 0, "\"message\":\"its result is infinite\"");
	kept_lacks(&f.kept, 0, "[0]");
	release(&f);
}

static void
samples_are_taken_where_the_file_has_them(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	add(&f, "aaaa-py3",
	    HEAD("aaaa") "\"time_b\":[[2],[],null,1,2,null,[[3,2,1]]],"
			 "\"mem_c\":[[64]],\"peakmem_d\":[[4096]]" TAIL);
	read_all(&f);
	kept_has(&f.kept, 0,
	    "\"values\":{\"time\":[3000000000,2000000000,"
	    "1000000000]}");
	kept_has(&f.kept, 0, "\"memory\":{\"unit\":\"B\",\"better\":\"lower\"");
	kept_has(&f.kept, 0, "\"values\":{\"memory\":[64]}");
	kept_has(&f.kept, 0, "\"values\":{\"max_rss\":[4096]}");
	release(&f);
}

static void
results_of_another_version_of_their_benchmark_are_left_out(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	add(&f, "aaaa-py3",
	    HEAD("aaaa") "\"m.track_n\":[[7],[],\"0\"],"
			 "\"time_b\":[[2],[],\"0\"]" TAIL);
	add(&f, "bbbb-py3", HEAD("bbbb") "\"m.track_n\":[[7],[],\"0\"]" TAIL);
	read_all(&f);
	assert_int_equal(f.kept.runs.count, 1);
	assert_int_equal(f.kept.dropped, 1);
	kept_lacks(&f.kept, 0, "track_n\"");
	kept_has(&f.kept, 0, "\"type\":\"note\",\"level\":\"info\"");
	kept_has(&f.kept, 0, "1 of asv's results");
	release(&f);
}

static void
files_of_version_1_are_read(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	add(&f, "aaaa-py2",
	    "{\"commit_hash\":\"aaaa\",\"date\":1000,\"params\":{"
	    "\"machine\":\"box\"},\"python\":\"2.7\",\"requirements\":{},"
	    "\"results\":{\"time_x\":0.5,\"time_y\":null,"
	    "\"m.S.time_a\":{\"params\":[[\"1\"],[\"2\",\"3\"]],"
	    "\"result\":[1,4]}},\"benchmark_version\":{\"time_x\":\"1\"},"
	    "\"version\":1}");
	read_all(&f);
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0, "\"values\":{\"time\":[500000000]}");
	kept_has(&f.kept, 0, "\"case\":\"time_y\",\"status\":\"failed\"");
	kept_has(&f.kept, 0,
	    "\"case\":\"m.S/time_a/mode=3,size=1\",\"round\":1,\"launch\":1,"
	    "\"exit\":0,\"values\":{\"time\":[4000000000]}");
	release(&f);
}

static void
several_environments_of_a_commit_are_suites_of_their_own(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	add(&f, "aaaa-py3", HEAD("aaaa") "\"time_b\":[[2]]" TAIL);
	add(&f, "aaaa-py4",
	    "{\"commit_hash\":\"aaaa\",\"env_name\":\"py4\",\"date\":"
	    "1500000000000,\"params\":{\"machine\":\"box\"},\"python\":\"4\","
	    "\"results\":{\"time_b\":3},\"version\":1}");
	read_all(&f);
	assert_int_equal(f.kept.runs.count, 2);
	kept_has(&f.kept, 0, "\"suite\":\"shop py3-numpy\"");
	kept_has(&f.kept, 1, "\"suite\":\"shop py4\"");
	assert_string_not_equal(f.kept.runs.items[0], f.kept.runs.items[1]);
	assert_int_not_equal(
	    strncmp(f.kept.runs.items[0], f.kept.runs.items[1], 65), 0);
	release(&f);
}

static void
bad_file_is_named_and_the_rest_is_imported(void **state)
{
	static const struct {
		const char *text, *says;
	} bad[] = {
	    {"{\"commit_hash\":\"x\",", "cut short"},
	    {"", "holds no JSON"},
	    {"[]", "must be an object"},
	    {"{}", "no result file of asv"},
	    {"{\"results\":{}}", "commit_hash"},
	    {"{\"commit_hash\":1,\"results\":{}}", "commit_hash"},
	    {"{\"commit_hash\":\"x\",\"results\":{},\"date\":\"now\"}",
		"\"date\""},
	    {"{\"commit_hash\":\"x\",\"results\":{},\"date\":-1}", "\"date\""},
	    {"{\"commit_hash\":\"x\",\"results\":{},\"date\":1e300}",
		"\"date\""},
	    {"{\"commit_hash\":\"x\",\"results\":{},\"date\":1}",
		"\"machine\""},
	    {"{\"commit_hash\":\"x\",\"results\":[],\"date\":1,"
	     "\"params\":{\"machine\":\"b\"}}",
		"\"results\" must be an object"},
	    {"{\"commit_hash\":\"x\",\"results\":{\"t\":\"1\"},\"date\":1,"
	     "\"params\":{\"machine\":\"b\"}}",
		"\"t\""},
	    {"{\"commit_hash\":\"x\",\"results\":{\"t\":1e301},\"date\":1,"
	     "\"params\":{\"machine\":\"b\"}}",
		"\"t\""},
	    {"{\"commit_hash\":\"x\",\"results\":{\"t\":tru},\"date\":1,"
	     "\"params\":{\"machine\":\"b\"}}",
		"not valid JSON"},
	    {"{\"commit_hash\":\"x\",\"results\":{\"t\":{\"result\":[1,2],"
	     "\"params\":[[\"a\"]]}},\"date\":1,\"params\":{\"machine\":"
	     "\"b\"}}",
		"2 results for 1 combinations"},
	    {HEAD("x") "\"t\":3" TAIL, "must be a list"},
	    {HEAD("x") "\"t\":[[1],[[]]]" TAIL, "\"params\"[0]"},
	    {HEAD("x") "\"t\":[[1],[],1,1,1,1,[[\"x\"]]]" TAIL, "\"samples\""},
	    {HEAD("x") "\"t\":[[1]]" TAIL "x", "follows"},
	};
	struct fixture f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		make(&f);
		add(&f, "aaaa-py3", HEAD("aaaa") "\"time_b\":[[2]]" TAIL);
		add(&f, "bbbb-py3", bad[i].text);
		add(&f, "cccc-py3", HEAD("cccc") "\"time_b\":[[2]]" TAIL);
		read_all(&f);
		assert_int_equal(f.kept.result, 0);
		assert_int_equal(f.kept.runs.count, 2);
		assert_int_equal(f.kept.faults.count, 1);
		kept_faults(&f.kept, 0, "bbbb-py3.json", bad[i].says);
		release(&f);
	}
}

static void
full_disk_ends_the_import(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	f.kept.is_full = true;
	add(&f, "aaaa-py3", HEAD("aaaa") "\"time_b\":[[2]]" TAIL);
	read_all(&f);
	assert_int_equal(f.kept.result, -1);
	assert_int_equal(f.kept.faults.count, 0);
	assert_non_null(strstr(f.kept.err.text, "the disk is full"));
	release(&f);
}

static void
folder_without_results_and_bad_benchmarks_are_refused(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	read_all(&f);
	assert_int_equal(f.kept.result, -1);
	assert_non_null(strstr(f.kept.err.text, "holds no results of asv"));
	tree_text(&f.tree, "p/results/benchmarks.json", "{\"a\":{\"unit\":1}}");
	add(&f, "aaaa-py3", HEAD("aaaa") "\"time_b\":[[2]]" TAIL);
	read_all(&f);
	assert_int_equal(f.kept.result, -1);
	assert_non_null(strstr(f.kept.err.text, "benchmarks.json: \"a\""));
	assert_int_equal(f.kept.runs.count, 0);
	release(&f);
}

/* Every cut of a file is a fault or a run, and never a crash. */
static void
cut_files_never_crash(void **state)
{
	static const char text[] =
	    HEAD("aaaa") "\"m.S.time_a\":[[1,NaN],[[\"1\"],[\"'x'\",\"y\"]],"
			 "\"v2\",1,2,[1],[[1,2],null]]" TAIL;
	struct fixture f;
	struct arena arena = {0};
	size_t i;

	(void)state;
	make(&f);
	for (i = 0; i < sizeof text - 1; i++) {
		add(&f, "aaaa-py3", arena_strndup(&arena, text, i));
		read_all(&f);
		assert_int_equal(f.kept.result, 0);
		assert_int_equal(f.kept.runs.count, 0);
		assert_int_equal(f.kept.faults.count, i + 1);
	}
	arena_release(&arena);
	release(&f);
}

static void
folders_and_files_of_asv_are_recognised(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	assert_true(import_asv_recognises(tree_path(&f.tree, "p"), NULL));
	assert_true(
	    import_asv_recognises(tree_path(&f.tree, "p/results"), NULL));
	assert_true(
	    import_asv_recognises(tree_path(&f.tree, "p/results/box"), NULL));
	assert_false(import_asv_recognises(f.tree.folder, NULL));
	assert_true(import_asv_recognises("x", HEAD("a")));
	assert_false(import_asv_recognises("x", "case,value\n"));
	release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(result_file_is_a_run_of_its_commit_and_machine),
	    cmocka_unit_test(
		product_of_parameters_becomes_cases_with_the_last_turning_fastest),
	    cmocka_unit_test(samples_are_taken_where_the_file_has_them),
	    cmocka_unit_test(
		results_of_another_version_of_their_benchmark_are_left_out),
	    cmocka_unit_test(files_of_version_1_are_read),
	    cmocka_unit_test(
		several_environments_of_a_commit_are_suites_of_their_own),
	    cmocka_unit_test(bad_file_is_named_and_the_rest_is_imported),
	    cmocka_unit_test(full_disk_ends_the_import),
	    cmocka_unit_test(
		folder_without_results_and_bad_benchmarks_are_refused),
	    cmocka_unit_test(cut_files_never_crash),
	    cmocka_unit_test(folders_and_files_of_asv_are_recognised),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
