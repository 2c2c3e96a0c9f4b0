#include <stdlib.h>

#include "base/buf.h"
#include "collector/launch_extra.h"
#include "tests/unit/plan_file.h"

static void
an_id_has_its_keys_in_byte_order_and_escapes(void **state)
{
	struct plan plan;
	const struct plan_case *cases = plan_made(
	    "benchmarks:\n"
	    "- {name: \"a/b\\nc=%\", group: g/h, command: x,\n"
	    "   params: {b: [\"1,2=%/\\x7f\"], \"B=\": [\"é\"], a: [z]}}",
	    NULL, &plan);

	(void)state;
	assert_string_equal(
	    cases[0].record.id, "g/h/a/b%0Ac=%/B%3D=é,a=z,b=1%2C2%3D%25%2F%7F");
	assert_string_equal(cases[0].record.group, "g/h");
	assert_string_equal(cases[0].record.benchmark, "a/b\nc=%");
	assert_int_equal(cases[0].record.param_count, 3);
	assert_string_equal(cases[0].record.params[0].name, "B=");
	plan_release(&plan);
}

static void
parameters_multiply_zips_pair_and_excludes_drop(void **state)
{
	static const char *const ids[] = {"a/m=e,n=1,p=x,q=y",
	    "a/m=f,n=1,p=x,q=y", "a/m=f,n=1,p=v,q=w", "a/m=e,n=2,p=x,q=y",
	    "a/m=e,n=2,p=v,q=w", "a/m=f,n=2,p=x,q=y", "a/m=f,n=2,p=v,q=w"};
	struct plan plan;
	size_t i, j, found;

	(void)state;
	plan_made("benchmarks: [{name: a, command: x, params: {n: [1, 2], "
		  "m: [e, f], zip: {p: [x, v], q: [y, w]}, "
		  "exclude: [{n: 1, m: [e], p: v}]}}]",
	    NULL, &plan);
	assert_int_equal(plan.case_count, 7);
	for (i = 0; i < 7; i++) {
		for (found = 0, j = 0; j < 7; j++)
			found += strcmp(plan.cases[j].record.id, ids[i]) == 0;
		if (found != 1)
			fail_msg("%s", ids[i]);
	}
	plan_release(&plan);
}

static void
zip_and_exclude_may_stand_beside_params(void **state)
{
	struct plan plan;

	(void)state;
	plan_made("benchmarks: [{name: a, command: x, zip: {p: [1, 2], q: "
		  "[3, 4]}, exclude: [{p: 1}]}]",
	    NULL, &plan);
	assert_int_equal(plan.case_count, 1);
	assert_string_equal(plan.cases[0].record.id, "a/p=2,q=4");
	plan_release(&plan);
}

static void
placeholders_are_filled_and_other_braces_left(void **state)
{
	struct plan plan;
	const struct plan_case *c =
	    plan_made("benchmarks:\n"
		      "- name: a\n"
		      "  params: {size: [5]}\n"
		      "  command: awk '{print}' {size}-{seed} {{size}} {} {x\n"
		      "  prepare: [p, \"{size}{size}\"]\n"
		      "  env: {S: \"{size}\"}\n"
		      "  cwd: dir-{size}\n"
		      "  stdin: in-{size}\n"
		      "  output: /abs/{size}\n",
		NULL, &plan);
	char *tail;

	(void)state;
	assert_string_equal(
	    c->command.argv[2], "awk '{print}' 5-7 {size} {} {x");
	assert_string_equal(c->prepare.argv[1], "55");
	assert_string_equal(c->env[0].value, "5");
	assert_string_equal(c->record.cwd, "dir-5");
	tail = strrchr(c->cwd, '/');
	assert_string_equal(tail, "/dir-5");
	assert_true(c->cwd[0] == '/');
	assert_string_equal(strrchr(c->stdin_path, '/'), "/in-5");
	assert_string_equal(c->output_path, "/abs/5");
	assert_int_equal(c->output, OUTPUT_FILE);
	plan_release(&plan);
}

static void
a_suite_command_gets_the_seed_alone(void **state)
{
	struct plan plan;

	(void)state;
	plan_made("build: make {seed} {size}\n"
		  "benchmarks: [{name: a, command: x, params: {size: [1]}}]",
	    NULL, &plan);
	assert_string_equal(plan.build.argv[2], "make 7 {size}");
	assert_int_equal(plan.before.count, 0);
	assert_string_equal(plan.suite_text,
	    "build: make {seed} {size}\n"
	    "benchmarks: [{name: a, command: x, params: {size: [1]}}]");
	plan_release(&plan);
}

