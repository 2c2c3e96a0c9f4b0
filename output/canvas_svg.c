#include "output/canvas_svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "output/text_metrics.h"
#include "output/theme.h"

/* Far outside of any canvas, and what a PDF can say as well. */
static const double coordinate_max = 32000;

/* Most texts and lines: said once, by theme_css. */
static const double inherited_size = 9.5, inherited_stroke = 0.75;

static const char *
entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\n':
	case '\r':
	case '\t':
		return " ";
	}
	return (unsigned char)c < 0x20 || c == 0x7F ? "\xEF\xBF\xBD" : NULL;
}

/* Bytes of the character at text if HTML forbids it, else 0. */
static size_t
forbidden_bytes(const unsigned char *text)
{
	/* C1 controls, U+FDD0 to U+FDEF, and U+FFFE and U+FFFF of a plane. */
	if (text[0] == 0xC2 && text[1] < 0xA0)
		return 2;
	if (text[0] == 0xEF && text[1] == 0xB7 && text[2] >= 0x90 &&
	    text[2] <= 0xAF)
		return 3;
	if (text[0] == 0xEF && text[1] == 0xBF && text[2] >= 0xBE)
		return 3;
	if (text[0] >= 0xF0 && (text[1] & 0x0F) == 0x0F && text[2] == 0xBF &&
	    text[3] >= 0xBE)
		return 4;
	return 0;
}

static void
escape_valid(struct buf *out, const char *text)
{
	const char *entity, *from = text;
	size_t forbidden;

	while (*text != '\0') {
		entity = entity_of(*text);
		forbidden = 1;
		if (entity == NULL && (*text & 0x80) != 0) {
			forbidden =
			    forbidden_bytes((const unsigned char *)text);
			entity = forbidden > 0 ? "\xEF\xBF\xBD" : NULL;
		}
		if (entity == NULL) {
			text++;
			continue;
		}
		buf_add(out, from, (size_t)(text - from));
		buf_add_string(out, entity);
		from = text += forbidden;
	}
	buf_add_string(out, from);
}

void
canvas_svg_escape(struct buf *out, const char *text)
{
	struct buf clean = {0};
	size_t length = strlen(text);

	if (text_is_utf8(text, length)) {
		escape_valid(out, text);
		return;
	}
	text_clean(&clean, text, length);
	escape_valid(out, clean.text);
	buf_release(&clean);
}

void
canvas_svg_number(struct buf *out, double value)
{
	long hundredths =
	    lround(fmin(fmax(value, -coordinate_max), coordinate_max) * 100);
	char digits[16];
	size_t from = sizeof digits;
	unsigned long rest = (unsigned long)labs(hundredths);
	int place;

	for (place = -2; place <= 0 || rest > 0; place++, rest /= 10) {
		if (place < 0 && from == sizeof digits && rest % 10 == 0)
			continue;
		if (place == 0 && from < sizeof digits)
			digits[--from] = '.';
		digits[--from] = (char)('0' + rest % 10);
	}
	if (hundredths < 0)
		digits[--from] = '-';
	buf_add(out, digits + from, sizeof digits - from);
}

static struct canvas_svg *
svg_of(struct canvas *canvas)
{
	return (struct canvas_svg *)canvas;
}

static bool
is_drawable(struct point at)
{
	return isfinite(at.x) && isfinite(at.y);
}

/* A tenth of a point is finer than any screen. */
static double
tenths(double value)
{
	return round(value * 10) / 10;
}

/* So that the way between two of them is a number as well. */
static double
clipped(double value)
{
	return tenths(
	    fmin(fmax(value, -coordinate_max / 2), coordinate_max / 2));
}

static void
add_coordinate(struct buf *out, double value)
{
	canvas_svg_number(out, tenths(value));
}

static void
add_position(struct buf *out, const char *name, double value)
{
	buf_add_char(out, ' ');
	buf_add_string(out, name);
	buf_add(out, "=\"", 2);
	add_coordinate(out, value);
	buf_add_char(out, '"');
}

static void
add_attribute(struct buf *out, const char *name, double value)
{
	buf_add_char(out, ' ');
	buf_add_string(out, name);
	buf_add(out, "=\"", 2);
	canvas_svg_number(out, value);
	buf_add_char(out, '"');
}

/* The start of a tag: "<circle class=\"ink-data ring\"". kind may be NULL. */
static void
add_open(
    struct canvas_svg *svg, const char *element, enum ink ink, const char *kind)
{
	const char *class = ink == svg->ink ? NULL : theme_class(ink);

	buf_addf(svg->out, "<%s", element);
	if (class != NULL && kind != NULL)
		buf_addf(svg->out, " class=\"%s %s\"", class, kind);
	else if (class != NULL || kind != NULL)
		buf_addf(
		    svg->out, " class=\"%s\"", class != NULL ? class : kind);
}

