#include "tests/unit/test.h"

#include <stdio.h>

#include "base/bridge.h"
#include "base/err.h"
#include "output/assets.h"
#include "output/folder.h"
#include "output/page.h"
#include "output/templates.h"
#include "output/writer.h"
#include "tests/unit/compared_fixture.h"

static struct err err;

static struct folder *
report_of(void (*build)(struct result *))
{
	struct report_options options = {.formats = REPORT_HTML | REPORT_CSV};
	struct folder *folder = folder_open_memory();
	struct result result;

	build(&result);
	if (report_write(&result, folder, &options, &err) < 0 ||
	    folder_commit(folder, &err) < 0)
		fail_msg("%s", err.text);
	result_release(&result);
	return folder;
}

static size_t
occurrences(const char *text, const char *what)
{
	size_t count = 0;

	while ((text = strstr(text, what)) != NULL) {
		text += strlen(what);
		count++;
	}
	return count;
}

static void
build_many(struct result *result)
{
	fixture_many(result, 2500);
}

static void
build_empty(struct result *result)
{
	fixture_open(result, 0);
	result->run.suite = result->run.seed = result->run.tool = NULL;
}

static void
same_input_gives_the_same_bytes(void **state)
{
	struct folder *a = report_of(fixture_demo);
	struct folder *b = report_of(fixture_demo);

	(void)state;
	assert_string_equal(folder_text(a, "index.html", NULL),
	    folder_text(b, "index.html", NULL));
	assert_string_equal(folder_text(a, "results.csv", NULL),
	    folder_text(b, "results.csv", NULL));
	folder_close(a);
	folder_close(b);
}

static void
page_shows_verdict_summary_and_numbers(void **state)
{
	struct folder *folder = report_of(fixture_demo);
	const char *page = folder_text(folder, "index.html", NULL);

	(void)state;
	assert_int_equal(strncmp(page, "<!DOCTYPE html>", 15), 0);
	assert_non_null(strstr(page, "<title>GO: demo</title>"));
	assert_non_null(
	    strstr(page, "22 of 23 cases measured, 1 failed (allowed)."));
	assert_non_null(strstr(page, ">18.40</span>"));
	assert_non_null(strstr(page, ">± 0.22</span>"));
	assert_non_null(strstr(page, "perfolio run --seed 1"));
	assert_non_null(strstr(page, "  - name: gzip\n    group: compress"));
	assert_null(strstr(page, "cases-2.html"));
	folder_close(folder);
}

static void
page_loads_nothing_and_runs_nothing(void **state)
{
	struct folder *folder = report_of(fixture_demo);
	const char *page = folder_text(folder, "index.html", NULL);

	(void)state;
	assert_non_null(strstr(page, "content=\"default-src 'none'; style-src "
				     "'sha256-"));
	assert_null(strstr(page, "unsafe"));
	assert_int_equal(occurrences(page, "<script"), 2);
	assert_int_equal(occurrences(page, "<style"), 1);
	assert_null(strstr(page, " style="));
	assert_null(strstr(page, "http:"));
	assert_null(strstr(page, "https:"));
	assert_null(strstr(page, "url("));
	folder_close(folder);
}

static void
page_shows_what_the_run_compares(void **state)
{
	struct folder *folder = report_of(fixture_compared);
	const char *page = folder_text(folder, "index.html", NULL);
	const char *section = strstr(page, "<h2 id=\"against\">");

	(void)state;
	assert_non_null(strstr(page, "<a href=\"#compared\">"));
	assert_non_null(
	    strstr(page, "Head takes 1.042× [1.011, 1.074] the time of base."));
	assert_non_null(section);
	assert_non_null(strstr(section, "../v1 &amp; co"));
	assert_non_null(strstr(section, "<h2 id=\"compared\">"));
	assert_non_null(strstr(section, "2.33× faster [2.22, 2.38]"));
	assert_non_null(strstr(section, "too few rounds in common"));
	assert_non_null(strstr(section, "<h2 id=\"cases\">"));
	assert_non_null(strstr(page, "variant=&lt;none&gt;"));
	assert_non_null(strstr(page, "41 % at most (at 2.2 s)"));
	folder_close(folder);
}

