#include "base/regex.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/xalloc.h"
#include "tests/unit/test.h"

static struct regex *
compiled(const char *pattern)
{
	struct err err = {{0}};
	struct regex *regex = regex_new(pattern, &err);

	if (regex == NULL)
		fail_msg("%s", err.text);
	return regex;
}

/* All matches in brackets. */
static void
assert_matches_bytes(
    const char *pattern, const char *text, size_t length, const char *wanted)
{
	struct regex *regex = compiled(pattern);
	struct regex_walk walk;
	struct regex_span span;
	struct buf got = {0};
	struct err err;
	int more;

	regex_walk_init(&walk, regex, text, length);
	while ((more = regex_walk_next(&walk, &err)) > 0) {
		assert_true(regex_walk_group(&walk, 0, &span));
		buf_add_char(&got, '[');
		buf_add(&got, span.text, span.length);
		buf_add_char(&got, ']');
	}
	assert_int_equal(more, 0);
	assert_string_equal(buf_text(&got), wanted);
	buf_release(&got);
	regex_walk_release(&walk);
	regex_free(regex);
}

static void
assert_matches(const char *pattern, const char *text, const char *wanted)
{
	assert_matches_bytes(pattern, text, strlen(text), wanted);
}

static int
search(const char *pattern, const char *text, size_t length, struct err *err)
{
	struct regex *regex = compiled(pattern);
	int found = regex_search(regex, text, length, err);

	regex_free(regex);
	return found;
}

static void
every_match_is_found_once(void **state)
{
	(void)state;
	assert_matches("\\d+", "a1 b22 c333", "[1][22][333]");
	assert_matches("aa", "aaaaa", "[aa][aa]");
	assert_matches("x", "", "");
	assert_matches("x", "aaa", "");
	assert_matches("(?<=a)b", "abab", "[b][b]");
}

static void
empty_matches_come_to_an_end(void **state)
{
	(void)state;
	assert_matches("", "ab", "[][][]");
	assert_matches("", "", "[]");
	assert_matches("x*", "axxb", "[][xx][][]");
	assert_matches("x*", "é€", "[][][]");
	assert_matches("a|", "ba", "[][a][]");
	assert_matches("a\\K", "aab", "[][]");
	assert_matches("(?=b)|b", "abb", "[][b][][b]");
}

static void
lines_have_a_start_and_an_end(void **state)
{
	(void)state;
	assert_matches("^b.$", "ab\nbc\nbd\n", "[bc][bd]");
	assert_matches("^", "a\nb\n", "[][]");
	assert_matches("\\Aa", "a\na", "[a]");
}

static void
bytes_that_are_no_text_do_not_stop_a_search(void **state)
{
	static const char bad[] = "\xFF\xC3 hits=4\xF0\x9F\n\0\xC0\x80 hits=5";
	struct err err;

	(void)state;
	assert_matches_bytes("(?<=hits=)\\d", bad, sizeof bad - 1, "[4][5]");
	assert_int_equal(search("5$", bad, sizeof bad - 1, &err), 1);
	assert_int_equal(search("6$", bad, sizeof bad - 1, &err), 0);
	/* What stands behind the length is not read. */
	assert_int_equal(search("abc", "abc", 2, &err), 0);
	assert_int_equal(search("^$", NULL, 0, &err), 1);
}

static void
groups_are_found_by_number_and_by_name(void **state)
{
	struct regex *regex =
	    compiled("(\\w)=(?<value>\\d+)(?<unit>ms)?|(?<last>z)");
	struct regex_walk walk;
	struct regex_span span;
	struct err err;

	(void)state;
	assert_int_equal(regex_group_count(regex), 4);
	assert_true(regex_has_name(regex, "value"));
	assert_false(regex_has_name(regex, "valu"));
	assert_null(regex_group_name(regex, 1));
	assert_string_equal(regex_group_name(regex, 3), "unit");
	regex_walk_init(&walk, regex, "a=12 z", 6);
	assert_int_equal(regex_walk_next(&walk, &err), 1);
	assert_true(regex_walk_named(&walk, "value", &span));
	assert_int_equal(span.length, 2);
	assert_memory_equal(span.text, "12", 2);
	assert_true(regex_walk_group(&walk, 1, &span));
	assert_memory_equal(span.text, "a", 1);
	assert_false(regex_walk_named(&walk, "unit", &span));
	assert_false(regex_walk_group(&walk, 3, &span));
	assert_false(regex_walk_group(&walk, 4, &span));
	assert_false(regex_walk_group(&walk, 5, &span));
	assert_int_equal(regex_walk_next(&walk, &err), 1);
	assert_true(regex_walk_named(&walk, "last", &span));
	assert_false(regex_walk_named(&walk, "value", &span));
	assert_int_equal(regex_walk_next(&walk, &err), 0);
	regex_walk_release(&walk);
	regex_free(regex);
}

