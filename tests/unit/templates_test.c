#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "output/assets.h"
#include "output/folder.h"
#include "output/templates.h"
#include "output/writer.h"
#include "tests/unit/result_fixture.h"

#define HEAD "{{%AUTOESCAPE context=\"HTML\"}}\n"

static char path[64];
static struct err err;

static int
setup(void **state)
{
	(void)state;
	snprintf(path, sizeof path, "/tmp/templates_test-XXXXXX");
	return mkdtemp(path) == NULL;
}

static const char *
inside(const char *name)
{
	static char text[512];

	snprintf(text, sizeof text, "%s/%s", path, name);
	return text;
}

static void
put(const char *name, const char *text)
{
	assert_int_equal(file_write(inside(name), text, strlen(text), &err), 0);
}

static int
teardown(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < asset_count; i++)
		unlink(inside(assets[i].name));
	unlink(inside("other.tpl"));
	unlink(inside("LICENSE"));
	return rmdir(path);
}

/* The error of a folder with this one file in it. */
static const char *
fault_of(const char *name, const char *text)
{
	struct templates templates;

	put(name, text);
	err.text[0] = '\0';
	assert_int_equal(templates_open(&templates, path, &err), -1);
	unlink(inside(name));
	if (strncmp(err.text, path, strlen(path)) != 0)
		return err.text;
	return err.text + strlen(path) + 1;
}

static void
folder_may_hold_any_of_our_files(void **state)
{
	struct templates templates;
	size_t i;

	(void)state;
	for (i = 0; i < asset_count; i++)
		put(assets[i].name, assets[i].bytes);
	put("LICENSE", "MIT");
	if (templates_open(&templates, path, &err) < 0)
		fail_msg("%s", err.text);
	templates_close(&templates);
}

static void
file_of_the_folder_takes_the_place_of_ours(void **state)
{
	struct report_options options = {.formats = REPORT_HTML};
	struct folder *folder = folder_open_memory();
	struct templates templates;
	struct result result;
	const char *page;

	(void)state;
	put("index.tpl", HEAD "<p>{{TITLE}}: {{#ROWS}}{{ID}} {{/ROWS}}</p>\n");
	put("style.css", "p { color: red }\r\n");
	assert_int_equal(templates_open(&templates, path, &err), 0);
	assert_non_null(strstr(templates.style, "p { color: red }"));
	assert_null(strchr(templates.style, '\r'));
	options.templates = &templates;
	fixture_demo(&result);
	assert_int_equal(report_write(&result, folder, &options, &err), 0);
	assert_int_equal(folder_commit(folder, &err), 0);
	page = folder_text(folder, "index.html", NULL);
	assert_memory_equal(page, "<p>demo: ", 9);
	templates_close(&templates);
	folder_close(folder);
	result_release(&result);
}

/* Whether the selector of a rule begins with the class. */
static bool
has_rule(const char *style, const char *class, size_t length)
{
	const char *at = style;

	while ((at = strchr(at, '.')) != NULL)
		if (strncmp(++at, class, length) == 0 &&
		    strchr("{},", at[-2]) != NULL &&
		    strchr(" ,.:{>", at[length]) != NULL)
			return true;
	return false;
}

/* How many classes of the template there are, each with what it needs. */
static size_t
check_classes(const struct templates *templates, const char *name)
{
	const char *at = asset_find(name)->bytes, *end;
	size_t length, count = 0;

	while ((at = strstr(at, "class=\"")) != NULL) {
		at += strlen("class=\"");
		end = strchr(at, '"');
		for (; at < end; at += length + (at[length] == ' ')) {
			length = strcspn(at, " \"");
			if (!has_rule(templates->style, at, length))
				continue;
			if (!has_rule(templates->case_style, at, length))
				fail_msg("no rule for %.*s", (int)length, at);
			count++;
		}
	}
	return count;
}

