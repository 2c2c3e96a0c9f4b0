#include "output/document.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static const struct {
	double size, before, after; /* points */
	enum ink ink;
} heading_looks[DOCUMENT_HEADING_LEVELS] = {
    {17, 26, 10, INK_TEXT},
    {12, 16, 6, INK_TEXT},
    {9.5, 9, 3, INK_TEXT},
};

enum {
	ENTRY_HEIGHT = 17,    /* a line of the contents */
	NUMBER_WIDTH = 28,    /* its page number */
	HEADING_LINES = 3,    /* a longer one is cut */
	BOOKMARKS_MAX = 2000, /* more help nobody */
	HEAD_Y = 46,
	FOOT_Y = 36 /* above the lower edge */
};

static const double LEADING = 1.3;

int
document_open(struct document *document, enum pdf_paper paper, const char *font,
    struct err *err)
{
	*document = (struct document){0};
	if (pdf_file_open(&document->file, paper, font, err) < 0)
		return -1;
	document->name = document->run = "";
	document->page = pdf_file_add_page(&document->file);
	vec_push(&document->sections, NULL);
	document->y = DOCUMENT_TOP;
	return 0;
}

double
document_width(const struct document *document)
{
	return document->file.width - 2 * DOCUMENT_MARGIN;
}

static double
lower_end(const struct document *document)
{
	return document->file.height - DOCUMENT_BOTTOM;
}

double
document_height(const struct document *document)
{
	return lower_end(document) - DOCUMENT_TOP;
}

static bool
is_at_top(const struct document *document)
{
	return document->y <= DOCUMENT_TOP;
}

static void
next_page(struct document *document)
{
	document->page = pdf_file_add_page(&document->file);
	vec_push(&document->sections, document->section);
	document->y = DOCUMENT_TOP;
}

void
document_break(struct document *document)
{
	if (!is_at_top(document))
		next_page(document);
}

/* The bytes of the next line of a heading. */
static size_t
heading_line(const struct document *document, unsigned level, const char *text)
{
	return pdf_fonts_fit(&document->file.fonts, PDF_FACE_BOLD,
	    heading_looks[level].size, document_width(document), text,
	    strlen(text));
}

static size_t
heading_lines(const struct document *document, unsigned level, const char *text)
{
	size_t lines = 0;

	for (; *text != '\0' && lines < HEADING_LINES; lines++)
		text += heading_line(document, level, text);
	return lines;
}

/* What the headings that wait need, at the top of a page or below others. */
static double
waiting_height(const struct document *document, bool is_top)
{
	const struct document_waiting *waiting = &document->waiting;
	const struct document_heading *heading;
	double height = 0;
	size_t i;

	for (i = 0; i < waiting->count; i++) {
		heading = &waiting->headings[i];
		if (i > 0 || !is_top)
			height += heading_looks[heading->level].before;
		height += (double)heading_lines(
			      document, heading->level, heading->text) *
			  heading_looks[heading->level].size * LEADING;
		height += heading_looks[heading->level].after;
	}
	return height;
}

double
document_room(const struct document *document)
{
	if (document->tried_from > 0)
		return HUGE_VAL;
	return lower_end(document) - document->y -
	       waiting_height(document, is_at_top(document));
}

static void
draw_heading(struct document *document, const struct document_heading *heading)
{
	double size = heading_looks[heading->level].size;
	const struct pdf_type type = {
	    PDF_FACE_BOLD, size, heading_looks[heading->level].ink};
	const char *text = heading->text;
	size_t lines, length;

	if (!is_at_top(document))
		document->y += heading_looks[heading->level].before;
	vec_push(&document->headings, *heading);
	document->headings.items[document->headings.count - 1].page =
	    document->page;
	document->headings.items[document->headings.count - 1].top =
	    document->y;
	if (heading->level == 0) {
		document->section = heading->text;
		if (is_at_top(document) ||
		    document->sections.items[document->page] == NULL)
			document->sections.items[document->page] =
			    heading->text;
	}
	for (lines = 0; *text != '\0' && lines < HEADING_LINES; lines++) {
		length = heading_line(document, heading->level, text);
		document_type(document,
		    (struct point){DOCUMENT_MARGIN, document->y + size}, text,
		    length, &type);
		text += length;
		document->y += size * LEADING;
	}
	document->y += heading_looks[heading->level].after;
}