static void
hostile_text_stays_text(void **state)
{
	struct folder *folder = report_of(fixture_hostile);
	const char *page = folder_text(folder, "index.html", NULL), *c;

	(void)state;
	assert_int_equal(occurrences(page, "<script"), 2);
	assert_null(strstr(page, "<img"));
	assert_null(strstr(page, "<em>"));
	assert_null(strstr(page, "onload=\"x"));
	assert_non_null(strstr(page, "{{X}}"));
	assert_non_null(strstr(page, "&lt;script&gt;alert"));
	for (c = page; *c != '\0'; c++)
		assert_true(
		    (unsigned char)*c >= 0x20 || *c == '\n' || *c == '\t');
	assert_null(strstr(page, "\xE2\x80\xAE"));
	folder_close(folder);
}

static void
parts_without_data_are_absent(void **state)
{
	struct folder *folder = report_of(build_empty);
	const char *page = folder_text(folder, "index.html", NULL);

	(void)state;
	assert_non_null(strstr(page, "There are no cases."));
	assert_null(strstr(page, "<table"));
	assert_null(strstr(page, "Needs attention"));
	assert_null(strstr(page, "<h2 id=\"notes\">"));
	assert_null(strstr(page, "<details"));
	folder_close(folder);
}

static void
pages_of_cases_are_linked(void **state)
{
	struct folder *folder = report_of(build_many);
	const char *second = folder_text(folder, "cases-2.html", NULL);
	const char *third = folder_text(folder, "cases-3.html", NULL);

	(void)state;
	assert_non_null(second);
	assert_non_null(third);
	assert_null(folder_text(folder, "cases-4.html", NULL));
	assert_int_equal(
	    occurrences(second, "href=\"index.html\" rel=\"prev\""), 2);
	assert_int_equal(
	    occurrences(second, "href=\"cases-3.html\" rel=\"next\""), 2);
	assert_int_equal(occurrences(third, "rel=\"next\""), 0);
	assert_int_equal(occurrences(folder_text(folder, "index.html", NULL),
			     "rel=\"next\""),
	    2);
	assert_int_equal(occurrences(second, "<td class=\"status\">"), 1000);
	assert_int_equal(occurrences(third, "<td class=\"status\">"), 500);
	folder_close(folder);
}

static void
every_template_is_escaped(void **state)
{
	static const char head[] = "{{%AUTOESCAPE context=\"HTML\"}}\n";
	size_t i, length, templates = 0;

	(void)state;
	for (i = 0; i < asset_count; i++) {
		length = strlen(assets[i].name);
		if (strcmp(assets[i].name + length - 4, ".tpl") != 0)
			continue;
		templates++;
		assert_memory_equal(assets[i].bytes, head, sizeof head - 1);
	}
	assert_int_equal(templates, 11);
	assert_null(asset_find("nothing.tpl"));
}

static void
sections_deeper_than_any_page_do_no_harm(void **state)
{
	static const char part[] = "{{#FACTS}}{{#METHODS}}";
	static const char end[] = "{{/METHODS}}{{/FACTS}}";
	struct templates templates = {.set = template_set_new()};
	struct folder *folder = folder_open_memory();
	struct result result;
	struct view view;
	char text[1024] = "{{%AUTOESCAPE context=\"HTML\"}}\n";
	int i;

	(void)state;
	for (i = 0; i < 6; i++)
		strncat(text, part, sizeof text - strlen(text) - 1);
	strncat(text, "{{NAME}}", sizeof text - strlen(text) - 1);
	for (i = 0; i < 6; i++)
		strncat(text, end, sizeof text - strlen(text) - 1);
	fixture_open(&result, 0);
	view_build(&view, &result);
	assert_int_equal(template_set_add(templates.set, "index.tpl", text,
			     strlen(text), &err),
	    0);
	view.facts.count = view.methods.count = 1;
	assert_int_equal(page_write(&view, &templates, folder, &err), 0);
	view_release(&view);
	result_release(&result);
	folder_close(folder);
	templates_close(&templates);
}