static void
page_of_a_case_has_the_style_and_script_it_uses(void **state)
{
	struct templates templates;

	(void)state;
	assert_int_equal(templates_open(&templates, NULL, &err), 0);
	assert_true(check_classes(&templates, "bench.tpl") > 60);
	assert_true(check_classes(&templates, "changepoints.tpl") > 10);
	assert_non_null(strstr(templates.style, ".sort{"));
	assert_null(strstr(templates.case_style, ".sort{"));
	assert_non_null(strstr(templates.case_style, ".tip{"));
	assert_null(strstr(templates.case_style, "*/"));
	assert_non_null(strstr(templates.script, "\"Copied\""));
	assert_null(strstr(templates.case_script, "\"Copied\""));
	assert_string_equal(strrchr(templates.case_script, '\n'), "\n})();");
	assert_string_not_equal(
	    templates.style_hash, templates.case_style_hash);
	assert_string_not_equal(
	    templates.script_hash, templates.case_script_hash);
	templates_close(&templates);
}

static void
templates_of_the_user_have_all_style_and_script(void **state)
{
	struct templates templates;

	(void)state;
	put("foot.tpl", HEAD "<p class=\"banner\">");
	assert_int_equal(templates_open(&templates, path, &err), 0);
	assert_string_equal(templates.case_style, templates.style);
	assert_string_equal(templates.case_script, templates.script);
	templates_close(&templates);
}

static void
unknown_file_is_an_error_that_names_ours(void **state)
{
	const char *fault = fault_of("other.tpl", HEAD);

	(void)state;
	assert_int_equal(strncmp(fault, "other.tpl: ", 11), 0);
	assert_non_null(strstr(fault, "index.tpl"));
	assert_non_null(strstr(fault, "page.js"));
}

static void
wrong_marker_is_an_error_with_file_and_line(void **state)
{
	(void)state;
	assert_string_equal(fault_of("index.tpl", HEAD "<p>\n{{SUMARY}}</p>\n"),
	    "index.tpl:3: unknown marker \"SUMARY\", did you mean "
	    "\"SUMMARY\"?");
	/* Also where this report would never come by. */
	assert_string_equal(
	    fault_of("index.tpl", HEAD "{{#DIRTY}}\n\n{{XYZZY}}{{/DIRTY}}"),
	    "index.tpl:4: unknown marker \"XYZZY\"");
	/* Known, but not there. */
	assert_string_equal(fault_of("bench.tpl", HEAD "{{EXACT}}"),
	    "bench.tpl:2: unknown marker \"EXACT\"");
	assert_string_equal(fault_of("table.tpl", HEAD "{{#ROWS}}{{COMMANDS}}"
						       "{{/ROWS}}"),
	    "table.tpl:2: \"COMMANDS\" is a list: {{#COMMANDS}}…{{/COMMANDS}}");
}

static void
template_that_cannot_be_parsed_is_an_error_with_file_and_line(void **state)
{
	(void)state;
	assert_string_equal(fault_of("head.tpl", HEAD "\n{{#TITLE}}"),
	    "head.tpl:3: {{#TITLE}} is never closed");
	assert_string_equal(fault_of("foot.tpl", HEAD "{{/TITLE}}"),
	    "foot.tpl:2: {{/TITLE}} closes nothing");
	assert_string_equal(
	    fault_of("index.tpl", HEAD "{{#TITLE}}\n{{#ROWS}}{{/TITLE}}"),
	    "index.tpl:3: {{/TITLE}} stands where {{/ROWS}} should (opened "
	    "in line 3)");
	assert_string_equal(fault_of("index.tpl", HEAD "<p>{{TITLE"),
	    "index.tpl:2: {{ without }} behind it");
	assert_string_equal(fault_of("index.tpl", HEAD "{{>OTHER}}"),
	    "index.tpl:2: there is no other.tpl to include");
	assert_string_equal(fault_of("head.tpl", HEAD "{{>HEAD}}"),
	    "head.tpl:2: head.tpl includes itself");
	assert_string_equal(fault_of("index.tpl", HEAD "{{=<% %>=}}"),
	    "index.tpl:2: {{=<% %>=}} is no marker");
	assert_non_null(
	    strstr(fault_of("index.tpl", "<p>no first line</p>"), "begin"));
	assert_string_equal(fault_of("page.js", "'</script>'"),
	    "page.js: may not hold \"</script\"");
	assert_string_equal(
	    fault_of("style.css", "\xFF"), "style.css: is not UTF-8 text");
}