static void
matching_overrides_apply_in_order(void **state)
{
	struct plan plan;
	const struct plan_case *c =
	    plan_made("benchmarks:\n"
		      "- name: a\n"
		      "  command: x\n"
		      "  params: {n: [1, 2]}\n"
		      "  launches: 5\n"
		      "  env: {A: 1, B: 2}\n"
		      "  overrides:\n"
		      "  - {when: {n: [1, 2]}, launches: 6}\n"
		      "  - {when: {n: 2}, launches: 7, command: \"y{n}\", env: "
		      "{B: 3}}\n",
		NULL, &plan);

	(void)state;
	assert_int_equal(c[0].stopping.launches, 6);
	assert_string_equal(c[0].command.argv[2], "x");
	assert_string_equal(c[0].env[1].value, "2");
	assert_int_equal(c[1].stopping.launches, 7);
	assert_string_equal(c[1].command.argv[2], "y2");
	assert_int_equal(c[1].env_count, 2);
	assert_string_equal(c[1].env[1].value, "3");
	plan_release(&plan);
}

static void
two_cases_with_one_id_name_both_places(void **state)
{
	struct suite suite;
	struct plan plan;
	struct plan_options options = {0};
	struct err err;

	(void)state;
	assert_accepted("benchmarks:\n"
			"- {name: b, group: a, command: x}\n"
			"- {name: a/b, command: x}\n",
	    &suite);
	assert_int_equal(plan_from_suite(&plan, &suite, &options, &err), -1);
	assert_non_null(strstr(
	    err.text, ":3:3: the case \"a/b\" is there twice; the other is "));
	assert_true(strcmp(err.text + strlen(err.text) - 4, ":2:3") == 0);
	plan_release(&plan);
	suite_release(&suite);
	assert_no_plan("benchmarks: [{name: a, command: x, "
		       "zip: {p: [1, 1], q: [2, 2]}}]",
	    &options,
	    "1:14: the case \"a/p=1,q=2\" comes out of these parameters "
	    "twice");
	assert_no_plan("benchmarks: [{name: a, command: x, "
		       "params: {p: [1], exclude: [{p: 1}]}}]",
	    &options, "1:14: exclude leaves no case of this benchmark");
}

static void
the_record_says_what_is_measured_and_judged(void **state)
{
	struct plan plan;
	const struct record_case *r;

	(void)state;
	r = &plan_made("benchmarks:\n"
		       "- {name: a, command: x, budget: {max_rss: 5MB, "
		       "success_rate: 95%, time.p95: 1s}, params: {n: [1]},\n"
		       "   overrides: [{when: {n: 1}, budget: {user_time: "
		       "1s}}]}\n"
		       "claims: [{name: c, case: a/n=1, metric: page_faults, "
		       "by: 2x}]",
	    NULL, &plan)
		 ->record;
	assert_int_equal(r->status, CASE_STATUS_PLANNED);
	assert_int_equal(r->metric_count, 7);
	assert_string_equal(r->metrics[0].name, "time");
	assert_true(r->metrics[0].is_per_iteration);
	assert_false(r->metrics[3].is_per_iteration);
	assert_string_equal(r->metrics[3].unit, "B");
	assert_int_equal(r->judged_count, 5);
	assert_string_equal(r->judged[0], "time");
	assert_string_equal(r->judged[1], "max_rss");
	assert_string_equal(r->judged[2], "success_rate");
	assert_string_equal(r->judged[3], "user_time");
	assert_string_equal(r->judged[4], "page_faults");
	assert_string_equal(r->cwd, ".");
	plan_release(&plan);
}

static void
only_collected_metrics_are_in_the_record(void **state)
{
	static const char *const wanted[] = {"max_rss"};
	static const char *const slip[] = {"max_rs"};
	static const char *const demand[] = {"cycles"};
	static const char *const derived[] = {"efficiency"};
	static const char suite[] =
	    "benchmarks: [{name: a, command: x, metrics: [time, max_rss]}]";
	struct plan_options options = {.collect = wanted, .collect_count = 1};
	struct plan plan;
	const struct plan_case *c = plan_made(suite, &options, &plan);

	(void)state;
	assert_int_equal(c->record.metric_count, 1);
	assert_string_equal(c->record.metrics[0].name, "max_rss");
	assert_int_equal(c->record.judged_count, 1);
	assert_string_equal(c->record.judged[0], "max_rss");
	plan_release(&plan);
	options.collect = slip;
	assert_no_plan(suite, &options,
	    "--collect: unknown metric \"max_rs\", did you mean \"max_rss\"?");
	options.collect = derived;
	assert_no_plan(suite, &options,
	    "--collect: efficiency follows from throughput; collect that");
	options.collect = demand;
	c = plan_made(suite, &options, &plan);
	assert_int_equal(c->record.metric_count, 1);
	assert_string_equal(c->record.metrics[0].name, "cycles");
	assert_int_equal(c->extras, 1u << LAUNCH_CYCLES);
	plan_release(&plan);
}