struct point
document_place(struct document *document, double height)
{
	struct document_waiting waiting = document->waiting;
	struct point at;
	size_t i;

	if (!is_at_top(document) && document_room(document) < height)
		next_page(document);
	if (document->tried_from > 0)
		waiting.count = 0;
	else
		document->waiting.count = 0;
	for (i = 0; i < waiting.count; i++)
		draw_heading(document, &waiting.headings[i]);
	at = (struct point){DOCUMENT_MARGIN, document->y};
	document->y += height;
	return at;
}

void
document_try(struct document *document)
{
	document->tried_from = document->y;
}

double
document_tried(struct document *document)
{
	double height = document->y - document->tried_from;

	document->y = document->tried_from;
	document->tried_from = 0;
	return height;
}

void
document_skip(struct document *document, double height)
{
	if (!is_at_top(document) || document->page == 0)
		document->y += height;
}

void
document_heading(struct document *document, unsigned level, const char *text)
{
	struct document_waiting *waiting = &document->waiting;

	/* A heading with nothing below it but one of its kind. */
	if (waiting->count > 0 &&
	    waiting->headings[waiting->count - 1].level >= level)
		document_place(document, 0);
	waiting->headings[waiting->count++] = (struct document_heading){
	    .text = arena_strdup(&document->arena, text), .level = level};
}

void
document_contents(struct document *document, size_t count)
{
	struct point at;

	document_place(document, 0);
	document->listed_from = document->headings.count;
	while (count-- > 0) {
		at = document_place(document, ENTRY_HEIGHT);
		vec_push(
		    &document->entries, (struct document_entry){document->page,
					    at.y + ENTRY_HEIGHT * 0.7});
	}
}

void
document_canvas(struct document *document, struct canvas_pdf *canvas,
    struct point corner, double width, double height, double scale)
{
	canvas_pdf_open(canvas, &document->file, document->page, corner, width,
	    height, scale);
}

void
document_type(struct document *document, struct point at, const char *text,
    size_t length, const struct pdf_type *type)
{
	struct canvas_pdf canvas;

	if (document->tried_from > 0)
		return;
	canvas_pdf_page(&canvas, &document->file, document->page);
	canvas_pdf_type(&canvas, at, text, length, type);
}

void
document_rule(struct document *document, double x, double y, double width,
    double thickness, enum ink ink)
{
	struct canvas_pdf canvas;

	if (document->tried_from > 0)
		return;
	canvas_pdf_page(&canvas, &document->file, document->page);
	canvas_line(&canvas.canvas, (struct point){x, y},
	    (struct point){x + width, y}, thickness, ink);
}

void
document_dot(struct document *document, struct point at, enum ink ink)
{
	struct canvas_pdf canvas;

	if (document->tried_from > 0)
		return;
	canvas_pdf_page(&canvas, &document->file, document->page);
	canvas_dot(&canvas.canvas, at, 1.4, DOT_CIRCLE, ink);
}

/* Draws text at the left or, ending there, at the right; cut to width. */
static void
draw_line(struct canvas_pdf *canvas, struct point at, const char *text,
    const struct text_style *style, double width)
{
	struct buf cut = {0};

	canvas_fit(&canvas->canvas, &cut, text, style, width);
	canvas->canvas.ops->text(&canvas->canvas, at, buf_text(&cut), style);
	buf_release(&cut);
}

static void
draw_leader(struct canvas_pdf *canvas, double from, double to, double y)
{
	static const double STEP = 5;
	double x;

	/* On a grid of its own, so that the dots of all lines line up. */
	for (x = to - STEP; x > from; x -= STEP)
		canvas_dot(&canvas->canvas, (struct point){x, y - 1}, 0.4,
		    DOT_SQUARE, INK_AXIS);
}

