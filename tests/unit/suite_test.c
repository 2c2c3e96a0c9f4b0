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
	assert_int_equal(settings->success.exit.count, 2);
	assert_int_equal(settings->success.exit.items[1], 3);
	assert_true(settings->is_failure_allowed);
	assert_int_equal(settings->judged.metrics.count, 2);
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
	assert_int_equal(settings->stopping.launches, 0);
	assert_near(settings->stopping.precision, 0.02, 0);
	assert_int_equal(settings->stopping.min_launches, 10);
	assert_int_equal(settings->stopping.max_launches, 100);
	assert_int_equal(settings->stopping.max_time_ns, 60000000000);
	assert_int_equal(settings->warmup, 0);
	assert_int_equal(settings->timeout_ns, 600000000000);
	assert_int_equal(settings->output.mode, OUTPUT_DISCARD);
	assert_int_equal(settings->success.exit.items[0], 0);
	assert_string_equal(settings->judged.metrics.items[0].metric, "time");
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
	assert_int_equal(settings->stopping.launches, 4);
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
	    "1:14: this benchmark has nothing to run; it needs \"command\", "
	    "\"steps\", \"variants\" or \"measure\"");
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
	assert_key_refused(
	    "metrics: [time, time]", "3:17: \"time\" is there twice");
	assert_key_refused("metrics: [hitz], extract: [{metric: hits, unit: "
			   "\"1\", regex: '(.)'}]",
	    "3:11: unknown metric \"hitz\", did you mean \"hits\"?");
	assert_key_refused("budget: {time.p59: 1s}",
	    "3:10: unknown statistic \"p59\", did you mean \"p95\"?");
}

static void
launches_stop_within_sensible_bounds(void **state)
{
	struct suite suite;

	(void)state;
	assert_key_refused("launches: adaptiv",
	    "3:11: launches must be a whole number like 10, or adaptive, not "
	    "\"adaptiv\"");
	assert_key_refused("precision: 0%",
	    "3:12: precision must be above 0% and at most 50%, not \"0%\"");
	assert_key_refused("precision: 51%",
	    "3:12: precision must be above 0% and at most 50%, not \"51%\"");
	assert_key_refused("precision: 2",
	    "3:12: precision must be a percentage like 15%, not \"2\"");
	assert_key_refused("min_launches: 2",
	    "3:15: min_launches must be at least 3, not 2; launches: 2 would "
	    "make exactly so many");
	assert_key_refused("max_time: 60",
	    "3:11: max_time must be a duration like 30s or 500ms, not "
	    "\"60\"");
	assert_key_refused("max_launches: 20, min_launches: 30",
	    "3:33: min_launches must not be above max_launches, which is 20 "
	    "in line 3");
	assert_key_refused("min_launches: 101",
	    "3:15: min_launches must not be above max_launches, which is 100 "
	    "here; give max_launches too");
	assert_refused("defaults: {max_launches: 20}\nbenchmarks:\n"
		       "- {name: a, command: x, params: {n: [1]}, overrides: "
		       "[{when: {n: 1}, min_launches: 30}]}",
	    "3:84: min_launches must not be above max_launches, which is 20 "
	    "here; give max_launches too");
	assert_accepted("defaults: {launches: 3}\nbenchmarks:\n"
			"- {name: a, command: x, launches: adaptive}",
	    &suite);
	assert_int_equal(
	    suite.benchmarks.items[0].settings.stopping.launches, 0);
	suite_release(&suite);
}

static void
work_is_more_than_nothing(void **state)
{
	(void)state;
	assert_key_refused(
	    "work: {}", "3:7: work needs \"items\" or \"bytes\"");
	assert_key_refused("work: {items: 0}",
	    "3:15: items must be a number above 0 like 1000, not \"0\"");
	assert_key_refused("work: {bytes: 5}",
	    "3:15: bytes must be a size above 0 like 5MB, not \"5\"");
	assert_key_refused("work: {item: 5}",
	    "3:8: unknown key \"item\", did you mean \"items\"?");
}

static void
success_merges_key_by_key(void **state)
{
	struct suite suite;
	const struct success *success;

	(void)state;
	assert_accepted(
	    "defaults: {success: {exit: 3, stdout: a+}}\n"
	    "benchmarks:\n- {name: a, command: x, success: {stdout: "
	    "b, same_output: true}}\n"
	    "- {name: b, command: x, success: {exit: [0, 1]}}",
	    &suite);
	success = &suite.benchmarks.items[0].settings.success;
	assert_int_equal(success->exit.items[0], 3);
	assert_string_equal(success->output.text, "b");
	assert_true(success->is_output_same);
	success = &suite.benchmarks.items[1].settings.success;
	assert_int_equal(success->exit.count, 2);
	assert_string_equal(success->output.text, "a+");
	assert_false(success->is_output_same);
	suite_release(&suite);
	assert_key_refused("success: {stdout: (a}",
	    "3:19: stdout: pattern \"(a\", character 3: missing closing "
	    "parenthesis");
}