static const char three[] = "benchmarks:\n"
			    "- {name: search, command: x, tags: [fast, web]}\n"
			    "- {name: index, command: x, tags: [slow]}\n"
			    "- {name: seek, command: x}\n";

static void
filter_and_tags_choose_cases(void **state)
{
	static const char *const tags[] = {"slow", "web"};
	struct plan_options options = {.filter = "^se"};
	struct plan plan;

	(void)state;
	plan_made(three, &options, &plan);
	assert_int_equal(plan.case_count, 2);
	plan_release(&plan);
	options = (struct plan_options){.tags = tags, .tag_count = 2};
	plan_made(three, &options, &plan);
	assert_int_equal(plan.case_count, 2);
	assert_string_equal(plan.cases[1].record.id, "index");
	plan_release(&plan);
}

static void
a_filter_that_matches_nothing_is_named(void **state)
{
	static const char *const tags[] = {"slwo"};
	struct plan_options options = {.filter = "serach"};

	(void)state;
	assert_no_plan(three, &options,
	    "no case matches \"serach\" (did you mean \"search\"?); "
	    "\"perfolio list\" shows all 3");
	options = (struct plan_options){.tags = tags, .tag_count = 1};
	assert_no_plan(three, &options,
	    "no case has the tag \"slwo\" (did you mean \"slow\"?); "
	    "\"perfolio list\" shows all 3");
	options = (struct plan_options){.filter = "("};
	assert_no_plan(three, &options,
	    "filter: pattern \"(\", character 2: missing closing "
	    "parenthesis");
}

static void
the_command_line_stands_over_the_suite(void **state)
{
	struct plan_options options = {
	    .has_launches = true, .launches = 5, .has_warmup = true};
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks: [{name: a, command: x, launches: 3, warmup: 2}]",
	    &options, &plan);

	(void)state;
	assert_int_equal(c->stopping.launches, 5);
	assert_int_equal(c->warmup, 0);
	plan_release(&plan);
	options.launches = 0;
	assert_no_plan(three, &options, "--launches must be at least 1, not 0");
}

static void
commands_are_named_after_their_text(void **state)
{
	const char *const list[] = {"ls", "-l", "a b"};
	const char *const shell[] = {"sh", "-c", "sleep 1\n"};
	const char *const hostile[] = {"x\xff{seed}"};
	const struct command commands[] = {
	    {list, 3}, {shell, 3}, {list, 3}, {hostile, 1}, {list, 3}};
	struct plan_options options = {0};
	struct plan plan;
	struct err err;

	(void)state;
	assert_int_equal(
	    plan_from_commands(&plan, commands, 5, "/tmp", &options, &err), 0);
	assert_int_equal(plan.case_count, 5);
	assert_string_equal(plan.cases[0].record.id, "ls -l a b");
	assert_string_equal(plan.cases[1].record.id, "sleep 1%0A");
	assert_string_equal(plan.cases[2].record.benchmark, "ls -l a b #2");
	assert_string_equal(plan.cases[3].record.id, "x\xEF\xBF\xBD{seed}");
	assert_string_equal(plan.cases[3].command.argv[0], "x\xff{seed}");
	assert_string_equal(
	    plan.cases[3].record.command[0], "x\xEF\xBF\xBD{seed}");
	assert_string_equal(plan.cases[4].record.id, "ls -l a b #3");
	assert_string_equal(plan.cases[0].cwd, "/tmp");
	assert_int_equal(plan.cases[0].stopping.launches, 0);
	assert_int_equal(plan.cases[0].stopping.max_launches, 100);
	assert_null(plan.cases[0].record.group);
	assert_null(plan.policy);
	assert_null(plan.suite_text);
	plan_release(&plan);
}

