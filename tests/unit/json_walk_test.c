#include "collector/json_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "tests/unit/test.h"

/* What walking says of a text: "a=[1,2] b=3", or the error. */
static char *
walked(const char *text, char open)
{
	char *copy = xstrdup(text), *after;
	struct json_span whole, key = {NULL, 0}, value;
	struct json_walk walk;
	struct err err = {{0}};
	struct buf out = {0};
	int found = -1;

	if (json_walk_whole(copy, &whole, &after, &err) == 0 &&
	    json_walk_begin(&walk, whole, open, "it", &err) == 0)
		while (
		    (found = json_walk_next(&walk, &key, &value, &err)) > 0) {
			if (open == '{')
				buf_addf(
				    &out, "%.*s=", (int)key.length, key.text);
			buf_addf(&out, "%.*s ", (int)value.length, value.text);
		}
	if (found < 0)
		buf_addf(&out, "! %s", err.text);
	free(copy);
	buf_add_string(&out, "");
	return buf_detach(&out);
}

static void
expect_walk(const char *text, char open, const char *wanted)
{
	char *got = walked(text, open);

	if (strncmp(got, wanted, strlen(wanted)) != 0 ||
	    (wanted[0] == '\0' && got[0] != '\0'))
		fail_msg("%s: got %s, not %s", text, got, wanted);
	free(got);
}

static void
members_and_elements_come_one_by_one(void **state)
{
	(void)state;
	expect_walk("{}", '{', "");
	expect_walk(" [ ] ", '[', "");
	expect_walk("[1, \"a,]\" ,{\"b\":[2]},null]", '[',
	    "1 \"a,]\" {\"b\":[2]} null ");
	expect_walk("{\"a\\\"\" : [1,{}] , \"b\":\"}\\\\\"}", '{',
	    "\"a\\\"\"=[1,{}] \"b\"=\"}\\\\\" ");
}

static void
what_is_no_json_is_an_error(void **state)
{
	static const char *const bad[] = {"{\"a\"}", "{\"a\":}", "{a:1}",
	    "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{,}", "x"};
	static const char *const lists[] = {"[,]", "[1,]", "[1 2]", "[1}"};
	char *got;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		got = walked(bad[i], '{');
		if (strchr(got, '!') == NULL)
			fail_msg("%s is taken: %s", bad[i], got);
		free(got);
	}
	for (i = 0; i < sizeof lists / sizeof *lists; i++) {
		got = walked(lists[i], '[');
		if (strchr(got, '!') == NULL)
			fail_msg("%s is taken: %s", lists[i], got);
		free(got);
	}
	expect_walk("{\"a\":1", '{', "! is cut short");
	expect_walk("{\"a", '{', "! is cut short");
	expect_walk("", '{', "! holds no JSON");
	expect_walk("[1]", '{', "! it must be an object");
}

static void
cut_text_gives_what_is_whole_in_it(void **state)
{
	char text[] = "{\"n\":1,\"list\":[{\"a\":1},{\"b\":[2,";
	struct json_span key, value, unused;
	struct json_walk outer, inner;
	struct err err = {{0}};
	cJSON *tree;
	char *after;

	(void)state;
	assert_int_equal(json_walk_begin(&outer, json_walk_cut(text, &after),
			     '{', "it", &err),
	    0);
	assert_int_equal(json_walk_next(&outer, &key, &value, &err), 1);
	assert_int_equal(json_walk_next(&outer, &key, &value, &err), 1);
	assert_true(json_span_is(key, "list"));
	assert_int_equal(json_walk_begin(&inner, value, '[', "it", &err), 0);
	assert_int_equal(json_walk_next(&inner, &unused, &value, &err), 1);
	tree = json_span_parse(value, &err);
	assert_non_null(tree);
	cJSON_Delete(tree);
	assert_int_equal(json_walk_next(&inner, &unused, &value, &err), 1);
	assert_null(json_span_parse(value, &err));
	assert_int_equal(json_walk_next(&inner, &unused, &value, &err), -1);
	assert_non_null(strstr(err.text, "cut short"));
	assert_int_equal(json_walk_next(&outer, &key, &value, &err), -1);
}

static void
numbers_that_json_lacks_become_strings_of_the_same_length(void **state)
{
	char text[] = "[NaN,-Infinity,-NaN,Infinity,\"NaN \\\"Infinity\",-1,N]";
	char wanted[] =
	    "[\"N\",\"-Infini\",\"-N\",\"Infini\",\"NaN \\\"Infinity\",-1,N]";
	char cut[] = "[NaN,\"NaN", *nothing = xstrdup("");

	(void)state;
	json_walk_mend(text);
	assert_string_equal(text, wanted);
	json_walk_mend(cut);
	assert_string_equal(cut, "[\"N\",\"NaN");
	json_walk_mend(nothing);
	free(nothing);
}

/* Any cut and any changed byte: an error at worst. */
static void
hostile_text_never_reads_beyond_its_end(void **state)
{
	static const char seed[] =
	    "{\"a\\\"\":[1,\"x\",{\"b\":null}],\"c\":{}}";
	static const char marks[] = "{}[]\",:\\ x";
	size_t length = sizeof seed - 1, i, j;
	char *text, *got;

	(void)state;
	for (i = 0; i <= length; i++) {
		text = xstrdup(seed);
		text[i] = '\0';
		free(walked(text, '{'));
		free(text);
	}
	for (i = 0; i < length; i++)
		for (j = 0; j < sizeof marks - 1; j++) {
			text = xstrdup(seed);
			text[i] = marks[j];
			got = walked(text, '{');
			assert_non_null(got);
			free(got);
			free(text);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(members_and_elements_come_one_by_one),
	    cmocka_unit_test(what_is_no_json_is_an_error),
	    cmocka_unit_test(cut_text_gives_what_is_whole_in_it),
	    cmocka_unit_test(
		numbers_that_json_lacks_become_strings_of_the_same_length),
	    cmocka_unit_test(hostile_text_never_reads_beyond_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
