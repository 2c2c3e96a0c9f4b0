#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "output/comment.h"
#include "output/markdown.h"
#include "tests/unit/history_fixture.h"

/* The caller releases it. */
static struct buf
comment_of(struct result *result)
{
	struct buf copy = {0};
	struct view view;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	view_build(&view, result);
	comment_write(&view, out);
	fclose(out);
	buf_add(&copy, text, length);
	free(text);
	view_release(&view);
	return copy;
}

static size_t
lines_with(const char *text, const char *what)
{
	size_t count = 0;

	while ((text = strstr(text, what)) != NULL) {
		text += strlen(what);
		count++;
	}
	return count;
}

static void
assert_escaped(const char *text, const char *wanted)
{
	struct buf out = {0};

	markdown_add(&out, text);
	assert_string_equal(buf_text(&out), wanted);
	buf_release(&out);
}

static void
text_stays_text(void **state)
{
	(void)state;
	assert_escaped("a|b", "a&#124;b");
	assert_escaped("\\|", "\\\\&#124;");
	assert_escaped("`rm -rf`", "\\`rm -rf\\`");
	assert_escaped("<img src=x>&amp;", "&lt;img src=x&gt;&amp;amp;");
	assert_escaped("[x](y) ![z]", "\\[x\\](y) !\\[z\\]");
	assert_escaped("**b** _i_ ~~s~~ $m$",
	    "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\$m\\$");
	assert_escaped("two\nlines\ttab\x01\x1B", "two lines tab");
}

static void
nobody_is_called_and_nothing_is_linked(void **state)
{
	(void)state;
	assert_escaped("@team", "@\xE2\x81\xA0team");
	assert_escaped("see #12", "see #\xE2\x81\xA0"
				  "12");
	assert_escaped("https://x.y", "https:\xE2\x81\xA0//x.y");
	assert_escaped("WWW.x.y", "WWW.\xE2\x81\xA0x.y");
	assert_escaped("a: b. c/d", "a: b. c/d");
}

static void
tables_end_at_twenty_rows(void **state)
{
	struct result result;
	struct buf text;

	(void)state;
	fixture_judged_many(&result, 2000);
	text = comment_of(&result);
	assert_int_equal(lines_with(text.text, "| time | ■ blocker |"), 20);
	assert_int_equal(lines_with(text.text, "| time | ▲ improvement |"), 20);
	assert_int_equal(lines_with(text.text, "| ✗ red |"), 20);
	assert_int_equal(lines_with(text.text, "The report has the rest."), 4);
	buf_release(&text);
	result_release(&result);
}

/* In the line that starts with text; text NULL: there is no such line. */
static size_t
pipes_of_line(const char *text)
{
	size_t count = 0;

	assert_non_null(text);
	for (; *text != '\0' && *text != '\n'; text++)
		count += *text == '|';
	return count;
}

/* Characters that grow most when they are escaped, in ids of any length. */
static void
comment_stays_below_its_bound(void **state)
{
	struct result result;
	struct buf text;
	char *name;
	size_t i;

	(void)state;
	fixture_judged_many(&result, 300);
	for (i = 0; i < result.case_count; i++) {
		name = arena_alloc(&result.arena, 5001);
		memset(name, "|@<"[i % 3], 5000);
		result.cases[i].id =
		    arena_printf(&result.arena, "%zu%s", i, name);
	}
	for (i = 0; i < 15; i++)
		fixture_gate(&result, GATE_SHOULD,
		    arena_printf(&result.arena, "%s%zu", result.cases[0].id, i),
		    result.cases[1].id, GATE_FAIL, result.cases[2].id);
	text = comment_of(&result);
	assert_true(text.length < COMMENT_BYTES);
	assert_true(text.length > COMMENT_BYTES / 2);
	assert_non_null(strstr(text.text, "There was no room here for more"));
	assert_true(text_ends_with(text.text, ".\n"));
	buf_release(&text);
	result_release(&result);
}

static void
foreign_text_makes_no_cell_of_its_own(void **state)
{
	struct result result;
	struct buf text;

	(void)state;
	fixture_no_go(&result);
	result.cases[1].id = "a|b\n@me `x` <b>";
	text = comment_of(&result);
	assert_int_equal(pipes_of_line(strstr(text.text,
			     "| <code>a&#124;b\\\\n@\xE2\x81\xA0me \\`x\\` "
			     "&lt;b&gt;</code> | time | ■ blocker; ")),
	    6);
	buf_release(&text);
	result_release(&result);
}

static void
what_was_not_measured_has_a_table(void **state)
{
	struct result result;
	struct buf text;

	(void)state;
	fixture_failed(&result);
	result.cases[0].owner = "build|team";
	result.cases[1].owner = "build|team";
	text = comment_of(&result);
	assert_non_null(strstr(text.text,
	    "### Not measured\n\n| Case | Status | Why | Holds up | Owner |"));
	assert_non_null(strstr(text.text,
	    "error: expected ';' make: \\*\\*\\* \\[all\\] Error 2; 1 more "
	    "case for the same reason | – | build&#124;team |\n"));
	buf_release(&text);
	result_release(&result);
}

static void
accepted_changes_that_are_left_out_are_said(void **state)
{
	struct result result;
	struct timeline *history;
	struct buf text;
	uint32_t i;

	(void)state;
	fixture_past(&result);
	text = comment_of(&result);
	assert_int_equal(lines_with(text.text, "The report has the rest."), 0);
	buf_release(&text);
	history =
	    (struct timeline *)(uintptr_t)result.cases[1].metrics[0].history;
	for (i = 100; i < 110; i++)
		fixture_change(&result, history, i, 1e6, 2e6, LEVEL_NONE)
		    ->acknowledged = "known";
	text = comment_of(&result);
	assert_int_equal(lines_with(text.text, " ✓ acknowledged: "), 10);
	assert_int_equal(lines_with(text.text, "The report has the rest."), 1);
	buf_release(&text);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_was_not_measured_has_a_table),
	    cmocka_unit_test(accepted_changes_that_are_left_out_are_said),
	    cmocka_unit_test(text_stays_text),
	    cmocka_unit_test(nobody_is_called_and_nothing_is_linked),
	    cmocka_unit_test(tables_end_at_twenty_rows),
	    cmocka_unit_test(comment_stays_below_its_bound),
	    cmocka_unit_test(foreign_text_makes_no_cell_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
