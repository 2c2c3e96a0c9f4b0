/*
 * What the charts share: type sizes, legends, and what to say when there is
 * nothing to draw.
 */
#ifndef OUTPUT_CHART_H
#define OUTPUT_CHART_H

#include "analysis/plot.h"
#include "output/canvas.h"

struct arena;
struct quantity;

enum {
	CHART_EDGE = 8,         /* between the plot and the canvas' edge */
	CHART_AXIS_HEIGHT = 19, /* below an x axis: ticks and labels */
	CHART_FOOT_HEIGHT = 15, /* below that: legend and title */
	CHART_EMPTY_HEIGHT = 40,
	CHART_DOTS_MAX = 300 /* samples; above, only notable ones have one */
};

extern const struct text_style chart_label; /* secondary text */
extern const struct text_style chart_text;  /* direct labels */

/* "no samples" in the middle of the canvas. */
void chart_draw_empty(struct canvas *canvas);

/* One entry of a legend: a dot, or a patch if it has no shape. */
struct chart_key {
	const char *text;
	enum ink ink;
	enum chart_key_kind {
		CHART_KEY_DOT,
		CHART_KEY_LINE,
		CHART_KEY_PATCH
	} kind;
	enum dot_shape shape;
};

/*
 * Draws keys in a row from left on, as far as they end before right. Returns
 * where the row ended.
 */
double chart_draw_keys(struct canvas *canvas, struct point left, double right,
    const struct chart_key *keys, size_t count);

/*
 * The line below an axis: its title on the right, keys on the left. bottom
 * is that of the line.
 */
void chart_draw_foot(struct canvas *canvas, double bottom,
    const struct chart_key *keys, size_t count, const char *title);

/*
 * A direct label over x: centred, but moved in where it would leave the
 * canvas. A label that is too wide is cut.
 */
void chart_draw_label_over(
    struct canvas *canvas, double x, double y, const char *text);

/* What an axis should span, and what it then leaves out. */
struct chart_range {
	double low, high;
	size_t below, above; /* points outside */
	double lowest, highest;
};

/*
 * The range of the points: warm-up and outliers are in it as long as the
 * others keep at least a third of the axis. Points that are not finite do not
 * count. False when there is none.
 */
bool chart_range_of(
    const struct result_point *points, size_t count, struct chart_range *range);

/* How a sample is drawn: its shape says what it is. */
struct chart_mark {
	enum dot_shape shape;
	enum ink ink;
};

struct chart_mark chart_mark_of(const struct result_point *point);

/* "launch 7: 12.34 ms, mild outlier". */
const char *chart_point_tip(const struct result_point *point,
    const struct quantity *quantity, struct arena *arena);

enum chart_direction { CHART_LEFT, CHART_RIGHT, CHART_UP, CHART_DOWN };

/* A small arrow beyond a mark whose value is outside of the axis. */
void chart_draw_arrow(struct canvas *canvas, struct point mark,
    enum chart_direction direction, enum ink ink);

#endif
