/*
 * Values of many cases with their intervals, a row each, on a linear axis, or
 * on a logarithmic one where the largest is ten times the smallest or more.
 */
#ifndef OUTPUT_CHART_INTERVALS_H
#define OUTPUT_CHART_INTERVALS_H

#include "output/chart_rows.h"

struct chart_intervals {
	const char *name; /* of the metric: the axis' title */
	const char *unit; /* base unit */
	const struct chart_row *rows;
	size_t row_count;
};

double chart_intervals_height(const struct chart_intervals *chart);

void chart_intervals_draw(
    struct canvas *canvas, const struct chart_intervals *chart);

#endif
