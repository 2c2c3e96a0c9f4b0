#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/junit.h"
#include "tests/unit/judged_fixture.h"

static char *
junit_of(struct result *result)
{
	struct view view;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	view_build(&view, result);
	junit_write(&view, out);
	fclose(out);
	view_release(&view);
	return text;
}

/* The element of the case with that name, up to the next one. */
static char *
case_of(const char *text, const char *name)
{
	char wanted[200];
	const char *at, *end;

	snprintf(wanted, sizeof wanted, " name=\"%s\"", name);
	at = strstr(strstr(text, "<testcase"), wanted);
	if (at == NULL)
		fail_msg("there is no case %s", name);
	end = strchr(at, '\n');
	return strndup(at, (size_t)(end - at));
}

static void
assert_case(const char *text, const char *name, const char *wanted)
{
	char *found = case_of(text, name);

	if (strstr(found, wanted) == NULL)
		fail_msg("%s, not %s", found, wanted);
	free(found);
}

static void
each_status_has_its_element(void **state)
{
	struct result result;
	char *text;

	(void)state;
	fixture_failed(&result);
	text = junit_of(&result);
	assert_non_null(strstr(text, "<testsuites name=\"demo\" tests=\"4\" "
				     "failures=\"1\" errors=\"2\" "
				     "skipped=\"1\">"));
	assert_case(text, "build/first",
	    "><error message=\"the build failed:\" type=\"blocked\">the build "
	    "failed:&#10;main.c:12:1: error: expected ';'&#10;&#9;make:");
	assert_case(text, "hang",
	    "><failure message=\"no end within 30 s\" type=\"timed out\">");
	assert_case(text, "new", "><skipped message=\"missing\"/>");
	free(text);
	result_release(&result);
}

static void
failure_that_is_allowed_is_skipped(void **state)
{
	struct result result;
	char *text;

	(void)state;
	fixture_demo(&result);
	text = junit_of(&result);
	assert_case(text, "compress/gzip/level=9,size=none", "><skipped ");
	assert_case(
	    text, "compress/gzip/level=1,size=1MB", " time=\"0.018400000\"/>");
	free(text);
	result_release(&result);
}

static void
red_budget_and_what_fails_a_must_line_are_failures(void **state)
{
	struct result result;
	char *text;

	(void)state;
	fixture_no_go(&result);
	text = junit_of(&result);
	assert_case(text, "marketplace/search/mode=fuzzy,packages=10000",
	    "type=\"budget\">time is 655 ms, ≤ 500ms is asked for: over by 31 "
	    "%&#10;time regressed, blocker: 2.31× slower [2.27, 2.35]<");
	assert_case(text, "marketplace/install",
	    "type=\"regression\">time regressed, critical: +36 % [+32, +40]<");
	/* Yellow, suspected, minor: nothing that fails. */
	assert_case(text, "marketplace/publish", "000\"/>");
	assert_case(text, "marketplace/login", "000\"/>");
	free(text);
	/* Where no line fails a regression is none. */
	((struct gate_result *)result.gates)[1].status = GATE_PASS;
	text = junit_of(&result);
	assert_case(text, "marketplace/install", "000\"/>");
	free(text);
	result_release(&result);
}

static void
base_of_a_comparison_is_no_test(void **state)
{
	struct result result;
	char *text;

	(void)state;
	fixture_compared(&result);
	text = junit_of(&result);
	assert_null(strstr(text, "\"sort/variant=base\""));
	assert_non_null(strstr(text, "\"sort/variant=head\""));
	assert_non_null(strstr(text, " tests=\"5\""));
	free(text);
	result_release(&result);
}

static void
text_has_only_characters_of_xml(void **state)
{
	struct result result;
	char *text;
	const char *at;

	(void)state;
	fixture_hostile(&result);
	result.cases[0].id = "a\x01\x0B\x7F\xEF\xBF\xBF\xEF\xBF\xBE<\"&'>]]>";
	text = junit_of(&result);
	assert_case(text, "a&lt;&quot;&amp;'&gt;]]&gt;", " time=");
	for (at = text; *at != '\0'; at++)
		assert_true((unsigned char)*at >= 0x20 || *at == '\n');
	assert_null(strstr(text, "<script"));
	free(text);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_status_has_its_element),
	    cmocka_unit_test(failure_that_is_allowed_is_skipped),
	    cmocka_unit_test(
		red_budget_and_what_fails_a_must_line_are_failures),
	    cmocka_unit_test(base_of_a_comparison_is_no_test),
	    cmocka_unit_test(text_has_only_characters_of_xml),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
