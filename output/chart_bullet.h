/*
 * One value with its interval against a limit (Few, Information Dashboard
 * Design, 2006): a bar from zero, a line at the limit, and marks where the
 * state turns to yellow and to red.
 */
#ifndef OUTPUT_CHART_BULLET_H
#define OUTPUT_CHART_BULLET_H

#include "analysis/estimate.h"
#include "output/canvas.h"

enum chart_bullet_state {
	CHART_BULLET_UNKNOWN,
	CHART_BULLET_GOOD,
	CHART_BULLET_WARN,
	CHART_BULLET_BAD
};

struct chart_bullet {
	const char *name; /* of the metric: the axis' title */
	const char *unit; /* base unit */
	const char *text; /* the direct label: "47.1 ms, 6 % below the limit" */
	enum chart_bullet_state state;
	double value;
	struct interval interval;
	struct estimate limit, yellow, red; /* base unit */
};

double chart_bullet_height(const struct chart_bullet *chart);

void chart_bullet_draw(struct canvas *canvas, const struct chart_bullet *chart);

/*
 * The same without text and axis, as high as a line of text: for a row of a
 * table that says the numbers itself.
 */
void chart_bullet_draw_brief(
    struct canvas *canvas, const struct chart_bullet *chart);

#endif
