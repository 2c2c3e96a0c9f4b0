/* Cases that are compared with one another. */
#include "tests/unit/plan_file.h"

/* "a b | c": ids in order, blocks apart. */
static const char *
layout(const struct plan *plan)
{
	static char text[2000];
	const struct plan_case *c;
	size_t i, at = 0;

	text[0] = '\0';
	for (i = 0; i < plan->case_count; i++) {
		c = &plan->cases[i];
		if (i > 0)
			at += (size_t)snprintf(text + at, sizeof text - at,
			    "%s", c->block_first == i ? " | " : " ");
		at += (size_t)snprintf(
		    text + at, sizeof text - at, "%s", c->record.id);
	}
	return text;
}

/* Blocks are whole, and what a case is compared with is in its block. */
static void
assert_sound(const struct plan *plan)
{
	const struct plan_case *c, *first;
	size_t i;

	for (i = 0; i < plan->case_count; i++) {
		c = &plan->cases[i];
		first = &plan->cases[c->block_first];
		assert_true(c->block_first <= i);
		assert_true(i < c->block_first + c->block_count);
		assert_int_equal(first->block_first, c->block_first);
		assert_int_equal(first->block_count, c->block_count);
		assert_int_equal(
		    plan->cases[c->reference].block_first, c->block_first);
		assert_int_equal(
		    plan->cases[c->base].block_first, c->block_first);
		if (c->reference != i)
			assert_string_equal(c->record.reference,
			    plan->cases[c->reference].record.id);
	}
}

static void
variants_lay_their_keys_over_the_benchmark(void **state)
{
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks:\n- name: a\n  env: {A: 1, B: 2}\n"
	    "  params: {n: [1, 2]}\n  cwd: d\n"
	    "  variants:\n"
	    "    old: {command: [o, \"{n}\", \"{variant}\"], env: {B: 3}}\n"
	    "    new: {command: p, cwd: e}\n"
	    "  overrides: [{when: {variant: new, n: 2}, command: q}]\n",
	    NULL, &plan);

	(void)state;
	assert_string_equal(layout(&plan),
	    "a/n=1,variant=old a/n=1,variant=new | a/n=2,variant=old "
	    "a/n=2,variant=new");
	assert_sound(&plan);
	assert_int_equal(c[1].reference, 0);
	assert_int_equal(c[3].reference, 2);
	assert_string_equal(c[0].command.argv[1], "1");
	assert_string_equal(c[0].command.argv[2], "old");
	assert_string_equal(c[0].env[1].value, "3");
	assert_string_equal(c[1].env[1].value, "2");
	assert_string_equal(strrchr(c[0].cwd, '/'), "/d");
	assert_string_equal(strrchr(c[1].cwd, '/'), "/e");
	assert_string_equal(c[1].command.argv[2], "p");
	assert_string_equal(c[3].command.argv[2], "q");
	plan_release(&plan);
}

static void
a_reference_may_be_any_variant(void **state)
{
	struct plan plan;
	const struct plan_case *c =
	    plan_made("benchmarks: [{name: a, reference: y, variants: {x: "
		      "{command: x}, y: {command: y}, z: {command: z}}}]",
		NULL, &plan);

	(void)state;
	assert_sound(&plan);
	assert_int_equal(c[0].reference, 1);
	assert_int_equal(c[1].reference, 1);
	assert_int_equal(c[2].reference, 1);
	assert_int_equal(c[2].block_count, 3);
	plan_release(&plan);
}

static void
a_reference_over_parameters_brings_its_cases_together(void **state)
{
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks:\n- {name: first, command: x}\n"
	    "- {name: a, command: x, params: {level: [low, none], k: [1, 2]}, "
	    "reference: {level: none}}\n- {name: last, command: x}",
	    NULL, &plan);

	(void)state;
	assert_string_equal(layout(&plan),
	    "first | a/k=1,level=low a/k=1,level=none | a/k=2,level=low "
	    "a/k=2,level=none | last");
	assert_sound(&plan);
	assert_int_equal(c[1].reference, 2);
	assert_int_equal(c[2].reference, 2);
	assert_int_equal(c[3].reference, 4);
	assert_int_equal(c[5].reference, 5);
	plan_release(&plan);
}

