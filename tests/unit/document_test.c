#include "tests/unit/test.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "output/document.h"
#include "output/markup.h"
#include "output/prose.h"
#include "output/table.h"

static struct err err;
static struct document document;

static int
open_document(void **state)
{
	(void)state;
	return document_open(&document, PDF_PAPER_A4, NULL, &err);
}

static int
close_document(void **state)
{
	(void)state;
	document_close(&document);
	return 0;
}

static void
a_block_without_room_goes_to_the_next_page(void **state)
{
	struct point at;

	(void)state;
	document_place(&document, document_height(&document) - 10);
	at = document_place(&document, 11);
	assert_int_equal(document.page, 1);
	assert_near(at.y, DOCUMENT_TOP, 1e-9);
}

static void
headings_stay_with_what_follows(void **state)
{
	(void)state;
	document_place(&document, document_height(&document) - 60);
	document_heading(&document, 0, "Section");
	document_heading(&document, 1, "Part");
	document_place(&document, 30);
	assert_int_equal(document.headings.count, 2);
	assert_int_equal(document.headings.items[0].page, 1);
	assert_int_equal(document.headings.items[1].page, 1);
}

static void
running_heads_name_the_section_of_the_page(void **state)
{
	(void)state;
	document_place(&document, 100);
	document_break(&document);
	document_heading(&document, 0, "First");
	document_place(&document, 100);
	document_heading(&document, 0, "Second");
	document_place(&document, 100);
	document_break(&document);
	document_place(&document, 100);
	assert_null(document.sections.items[0]);
	assert_string_equal(document.sections.items[1], "First");
	assert_string_equal(document.sections.items[2], "Second");
}

static void
break_on_an_empty_page_adds_none(void **state)
{
	(void)state;
	document_break(&document);
	document_break(&document);
	assert_int_equal(document.file.pages.count, 1);
}

static size_t
lines_of(const char *text, double width)
{
	const struct run run = {text, false, false};
	struct prose_style style = {
	    .size = 10, .leading = 12, .ink = INK_TEXT, .width = width};
	double before = document.y;

	prose_paragraph(&document, &run, 1, &style);
	return (size_t)lround((document.y - before) / 12);
}

static void
paragraphs_wrap_at_their_measured_width(void **state)
{
	double width = pdf_fonts_width(
	    &document.file.fonts, PDF_FACE_TEXT, 10, "one two", 7);

	(void)state;
	assert_int_equal(lines_of("one two", width + 0.01), 1);
	assert_int_equal(lines_of("one two", width - 0.01), 2);
	assert_int_equal(lines_of("one two three four", width), 3);
	assert_int_equal(lines_of("", width), 0);
	/* A word wider than a line is broken, not cut off. */
	assert_in_range(lines_of("onetwothreefour", width), 2, 4);
}

static void
pieces_break_behind_slash_and_comma_and_in_no_character(void **state)
{
	const struct pdf_fonts *fonts = &document.file.fonts;
	static const char id[] = "aaaa/bbbb,cccc";
	double width = pdf_fonts_width(fonts, PDF_FACE_MONO, 10, id, 7);
	size_t i;

	(void)state;
	assert_int_equal(
	    pdf_fonts_fit(fonts, PDF_FACE_MONO, 10, width, id, strlen(id)), 5);
	assert_int_equal(
	    pdf_fonts_fit(fonts, PDF_FACE_MONO, 10, 1e6, id, strlen(id)), 14);
	/* At least one character, whole. */
	for (i = 1; i < 20; i++)
		assert_int_equal(pdf_fonts_fit(fonts, PDF_FACE_TEXT, 10,
				     (double)i, "жїў", 6) %
				     2,
		    0);
	assert_int_equal(
	    pdf_fonts_fit(fonts, PDF_FACE_TEXT, 10, 0.1, "жїў", 6), 2);
}