static void
folder_that_is_not_there_is_an_error(void **state)
{
	struct templates templates;

	(void)state;
	assert_int_equal(
	    templates_open(&templates, "/nonexistent/folder", &err), -1);
	assert_non_null(strstr(err.text, "/nonexistent/folder"));
}

/* "kind NAME" or "kind #LIST" for every marker of a kind and those in it. */
static void
collect(const struct marker_kind *kind, struct map *names, struct map *kinds)
{
	const struct marker_text *text;
	const struct marker_list *list;
	char key[128];

	if (!map_put(kinds, kind->name, 0))
		return;
	for (text = kind->texts; text->name != NULL; text++) {
		snprintf(key, sizeof key, "%s %s", kind->name, text->name);
		assert_true(map_put(names, key, 0));
		assert_null(marker_find_list(kind, text->name));
	}
	for (list = kind->lists; list->name != NULL; list++) {
		snprintf(key, sizeof key, "%s #%s", kind->name, list->name);
		assert_true(map_put(names, key, 0));
		collect(list->kind, names, kinds);
	}
}

/* Every "| `NAME` | …" below "### kind" must be in names, and leaves it. */
static size_t
compare(char *text, const struct map *names)
{
	char kind[64] = "", name[64], key[160], *line, *rest = NULL;
	size_t count = 0, ignored;

	for (line = strtok_r(text, "\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\n", &rest)) {
		if (sscanf(line, "### %63s", kind) == 1 || kind[0] == '\0' ||
		    sscanf(line, "| `%63[#A-Z0-9_]` |", name) != 1)
			continue;
		snprintf(key, sizeof key, "%s %s", kind, name);
		if (!map_get(names, key, &ignored))
			fail_msg(
			    "docs/templates.md: there is no marker %s", key);
		count++;
	}
	return count;
}

static void
documentation_has_every_marker_and_no_other(void **state)
{
	const struct template_root *root;
	struct map names = {0}, kinds = {0};
	struct buf text = {0}, row = {0};
	size_t i;

	(void)state;
	for (root = template_roots; root->name != NULL; root++)
		for (i = 0; root->kinds[i] != NULL; i++)
			collect(root->kinds[i], &names, &kinds);
	assert_true(names.count > 150);
	assert_int_equal(file_read("docs/templates.md", &text, &err), 0);
	for (i = 0; i < asset_count; i++) {
		buf_reset(&row);
		buf_addf(&row, "| `%s` | ", assets[i].name);
		if (strstr(text.text, row.text) == NULL)
			fail_msg("docs/templates.md lacks %s", assets[i].name);
	}
	assert_int_equal(compare(text.text, &names), names.count);
	map_release(&names);
	map_release(&kinds);
	buf_release(&text);
	buf_release(&row);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(folder_may_hold_any_of_our_files),
	    TEST(file_of_the_folder_takes_the_place_of_ours),
	    TEST(page_of_a_case_has_the_style_and_script_it_uses),
	    TEST(templates_of_the_user_have_all_style_and_script),
	    TEST(unknown_file_is_an_error_that_names_ours),
	    TEST(wrong_marker_is_an_error_with_file_and_line),
	    TEST(template_that_cannot_be_parsed_is_an_error_with_file_and_line),
	    TEST(folder_that_is_not_there_is_an_error),
	    cmocka_unit_test(documentation_has_every_marker_and_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