/* Every third case has a page. */
static void
build_pages(struct result *result)
{
	size_t i;

	fixture_demo(result);
	for (i = 0; i < result->case_count; i += 3)
		result->cases[i].has_page = true;
}

static void
case_pages_and_the_list_are_linked_both_ways(void **state)
{
	struct folder *folder = report_of(build_pages);
	const char *index = folder_text(folder, "index.html", NULL), *page;

	(void)state;
	/* echo -n compress/gzip/level=6,size=4MB | sha256sum */
	page = folder_text(
	    folder, "bench/compress-gzip-level-6-size-4mb-d9a58ae4.html", NULL);
	assert_non_null(page);
	assert_non_null(strstr(index,
	    "href=\"bench/compress-gzip-level-6-size-4mb-d9a58ae4.html\""));
	assert_non_null(strstr(page, "href=\"../index.html\""));
	assert_int_equal(occurrences(page, "rel=\"prev\""), 1);
	assert_int_equal(occurrences(page, "rel=\"next\""), 1);
	assert_non_null(strstr(page, "<b>181.7 ms</b>"));
	assert_non_null(strstr(page, ">Median absolute deviation</th>"));
	assert_non_null(strstr(page, ">181700000</td>"));
	assert_null(strstr(page, "<figure"));
	folder_close(folder);
}

/* A name that begins with a dot would be hidden, and lost on the way. */
static void
build_dots(struct result *result)
{
	struct result_case item;

	fixture_open(result, 2);
	item = fixture_case(result, "../../x", 1e6, 0.1);
	item.has_page = true;
	fixture_add_case(result, &item);
	item = fixture_case(result,
	    "Z\xC3\xA4hler<b>/0123456789012345678901234567890123456789"
	    "01234567890123456789",
	    1e6, 0.1);
	item.has_page = true;
	fixture_add_case(result, &item);
}

static void
names_of_case_pages_are_plain(void **state)
{
	struct folder *folder = report_of(build_dots);

	(void)state;
	assert_non_null(
	    folder_text(folder, "bench/-.-..-x-9cdf6a50.html", NULL));
	assert_non_null(folder_text(folder,
	    "bench/z--hler-b--"
	    "0123456789012345678901234567890123456789012345678-"
	    "a24384c1.html",
	    NULL));
	folder_close(folder);
}

static void
formats_are_checked(void **state)
{
	unsigned formats;

	(void)state;
	assert_int_equal(report_formats_parse("html,csv", &formats, &err), 0);
	assert_int_equal(formats, REPORT_HTML | REPORT_CSV);
	assert_int_equal(report_formats_parse("json", &formats, &err), 0);
	assert_int_equal(formats, REPORT_JSON);
	assert_int_equal(report_formats_parse("html,docx", &formats, &err), -1);
	assert_non_null(strstr(err.text, "\"docx\""));
	assert_int_equal(report_formats_parse("", &formats, &err), -1);
	assert_int_equal(report_formats_parse("html,", &formats, &err), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(same_input_gives_the_same_bytes),
	    cmocka_unit_test(page_shows_verdict_summary_and_numbers),
	    cmocka_unit_test(page_loads_nothing_and_runs_nothing),
	    cmocka_unit_test(page_shows_what_the_run_compares),
	    cmocka_unit_test(hostile_text_stays_text),
	    cmocka_unit_test(parts_without_data_are_absent),
	    cmocka_unit_test(pages_of_cases_are_linked),
	    cmocka_unit_test(every_template_is_escaped),
	    cmocka_unit_test(sections_deeper_than_any_page_do_no_harm),
	    cmocka_unit_test(case_pages_and_the_list_are_linked_both_ways),
	    cmocka_unit_test(names_of_case_pages_are_plain),
	    cmocka_unit_test(formats_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
