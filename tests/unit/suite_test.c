#include <limits.h>
#include <stdlib.h>

#include "tests/unit/suite_file.h"

#define SUITES "tests/data/suites/"

static const struct benchmark *
read_file(const char *path, struct suite *suite)
{
	struct err err;

	if (suite_read(path, suite, &err) < 0)
		fail_msg("%s", err.text);
	return suite->benchmarks.items;
}

static void
assert_file_refused(const char *path, const char *message)
{
	struct suite suite;
	struct err err;

	assert_int_equal(suite_read(path, &suite, &err), -1);
	assert_string_equal(err.text, message);
	suite_release(&suite);
}

static void
the_suite_of_the_design_is_read(void **state)
{
	struct suite suite;
	const struct benchmark *search = read_file(SUITES "full.yaml", &suite);
	const struct settings *settings = &search->settings;

	(void)state;
	assert_string_equal(suite.name, "marketplace");
	assert_string_equal(suite.project, "ggen");
	assert_string_equal(suite.release.previous, "2.3.0");
	assert_string_equal(suite.build.argv[2], "cargo build --release");
	assert_int_equal(suite.after.count, 2);
	assert_int_equal(suite.benchmarks.count, 3);
	assert_int_equal(suite.claims.count, 4);
	assert_string_equal(settings->group, "marketplace");
	assert_string_equal(settings->tags.items[0], "critical");
	assert_int_equal(settings->cpus.count, 3);
	assert_int_equal(settings->cpus.items[2], 5);
	assert_int_equal(settings->output.mode, OUTPUT_FILE);
	assert_int_equal(settings->success.count, 2);
	assert_int_equal(settings->success.exit_codes[1], 3);
	assert_true(settings->is_failure_allowed);
	assert_int_equal(settings->metrics.count, 2);
	assert_int_equal(search->override_count, 2);
	suite_release(&suite);
}

static void
builtin_values_hold_where_nothing_is_said(void **state)
{
	struct suite suite;
	const struct settings *settings;

	(void)state;
	assert_accepted("benchmarks: [{name: a, command: x}]", &suite);
	settings = &suite.benchmarks.items[0].settings;
	assert_int_equal(settings->launches, 10);
	assert_int_equal(settings->warmup, 0);
	assert_int_equal(settings->timeout_ns, 600000000000);
	assert_int_equal(settings->output.mode, OUTPUT_DISCARD);
	assert_int_equal(settings->success.exit_codes[0], 0);
	assert_string_equal(settings->metrics.items[0], "time");
	assert_null(settings->stdin_path);
	assert_true(strncmp(suite.name, "perfolio-suite-", 15) == 0);
	suite_release(&suite);
}

static void
a_benchmark_stands_over_defaults_and_env_merges(void **state)
{
	struct suite suite;
	const struct settings *settings;

	(void)state;
	assert_accepted("defaults: {launches: 3, timeout: 1s, env: {A: 1, "
			"B: 2}}\n"
			"benchmarks:\n"
			"- {name: a, command: x, launches: 4, env: {B: 3, "
			"C: 4}}",
	    &suite);
	settings = &suite.benchmarks.items[0].settings;
	assert_int_equal(settings->launches, 4);
	assert_int_equal(settings->timeout_ns, 1000000000);
	assert_int_equal(settings->env.count, 3);
	assert_string_equal(settings->env.items[0].value, "1");
	assert_string_equal(settings->env.items[1].value, "3");
	assert_string_equal(settings->env.items[2].name, "C");
	suite_release(&suite);
}

static void
scalars_are_taken_as_written(void **state)
{
	struct suite suite;
	const struct pair *env;

	(void)state;
	assert_accepted("benchmarks:\n- {name: 1.0, command: [no, ~, 0x10], "
			"env: {A: off, B: !!int \"012\", C: }}",
	    &suite);
	env = suite.benchmarks.items[0].settings.env.items;
	assert_string_equal(suite.benchmarks.items[0].name, "1.0");
	assert_string_equal(
	    suite.benchmarks.items[0].settings.command.argv[1], "~");
	assert_string_equal(env[0].value, "off");
	assert_string_equal(env[1].value, "012");
	assert_string_equal(env[2].value, "");
	suite_release(&suite);
}

static void
a_benchmark_runs_exactly_one_thing(void **state)
{
	(void)state;
	assert_refused("benchmarks: [{name: a}]",
	    "1:14: this benchmark has nothing to run; it needs \"command\"");
	assert_refused("benchmarks: [{name: a, command: x, steps: []}]",
	    "1:36: a benchmark has either \"command\" or \"steps\", not "
	    "both");
	assert_refused(
	    "benchmarks: [{command: x}]", "1:14: a benchmark needs \"name\"");
	assert_refused("defaults: {command: x}",
	    "1:12: \"command\" cannot stand in defaults");
}

static void
a_suite_without_benchmarks_is_refused(void **state)
{
	(void)state;
	assert_refused("suite: a",
	    "1:1: the suite has no benchmarks; write at least one under "
	    "\"benchmarks:\"");
	assert_refused("benchmarks: []",
	    "1:13: the suite has no benchmarks; write at least one under "
	    "\"benchmarks:\"");
}