static void
steps_have_names_of_their_own(void **state)
{
	(void)state;
	assert_refused("benchmarks: [{name: a, steps: []}]",
	    "1:31: steps is empty; write at least one step");
	assert_refused("benchmarks: [{name: a, steps: [{command: x}]}]",
	    "1:32: a step needs \"name\"");
	assert_refused("benchmarks: [{name: a, steps: [{name: x, command: x}, "
		       "{name: x, command: y}]}]",
	    "1:62: the step \"x\" is there twice");
	assert_refused(
	    "benchmarks: [{name: a, steps: [{name: x/y, command: x}]}]",
	    "1:39: the step \"x/y\" must not have \"/\" in its name; its "
	    "metrics are called STEP/METRIC");
	assert_refused("benchmarks: [{name: a, concurrency: 2, "
		       "steps: [{name: x, command: x}]}]",
	    "1:37: steps run one after another; a benchmark of several copies "
	    "at once needs one \"command\"");
	assert_refused("benchmarks: [{name: a, params: {n: [1]}, steps: "
		       "[{name: x, command: x}], overrides: [{when: {n: 1}, "
		       "command: y}]}]",
	    "1:110: \"command\" cannot be overridden; this benchmark has "
	    "\"steps\"");
	assert_refused("benchmarks: [{name: a, params: {size: [1]}, steps: "
		       "[{name: x, command: \"{sise}\"}]}]",
	    "1:72: unknown parameter {sise}, did you mean {size}? {{sise}} "
	    "would be the text itself");
}

static void
variants_are_at_least_two(void **state)
{
	(void)state;
	assert_refused("benchmarks: [{name: a, variants: {x: {command: y}}}]",
	    "1:34: variants must be at least two, to be compared");
	assert_refused("benchmarks: [{name: a, variants: {x: {command: y}, z: "
		       "{cwd: b}}}]",
	    "1:55: a variant needs \"command\"");
	assert_refused("benchmarks: [{name: a, variants: {x: {command: y}, z: "
		       "{command: b, launches: 3}}}]",
	    "1:68: unknown key \"launches\"; known: command, cwd, env");
	assert_refused("benchmarks: [{name: a, reference: nwe, variants: {old: "
		       "{command: y}, new: {command: b}}}]",
	    "1:35: unknown variant \"nwe\", did you mean \"new\"?");
	assert_key_refused("variants: {x: {command: y}, z: {command: b}}",
	    "3:1: a benchmark has either \"command\" or \"variants\", not "
	    "both");
	assert_key_refused("params: {variant: [1]}",
	    "3:10: \"variant\" is perfolio's own; give the parameter another "
	    "name");
}

static void
a_reference_names_values_there_are(void **state)
{
	(void)state;
	assert_key_refused("reference: none",
	    "3:12: reference must be a map like {level: none}; it is a name "
	    "only beside \"variants\"");
	assert_key_refused("reference: {level: none}",
	    "3:13: \"level\" is no parameter; this benchmark has none");
	assert_key_refused("params: {level: [none, low]}, reference: {lvel: "
			   "none}",
	    "3:43: unknown parameter \"lvel\", did you mean \"level\"?");
	assert_key_refused("params: {level: [none, low]}, reference: {level: "
			   "non}",
	    "3:50: unknown value \"non\", did you mean \"none\"?");
	assert_key_refused("params: {level: [none, low]}, reference: {level: "
			   "[none, low]}",
	    "3:50: reference names one case; write one value");
}

static void
concurrency_and_start_take_one_value_or_several(void **state)
{
	static const char range[] =
	    "concurrency must be a whole number from 1 to 1024, or a list of "
	    "such, not ";
	char message[200];

	(void)state;
	snprintf(message, sizeof message, "3:14: %s\"0\"", range);
	assert_key_refused("concurrency: 0", message);
	snprintf(message, sizeof message, "3:18: %s\"1025\"", range);
	assert_key_refused("concurrency: [1, 1025]", message);
	snprintf(message, sizeof message, "3:14: %s\"01\"", range);
	assert_key_refused("concurrency: 01", message);
	assert_key_refused("concurrency: []", "3:14: concurrency is empty");
	assert_key_refused(
	    "concurrency: [2, 4, 2]", "3:21: concurrency has \"2\" twice");
	assert_key_refused("start: hot, cold_files: [x]",
	    "3:8: unknown start \"hot\"; known: cold, warm");
	assert_key_refused("start: [cold, cold], cold_files: [x]",
	    "3:15: start has \"cold\" twice");
}