static void
add_close(struct buf *out, const char *element, const char *tip)
{
	if (tip == NULL) {
		buf_add(out, "/>", 2);
		return;
	}
	buf_add_string(out, "><title>");
	canvas_svg_escape(out, tip);
	buf_add_string(out, "</title></");
	buf_add_string(out, element);
	buf_add_char(out, '>');
}

static size_t
add_points(struct buf *out, const struct point *points, size_t count)
{
	size_t i, drawn = 0;

	buf_add_string(out, " points=\"");
	for (i = 0; i < count; i++) {
		if (!is_drawable(points[i]))
			continue;
		if (drawn++ > 0)
			buf_add_char(out, ' ');
		add_coordinate(out, points[i].x);
		buf_add_char(out, ',');
		add_coordinate(out, points[i].y);
	}
	buf_add_char(out, '"');
	return drawn;
}

/* Takes back what was added since length. */
static void
drop_from(struct buf *out, size_t length)
{
	out->length = length;
	out->text[length] = '\0';
}

/* A step of a path: "-.5", " 12". No zero before the point, no plus. */
static void
add_step(struct buf *out, double value, bool is_first)
{
	size_t at;

	if (!is_first && value >= 0)
		buf_add_char(out, ' ');
	at = out->length;
	canvas_svg_number(out, value);
	at += out->text[at] == '-';
	if (out->text[at] != '0' || out->text[at + 1] != '.')
		return;
	memmove(out->text + at, out->text + at + 1, out->length - at);
	out->length--;
}

/* From where the path is to the point, which are tenths. */
static void
add_segment(struct buf *out, struct point from, struct point to, char *command)
{
	double x = tenths(to.x - from.x), y = tenths(to.y - from.y);
	char wanted = y == 0 ? 'h' : x == 0 ? 'v' : 'l';
	bool is_new = wanted != *command;

	if (x == 0 && y == 0)
		return;
	if (is_new)
		buf_add_char(out, wanted);
	*command = wanted;
	if (wanted != 'v')
		add_step(out, x, is_new);
	if (wanted != 'h')
		add_step(out, y, is_new && wanted == 'v');
}

static void
add_path(struct buf *out, const struct point *points, size_t count)
{
	struct point at = {0}, next;
	char command = 'M';
	bool is_begun = false;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!is_drawable(points[i]))
			continue;
		next =
		    (struct point){clipped(points[i].x), clipped(points[i].y)};
		if (is_begun) {
			add_segment(out, at, next, &command);
		} else {
			buf_add_char(out, 'M');
			add_step(out, next.x, true);
			add_step(out, next.y, false);
		}
		is_begun = true;
		at = next;
	}
}

/* Begins a path, or goes on with the one just written if it is like it. */
static void
add_line(struct canvas_svg *svg, double width, enum ink stroke)
{
	struct buf *out = svg->out;

	if (svg->line_end == out->length && svg->line_ink == stroke &&
	    svg->line_width == width) {
		out->length -= strlen("\"/>");
		return;
	}
	add_open(svg, "path", stroke, NULL);
	if (width != inherited_stroke)
		add_attribute(out, "stroke-width", width);
	buf_add_string(out, " d=\"");
}

static void
svg_polyline(struct canvas *canvas, const struct point *points, size_t count,
    double width, enum ink stroke)
{
	struct canvas_svg *svg = svg_of(canvas);
	size_t i, drawn = 0;

	for (i = 0; i < count; i++)
		drawn += is_drawable(points[i]);
	if (stroke == INK_NONE || !isfinite(width) || drawn < 2)
		return;
	add_line(svg, width, stroke);
	add_path(svg->out, points, count);
	buf_add_string(svg->out, "\"/>");
	svg->line_end = svg->out->length;
	svg->line_ink = stroke;
	svg->line_width = width;
}

static void
svg_polygon(struct canvas *canvas, const struct point *points, size_t count,
    enum ink fill)
{
	struct buf *out = svg_of(canvas)->out;
	size_t before = out->length;

	if (fill == INK_NONE)
		return;
	add_open(svg_of(canvas), "polygon", fill, NULL);
	if (add_points(out, points, count) < 3)
		drop_from(out, before);
	else
		add_close(out, "polygon", NULL);
}

static void
svg_rect(struct canvas *canvas, struct point corner, double width,
    double height, enum ink fill, const char *tip)
{
	struct buf *out = svg_of(canvas)->out;

	if (fill == INK_NONE || !is_drawable(corner) || !isfinite(width) ||
	    !isfinite(height) || width < 0 || height < 0)
		return;
	add_open(svg_of(canvas), "rect", fill, NULL);
	add_position(out, "x", corner.x);
	add_position(out, "y", corner.y);
	add_position(out, "width", width);
	add_position(out, "height", height);
	add_close(out, "rect", tip);
}