static void
draw_entry(struct document *document, const struct document_entry *entry,
    const struct document_heading *heading)
{
	struct text_style style = {.size = heading->level == 0 ? 10 : 9,
	    .ink = heading->level == 0 ? INK_TEXT : INK_MUTED,
	    .is_bold = heading->level == 0};
	double left = DOCUMENT_MARGIN + heading->level * 16.0;
	double right = document->file.width - DOCUMENT_MARGIN, end;
	struct canvas_pdf canvas;
	struct buf number = {0};

	canvas_pdf_page(&canvas, &document->file, entry->page);
	draw_line(&canvas, (struct point){left, entry->baseline}, heading->text,
	    &style, right - left - NUMBER_WIDTH);
	end = left + canvas.canvas.ops->text_width(
			 &canvas.canvas, heading->text, &style);
	draw_leader(
	    &canvas, end + 6, right - NUMBER_WIDTH + 6, entry->baseline);
	buf_addf(&number, "%zu", heading->page + 1);
	style.anchor = TEXT_END;
	draw_line(&canvas, (struct point){right, entry->baseline}, number.text,
	    &style, NUMBER_WIDTH);
	pdf_file_link(&document->file, entry->page,
	    (struct point){left, entry->baseline - ENTRY_HEIGHT * 0.7},
	    right - left, ENTRY_HEIGHT, heading->page, heading->top - 6);
	buf_release(&number);
}

static void
finish_contents(struct document *document)
{
	const struct document_heading *heading;
	size_t i, entry = 0;

	for (i = document->listed_from; i < document->headings.count; i++) {
		heading = &document->headings.items[i];
		if (entry < document->entries.count && heading->level < 2)
			draw_entry(document, &document->entries.items[entry++],
			    heading);
	}
}

static void
finish_page(struct document *document, size_t page)
{
	const char *section = document->sections.items[page];
	struct text_style style = {.size = 7.5, .ink = INK_MUTED};
	double left = DOCUMENT_MARGIN, third = document_width(document) / 3;
	double right = document->file.width - DOCUMENT_MARGIN;
	double foot = document->file.height - FOOT_Y;
	struct canvas_pdf canvas;
	struct buf number = {0};

	canvas_pdf_page(&canvas, &document->file, page);
	buf_addf(
	    &number, "page %zu of %zu", page + 1, document->file.pages.count);
	draw_line(&canvas, (struct point){left, foot}, document->name, &style,
	    third - 8);
	style.anchor = TEXT_MIDDLE;
	draw_line(&canvas, (struct point){left + 1.5 * third, foot},
	    document->run, &style, third - 8);
	style.anchor = TEXT_END;
	draw_line(&canvas, (struct point){right, foot}, number.text, &style,
	    third - 8);
	buf_release(&number);
	if (page == 0)
		return;
	canvas_line(&canvas.canvas, (struct point){left, HEAD_Y + 6},
	    (struct point){right, HEAD_Y + 6}, 0.5, INK_GRID);
	draw_line(&canvas, (struct point){right, HEAD_Y}, document->name,
	    &style, 2 * third - 8);
	style.anchor = TEXT_START;
	if (section != NULL)
		draw_line(&canvas, (struct point){left, HEAD_Y}, section,
		    &style, third - 8);
}

static void
finish_bookmarks(struct document *document)
{
	struct pdf_bookmarks bookmarks = {{NULL}};
	const struct document_heading *heading;
	size_t i;

	for (i = 0; i < document->headings.count && i < BOOKMARKS_MAX; i++) {
		heading = &document->headings.items[i];
		pdf_file_bookmark(&document->file, &bookmarks, heading->level,
		    heading->text, heading->page, heading->top - 6);
	}
}

void
document_finish(struct document *document)
{
	size_t i;

	/* What still waits has nothing to head, and is shown all the same. */
	document_place(document, 0);
	finish_contents(document);
	for (i = 0; i < document->file.pages.count; i++)
		finish_page(document, i);
	finish_bookmarks(document);
}

void
document_close(struct document *document)
{
	pdf_file_close(&document->file);
	vec_free(&document->headings);
	vec_free(&document->entries);
	vec_free(&document->sections);
	arena_release(&document->arena);
}
