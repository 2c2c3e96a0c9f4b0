#include "collector/import_gha.h"
#include "tests/unit/import_target.h"

#define HEAD                                                                   \
	"window.BENCHMARK_DATA = {\"lastUpdate\":1,"                           \
	"\"repoUrl\":\"https://github.com/o/shop\",\"entries\":{"
#define ENTRY(id, tool, benches)                                               \
	"{\"commit\":{\"id\":\"" id "\",\"message\":\"}]\","                   \
	"\"timestamp\":\"2024-04-16T17:01:17Z\"},\"date\":1713288545433,"      \
	"\"tool\":\"" tool "\",\"benches\":[" benches "]}"
#define BENCH(name, value, unit)                                               \
	"{\"name\":\"" name "\",\"value\":" value ",\"unit\":\"" unit          \
	"\",\"range\":\"± 3\"}"

struct fixture {
	struct tree tree;
	struct kept kept;
};

/* Imports a file of that text. */
static void
make(struct fixture *fixture, const char *text, struct import_options options)
{
	tree_make(&fixture->tree);
	kept_make(&fixture->kept);
	kept_import(&fixture->kept, "gha",
	    tree_text(&fixture->tree, "data.js", text), options);
}

static void
release(struct fixture *fixture)
{
	kept_release(&fixture->kept);
	tree_remove(&fixture->tree);
}

static void
entry_is_a_run_of_its_commit(void **state)
{
	struct fixture f;

	(void)state;
	make(&f,
	    HEAD "\"Rust\":[" ENTRY(
		"aa", "cargo", BENCH("fib", "1.5", "us")) "," ENTRY("bb",
		"cargo", BENCH("fib", "2", "ns/iter")) "]}};\n",
	    (struct import_options){.branch = "main"});
	assert_int_equal(f.kept.result, 0);
	assert_int_equal(f.kept.faults.count, 0);
	assert_int_equal(f.kept.runs.count, 2);
	kept_has(&f.kept, 0,
	    "\"suite\":\"Rust\",\"project\":\"shop\","
	    "\"started\":\"2024-04-16T17:29:05.433Z\","
	    "\"tool\":\"github-action-benchmark (cargo)\",\"vcs\":{"
	    "\"commit\":\"aa\",\"branch\":\"main\",\"dirty\":false,"
	    "\"time\":\"2024-04-16T17:01:17.000Z\"}");
	kept_has(&f.kept, 0, "\"host_class\":\"gha\"},\"environment\":{}");
	kept_has(&f.kept, 0,
	    "\"metrics\":{\"time\":{\"unit\":\"ns\",\"better\":\"lower\","
	    "\"per\":\"launch\"}},\"judged\":[\"time\"],\"warmed\":true");
	kept_has(&f.kept, 0, "\"values\":{\"time\":[1500]}");
	kept_has(&f.kept, 1, "\"values\":{\"time\":[2]}");
	release(&f);
}

static void
same_file_makes_the_same_bytes(void **state)
{
	static const char text[] =
	    HEAD "\"S\":[" ENTRY("aa", "go", BENCH("x", "1", "ns/op")) "]}}";
	struct fixture one, two;

	(void)state;
	make(&one, text, (struct import_options){0});
	make(&two, text, (struct import_options){0});
	assert_string_equal(one.kept.runs.items[0], two.kept.runs.items[0]);
	release(&one);
	release(&two);
}

static void
tool_and_unit_say_which_way_is_better(void **state)
{
	static const struct {
		const char *text, *metric;
	} cases[] = {
	    {ENTRY("a", "customBiggerIsBetter", BENCH("x", "1", "points")),
		"\"value\":{\"unit\":\"points\",\"better\":\"higher\""},
	    {ENTRY("a", "customSmallerIsBetter", BENCH("x", "1", "ops/s")),
		"\"throughput\":{\"unit\":\"1/s\",\"better\":\"lower\""},
	    {ENTRY("a", "benchmarkjs", BENCH("x", "1", "ops/sec")),
		"\"throughput\":{\"unit\":\"1/s\",\"better\":\"higher\""},
	    {ENTRY("a", "pytest", BENCH("x", "1", "iter/sec")),
		"\"throughput\":{\"unit\":\"1/s\",\"better\":\"higher\""},
	    {ENTRY("a", "jmh", BENCH("x", "1", "ops/us")),
		"\"throughput\":{\"unit\":\"1/s\",\"better\":\"higher\""},
	    {ENTRY("a", "jmh", BENCH("x", "1", "ms/op")),
		"\"time\":{\"unit\":\"ns\",\"better\":\"lower\""},
	    {ENTRY("a", "googlecpp", BENCH("x", "1", "MiB")),
		"\"memory\":{\"unit\":\"B\",\"better\":\"lower\""},
	};
	struct fixture f;
	struct arena arena = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		make(&f,
		    arena_printf(&arena, HEAD "\"S\":[%s]}}", cases[i].text),
		    (struct import_options){0});
		assert_int_equal(f.kept.runs.count, 1);
		kept_has(&f.kept, 0, cases[i].metric);
		release(&f);
	}
	arena_release(&arena);
}

