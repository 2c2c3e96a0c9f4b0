#include "output/canvas_pdf.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "output/theme.h"

enum {
	FAR = 20000,         /* libharu cuts at 32,767 */
	SHOWN_BYTES = 4000,  /* of one text; a page is no wider */
	PATH_POINTS = 20000, /* of one line */
	BLEED = 6,           /* points around a clipped canvas */
	CIRCLE_BELOW = 1     /* points; smaller dots are squares */
};

static struct canvas_pdf *
self(struct canvas *canvas)
{
	return (struct canvas_pdf *)canvas;
}

static struct pdf_page *
page_of(const struct canvas_pdf *canvas)
{
	return &canvas->file->pages.items[canvas->page];
}

static bool
is_drawable(struct point at)
{
	return isfinite(at.x) && isfinite(at.y);
}

static HPDF_REAL
guarded(double value)
{
	value = value < -FAR ? -FAR : value > FAR ? FAR : value;
	/* Hundredths of a point are enough, and keep the file small. */
	return (HPDF_REAL)(round(value * 100) / 100);
}

/* A tenth of a point is finer than print. */
static HPDF_REAL
position(double value)
{
	return guarded(round(value * 10) / 10);
}

static HPDF_REAL
page_x(const struct canvas_pdf *canvas, double x)
{
	return position(canvas->corner.x + x * canvas->scale);
}

static HPDF_REAL
page_y(const struct canvas_pdf *canvas, double y)
{
	return position(
	    canvas->file->height - canvas->corner.y - y * canvas->scale);
}

static HPDF_REAL
page_length(const struct canvas_pdf *canvas, double length)
{
	return guarded(length * canvas->scale);
}

struct rgb {
	HPDF_REAL red, green, blue;
};

static struct rgb
colour_of(enum ink ink)
{
	uint32_t paper = theme_rgb(ink, THEME_PAPER);

	return (struct rgb){(HPDF_REAL)(paper >> 16 & 0xFF) / 255,
	    (HPDF_REAL)(paper >> 8 & 0xFF) / 255,
	    (HPDF_REAL)(paper & 0xFF) / 255};
}

static void
set_fill(struct pdf_page *page, enum ink ink)
{
	struct rgb rgb;

	if (page->fill == ink)
		return;
	rgb = colour_of(ink);
	HPDF_Page_SetRGBFill(page->page, rgb.red, rgb.green, rgb.blue);
	page->fill = ink;
}

static void
set_stroke(struct pdf_page *page, enum ink ink, double width)
{
	struct rgb rgb;

	if (page->stroke != ink) {
		rgb = colour_of(ink);
		HPDF_Page_SetRGBStroke(
		    page->page, rgb.red, rgb.green, rgb.blue);
		page->stroke = ink;
	}
	if (page->line_width < width || page->line_width > width) {
		HPDF_Page_SetLineWidth(page->page, guarded(width));
		page->line_width = width;
	}
}

/* Draws points[0..count), all of them drawable. */
static void
draw_path(struct canvas_pdf *canvas, const struct point *points, size_t count)
{
	HPDF_Page page = page_of(canvas)->page;
	size_t i;

	HPDF_Page_MoveTo(
	    page, page_x(canvas, points->x), page_y(canvas, points->y));
	for (i = 1; i < count; i++)
		HPDF_Page_LineTo(page, page_x(canvas, points[i].x),
		    page_y(canvas, points[i].y));
}

static void
pdf_polyline(struct canvas *canvas, const struct point *points, size_t count,
    double width, enum ink stroke)
{
	struct canvas_pdf *pdf = self(canvas);
	size_t from = 0, to;

	if (stroke == INK_NONE || !isfinite(width) || width <= 0)
		return;
	set_stroke(page_of(pdf), stroke, width * pdf->scale);
	for (; from < count; from = to + (to < count)) {
		for (to = from; to < count && to - from < PATH_POINTS &&
				is_drawable(points[to]);
		     to++)
			;
		if (to - from < 2)
			continue;
		draw_path(pdf, points + from, to - from);
		HPDF_Page_Stroke(page_of(pdf)->page);
		/* A line that goes on starts where this one ended. */
		if (to - from == PATH_POINTS)
			to -= 2;
	}
}

static void
pdf_polygon(struct canvas *canvas, const struct point *points, size_t count,
    enum ink fill)
{
	struct canvas_pdf *pdf = self(canvas);
	HPDF_Page page = page_of(pdf)->page;
	size_t i, drawn = 0;

