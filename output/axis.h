/*
 * Axes: from values to places, with few ticks at round values.
 *
 * Ticks are 1, 2 or 5 times a power of ten in the unit that is shown
 * (Heckbert, Nice Numbers for Graph Labels, Graphics Gems, 1990), inside the
 * range. A logarithmic axis has decades, with 2 and 5 between them where there
 * is room; below one decade, or where fewer than three would be left, it has
 * the linear axis' values. Labels never touch one another.
 *
 * The unit stands once, behind the axis' title; where one unit would not do
 * for the whole range, or it is only a factor (k, M), behind every number.
 */
#ifndef OUTPUT_AXIS_H
#define OUTPUT_AXIS_H

#include "base/unit.h"
#include "output/canvas.h"

struct buf;

enum { AXIS_TICKS_MAX = 8, AXIS_LABEL_BYTES = 48 };

struct axis_tick {
	double value; /* base unit */
	char label[AXIS_LABEL_BYTES];
};

struct axis {
	const char *unit; /* base unit, "" for none; the caller's */
	bool is_log;
	bool is_whole;    /* no ticks between whole numbers */
	double low, high; /* base unit, low < high; positive if is_log */
	double from, to;  /* their places on the canvas */
	struct unit_scale scale;
	bool has_units; /* each label carries its unit */
	struct axis_tick ticks[AXIS_TICKS_MAX];
	size_t tick_count;
};

/*
 * Sets what an axis spans. What is not finite counts as 0 and what is beyond
 * ±1e300 as that; an empty range, or one that is too narrow for numbers of
 * nine digits, is widened. A logarithmic axis over a value below 1e-300 is a
 * linear one.
 */
void axis_init(
    struct axis *axis, double low, double high, const char *unit, bool is_log);

/* True when values that far apart are better seen on a logarithmic axis. */
bool axis_wants_log(double low, double high);

/* Widens the range by a share of it on each side. */
void axis_pad(struct axis *axis, double share);

/* Places the axis and chooses its ticks. from < to: to the right. */
void axis_place_x(
    struct axis *axis, struct canvas *canvas, double from, double to);

/* from > to: upwards. */
void axis_place_y(struct axis *axis, double from, double to);

/* Where a value is, on the canvas; the nearest end for one outside. */
double axis_at(const struct axis *axis, double value);

/* True for a finite value within the range. */
bool axis_has(const struct axis *axis, double value);

/* The widest of the labels. */
double axis_label_width(const struct axis *axis, struct canvas *canvas);

/* Grid lines from top to bottom, a line at bottom, labels below it. */
void axis_draw_x(
    const struct axis *axis, struct canvas *canvas, double top, double bottom);

/* Grid lines from left to right, and labels on the left. */
void axis_draw_y(
    const struct axis *axis, struct canvas *canvas, double left, double right);

/* Adds "time, ms", "time, log scale". */
void axis_title(const struct axis *axis, struct buf *out, const char *name);

#endif
