#include <stdlib.h>

#include "tests/unit/suite_file.h"

static void
an_unknown_key_is_refused_with_a_suggestion(void **state)
{
	(void)state;
	assert_refused("benchmarks:\n  - name: a\n    comand: x\n",
	    "3:5: unknown key \"comand\", did you mean \"command\"?");
	assert_refused("benchmark: []\n",
	    "1:1: unknown key \"benchmark\", did you mean \"benchmarks\"?");
	assert_refused("release: {produkt: x}\n",
	    "1:11: unknown key \"produkt\", did you mean \"product\"?");
	assert_refused("release: {zzzzzz: x}\n",
	    "1:11: unknown key \"zzzzzz\"; known: product, version, previous");
}

static void
a_key_that_is_not_built_yet_says_so(void **state)
{
	(void)state;
	assert_refused("benchmarks: [{name: a, harness: ./x}]",
	    "1:24: \"harness\" is not supported yet");
	assert_refused("benchmarks: [{name: a, import: {}}]",
	    "1:24: \"import\" is not supported yet");
}

static void
a_wrong_type_is_named_with_the_right_one(void **state)
{
	(void)state;
	assert_key_refused("tags: t", "3:7: tags must be a list, not a text");
	assert_key_refused("cwd: [a]", "3:6: cwd must be a text, not a list");
	assert_key_refused("env: [a]", "3:6: env must be a map, not a list");
	assert_key_refused(
	    "env: {A: [a]}", "3:10: env must be a text, not a list");
	assert_key_refused("setup: {a: b}",
	    "3:8: setup must be a text for the shell or a list of words, not "
	    "a map");
	assert_key_refused(
	    "launches: [1]", "3:11: launches must be a text, not a list");
	assert_refused("benchmarks:\n",
	    "1:12: benchmarks must be a list; nothing is here");
	assert_refused("- a\n", "1:1: a suite must be a map, not a list");
	assert_refused(
	    "benchmarks: [a]", "1:14: a benchmark must be a map, not a text");
}

static void
an_impossible_number_is_refused(void **state)
{
	(void)state;
	assert_key_refused(
	    "launches: 0", "3:11: launches must be at least 1, not 0");
	assert_key_refused("launches: 010",
	    "3:11: launches must be a whole number like 10, or adaptive, not "
	    "\"010\"");
	assert_key_refused("launches: -1",
	    "3:11: launches must be a whole number like 10, or adaptive, not "
	    "\"-1\"");
	assert_key_refused("launches: 5 times",
	    "3:11: launches must be a whole number like 10, or adaptive, not "
	    "\"5 times\"");
	assert_key_refused(
	    "launches: 2000000000", "3:11: 2000000000 is more than 1000000000");
	assert_key_refused("timeout: 0s",
	    "3:10: timeout must be more than 0 and at most 31 years, not "
	    "\"0s\"");
	assert_key_refused("timeout: 30",
	    "3:10: timeout must be a duration like 30s or 500ms, not \"30\"");
	assert_key_refused("timeout: 5MB",
	    "3:10: timeout must be a duration like 30s or 500ms, not "
	    "\"5MB\"");
	assert_key_refused("allow_failure: yes",
	    "3:16: unknown allow_failure \"yes\"; known: false, true");
	assert_key_refused(
	    "cpus: 3-2", "3:7: cpus must be like 2-3,5, not \"3-2\"");
	assert_key_refused(
	    "cpus: \"2,\"", "3:7: cpus must be like 2-3,5, not \"2,\"");
	assert_key_refused("cpus: \"2,1-3\"", "3:7: cpus has 2 twice");
	assert_key_refused("success: {exit: 256}",
	    "3:17: \"256\" is no exit status; they are 0 to 255");
	assert_key_refused("success: {exit: []}",
	    "3:17: exit has no status; without one no launch succeeds");
}

static void
a_key_that_is_there_twice_is_refused(void **state)
{
	(void)state;
	assert_key_refused("cwd: a,\ncwd: b",
	    "4:1: the key \"cwd\" is there twice; the first is in line 3");
	assert_key_refused("env: {A: 1, A: 2}",
	    "3:13: the key \"A\" is there twice; the first is in line 3");
}

static void
an_empty_text_is_refused_where_one_is_needed(void **state)
{
	(void)state;
	assert_key_refused("cwd: \"\"", "3:6: cwd is empty");
	assert_key_refused("setup: []", "3:8: setup is empty");
	assert_key_refused("setup: [\"\", a]", "3:8: setup is empty");
	assert_key_refused("env: {\"A=B\": 1}",
	    "3:7: \"A=B\" cannot be the name of a variable");
}