	if (fill == INK_NONE)
		return;
	set_fill(page_of(pdf), fill);
	for (i = 0; i < count; i++) {
		if (!is_drawable(points[i]))
			continue;
		if (drawn++ == 0)
			HPDF_Page_MoveTo(page, page_x(pdf, points[i].x),
			    page_y(pdf, points[i].y));
		else
			HPDF_Page_LineTo(page, page_x(pdf, points[i].x),
			    page_y(pdf, points[i].y));
	}
	if (drawn > 0)
		HPDF_Page_Fill(page);
}

static void
pdf_rect(struct canvas *canvas, struct point corner, double width,
    double height, enum ink fill, const char *tip)
{
	struct canvas_pdf *pdf = self(canvas);
	HPDF_Page page = page_of(pdf)->page;

	(void)tip;
	if (fill == INK_NONE || !is_drawable(corner) || !isfinite(width) ||
	    !isfinite(height))
		return;
	set_fill(page_of(pdf), fill);
	HPDF_Page_Rectangle(page, page_x(pdf, corner.x),
	    page_y(pdf, corner.y + height), page_length(pdf, width),
	    page_length(pdf, height));
	HPDF_Page_Fill(page);
}

static void
draw_circle(struct canvas_pdf *canvas, struct point at, double radius)
{
	HPDF_Page_Circle(page_of(canvas)->page, page_x(canvas, at.x),
	    page_y(canvas, at.y), page_length(canvas, radius));
}

static void
draw_cross(
    struct canvas_pdf *canvas, struct point at, double radius, enum ink ink)
{
	const struct point falling[] = {
	    {at.x - radius, at.y - radius}, {at.x + radius, at.y + radius}};
	const struct point rising[] = {
	    {at.x - radius, at.y + radius}, {at.x + radius, at.y - radius}};

	pdf_polyline(&canvas->canvas, falling, 2, 1, ink);
	pdf_polyline(&canvas->canvas, rising, 2, 1, ink);
}

static void
pdf_dot(struct canvas *canvas, struct point at, double radius,
    enum dot_shape shape, enum ink ink, const char *tip)
{
	struct canvas_pdf *pdf = self(canvas);
	const struct point square[] = {{at.x - radius, at.y - radius},
	    {at.x + radius, at.y - radius}, {at.x + radius, at.y + radius},
	    {at.x - radius, at.y + radius}};
	const struct point triangle[] = {{at.x, at.y - radius},
	    {at.x + radius, at.y + radius}, {at.x - radius, at.y + radius}};
	const struct point diamond[] = {{at.x, at.y - radius},
	    {at.x + radius, at.y}, {at.x, at.y + radius},
	    {at.x - radius, at.y}};

	(void)tip;
	if (ink == INK_NONE || !is_drawable(at) || !isfinite(radius) ||
	    radius <= 0)
		return;
	switch (shape) {
	case DOT_CIRCLE:
		if (radius < CIRCLE_BELOW) {
			pdf_polygon(canvas, square, 4, ink);
			return;
		}
		set_fill(page_of(pdf), ink);
		draw_circle(pdf, at, radius);
		HPDF_Page_Fill(page_of(pdf)->page);
		return;
	case DOT_RING:
		set_stroke(page_of(pdf), ink, pdf->scale);
		draw_circle(pdf, at, radius);
		HPDF_Page_Stroke(page_of(pdf)->page);
		return;
	case DOT_SQUARE:
		pdf_polygon(canvas, square, 4, ink);
		return;
	case DOT_TRIANGLE:
		pdf_polygon(canvas, triangle, 3, ink);
		return;
	case DOT_DIAMOND:
		pdf_polygon(canvas, diamond, 4, ink);
		return;
	case DOT_CROSS:
		draw_cross(pdf, at, radius, ink);
		return;
	}
}

/* text[0..length) as libharu can show it. */
static void
add_shown(struct buf *shown, const char *text, size_t length)
{
	const char *end = text + length, *from = text;
	uint32_t code;

	for (; (code = pdf_code_next(&text, end)) != 0; from = text)
		if (code < ' ')
			buf_add_char(shown, ' ');
		else if (text - from > 3)
			buf_add_string(shown, "\xEF\xBF\xBD");
		else
			buf_add(shown, from, (size_t)(text - from));
}