static void
other_numbers_of_go_are_metrics_of_their_own(void **state)
{
	struct fixture f;

	(void)state;
	make(&f,
	    HEAD "\"S\":[" ENTRY("aa", "go",
		BENCH("BenchmarkX", "41",
		    "ns/op\\t     120 B/op\\t       3 allocs/op")) "]}}",
	    (struct import_options){0});
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0,
	    "\"values\":{\"time\":[41],\"memory\":[120],\"value\":[3]}");
	kept_has(&f.kept, 0, "\"judged\":[\"time\"]");
	release(&f);
}

static void
repeated_name_is_the_next_launch_of_the_case(void **state)
{
	struct fixture f;

	(void)state;
	make(&f,
	    HEAD "\"S\":[" ENTRY("aa", "googlecpp",
		BENCH("x", "1", "ns") "," BENCH("x", "3", "ns") "," BENCH(
		    "x", "null", "ns")) "]}}",
	    (struct import_options){0});
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(
	    &f.kept, 0, "\"launch\":2,\"exit\":0,\"values\":{\"time\":[3]}");
	kept_has(&f.kept, 0, "\"launches\":3,\"failed\":1}");
	kept_lacks(&f.kept, 0, "\"status\":\"failed\"");
	release(&f);
}

static void
null_is_a_failed_case_and_never_zero(void **state)
{
	struct fixture f;

	(void)state;
	make(&f,
	    HEAD "\"S\":[" ENTRY(
		"aa", "go", BENCH("x", "null", "ns") ",{\"name\":\"y\"}") "]}}",
	    (struct import_options){0});
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0, "\"case\":\"x\",\"status\":\"failed\"");
	kept_has(&f.kept, 0, "\"case\":\"y\",\"status\":\"failed\"");
	kept_lacks(&f.kept, 0, "\"type\":\"samples\"");
	release(&f);
}

static void
every_suite_of_the_file_is_one_of_its_own(void **state)
{
	static const char text[] = HEAD "\"A\":[" ENTRY(
	    "aa", "go", BENCH("x", "1", "ns")) "],"
					       "\"B\":[" ENTRY("aa", "go",
						   BENCH("x", "2", "ns")) "]}}";
	struct fixture f;

	(void)state;
	make(&f, text, (struct import_options){0});
	assert_int_equal(f.kept.runs.count, 2);
	kept_has(&f.kept, 0, "\"suite\":\"A\"");
	kept_has(&f.kept, 1, "\"suite\":\"B\"");
	/* Ids, of the same commit and date. */
	assert_int_not_equal(
	    strncmp(f.kept.runs.items[0], f.kept.runs.items[1], 65), 0);
	release(&f);
	make(&f, text,
	    (struct import_options){.name = "mine", .host_class = "ci"});
	kept_has(&f.kept, 1, "\"suite\":\"mine B\"");
	kept_has(&f.kept, 1, "\"host_class\":\"ci\"");
	release(&f);
}

static void
bad_entry_is_named_by_its_path_and_the_rest_is_imported(void **state)
{
	static const struct {
		const char *entry, *path, *says;
	} bad[] = {
	    {"1", "[1]", "must be an object"},
	    {"{}", "[1]", "\"date\""},
	    {"{\"date\":\"x\"}", "[1]", "\"date\""},
	    {"{\"date\":1e300,\"benches\":[]}", "[1]", "2262"},
	    {"{\"date\":9713288545433,\"benches\":[]}", "[1]", "2262"},
	    {"{\"date\":1}", "[1]", "\"benches\""},
	    {"{\"date\":1,\"benches\":{}}", "[1]", "\"benches\""},
	    {"{\"date\":1,\"benches\":[],\"commit\":\"x\"}", "[1]",
		"\"commit\""},
	    {"{\"date\":1,\"benches\":[],\"commit\":{\"id\":1}}", "[1]",
		"\"id\""},
	    {"{\"date\":1,\"benches\":[1]}", "[1]: benches[0]", "object"},
	    {"{\"date\":1,\"benches\":[{}]}", "[1]: benches[0]", "\"name\""},
	    {"{\"date\":1,\"benches\":[{\"name\":\"x\",\"value\":\"1\"}]}",
		"[1]: benches[0]", "\"value\""},
	    {"{\"date\":1,\"benches\":[{\"name\":\"x\",\"value\":1e305}]}",
		"[1]: benches[0]", "too large"},
	    {"{\"date\":1,\"benches\":[" BENCH("x", "1", "a") "," BENCH(
		 "x", "1", "b") "]}",
		"[1]: benches[1]", "twice"},
	    {"{\"date\":1,\"benches\":[tru]}", "[1]", "not valid JSON"},
	};
	struct fixture f;
	struct arena arena = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		make(&f,
		    arena_printf(&arena, HEAD "\"S\":[%s,%s,%s]}}",
			ENTRY("aa", "go", BENCH("x", "1", "ns")), bad[i].entry,
			ENTRY("cc", "go", BENCH("x", "1", "ns"))),
		    (struct import_options){0});
		assert_int_equal(f.kept.result, 0);
		assert_int_equal(f.kept.runs.count, 2);
		assert_int_equal(f.kept.faults.count, 1);
		kept_faults(&f.kept, 0, "data.js: entries[\"S\"]", bad[i].path);
		kept_faults(&f.kept, 0, bad[i].path, bad[i].says);
		release(&f);
	}
	arena_release(&arena);
}