static void
included_benchmarks_join_with_their_own_defaults(void **state)
{
	struct suite suite;
	const struct benchmark *b = read_file(SUITES "outer.yaml", &suite);
	char *folder = realpath(SUITES, NULL);

	(void)state;
	assert_int_equal(suite.benchmarks.count, 3);
	assert_string_equal(b[1].name, "second");
	assert_int_equal(b[1].settings.timeout_ns, 5000000000);
	assert_int_equal(b[1].settings.warmup, 2);
	assert_int_equal(b[1].settings.env.count, 3);
	assert_string_equal(b[1].settings.env.items[1].value, "inner");
	assert_string_equal(b[2].name, "third");
	assert_string_equal(b[2].place->path, SUITES "more/innermost.yaml");
	assert_int_equal(suite.claims.count, 1);
	assert_string_equal(suite.folder, folder);
	assert_non_null(strstr(suite.text, "name: third"));
	free(folder);
	suite_release(&suite);
}

static void
an_include_cycle_is_refused(void **state)
{
	(void)state;
	assert_file_refused(SUITES "cycle.yaml",
	    SUITES "more/cycle.yaml:1:11: \"../cycle.yaml\" is already part "
		   "of this suite; include it once");
}

static void
what_only_the_outer_suite_may_say_is_refused_inside(void **state)
{
	(void)state;
	assert_file_refused(SUITES "bad-include.yaml",
	    SUITES "more/gates.yaml:1:1: \"gates\" cannot stand in an "
		   "included suite");
}

static void
a_missing_include_is_named_where_it_stands(void **state)
{
	(void)state;
	assert_refused("include: [nowhere.yaml]\n"
		       "benchmarks: [{name: a, command: x}]",
	    "1:11: cannot include \"nowhere.yaml\": No such file or "
	    "directory");
}

static void
parameters_are_checked(void **state)
{
	(void)state;
	assert_key_refused(
	    "params: {n: 3}", "3:13: n must be a list, not a text");
	assert_key_refused("params: {n: []}",
	    "3:13: n has no values; without any there is no case");
	assert_key_refused(
	    "params: {n: [1, 2, 1]}", "3:20: the value \"1\" is there twice");
	assert_key_refused("params: {seed: [1]}",
	    "3:10: \"seed\" is perfolio's own; give the parameter another "
	    "name");
	assert_key_refused("params: {zip: {a: [1, 2], b: [1]}}",
	    "3:30: \"b\" has 1 values and \"a\" has 2; a zip pairs them");
	assert_key_refused("params: {a: [1], zip: {a: [1]}}",
	    "3:24: the parameter \"a\" is there twice");
	assert_key_refused("params: {zip: {a: [1]}}, zip: {b: [1]}",
	    "3:31: zip stands both here and in params, line 3");
	assert_key_refused("params: {size: [1]}, exclude: [{sise: 1}]",
	    "3:33: unknown parameter \"sise\", did you mean \"size\"?");
	assert_key_refused("params: {mode: [exact]}, exclude: [{mode: exakt}]",
	    "3:43: unknown value \"exakt\", did you mean \"exact\"?");
	assert_key_refused("overrides: [{when: {n: 1}, warmup: 1}]",
	    "3:21: \"n\" is no parameter; this benchmark has none");
	assert_key_refused("params: {n: [1]}, overrides: [{when: {n: 1}}]",
	    "3:31: this override changes nothing");
	assert_key_refused("params: {n: [1]}, overrides: [{warmup: 1}]",
	    "3:31: an override needs \"when\"");
}

static void
a_slip_in_a_placeholder_is_refused(void **state)
{
	(void)state;
	assert_key_refused("params: {packages: [1]}, setup: [a, \"{packges}\"]",
	    "3:37: unknown parameter {packges}, did you mean {packages}? "
	    "{{packges}} would be the text itself");
	assert_key_refused("params: {packages: [1]}, env: {A: \"{Packages}\"}",
	    "3:35: unknown parameter {Packages}, did you mean {packages}? "
	    "{{Packages}} would be the text itself");
}

static void
metrics_are_known_ones(void **state)
{
	(void)state;
	assert_key_refused("metrics: [tme]",
	    "3:11: unknown metric \"tme\", did you mean \"time\"?");
	assert_key_refused("metrics: [instructions]",
	    "3:11: metric \"instructions\" is not supported yet");
	assert_key_refused(
	    "metrics: [time, time]", "3:17: \"time\" is there twice");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_suite_of_the_design_is_read),
	    cmocka_unit_test(builtin_values_hold_where_nothing_is_said),
	    cmocka_unit_test(a_benchmark_stands_over_defaults_and_env_merges),
	    cmocka_unit_test(scalars_are_taken_as_written),
	    cmocka_unit_test(a_benchmark_runs_exactly_one_thing),
	    cmocka_unit_test(a_suite_without_benchmarks_is_refused),
	    cmocka_unit_test(included_benchmarks_join_with_their_own_defaults),
	    cmocka_unit_test(an_include_cycle_is_refused),
	    cmocka_unit_test(
		what_only_the_outer_suite_may_say_is_refused_inside),
	    cmocka_unit_test(a_missing_include_is_named_where_it_stands),
	    cmocka_unit_test(parameters_are_checked),
	    cmocka_unit_test(a_slip_in_a_placeholder_is_refused),
	    cmocka_unit_test(metrics_are_known_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
