#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "output/text_table.h"
#include "tests/unit/compared_fixture.h"

static char *
table_of(void (*build)(struct result *), size_t width, bool is_coloured)
{
	struct text_table_options options = {width, is_coloured};
	struct result result;
	struct view view;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	build(&result);
	view_build(&view, &result);
	text_table_write(&view, &options, out);
	fclose(out);
	view_release(&view);
	result_release(&result);
	return text;
}

/* Cuts off the table's first line and steps on to the next. */
static char *
next_line(char **text)
{
	char *line = *text, *end = strchr(line, '\n');

	*end = '\0';
	*text = end + 1;
	return line;
}

static void
columns_line_up(void **state)
{
	char *text = table_of(fixture_demo, 0, false), *rest = text, *line;
	size_t status;

	(void)state;
	line = next_line(&rest);
	status = (size_t)(strstr(line, "status") - line);
	line = next_line(&rest);
	assert_memory_equal(line + status, "failed  exit status 1", 21);
	line = next_line(&rest);
	*strstr(line, "  ok") = '\0';
	/* ± has two bytes and is one character. */
	assert_int_equal(text_characters(line) + 2, status);
	free(text);
}

static void
no_line_is_wider_than_the_terminal(void **state)
{
	static const size_t widths[] = {40, 60, 80, 100, 120};
	void (*builds[])(struct result *) = {
	    fixture_demo, fixture_failed, fixture_hostile};
	char *text, *rest, *line;
	size_t i, j;

	(void)state;
	for (i = 0; i < COUNT(widths); i++) {
		for (j = 0; j < COUNT(builds); j++) {
			text = rest = table_of(builds[j], widths[i], false);
			while (*(line = next_line(&rest)) != '\0')
				assert_true(text_characters(line) <= widths[i]);
			free(text);
		}
	}
}

static void
comparisons_stand_below_the_table(void **state)
{
	char *text = table_of(fixture_compared, 0, false), *block;

	(void)state;
	block = strstr(text, "\n\n") + 2;
	*strstr(block, "\n\nAll 6 cases measured.") = '\0';
	assert_string_equal(block,
	    "head against base:\n"
	    "  sort/variant=head  1.042× [1.011, 1.074]  slower\n"
	    "\n"
	    "compared with pack/variant=gzip:\n"
	    "  pack/variant=zstd    0.430× [0.420, 0.450]  faster\n"
	    "  pack/variant=<none>                         not comparable: "
	    "too few rounds in common");
	free(text);
}

static void
no_comparison_is_wider_than_the_terminal(void **state)
{
	static const size_t widths[] = {40, 60, 80, 100};
	char *text, *rest, *line;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(widths); i++) {
		text = table_of(fixture_compared, widths[i], false);
		rest = strstr(text, "head against base:");
		while (strstr(line = next_line(&rest), "measured") == NULL)
			assert_true(text_characters(line) <= widths[i]);
		free(text);
	}
}

static void
ids_are_cut_in_their_middle(void **state)
{
	char *text = table_of(fixture_demo, 80, false);

	(void)state;
	assert_non_null(strstr(text, "…"));
	assert_non_null(strstr(text, "\ncompress/"));
	assert_non_null(strstr(text, "size=4MB "));
	free(text);
}

static void
nothing_controls_the_terminal(void **state)
{
	char *text = table_of(fixture_hostile, 100, false);
	const char *c;

	(void)state;
	for (c = text; *c != '\0'; c++)
		assert_true((unsigned char)*c >= 0x20 || *c == '\n');
	assert_null(strstr(text, "\xC2\x9B"));
	assert_null(strstr(text, "\xE2\x80\xAE"));
	assert_non_null(strstr(text, "\\x1B[2J"));
	free(text);
}

static void
colour_comes_only_when_asked_for(void **state)
{
	char *plain = table_of(fixture_demo, 100, false);
	char *coloured = table_of(fixture_demo, 100, true);

	(void)state;
	assert_null(strchr(plain, '\033'));
	assert_non_null(strstr(coloured, "\033[33mfailed\033[0m"));
	assert_non_null(strstr(coloured, "\033[32mok\033[0m"));
	free(plain);
	free(coloured);
}

static void
summary_stands_below_the_table(void **state)
{
	char *text = table_of(fixture_failed, 0, false);

	(void)state;
	assert_non_null(strstr(text,
	    "\n\n0 of 4 cases measured, 1 timed out, 2 blocked, 1 missing. "
	    "The run was cut short.\n"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_line_up),
	    cmocka_unit_test(no_line_is_wider_than_the_terminal),
	    cmocka_unit_test(comparisons_stand_below_the_table),
	    cmocka_unit_test(no_comparison_is_wider_than_the_terminal),
	    cmocka_unit_test(ids_are_cut_in_their_middle),
	    cmocka_unit_test(nothing_controls_the_terminal),
	    cmocka_unit_test(colour_comes_only_when_asked_for),
	    cmocka_unit_test(summary_stands_below_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