static void
other_files_are_refused_with_their_line(void **state)
{
	static const struct {
		const char *text, *says;
	} bad[] = {
	    {"", "no JSON object"},
	    {"window.X = 1", "no JSON object"},
	    {"{}", "no \"entries\""},
	    {"{\"entries\":[]}", "\"entries\" must be an object"},
	    {"{\"entries\":{\"S\":\n{}}}", "data.js:1: S must be a list"},
	    {"{\n\"entries\":{}} x", "data.js:2: something follows"},
	    {"{\n\n\"entries\" {}}", "data.js:3: is not valid JSON"},
	};
	struct fixture f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		make(&f, bad[i].text, (struct import_options){0});
		assert_int_equal(f.kept.result, -1);
		if (strstr(f.kept.err.text, bad[i].says) == NULL)
			fail_msg("%s: %s", bad[i].text, f.kept.err.text);
		release(&f);
	}
}

/* Cut anywhere: the entries before are runs, and the rest is an error. */
static void
cut_file_gives_its_whole_entries(void **state)
{
	static const char text[] =
	    HEAD "\"S\":[" ENTRY("aa", "go", BENCH("x", "1", "ns")) ",\n" ENTRY(
		"bb", "go", BENCH("x", "1", "ns")) "]}}";
	const char *first = strstr(text, ",\n");
	struct fixture f;
	struct arena arena = {0};
	size_t i, whole;

	(void)state;
	for (i = 0; i < sizeof text - 1; i++) {
		make(&f, arena_strndup(&arena, text, i),
		    (struct import_options){0});
		whole = (text + i >= first) + (i + 3 >= sizeof text - 1);
		assert_int_equal(f.kept.runs.count, whole);
		/* An entry that is cut is a fault besides. */
		assert_int_equal(f.kept.result, -1);
		assert_non_null(strstr(f.kept.err.text, "data.js"));
		release(&f);
	}
	arena_release(&arena);
}

static void
invalid_utf_8_becomes_replacement_characters(void **state)
{
	struct fixture f;

	(void)state;
	make(&f,
	    "\xEF\xBB\xBF" HEAD
	    "\"S\":[" ENTRY("aa", "go", BENCH("x\xFF", "1", "ns")) "]}}",
	    (struct import_options){0});
	assert_int_equal(f.kept.runs.count, 1);
	kept_has(&f.kept, 0, "\"case\":\"x\xEF\xBF\xBD\"");
	release(&f);
}

static void
files_are_recognised_by_their_beginning(void **state)
{
	(void)state;
	assert_true(import_gha_recognises("x", HEAD));
	assert_true(import_gha_recognises(
	    "x", "{\"lastUpdate\":1,\"repoUrl\":\"\",\"entries\":{"));
	assert_false(import_gha_recognises("x", "{\"entries\":{}}"));
	assert_false(import_gha_recognises("x", NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(entry_is_a_run_of_its_commit),
	    cmocka_unit_test(same_file_makes_the_same_bytes),
	    cmocka_unit_test(tool_and_unit_say_which_way_is_better),
	    cmocka_unit_test(other_numbers_of_go_are_metrics_of_their_own),
	    cmocka_unit_test(repeated_name_is_the_next_launch_of_the_case),
	    cmocka_unit_test(null_is_a_failed_case_and_never_zero),
	    cmocka_unit_test(every_suite_of_the_file_is_one_of_its_own),
	    cmocka_unit_test(
		bad_entry_is_named_by_its_path_and_the_rest_is_imported),
	    cmocka_unit_test(other_files_are_refused_with_their_line),
	    cmocka_unit_test(cut_file_gives_its_whole_entries),
	    cmocka_unit_test(invalid_utf_8_becomes_replacement_characters),
	    cmocka_unit_test(files_are_recognised_by_their_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