/* Squares, triangles, diamonds: corners in radii around the middle. */
static void
add_outline(struct buf *out, struct point at, double radius,
    enum dot_shape shape, const char *tip)
{
	static const struct point square[] = {
	    {-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}};
	static const struct point triangle[] = {
	    {0, -1.2}, {1.1, 0.8}, {-1.1, 0.8}};
	static const struct point diamond[] = {
	    {0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}};
	const struct point *corners = shape == DOT_SQUARE     ? square
				      : shape == DOT_TRIANGLE ? triangle
							      : diamond;
	size_t i, count = shape == DOT_TRIANGLE ? 3 : 4;
	struct point points[4];

	for (i = 0; i < count; i++)
		points[i] = (struct point){
		    at.x + corners[i].x * radius, at.y + corners[i].y * radius};
	add_points(out, points, count);
	add_close(out, "polygon", tip);
}

static void
add_cross(struct buf *out, struct point at, double radius, const char *tip)
{
	const struct point ends[] = {{-1, -1}, {1, 1}, {-1, 1}, {1, -1}};
	size_t i;

	buf_add_string(out, " d=\"");
	for (i = 0; i < 4; i++) {
		buf_add_char(out, i % 2 == 0 ? 'M' : 'L');
		add_coordinate(out, at.x + ends[i].x * radius);
		buf_add_char(out, ' ');
		add_coordinate(out, at.y + ends[i].y * radius);
	}
	buf_add_char(out, '"');
	add_close(out, "path", tip);
}

static void
svg_dot(struct canvas *canvas, struct point at, double radius,
    enum dot_shape shape, enum ink ink, const char *tip)
{
	struct buf *out = svg_of(canvas)->out;

	if (ink == INK_NONE || !is_drawable(at) || !isfinite(radius) ||
	    radius <= 0)
		return;
	if (shape == DOT_CROSS) {
		add_open(svg_of(canvas), "path", ink, "cross");
		add_cross(out, at, radius, tip);
	} else if (shape == DOT_CIRCLE || shape == DOT_RING) {
		add_open(svg_of(canvas), "circle", ink,
		    shape == DOT_RING ? "ring" : NULL);
		add_position(out, "cx", at.x);
		add_position(out, "cy", at.y);
		add_attribute(out, "r", radius);
		add_close(out, "circle", tip);
	} else {
		add_open(svg_of(canvas), "polygon", ink, NULL);
		add_outline(out, at, radius, shape, tip);
	}
}

static void
svg_text(struct canvas *canvas, struct point at, const char *text,
    const struct text_style *style)
{
	static const char *const kinds[] = {
	    [TEXT_START] = "start", [TEXT_MIDDLE] = NULL, [TEXT_END] = "end"};
	struct buf *out = svg_of(canvas)->out;

	if (style->ink == INK_NONE || !is_drawable(at) || *text == '\0')
		return;
	add_open(svg_of(canvas), "text", style->ink, kinds[style->anchor]);
	add_position(out, "x", at.x);
	add_position(out, "y", at.y);
	if (style->size != inherited_size)
		add_attribute(out, "font-size", style->size);
	if (style->is_bold)
		buf_add_string(out, " font-weight=\"bold\"");
	buf_add_char(out, '>');
	canvas_svg_escape(out, text);
	buf_add_string(out, "</text>");
}

static double
svg_text_width(
    struct canvas *canvas, const char *text, const struct text_style *style)
{
	(void)canvas;
	return text_metrics_width(text, style->size, style->is_bold);
}

static const struct canvas_ops svg_ops = {
    .polyline = svg_polyline,
    .polygon = svg_polygon,
    .rect = svg_rect,
    .dot = svg_dot,
    .text = svg_text,
    .text_width = svg_text_width,
};

void
canvas_svg_begin(struct canvas_svg *svg, struct buf *out, double width,
    double height, const char *label)
{
	*svg = (struct canvas_svg){
	    .canvas = {.ops = &svg_ops, .width = width, .height = height},
	    .out = out,
	    .ink = label == NULL ? INK_DATA : INK_MUTED,
	};
	buf_addf(out, "<svg class=\"chart %s\"", theme_class(svg->ink));
	add_position(out, "width", width);
	add_position(out, "height", height);
	buf_add_string(out, " viewBox=\"0 0 ");
	canvas_svg_number(out, width);
	buf_add_char(out, ' ');
	canvas_svg_number(out, height);
	if (label == NULL) {
		buf_add_string(out, "\" aria-hidden=\"true\">");
		return;
	}
	buf_add_string(out, "\" role=\"img\" aria-label=\"");
	canvas_svg_escape(out, label);
	buf_add_string(out, "\">");
}

void
canvas_svg_end(struct canvas_svg *svg)
{
	buf_add_string(svg->out, "</svg>");
}
