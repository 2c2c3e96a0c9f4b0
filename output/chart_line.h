/*
 * Series of points as lines, each with a band around it if it has one, named
 * at its end. For scaling and for histories.
 */
#ifndef OUTPUT_CHART_LINE_H
#define OUTPUT_CHART_LINE_H

#include "output/canvas.h"

enum { CHART_LINE_POINTS = 1000 }; /* drawn of a series; above, thinned */

struct chart_line_series {
	const char *name;
	const struct point *points; /* base units, x rising; a y that is not
				       finite is a gap */
	const double *low, *high;   /* the band; NULL: none */
	size_t count;
};

/* Up to eight series are told apart by colour. */
struct chart_line {
	const char *x_name, *y_name; /* titles of the axes */
	const char *x_unit, *y_unit; /* base units */
	bool x_is_log, y_is_log;     /* as far as all values are positive */
	const struct chart_line_series *series;
	size_t series_count;
};

double chart_line_height(const struct chart_line *chart);

void chart_line_draw(struct canvas *canvas, const struct chart_line *chart);

#endif