static void
a_reference_over_two_parameters_replaces_both(void **state)
{
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks: [{name: a, command: x, params: {p: [1, 2], q: [1, "
	    "2]}, concurrency: [1, 2], reference: {p: 2, concurrency: 1}}]",
	    NULL, &plan);
	size_t i;

	(void)state;
	assert_sound(&plan);
	assert_int_equal(plan.case_count, 8);
	for (i = 0; i < 8; i++)
		assert_string_equal(plan.cases[c[i].reference].record.id,
		    strstr(c[i].record.id, "q=1") != NULL
			? "a/concurrency=1,p=2,q=1"
			: "a/concurrency=1,p=2,q=2");
	assert_int_equal(c[0].block_count, 4);
	plan_release(&plan);
}

static void
a_reference_that_was_left_out_is_still_named(void **state)
{
	struct plan_options options = {.filter = "low|high"};
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks: [{name: a, command: x, params: {level: [none, low, "
	    "high], k: [1, 2], exclude: [{level: none, k: 1}]}, reference: "
	    "{level: none}}]",
	    NULL, &plan);

	(void)state;
	assert_string_equal(layout(&plan),
	    "a/k=2,level=none a/k=2,level=low a/k=2,level=high | "
	    "a/k=1,level=low | a/k=1,level=high");
	assert_sound(&plan);
	assert_int_equal(c[3].reference, 3);
	assert_string_equal(c[3].record.reference, "a/k=1,level=none");
	assert_null(c[0].record.reference);
	plan_release(&plan);
	plan_made("benchmarks: [{name: a, command: x, params: {level: [none, "
		  "low, high]}, reference: {level: none}}]",
	    &options, &plan);
	assert_string_equal(layout(&plan), "a/level=low | a/level=high");
	assert_string_equal(plan.cases[1].record.reference, "a/level=none");
	assert_sound(&plan);
	plan_release(&plan);
}

static void
several_commands_are_compared_with_the_first(void **state)
{
	const char *const x[] = {"x"}, *const y[] = {"y"};
	const struct command commands[] = {{x, 1}, {y, 1}, {x, 1}};
	struct plan_options options = {0};
	struct plan plan;
	struct err err;

	(void)state;
	assert_int_equal(
	    plan_from_commands(&plan, commands, 3, "/", &options, &err), 0);
	assert_string_equal(layout(&plan), "x y x #2");
	assert_sound(&plan);
	assert_int_equal(plan.cases[0].reference, 0);
	assert_int_equal(plan.cases[2].reference, 0);
	assert_string_equal(plan.cases[1].record.reference, "x");
	plan_release(&plan);
}

static void
concurrency_and_start_are_parameters(void **state)
{
	struct plan plan;
	const struct plan_case *c = plan_made(
	    "benchmarks: [{name: a, command: \"x {concurrency}\", concurrency: "
	    "[1, 4], start: [cold, warm], cold_files: [\"f-{start}\"], "
	    "params: {n: [7]}}]",
	    NULL, &plan);

	(void)state;
	assert_string_equal(layout(&plan),
	    "a/concurrency=1,n=7,start=cold | a/concurrency=4,n=7,start=cold | "
	    "a/concurrency=1,n=7,start=warm | a/concurrency=4,n=7,start=warm");
	assert_int_equal(c[0].copies, 1);
	assert_int_equal(c[1].copies, 4);
	assert_int_equal(c[1].start, START_COLD);
	assert_int_equal(c[3].start, START_WARM);
	assert_string_equal(c[3].command.argv[2], "x 4");
	assert_int_equal(c[3].cold_file_count, 1);
	assert_string_equal(strrchr(c[3].cold_files[0], '/'), "/f-warm");
	assert_true(c[3].cold_files[0][0] == '/');
	plan_release(&plan);
	c = plan_made("benchmarks: [{name: a, command: x}]", NULL, &plan);
	assert_int_equal(c->copies, 1);
	assert_int_equal(c->start, START_AS_IS);
	plan_release(&plan);
}

static void
a_start_without_files_is_refused(void **state)
{
	(void)state;
	assert_no_plan("benchmarks: [{name: a, command: x, start: cold}]", NULL,
	    "1:43: start: cold needs \"cold_files\", the files whose page "
	    "cache is dropped before a launch");
	assert_no_plan("benchmarks: [{name: a, command: x, start: [warm]}]",
	    NULL,
	    "1:43: start: warm needs \"cold_files\", the files whose page "
	    "cache is filled before a launch");
}

static void
outputs_of_copies_are_not_looked_into(void **state)
{
	struct plan plan;

	(void)state;
	assert_no_plan("benchmarks: [{name: a, command: x, concurrency: [1, 2],"
		       " extract: [{metric: h, unit: \"1\", count: x}]}]",
	    NULL,
	    "1:67: extract and a concurrency above 1 do not go together: the "
	    "outputs of the copies mix");
	assert_no_plan("benchmarks: [{name: a, command: x, concurrency: 2, "
		       "success: {stdout: x}}]",
	    NULL,
	    "1:70: success by stdout and a concurrency above 1 do not go "
	    "together: the outputs of the copies mix");
	assert_no_plan("benchmarks: [{name: a, command: x, concurrency: 2, "
		       "success: {same_output: true}}]",
	    NULL,
	    "1:75: same_output and a concurrency above 1 do not go together: "
	    "the outputs of the copies mix");
	plan_made("benchmarks: [{name: a, command: x, concurrency: 1, "
		  "success: {stdout: x}}]",
	    NULL, &plan);
	plan_release(&plan);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(variants_lay_their_keys_over_the_benchmark),
	    cmocka_unit_test(a_reference_may_be_any_variant),
	    cmocka_unit_test(
		a_reference_over_parameters_brings_its_cases_together),
	    cmocka_unit_test(a_reference_over_two_parameters_replaces_both),
	    cmocka_unit_test(a_reference_that_was_left_out_is_still_named),
	    cmocka_unit_test(several_commands_are_compared_with_the_first),
	    cmocka_unit_test(concurrency_and_start_are_parameters),
	    cmocka_unit_test(a_start_without_files_is_refused),
	    cmocka_unit_test(outputs_of_copies_are_not_looked_into),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