static void
an_empty_command_is_refused(void **state)
{
	const char *const empty[] = {""};
	const char *const shell[] = {"sh", "-c", ""};
	const struct command commands[] = {{empty, 1}, {shell, 3}};
	struct plan_options options = {0};
	struct plan plan;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		assert_int_equal(plan_from_commands(&plan, &commands[i], 1, "/",
				     &options, &err),
		    -1);
		assert_string_equal(err.text, "the command is empty");
		plan_release(&plan);
	}
}

static void
a_round_is_a_shuffle_of_all_blocks(void **state)
{
	enum { COUNT = 40 };
	struct plan_case cases[COUNT] = {0};
	struct plan plan = {.cases = cases, .case_count = COUNT, .seed = 3};
	size_t first[COUNT], again[COUNT], other[COUNT], i;
	bool is_there[COUNT] = {false};

	(void)state;
	for (i = 0; i < COUNT; i++) {
		cases[i].block_first = i;
		cases[i].block_count = 1;
	}
	plan_round(&plan, 1, first);
	for (i = 0; i < COUNT; i++)
		is_there[first[i]] = true;
	for (i = 0; i < COUNT; i++)
		assert_true(is_there[i]);
	plan_round(&plan, 2, other);
	assert_memory_not_equal(first, other, sizeof first);
	/* A round does not depend on those before it. */
	plan_round(&plan, 1, again);
	assert_memory_equal(first, again, sizeof first);
	plan.seed = 4;
	plan_round(&plan, 1, other);
	assert_memory_not_equal(first, other, sizeof first);
}

static void
a_block_goes_forwards_in_odd_rounds_and_backwards_in_even_ones(void **state)
{
	struct plan_case cases[5] = {0};
	struct plan plan = {.cases = cases, .case_count = 5, .seed = 3};
	size_t order[5], round, at, i;

	(void)state;
	for (i = 0; i < 5; i++) {
		cases[i].block_first = i < 3 ? 0 : 3;
		cases[i].block_count = i < 3 ? 3 : 2;
	}
	for (round = 1; round <= 6; round++) {
		plan_round(&plan, round, order);
		for (at = 0; order[at] != 1; at++)
			;
		assert_int_equal(order[at - 1], round % 2 == 1 ? 0 : 2);
		assert_int_equal(order[at + 1], round % 2 == 1 ? 2 : 0);
	}
}

static void
twenty_thousand_cases_expand_and_a_million_is_the_end(void **state)
{
	struct buf text = {0};
	struct plan plan;
	int i;

	(void)state;
	buf_add_string(&text, "benchmarks:\n- {name: a, command: x, params: "
			      "{n: [");
	for (i = 0; i < 1000; i++)
		buf_addf(&text, "%d,", i);
	buf_add_string(&text, "], m: [");
	for (i = 0; i < 20; i++)
		buf_addf(&text, "%d,", i);
	buf_add_string(&text, "]}}\n");
	plan_made(text.text, NULL, &plan);
	assert_int_equal(plan.case_count, 20000);
	plan_release(&plan);
	text.length -= 3;
	buf_add_string(&text, ", k: [");
	for (i = 0; i < 51; i++)
		buf_addf(&text, "%d,", i);
	buf_add_string(&text, "]}}\n");
	assert_refused(
	    text.text, "2:33: these parameters make more than 1000000 cases");
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_id_has_its_keys_in_byte_order_and_escapes),
	    cmocka_unit_test(parameters_multiply_zips_pair_and_excludes_drop),
	    cmocka_unit_test(zip_and_exclude_may_stand_beside_params),
	    cmocka_unit_test(placeholders_are_filled_and_other_braces_left),
	    cmocka_unit_test(a_suite_command_gets_the_seed_alone),
	    cmocka_unit_test(matching_overrides_apply_in_order),
	    cmocka_unit_test(two_cases_with_one_id_name_both_places),
	    cmocka_unit_test(the_record_says_what_is_measured_and_judged),
	    cmocka_unit_test(only_collected_metrics_are_in_the_record),
	    cmocka_unit_test(filter_and_tags_choose_cases),
	    cmocka_unit_test(a_filter_that_matches_nothing_is_named),
	    cmocka_unit_test(the_command_line_stands_over_the_suite),
	    cmocka_unit_test(commands_are_named_after_their_text),
	    cmocka_unit_test(an_empty_command_is_refused),
	    cmocka_unit_test(a_round_is_a_shuffle_of_all_blocks),
	    cmocka_unit_test(
		a_block_goes_forwards_in_odd_rounds_and_backwards_in_even_ones),
	    cmocka_unit_test(
		twenty_thousand_cases_expand_and_a_million_is_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