static void
what_measures_alone_needs_no_command(void **state)
{
	struct suite suite;

	(void)state;
	assert_accepted(
	    "benchmarks: [{name: a, measure: {file_size: x}}]", &suite);
	assert_non_null(suite.benchmarks.items[0].measure);
	suite_release(&suite);
	assert_refused("benchmarks: [{name: a, measure: {file_size: x}, work: "
		       "{items: 3}}]",
	    "1:55: \"work\" is about a command, and this benchmark has only "
	    "\"measure\"");
	assert_refused("benchmarks: [{name: a, params: {size: [1]}, measure: "
		       "{file_size: \"{sise}\"}}]",
	    "1:66: unknown parameter {sise}, did you mean {size}? {{sise}} "
	    "would be the text itself");
	assert_key_refused("measure: {command: y, metric: n}, extract: "
			   "[{metric: n, unit: \"1\", regex: '(.)'}]",
	    "3:10: the metric \"n\" is both measured and extracted; give one "
	    "of them another name");
}

static void
a_budget_may_stand_before_what_it_limits(void **state)
{
	struct suite suite;
	const struct selector *selectors;

	(void)state;
	assert_accepted(
	    "benchmarks:\n- {name: a, budget: {hits: 5ms, hits.p99: 6ms}, "
	    "command: x, extract: [{metric: hits, unit: ms, regex: '(.)'}]}\n"
	    "- {name: b, budget: {init/time.p90: 1s}, steps: [{name: init, "
	    "command: x}]}\n"
	    "claims: [{name: c, case: a, metric: hits, from: 2ms, to: 1ms}]",
	    &suite);
	selectors = suite.benchmarks.items[0].settings.budget.selectors.items;
	assert_string_equal(selectors[1].metric, "hits");
	assert_string_equal(selectors[1].text, "hits.p99");
	assert_int_equal(selectors[1].tail_launches, 300);
	assert_int_equal(selectors[0].entry->kind, METRIC_KIND_DURATION);
	assert_string_equal(
	    suite.benchmarks.items[1].settings.budget.selectors.items[0].metric,
	    "init/time");
	suite_release(&suite);
}

static void
a_limit_on_an_unknown_metric_is_refused_with_the_nearest(void **state)
{
	static const char hits[] =
	    ", extract: [{metric: hits, unit: ms, regex: '(.)'}]";
	char keys[200];

	(void)state;
	snprintf(keys, sizeof keys, "budget: {hist: 5ms}%s", hits);
	assert_key_refused(
	    keys, "3:10: unknown metric \"hist\", did you mean \"hits\"?");
	snprintf(keys, sizeof keys, "budget: {hits: 5MB}%s", hits);
	assert_key_refused(keys,
	    "3:16: \"5MB\" is no limit for hits; write a duration like 50ms");
	assert_key_refused("budget: {init/time: 1s}",
	    "3:10: \"init/time\" is the metric of a step, and there are no "
	    "steps");
	assert_refused("benchmarks: [{name: a, budget: {inti/time: 1s}, steps: "
		       "[{name: init, command: x}]}]",
	    "1:33: unknown step \"inti\", did you mean \"init\"?");
	assert_refused("benchmarks: [{name: a, budget: {init/tme: 1s}, steps: "
		       "[{name: init, command: x}]}]",
	    "1:33: unknown metric of a step \"tme\", did you mean \"time\"?");
	assert_refused("defaults: {budget: {hist: 3}}\n"
		       "benchmarks: [{name: a, command: x, extract: [{metric: "
		       "hits, unit: ms, regex: '(.)'}]}]",
	    "1:21: unknown metric \"hist\", did you mean \"hits\"?");
	assert_refused("benchmarks: [{name: a, command: x}]\n"
		       "claims: [{name: c, case: a, metric: hits, by: 2x}]",
	    "2:37: unknown metric \"hits\"; known: time, user_time, "
	    "system_time, max_rss, page_faults, context_switches, "
	    "success_rate, efficiency, throughput, throughput_bytes, "
	    "read_bytes, write_bytes, read_chars, write_chars, rss_mean, "
	    "instructions, cycles, branches, branch_misses, "
	    "cache_references, cache_misses");
	assert_refused("benchmarks: [{name: a, command: x}]\n"
		       "gates: {must: [{improves: 10%, metric: tmie}]}",
	    "2:40: unknown metric \"tmie\", did you mean \"time\"?");
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
	    cmocka_unit_test(launches_stop_within_sensible_bounds),
	    cmocka_unit_test(work_is_more_than_nothing),
	    cmocka_unit_test(success_merges_key_by_key),
	    cmocka_unit_test(steps_have_names_of_their_own),
	    cmocka_unit_test(variants_are_at_least_two),
	    cmocka_unit_test(a_reference_names_values_there_are),
	    cmocka_unit_test(concurrency_and_start_take_one_value_or_several),
	    cmocka_unit_test(what_measures_alone_needs_no_command),
	    cmocka_unit_test(a_budget_may_stand_before_what_it_limits),
	    cmocka_unit_test(
		a_limit_on_an_unknown_metric_is_refused_with_the_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