static void
of_groups_of_one_name_the_one_that_matched_counts(void **state)
{
	struct regex *regex = compiled("(?J)a(?<v>\\d)|b(?<v>\\d)");
	struct regex_walk walk;
	struct regex_span span;
	struct err err;

	(void)state;
	regex_walk_init(&walk, regex, "b7", 2);
	assert_int_equal(regex_walk_next(&walk, &err), 1);
	assert_true(regex_walk_named(&walk, "v", &span));
	assert_memory_equal(span.text, "7", 1);
	regex_walk_release(&walk);
	regex_free(regex);
}

/* Each of them would take from minutes to the end of the world. */
static void
a_catastrophic_pattern_ends_in_a_message(void **state)
{
	static const char *const patterns[] = {"(a+)+[bc]", "(a|aa)+$[xy]",
	    "(?:a|b)*[cd]", "(a(?1)?)+[bc]", "a.*[xy]", "a+[bc]", "[^x]*+[xy]",
	    "(?i)(A+)+$b"};
	const size_t length = 1 << 20;
	char *text = xmalloc(length);
	struct err err;
	size_t i;

	(void)state;
	memset(text, 'a', length);
	for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		if (search(patterns[i], text, length, &err) >= 0)
			fail_msg("%s is searched to the end", patterns[i]);
		assert_string_equal(err.text,
		    "the pattern is too costly on this text (match limit)");
	}
	free(text);
}

static void
a_long_text_with_many_matches_is_within_the_limits(void **state)
{
	static const char line[] = "step 12 took 3.5 ms, hits=70\n";
	static const char *const patterns[] = {"hits=(\\d+)", "(?i)HITS=(\\d+)",
	    "^.*hits=(\\d+).*$", "(\\w+)=(\\d+)", "^"};
	const size_t count = 100000, length = sizeof line - 1;
	char *text = xmalloc(count * length);
	struct regex_walk walk;
	struct regex *regex;
	struct err err;
	size_t i, found;

	(void)state;
	for (i = 0; i < count; i++)
		memcpy(text + i * length, line, length);
	for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		regex = compiled(patterns[i]);
		regex_walk_init(&walk, regex, text, count * length);
		for (found = 0; regex_walk_next(&walk, &err) > 0;)
			found++;
		assert_int_equal(found, count);
		regex_walk_release(&walk);
		regex_free(regex);
	}
	free(text);
}

static void
a_pattern_that_is_none_says_where(void **state)
{
	struct err err = {{0}};

	(void)state;
	assert_null(regex_new("a(b", &err));
	assert_string_equal(err.text,
	    "pattern \"a(b\", character 4: missing closing parenthesis");
	assert_null(regex_new("a\\Cb", &err));
	assert_null(regex_new("\xFF", &err));
	regex_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_match_is_found_once),
	    cmocka_unit_test(empty_matches_come_to_an_end),
	    cmocka_unit_test(lines_have_a_start_and_an_end),
	    cmocka_unit_test(bytes_that_are_no_text_do_not_stop_a_search),
	    cmocka_unit_test(groups_are_found_by_number_and_by_name),
	    cmocka_unit_test(of_groups_of_one_name_the_one_that_matched_counts),
	    cmocka_unit_test(a_catastrophic_pattern_ends_in_a_message),
	    cmocka_unit_test(
		a_long_text_with_many_matches_is_within_the_limits),
	    cmocka_unit_test(a_pattern_that_is_none_says_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