static void
characters_that_a_face_lacks_are_borrowed(void **state)
{
	const struct pdf_fonts *fonts = &document.file.fonts;

	(void)state;
	/* U+2D30, Tifinagh, is in DejaVu Sans and not in its Mono. */
	assert_int_equal(
	    pdf_fonts_face(fonts, PDF_FACE_BOLD, 'a'), PDF_FACE_BOLD);
	assert_int_equal(
	    pdf_fonts_face(fonts, PDF_FACE_MONO, 0x2D30), PDF_FACE_TEXT);
	/* Nobody has it: what was wanted shows its empty box. */
	assert_int_equal(
	    pdf_fonts_face(fonts, PDF_FACE_MONO, 0x65E5), PDF_FACE_MONO);
	assert_true(pdf_fonts_width(fonts, PDF_FACE_MONO, 10, "日", 3) > 0);
}

static const struct table_column columns[] = {
    {"Case", TABLE_LEFT, true, true, 0},
    {"Value", TABLE_DECIMAL, false, false, 0},
};

static void
table_fills_the_width_and_gives_way_where_it_may(void **state)
{
	static char id[400];
	struct table_cell cells[] = {
	    {.text = "short"}, {.text = "1.5"}, {.text = id}, {.text = "1000"}};
	struct table table = {columns, 2, cells, 1, 10};
	double narrow[2], wide[2];

	(void)state;
	memset(id, 'x', sizeof id - 1);
	table_widths(&document, &table, narrow);
	table.row_count = 2;
	table_widths(&document, &table, wide);
	assert_near(narrow[0] + narrow[1], wide[0] + wide[1], 0.01);
	/* "1000" and ".5" stand on two sides of one decimal point. */
	assert_true(wide[1] >= pdf_fonts_width(&document.file.fonts,
				   PDF_FACE_TEXT, 10, "1000.5", 6) -
				   0.01);
}

static void
table_of_many_numbers_takes_smaller_type_and_stays_on_the_page(void **state)
{
	enum { MANY = 11 };
	struct table_column many[MANY];
	struct table_cell cells[MANY];
	const struct table table = {many, MANY, cells, 1, 9};
	double widths[MANY], all = 0;
	size_t i;

	(void)state;
	memset(cells, 0, sizeof cells);
	for (i = 0; i < MANY; i++) {
		many[i] = columns[i == 0 ? 0 : 1];
		cells[i].text = i == 0 ? "case" : "1234567.9";
	}
	table_widths(&document, &table, widths);
	for (i = 0; i < MANY; i++)
		all += widths[i] + (i == 0 ? 0 : 9);
	assert_true(all <= document_width(&document) + 0.01);
}

static void
table_goes_on_over_pages_with_its_head(void **state)
{
	static struct table_cell cells[2 * 200];
	const struct table table = {columns, 2, cells, 200, 0};
	size_t i;

	(void)state;
	for (i = 0; i < 200; i++) {
		cells[2 * i].text = "group/case/size=1";
		cells[2 * i + 1].text = "12.5";
	}
	table_draw(&document, &table);
	assert_in_range(document.page, 3, 6);
	/* No page ends below the margin. */
	assert_true(document.y <= document.file.height - DOCUMENT_BOTTOM + 12);
}

static void
row_higher_than_a_page_ends(void **state)
{
	static char id[60000];
	struct table_cell cells[] = {{.text = id}, {.text = "1"}};
	const struct table table = {columns, 2, cells, 1, 0};

	(void)state;
	memset(id, 'x', sizeof id - 1);
	table_draw(&document, &table);
	assert_true(document.file.pages.count <= 3);
}

static void
not_finite_marks_are_dropped(void **state)
{
	const struct point points[] = {
	    {0, 0}, {(double)NAN, 1}, {(double)INFINITY, 2}, {1e30, 3}, {5, 5}};
	struct canvas_pdf canvas;
	FILE *out = tmpfile();

	(void)state;
	document_canvas(
	    &document, &canvas, (struct point){0, 0}, 100, 100, 0.5);
	assert_near(canvas.canvas.width, 200, 1e-12);
	canvas.canvas.ops->polyline(&canvas.canvas, points, 5, 1, INK_DATA);
	canvas.canvas.ops->polygon(&canvas.canvas, points, 5, INK_DATA);
	canvas.canvas.ops->rect(&canvas.canvas, points[1], (double)NAN,
	    (double)INFINITY, INK_BAD, NULL);
	canvas.canvas.ops->dot(
	    &canvas.canvas, points[2], 1, DOT_CIRCLE, INK_BAD, NULL);
	canvas_pdf_close(&canvas);
	document_finish(&document);
	assert_int_equal(pdf_file_write(&document.file, out, &err), 0);
	assert_true(ftell(out) > 1000);
	fclose(out);
}

