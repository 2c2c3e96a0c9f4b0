/*
 * The drawing seam: charts are written once against these six calls, and
 * drawn to SVG (canvas_svg.h) and to PDF (canvas_pdf.h).
 *
 * Coordinates are points (1/72 inch), the origin is the upper left corner, y
 * grows downwards. A chart draws within width and height; backends drop what
 * is not finite and clip what is far outside. Colours are roles: each backend
 * has its own for light, dark and paper.
 */
#ifndef OUTPUT_CANVAS_H
#define OUTPUT_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

/* What a mark stands for. No meaning is carried by colour alone. */
enum ink {
	INK_NONE,
	INK_TEXT,
	INK_MUTED, /* secondary text */
	INK_AXIS,
	INK_GRID,
	INK_DATA,
	INK_DATA_SOFT, /* areas behind it: band, density, histogram */
	INK_OTHER,     /* a second series: the baseline */
	INK_OTHER_SOFT,
	INK_GOOD, /* improvement, within its limit */
	INK_WARN,
	INK_BAD, /* regression, over its limit */
	INK_OUTLIER,
	INK_WARMUP,
	INK_SERIES, /* INK_SERIES + 0 … + 7: launches, lines */
	INK_COUNT = INK_SERIES + 8
};

enum dot_shape {
	DOT_CIRCLE,
	DOT_SQUARE,
	DOT_TRIANGLE,
	DOT_DIAMOND,
	DOT_CROSS,
	DOT_RING
};

enum text_anchor { TEXT_START, TEXT_MIDDLE, TEXT_END };

struct point {
	double x, y;
};

struct text_style {
	double size; /* points */
	enum ink ink;
	enum text_anchor anchor;
	bool is_bold;
};

struct buf;
struct canvas;

/*
 * tip is the exact value as a person reads it ("launch 7: 12.34 ms"), shown
 * when the mark is pointed at or focused where the medium can; NULL: none.
 */
struct canvas_ops {
	void (*polyline)(struct canvas *canvas, const struct point *points,
	    size_t count, double width, enum ink stroke);
	void (*polygon)(struct canvas *canvas, const struct point *points,
	    size_t count, enum ink fill);
	void (*rect)(struct canvas *canvas, struct point corner, double width,
	    double height, enum ink fill, const char *tip);
	void (*dot)(struct canvas *canvas, struct point at, double radius,
	    enum dot_shape shape, enum ink ink, const char *tip);
	void (*text)(struct canvas *canvas, struct point at, const char *text,
	    const struct text_style *style); /* at: the baseline */
	double (*text_width)(struct canvas *canvas, const char *text,
	    const struct text_style *style);
};

/* Embedded by each backend as its first member. */
struct canvas {
	const struct canvas_ops *ops;
	double width, height;
};

/* Made of the six, for every chart. */

void canvas_line(struct canvas *canvas, struct point from, struct point to,
    double width, enum ink stroke);

void canvas_text(struct canvas *canvas, double x, double y, const char *text,
    const struct text_style *style);

/* A plain dot without a tip: for legends. */
void canvas_dot(struct canvas *canvas, struct point at, double radius,
    enum dot_shape shape, enum ink ink);

/*
 * Adds text, its middle replaced by "…" as far as it is wider than width;
 * nothing where not even that has room. True when it was cut.
 */
bool canvas_fit(struct canvas *canvas, struct buf *out, const char *text,
    const struct text_style *style, double width);

#endif
