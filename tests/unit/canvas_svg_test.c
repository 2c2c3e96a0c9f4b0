#include "tests/unit/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "output/canvas_svg.h"
#include "output/text_metrics.h"

static void
assert_escaped(const char *text, const char *wanted)
{
	struct buf out = {0};

	canvas_svg_escape(&out, text);
	assert_string_equal(buf_text(&out), wanted);
	buf_release(&out);
}

static void
assert_number(double value, const char *wanted)
{
	struct buf out = {0};

	canvas_svg_number(&out, value);
	assert_string_equal(buf_text(&out), wanted);
	buf_release(&out);
}

static void
text_is_only_text(void **state)
{
	(void)state;
	assert_escaped("", "");
	assert_escaped("plain", "plain");
	assert_escaped("a<b>&\"'c", "a&lt;b&gt;&amp;&quot;&#39;c");
	assert_escaped("</title><script>", "&lt;/title&gt;&lt;script&gt;");
	assert_escaped("Ж ї µ ± → 你 🚀", "Ж ї µ ± → 你 🚀");
	assert_escaped("&amp;", "&amp;amp;");
}

static void
what_html_forbids_is_replaced(void **state)
{
	(void)state;
	assert_escaped("a\nb\tc\rd", "a b c d");
	assert_escaped("\x01\x1b\x7f", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_escaped("a\xC2\x85z", "a\xEF\xBF\xBDz");
	assert_escaped("\xC2\xA0", "\xC2\xA0");
	assert_escaped("\xEF\xB7\x90|\xEF\xBF\xBF|\xF0\x9F\xBF\xBE",
	    "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD");
	assert_escaped("\xEF\xBF\xBD", "\xEF\xBF\xBD");
}

static void
invalid_utf8_is_replaced(void **state)
{
	(void)state;
	assert_escaped("a\xFFz", "a\xEF\xBF\xBDz");
	assert_escaped("<\xC3", "&lt;\xEF\xBF\xBD");
}

static void
numbers_are_short(void **state)
{
	(void)state;
	assert_number(0, "0");
	assert_number(-0.001, "0");
	assert_number(1, "1");
	assert_number(10, "10");
	assert_number(100, "100");
	assert_number(12.5, "12.5");
	assert_number(12.345, "12.35");
	assert_number(-0.05, "-0.05");
	assert_number(0.999, "1");
	assert_number(1e300, "32000");
	assert_number(-1e300, "-32000");
}

static void
what_is_not_finite_is_not_drawn(void **state)
{
	const struct point bad[] = {{(double)NAN, 1}, {1, HUGE_VAL}, {2, 2}};
	const struct text_style style = {.size = 10, .ink = INK_TEXT};
	struct buf out = {0};
	struct canvas_svg svg;
	size_t empty;

	(void)state;
	canvas_svg_begin(&svg, &out, 100, 50, "label");
	empty = out.length;
	svg.canvas.ops->polyline(&svg.canvas, bad, 3, 1, INK_DATA);
	svg.canvas.ops->polygon(&svg.canvas, bad, 3, INK_DATA);
	svg.canvas.ops->rect(&svg.canvas, bad[0], 1, 1, INK_DATA, NULL);
	svg.canvas.ops->rect(
	    &svg.canvas, bad[2], (double)NAN, 1, INK_DATA, NULL);
	svg.canvas.ops->rect(&svg.canvas, bad[2], 1, -1, INK_DATA, NULL);
	svg.canvas.ops->dot(&svg.canvas, bad[1], 1, DOT_RING, INK_DATA, NULL);
	svg.canvas.ops->dot(&svg.canvas, bad[2], 0, DOT_RING, INK_DATA, NULL);
	svg.canvas.ops->text(&svg.canvas, bad[0], "x", &style);
	svg.canvas.ops->text(&svg.canvas, bad[2], "", &style);
	svg.canvas.ops->dot(&svg.canvas, bad[2], 1, DOT_CIRCLE, INK_NONE, NULL);
	assert_int_equal(out.length, empty);
	buf_release(&out);
}

static void
element_says_what_it_is(void **state)
{
	struct buf out = {0};
	struct canvas_svg svg;

	(void)state;
	canvas_svg_begin(&svg, &out, 100, 50.5, "a \"b\" <c>");
	svg.canvas.ops->dot(&svg.canvas, (struct point){1, 2}, 2.5, DOT_RING,
	    INK_OUTLIER, "3 < 4");
	canvas_svg_end(&svg);
	assert_string_equal(out.text,
	    "<svg class=\"chart ink-muted\" width=\"100\" height=\"50.5\" "
	    "viewBox=\"0 0 100 50.5\" role=\"img\" "
	    "aria-label=\"a &quot;b&quot; &lt;c&gt;\">"
	    "<circle class=\"ink-outlier ring\" cx=\"1\" cy=\"2\" r=\"2.5\">"
	    "<title>3 &lt; 4</title></circle></svg>");
	buf_reset(&out);
	canvas_svg_begin(&svg, &out, 10, 10, NULL);
	assert_non_null(strstr(out.text, "aria-hidden=\"true\""));
	buf_release(&out);
}

static void
lines_in_a_row_are_one_path(void **state)
{
	const struct point bent[] = {
	    {1, 2}, {1.5, 1.96}, {(double)NAN, 0}, {-10, 1.5}, {-10, 12}};
	const struct point flat[] = {{0, 3}, {4, 3}};
	struct buf out = {0};
	struct canvas_svg svg;
	size_t from;

	(void)state;
	canvas_svg_begin(&svg, &out, 100, 50, "label");
	from = out.length;
	svg.canvas.ops->polyline(&svg.canvas, bent, 5, 0.75, INK_DATA);
	svg.canvas.ops->polyline(&svg.canvas, flat, 2, 0.75, INK_DATA);
	svg.canvas.ops->polyline(&svg.canvas, flat, 2, 2, INK_DATA);
	svg.canvas.ops->polyline(&svg.canvas, flat, 2, 2, INK_MUTED);
	svg.canvas.ops->dot(
	    &svg.canvas, flat[0], 1, DOT_CIRCLE, INK_MUTED, NULL);
	svg.canvas.ops->polyline(&svg.canvas, flat, 2, 2, INK_MUTED);
	assert_string_equal(out.text + from,
	    "<path class=\"ink-data\" d=\"M1 2h.5l-11.5-.5v10.5M0 3h4\"/>"
	    "<path class=\"ink-data\" stroke-width=\"2\" d=\"M0 3h4\"/>"
	    "<path stroke-width=\"2\" d=\"M0 3h4\"/>"
	    "<circle cx=\"0\" cy=\"3\" r=\"1\"/>"
	    "<path stroke-width=\"2\" d=\"M0 3h4\"/>");
	buf_release(&out);
}

static void
steps_of_a_path_do_not_add_up_their_rounding(void **state)
{
	struct point line[301];
	struct buf out = {0};
	struct canvas_svg svg;
	double sum = 0;
	char *at;
	size_t i;

	(void)state;
	for (i = 0; i < 301; i++)
		line[i] = (struct point){(double)i / 3, 5};
	canvas_svg_begin(&svg, &out, 100, 50, "label");
	svg.canvas.ops->polyline(&svg.canvas, line, 301, 0.75, INK_DATA);
	at = strstr(out.text, "M0 5h");
	assert_non_null(at);
	for (at += 5, i = 0; *at != '"'; i++)
		sum += strtod(at, &at);
	assert_int_equal(i, 300);
	assert_true(fabs(sum - 100) < 0.05);
	buf_release(&out);
}

static void
every_shape_differs(void **state)
{
	struct buf out[DOT_RING + 1] = {0};
	struct canvas_svg svg;
	size_t i, j;

	(void)state;
	for (i = 0; i <= DOT_RING; i++) {
		canvas_svg_begin(&svg, &out[i], 10, 10, NULL);
		svg.canvas.ops->dot(&svg.canvas, (struct point){5, 5}, 2,
		    (enum dot_shape)i, INK_DATA, NULL);
		for (j = 0; j < i; j++)
			assert_string_not_equal(out[i].text, out[j].text);
	}
	for (i = 0; i <= DOT_RING; i++)
		buf_release(&out[i]);
}

static void
text_is_cut_in_its_middle_where_it_has_no_room(void **state)
{
	const struct text_style style = {.size = 10, .ink = INK_TEXT};
	const char *text = "search/fuzzy,mode=exact,packages=10000";
	struct buf out = {0}, cut = {0};
	struct canvas_svg svg;
	double width;
	bool was_cut;

	(void)state;
	canvas_svg_begin(&svg, &out, 400, 50, NULL);
	for (width = 0; width < 300; width += 7) {
		buf_reset(&cut);
		was_cut = canvas_fit(&svg.canvas, &cut, text, &style, width);
		assert_int_equal(was_cut, strcmp(buf_text(&cut), text) != 0);
		assert_true(text_metrics_width(
				buf_text(&cut), style.size, false) <= width);
	}
	assert_string_equal(cut.text, text);
	buf_release(&cut);
	canvas_fit(&svg.canvas, &cut, text, &style, 100);
	assert_string_equal(cut.text, "search/f…s=10000");
	buf_release(&cut);
	buf_release(&out);
}

static void
widths_add_up(void **state)
{
	(void)state;
	assert_near(text_metrics_width("0", 1000, false), 636, 0);
	assert_near(text_metrics_width(" ~", 1000, false), 318 + 838, 0);
	assert_near(text_metrics_width("Ж", 1000, false), 640, 0);
	assert_near(text_metrics_width("…", 1000, false), 1000, 0);
	assert_true(text_metrics_width("abc", 10, true) >
		    text_metrics_width("abc", 10, false));
	assert_near(text_metrics_width("", 10, false), 0, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_only_text),
	    cmocka_unit_test(what_html_forbids_is_replaced),
	    cmocka_unit_test(invalid_utf8_is_replaced),
	    cmocka_unit_test(numbers_are_short),
	    cmocka_unit_test(what_is_not_finite_is_not_drawn),
	    cmocka_unit_test(element_says_what_it_is),
	    cmocka_unit_test(lines_in_a_row_are_one_path),
	    cmocka_unit_test(steps_of_a_path_do_not_add_up_their_rounding),
	    cmocka_unit_test(every_shape_differs),
	    cmocka_unit_test(text_is_cut_in_its_middle_where_it_has_no_room),
	    cmocka_unit_test(widths_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
