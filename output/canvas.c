#include "output/canvas.h"

#include "base/buf.h"
#include "base/text.h"
#include "output/wording.h"

void
canvas_line(struct canvas *canvas, struct point from, struct point to,
    double width, enum ink stroke)
{
	const struct point points[] = {from, to};

	canvas->ops->polyline(canvas, points, 2, width, stroke);
}

void
canvas_text(struct canvas *canvas, double x, double y, const char *text,
    const struct text_style *style)
{
	canvas->ops->text(canvas, (struct point){x, y}, text, style);
}

void
canvas_dot(struct canvas *canvas, struct point at, double radius,
    enum dot_shape shape, enum ink ink)
{
	canvas->ops->dot(canvas, at, radius, shape, ink, NULL);
}

bool
canvas_fit(struct canvas *canvas, struct buf *out, const char *text,
    const struct text_style *style, double width)
{
	struct buf cut = {0};
	size_t fits = 0, too_many, middle;

	if (canvas->ops->text_width(canvas, text, style) <= width) {
		buf_add_string(out, text);
		return false;
	}
	/* Bisection: text of "fits" characters has room, "too_many" not. */
	too_many = text_characters(text);
	while (too_many - fits > 1) {
		middle = fits + (too_many - fits) / 2;
		buf_reset(&cut);
		wording_cut(&cut, text, middle);
		if (canvas->ops->text_width(canvas, buf_text(&cut), style) <=
		    width)
			fits = middle;
		else
			too_many = middle;
	}
	wording_cut(out, text, fits);
	buf_release(&cut);
	return true;
}
