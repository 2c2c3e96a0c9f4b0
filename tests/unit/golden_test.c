/*
 * tests/golden/NAME holds what the report of the result NAME looks like. With
 * GOLDEN=write in the environment the files are written anew; the
 * diff is the review.
 */
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "output/folder.h"
#include "output/text_check.h"
#include "output/text_table.h"
#include "output/text_why.h"
#include "output/writer.h"
#include "tests/unit/history_fixture.h"
#include "tests/unit/shape_fixture.h"

static void
golden_check(
    const char *name, const char *file, const char *text, size_t length)
{
	const char *mode = getenv("GOLDEN");
	struct buf path = {0}, wanted = {0};
	struct err err = {0};

	buf_addf(&path, "tests/golden/%s", name);
	if (mode != NULL && strcmp(mode, "write") == 0) {
		assert_int_equal(file_make_directory(path.text, &err), 0);
		buf_addf(&path, "/%s", file);
		assert_int_equal(file_write(path.text, text, length, &err), 0);
	} else {
		buf_addf(&path, "/%s", file);
		if (file_read(path.text, &wanted, &err) < 0)
			fail_msg("%s; make golden writes it", err.text);
		if (wanted.length != length ||
		    memcmp(wanted.text, text, length) != 0)
			fail_msg("%s is not what comes out now; see what "
				 "changed with: make golden && git diff",
			    path.text);
	}
	buf_release(&path);
	buf_release(&wanted);
}

static void
golden_check_table(const char *name, const struct result *result)
{
	struct text_table_options options = {.width = 100};
	struct view view;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	view_build(&view, result);
	text_table_write(&view, &options, out);
	fclose(out);
	golden_check(name, "out.txt", text, length);
	free(text);
	view_release(&view);
}

static void
golden_check_result(const char *name, void (*build)(struct result *))
{
	struct report_options options = {.formats = REPORT_HTML | REPORT_CSV};
	struct folder *folder = folder_open_memory();
	struct result result;
	struct err err = {0};
	const char *text;
	size_t length;

	build(&result);
	if (report_write(&result, folder, &options, &err) < 0 ||
	    folder_commit(folder, &err) < 0)
		fail_msg("%s", err.text);
	text = folder_text(folder, "index.html", &length);
	golden_check(name, "out.html", text, length);
	text = folder_text(folder, "results.csv", &length);
	golden_check(name, "out.csv", text, length);
	golden_check_table(name, &result);
	folder_close(folder);
	result_release(&result);
}

/* What a result that was judged has beside that. */
static void
golden_check_judged(const char *name, void (*build)(struct result *))
{
	struct report_options options = {
	    .formats = REPORT_HTML | REPORT_MD | REPORT_JUNIT};
	struct text_table_options plain = {0};
	struct folder *folder = folder_open_memory();
	struct result result;
	struct err err = {0};
	struct view view;
	const char *text;
	char *said;
	size_t length, i;
	FILE *out = open_memstream(&said, &length);

	golden_check_result(name, build);
	build(&result);
	view_build(&view, &result);
	text_check_write(&view, &plain, out);
	fclose(out);
	golden_check(name, "check.txt", said, length);
	free(said);
	out = open_memstream(&said, &length);
	for (i = 0; i < result.case_count; i++)
		text_why_write(&view, i, &plain, out);
	fclose(out);
	golden_check(name, "why.txt", said, length);
	free(said);
	if (report_write(&result, folder, &options, &err) < 0 ||
	    folder_commit(folder, &err) < 0)
		fail_msg("%s", err.text);
	text = folder_text(folder, "comment.md", &length);
	golden_check(name, "comment.md", text, length);
	text = folder_text(folder, "junit.xml", &length);
	golden_check(name, "junit.xml", text, length);
	text = folder_text(folder, view.case_pages[0], &length);
	golden_check(name, "case.html", text, length);
	view_release(&view);
	folder_close(folder);
	result_release(&result);
}

static void
demo_report_is_as_it_was(void **state)
{
	(void)state;
	golden_check_result("demo", fixture_demo);
}

static void
report_without_one_sample_is_as_it_was(void **state)
{
	(void)state;
	golden_check_result("failed", fixture_failed);
}

static void
report_of_hostile_names_is_as_it_was(void **state)
{
	(void)state;
	golden_check_result("hostile", fixture_hostile);
}

static void
report_of_a_run_that_compares_is_as_it_was(void **state)
{
	(void)state;
	golden_check_result("compared", fixture_compared);
}

static void
report_that_says_go_is_as_it_was(void **state)
{
	(void)state;
	golden_check_judged("go", fixture_go);
}

static void
report_that_says_no_go_is_as_it_was(void **state)
{
	(void)state;
	golden_check_judged("no-go", fixture_no_go);
}

static void
report_that_warns_is_as_it_was(void **state)
{
	(void)state;
	golden_check_judged("warn", fixture_warn);
}

/* The trends, beside what every judged report has. */
static void
report_of_a_past_is_as_it_was(void **state)
{
	struct report_options options = {.formats = REPORT_HTML | REPORT_CSV};
	struct folder *folder = folder_open_memory();
	struct result result;
	struct err err = {0};
	const char *text;
	size_t length;

	(void)state;
	golden_check_judged("past", fixture_past);
	fixture_since(&result);
	assert_int_equal(report_write(&result, folder, &options, &err), 0);
	assert_int_equal(folder_commit(folder, &err), 0);
	text = folder_text(folder, "trends.html", &length);
	golden_check("past", "trends.html", text, length);
	text = folder_text(folder, "history.csv", &length);
	golden_check("past", "history.csv", text, length);
	folder_close(folder);
	result_release(&result);
}

static void
report_of_what_grows_is_as_it_was(void **state)
{
	(void)state;
	golden_check_result("shapes", fixture_shapes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(demo_report_is_as_it_was),
	    cmocka_unit_test(report_without_one_sample_is_as_it_was),
	    cmocka_unit_test(report_of_hostile_names_is_as_it_was),
	    cmocka_unit_test(report_of_a_run_that_compares_is_as_it_was),
	    cmocka_unit_test(report_that_says_go_is_as_it_was),
	    cmocka_unit_test(report_that_says_no_go_is_as_it_was),
	    cmocka_unit_test(report_that_warns_is_as_it_was),
	    cmocka_unit_test(report_of_what_grows_is_as_it_was),
	    cmocka_unit_test(report_of_a_past_is_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