static void
a_file_must_hold_one_document(void **state)
{
	(void)state;
	assert_refused("",
	    "1:1: the file is empty; \"benchmarks:\" is the least it needs");
	assert_refused("# nothing\n",
	    "1:1: the file is empty; \"benchmarks:\" is the least it needs");
	assert_refused("benchmarks: [{name: a, command: x}]\n---\na: b\n",
	    "2:1: a second YAML document begins here; a suite is one");
	assert_refused("benchmarks: [{name: a, command: x",
	    "2:1: did not find expected ',' or '}' (while parsing a flow "
	    "mapping)");
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
	struct suite suite;
	struct err err;

	(void)state;
	assert_refused("suite: x\nbenchmarks: [{name: \"a\xff\"}]",
	    "2:23: invalid leading UTF-8 octet");
	assert_refused("suite: \"a\\0b\"\n",
	    "1:8: the text holds a NUL character; take it out");
	assert_int_equal(suite_of_bytes("suite: a\0b", 10, &suite, &err), -1);
	assert_string_equal(
	    err.text, "1:9: control characters are not allowed");
	suite_release(&suite);
}

static void
an_alias_is_the_same_as_writing_it_again(void **state)
{
	struct suite suite;

	(void)state;
	assert_accepted("defaults: {env: &e {A: \"1\"}}\n"
			"benchmarks:\n"
			"- {name: a, command: &c [x, y], env: *e}\n"
			"- {name: b, command: *c}\n",
	    &suite);
	assert_string_equal(
	    suite.benchmarks.items[1].settings.command.argv[1], "y");
	suite_release(&suite);
}

static void
an_alias_within_itself_is_refused(void **state)
{
	(void)state;
	assert_refused("benchmarks: &a\n- *a\n",
	    "1:13: the anchor here is used within itself");
	assert_refused("suite: &a {b: {c: *a}}\n",
	    "1:8: the anchor here is used within itself");
}

static void
aliases_cannot_explode(void **state)
{
	char text[8192];
	size_t length, level, i;

	(void)state;
	length = (size_t)snprintf(text, sizeof text, "l0: &l0 x\n");
	for (level = 1; level <= 20; level++) {
		length += (size_t)snprintf(text + length, sizeof text - length,
		    "l%zu: &l%zu [", level, level);
		for (i = 0; i < 10; i++)
			length += (size_t)snprintf(text + length,
			    sizeof text - length, "*l%zu,", level - 1);
		length += (size_t)snprintf(
		    text + length, sizeof text - length, "]\n");
	}
	assert_refused(text,
	    "7:5: the aliases in here stand for more than a million values; "
	    "write fewer");
}

static void
deep_nesting_is_refused_in_no_time(void **state)
{
	enum { DEPTH = 200000 };
	char *text = malloc(DEPTH + 1);

	(void)state;
	memset(text, '[', DEPTH);
	text[DEPTH] = '\0';
	assert_refused(text, "1:65: nested too deep; a suite never needs it");
	free(text);
}

static void
control_characters_in_a_message_are_visible(void **state)
{
	(void)state;
	assert_refused("\"a\\e[31m\": b\n",
	    "1:1: unknown key \"a\\x1B[31m\" in a suite; "
	    "docs/suite.schema.json lists them");
}

static void
a_file_that_cannot_be_read_is_named(void **state)
{
	struct suite suite;
	struct err err;

	(void)state;
	assert_int_equal(suite_read("/nowhere/s.yaml", &suite, &err), -1);
	assert_string_equal(
	    err.text, "/nowhere/s.yaml: No such file or directory");
	suite_release(&suite);
	assert_int_equal(suite_read("/tmp", &suite, &err), -1);
	assert_string_equal(err.text, "/tmp: is a directory; name a file");
	suite_release(&suite);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_unknown_key_is_refused_with_a_suggestion),
	    cmocka_unit_test(a_key_that_is_not_built_yet_says_so),
	    cmocka_unit_test(a_wrong_type_is_named_with_the_right_one),
	    cmocka_unit_test(an_impossible_number_is_refused),
	    cmocka_unit_test(a_key_that_is_there_twice_is_refused),
	    cmocka_unit_test(an_empty_text_is_refused_where_one_is_needed),
	    cmocka_unit_test(a_file_must_hold_one_document),
	    cmocka_unit_test(bytes_that_are_no_text_are_refused),
	    cmocka_unit_test(an_alias_is_the_same_as_writing_it_again),
	    cmocka_unit_test(an_alias_within_itself_is_refused),
	    cmocka_unit_test(aliases_cannot_explode),
	    cmocka_unit_test(deep_nesting_is_refused_in_no_time),
	    cmocka_unit_test(control_characters_in_a_message_are_visible),
	    cmocka_unit_test(a_file_that_cannot_be_read_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