/* Shows text[0..length) that is all in one face. */
static void
show_run(struct canvas_pdf *canvas, struct point at, const char *text,
    size_t length, const struct pdf_type *type)
{
	struct pdf_page *page = page_of(canvas);
	const struct pdf_font *font = &canvas->file->fonts.faces[type->face];
	double size = type->size * canvas->scale;
	struct buf shown = {0};

	add_shown(&shown, text, length);
	if (page->font != font || page->font_size < size ||
	    page->font_size > size) {
		HPDF_Page_SetFontAndSize(
		    page->page, font->font, (HPDF_REAL)size);
		page->font = font;
		page->font_size = size;
	}
	HPDF_Page_BeginText(page->page);
	HPDF_Page_MoveTextPos(
	    page->page, page_x(canvas, at.x), page_y(canvas, at.y));
	HPDF_Page_ShowText(page->page, buf_text(&shown));
	HPDF_Page_EndText(page->page);
	buf_release(&shown);
}

/* The first characters of text[0..length) that are shown in one face. */
static size_t
run_length(const struct pdf_fonts *fonts, const char *text, size_t length,
    enum pdf_face wanted, enum pdf_face *face)
{
	const char *end = text + length, *at = text, *from = text;
	enum pdf_face next;
	uint32_t code;

	*face = wanted;
	for (; (code = pdf_code_next(&at, end)) != 0; from = at) {
		next = pdf_fonts_face(fonts, wanted, code);
		if (from == text)
			*face = next;
		else if (next != *face)
			break;
	}
	return (size_t)(from - text);
}

void
canvas_pdf_type(struct canvas_pdf *canvas, struct point at, const char *text,
    size_t length, const struct pdf_type *type)
{
	const struct pdf_fonts *fonts = &canvas->file->fonts;
	struct pdf_type run = *type;
	size_t count;

	if (type->ink == INK_NONE || !is_drawable(at) || type->size <= 0 ||
	    !isfinite(type->size))
		return;
	if (length > SHOWN_BYTES)
		length = pdf_fonts_fit(
		    fonts, type->face, type->size, FAR, text, SHOWN_BYTES);
	set_fill(page_of(canvas), type->ink);
	for (; length > 0; text += count, length -= count) {
		count = run_length(fonts, text, length, type->face, &run.face);
		show_run(canvas, at, text, count, &run);
		at.x +=
		    pdf_fonts_width(fonts, type->face, type->size, text, count);
	}
}

static double
pdf_text_width(
    struct canvas *canvas, const char *text, const struct text_style *style)
{
	return pdf_fonts_width(&self(canvas)->file->fonts,
	    style->is_bold ? PDF_FACE_BOLD : PDF_FACE_TEXT, style->size, text,
	    strlen(text));
}

static void
pdf_text(struct canvas *canvas, struct point at, const char *text,
    const struct text_style *style)
{
	const struct pdf_type type = {
	    style->is_bold ? PDF_FACE_BOLD : PDF_FACE_TEXT, style->size,
	    style->ink};

	if (style->anchor != TEXT_START)
		at.x -= pdf_text_width(canvas, text, style) /
			(style->anchor == TEXT_MIDDLE ? 2 : 1);
	canvas_pdf_type(self(canvas), at, text, strlen(text), &type);
}

static const struct canvas_ops ops = {
    pdf_polyline, pdf_polygon, pdf_rect, pdf_dot, pdf_text, pdf_text_width};

void
canvas_pdf_page(struct canvas_pdf *canvas, struct pdf_file *file, size_t page)
{
	*canvas = (struct canvas_pdf){
	    .canvas = {&ops, file->width, file->height},
	    .file = file,
	    .page = page,
	    .scale = 1,
	};
}

void
canvas_pdf_open(struct canvas_pdf *canvas, struct pdf_file *file, size_t page,
    struct point corner, double width, double height, double scale)
{
	HPDF_Page on = file->pages.items[page].page;

	*canvas = (struct canvas_pdf){
	    .canvas = {&ops, width / scale, height / scale},
	    .file = file,
	    .page = page,
	    .corner = corner,
	    .scale = scale,
	    .is_clipped = true,
	};
	HPDF_Page_GSave(on);
	/* Half a mark may stand out. */
	HPDF_Page_Rectangle(on, guarded(corner.x - BLEED),
	    guarded(file->height - corner.y - height - BLEED),
	    guarded(width + 2 * BLEED), guarded(height + 2 * BLEED));
	HPDF_Page_Clip(on);
	HPDF_Page_EndPath(on);
}

void
canvas_pdf_close(struct canvas_pdf *canvas)
{
	struct pdf_page *page = page_of(canvas);

	if (!canvas->is_clipped)
		return;
	HPDF_Page_GRestore(page->page);
	/* What was set inside is forgotten. */
	page->fill = page->stroke = INK_NONE;
	page->line_width = 0;
	page->font = NULL;
	canvas->is_clipped = false;
}