static struct markup markup;
static struct arena arena;

static void
expect_markup_error(const char *text, const char *part)
{
	err.text[0] = '\0';
	assert_int_equal(
	    markup_read(&markup, text, "pdf.tpl", &arena, &err), -1);
	if (strstr(err.text, part) == NULL ||
	    strncmp(err.text, "pdf.tpl: ", 9) != 0)
		fail_msg("%s: %s", text, err.text);
	markup_release(&markup);
}

static void
markup_folds_space_and_knows_references(void **state)
{
	(void)state;
	assert_int_equal(markup_read(&markup,
			     "<p class=\"lead bad\">\n a  &lt;b&gt; <b>c\n</b>"
			     "<code> d</code></p>\n<pre>\n x\n  y</pre><hr>"
			     "<table data-part=\"cases\"></table>",
			     "pdf.tpl", &arena, &err),
	    0);
	assert_int_equal(markup.blocks.count, 4);
	assert_string_equal(
	    markup_text(&markup.blocks.items[0], &arena), "a <b> c d");
	assert_int_equal(markup.blocks.items[0].run_count, 3);
	assert_true(markup.blocks.items[0].runs[1].is_bold);
	assert_true(markup_has_style(markup.blocks.items[0].style, "bad"));
	assert_false(markup_has_style(markup.blocks.items[0].style, "ba"));
	assert_string_equal(
	    markup_text(&markup.blocks.items[1], &arena), " x\n  y");
	assert_int_equal(markup.blocks.items[2].kind, BLOCK_BREAK);
	assert_string_equal(markup.blocks.items[3].part, "table cases");
	markup_release(&markup);
	arena_release(&arena);
}

static void
wrong_markup_is_an_error_with_file_and_tag(void **state)
{
	(void)state;
	expect_markup_error("<marquee>x</marquee>", "<marquee>");
	expect_markup_error("<p>x", "not closed");
	expect_markup_error("<p>x<h1>y</h1>", "<h1>");
	expect_markup_error("x", "outside");
	expect_markup_error("</p>", "</p>");
	expect_markup_error("<p onclick=\"x\">y</p>", "onclick");
	expect_markup_error("<table></table>", "data-part");
	expect_markup_error("<b>x</b>", "outside");
	expect_markup_error("<p", "cut off");
	expect_markup_error("<p>a < b</p>", "&lt;");
	arena_release(&arena);
}

#define WITH_DOCUMENT(test)                                                    \
	cmocka_unit_test_setup_teardown(test, open_document, close_document)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WITH_DOCUMENT(a_block_without_room_goes_to_the_next_page),
	    WITH_DOCUMENT(headings_stay_with_what_follows),
	    WITH_DOCUMENT(running_heads_name_the_section_of_the_page),
	    WITH_DOCUMENT(break_on_an_empty_page_adds_none),
	    WITH_DOCUMENT(paragraphs_wrap_at_their_measured_width),
	    WITH_DOCUMENT(
		pieces_break_behind_slash_and_comma_and_in_no_character),
	    WITH_DOCUMENT(characters_that_a_face_lacks_are_borrowed),
	    WITH_DOCUMENT(table_fills_the_width_and_gives_way_where_it_may),
	    WITH_DOCUMENT(
		table_of_many_numbers_takes_smaller_type_and_stays_on_the_page),
	    WITH_DOCUMENT(table_goes_on_over_pages_with_its_head),
	    WITH_DOCUMENT(row_higher_than_a_page_ends),
	    WITH_DOCUMENT(not_finite_marks_are_dropped),
	    cmocka_unit_test(markup_folds_space_and_knows_references),
	    cmocka_unit_test(wrong_markup_is_an_error_with_file_and_tag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
