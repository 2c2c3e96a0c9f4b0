#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/bridge.h"
#include "base/buf.h"
#include "base/err.h"

#define HEAD "{{%AUTOESCAPE context=\"HTML\"}}\n"

/* The scope of these tests: a name, and how often ROWS repeats in it. */
struct place {
	const char *name;
	long rows;
};

static struct place inner = {"inner", 0};

static const char *
value(void *scope, const char *name)
{
	const struct place *place = scope;

	return strcmp(name, "NAME") == 0 ? place->name : NULL;
}

static long
count(void *scope, const char *name)
{
	const struct place *place = scope;

	return strcmp(name, "ROWS") == 0 ? place->rows : -1;
}

static void *
item(void *scope, const char *name, long index)
{
	(void)scope;
	(void)name;
	(void)index;
	return &inner;
}

static const struct template_model model = {value, count, item};

static int
expand(const char *text, struct place *place, struct buf *out, struct err *err)
{
	struct template_set *set = template_set_new();
	int result = template_set_add(set, "a.tpl", text, strlen(text), err);

	if (result == 0)
		result =
		    template_set_expand(set, "a.tpl", &model, place, out, err);
	template_set_free(set);
	return result;
}

static void
doubles_are_printed_in_their_shortest_form(void **state)
{
	static const double values[] = {
	    0.1, 1e300, -2.5e-7, 1.0 / 3, 5e-324, 1.7976931348623157e308};
	char text[32];
	size_t i, length;

	(void)state;
	for (i = 0; i < sizeof values / sizeof *values; i++) {
		length = bridge_print_double(values[i], text, sizeof text);
		assert_int_equal(length, strlen(text));
		assert_true(strtod(text, NULL) == values[i]);
	}
	bridge_print_double(0.1, text, sizeof text);
	assert_string_equal(text, "0.1");
}

static void
values_are_escaped_for_their_place(void **state)
{
	struct place place = {"<script>alert(\"x\")</script>&'", 0};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(expand(HEAD "<p title=\"{{NAME}}\">{{NAME}}</p>",
			     &place, &out, &err),
	    0);
	assert_null(strstr(out.text, "<script"));
	assert_null(strstr(out.text, "\"x\""));
	assert_non_null(strstr(out.text, "&lt;script&gt;"));
	buf_release(&out);
}

static void
markers_in_a_value_are_text(void **state)
{
	struct place place = {"{{NAME}}{{#ROWS}}", 0};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(expand(HEAD "<p>{{NAME}}</p>", &place, &out, &err), 0);
	assert_string_equal(out.text, "<p>{{NAME}}{{#ROWS}}</p>");
	buf_release(&out);
}

static void
sections_repeat_with_their_own_scope(void **state)
{
	struct place place = {"outer", 3};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(
	    expand(HEAD "{{NAME}}{{#ROWS}}-{{NAME}}{{/ROWS}}-{{NAME}}", &place,
		&out, &err),
	    0);
	assert_string_equal(out.text, "outer-inner-inner-inner-outer");
	place.rows = 0;
	buf_reset(&out);
	assert_int_equal(
	    expand(HEAD "a{{#ROWS}}-{{NAME}}{{/ROWS}}b", &place, &out, &err),
	    0);
	assert_string_equal(out.text, "ab");
	buf_release(&out);
}

static void
unknown_marker_is_an_error_and_adds_nothing(void **state)
{
	struct place place = {"outer", 1};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	buf_add_string(&out, "before");
	assert_int_equal(expand(HEAD "{{NAEM}}", &place, &out, &err), -1);
	assert_non_null(strstr(err.text, "a.tpl"));
	assert_non_null(strstr(err.text, "NAEM"));
	assert_int_equal(
	    expand(HEAD "{{#LINES}}x{{/LINES}}", &place, &out, &err), -1);
	assert_non_null(strstr(err.text, "LINES"));
	assert_string_equal(out.text, "before");
	buf_release(&out);
}

static void
template_without_autoescape_is_refused(void **state)
{
	struct place place = {"outer", 1};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(expand("<p>{{NAME}}</p>", &place, &out, &err), -1);
	assert_non_null(strstr(err.text, "AUTOESCAPE"));
}

static void
unclosed_section_is_refused(void **state)
{
	struct place place = {"outer", 1};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(expand(HEAD "{{#ROWS}}x", &place, &out, &err), -1);
	assert_non_null(strstr(err.text, "a.tpl"));
}

static void
included_templates_see_the_scope_around_them(void **state)
{
	static const char outer[] = HEAD "[{{#ROWS}}{{>B}}{{/ROWS}}{{>B}}]";
	static const char part[] = HEAD "({{NAME}}{{>C}})";
	static const char leaf[] = HEAD "!{{NAME}}";
	struct template_set *set = template_set_new();
	struct place place = {"outer", 2};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(
	    template_set_add(set, "c.tpl", leaf, strlen(leaf), &err), 0);
	assert_int_equal(
	    template_set_add(set, "b.tpl", part, strlen(part), &err), 0);
	assert_int_equal(
	    template_set_add(set, "a.tpl", outer, strlen(outer), &err), 0);
	assert_int_equal(
	    template_set_expand(set, "a.tpl", &model, &place, &out, &err), 0);
	assert_string_equal(
	    out.text, "[(inner!inner)(inner!inner)(outer!outer)]");
	buf_release(&out);
	template_set_free(set);
}

static void
include_never_reads_the_disk(void **state)
{
	struct place place = {"outer", 1};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(expand(HEAD "{{>MISSING}}", &place, &out, &err), -1);
	assert_non_null(strstr(err.text, "missing"));
	assert_int_equal(
	    expand(HEAD "{{>/etc/passwd}}", &place, &out, &err), -1);
	assert_int_equal(out.length, 0);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(doubles_are_printed_in_their_shortest_form),
	    cmocka_unit_test(values_are_escaped_for_their_place),
	    cmocka_unit_test(markers_in_a_value_are_text),
	    cmocka_unit_test(sections_repeat_with_their_own_scope),
	    cmocka_unit_test(unknown_marker_is_an_error_and_adds_nothing),
	    cmocka_unit_test(template_without_autoescape_is_refused),
	    cmocka_unit_test(unclosed_section_is_refused),
	    cmocka_unit_test(included_templates_see_the_scope_around_them),
	    cmocka_unit_test(include_never_reads_the_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
