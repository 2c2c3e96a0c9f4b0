/*
 * The samples of one metric in the order they were taken, with the median and
 * its interval: shows drift, warm-up and launches that differ.
 *
 * Where a launch has several samples, its colour and shape tell it from its
 * neighbours. Warm-up and outliers have shapes of their own. Samples far
 * outside stand at the edge with an arrow.
 */
#ifndef OUTPUT_CHART_TIME_H
#define OUTPUT_CHART_TIME_H

#include "analysis/result.h"
#include "output/canvas.h"
#include "output/quantity.h"

struct chart_time {
	const char *name;         /* of the metric: the axis' title */
	const char *unit;         /* base unit */
	struct quantity quantity; /* how tips are written */
	double median;
	struct interval interval; /* of the median */
	const struct result_plot *plot;
};

double chart_time_height(const struct chart_time *chart);

void chart_time_draw(struct canvas *canvas, const struct chart_time *chart);

#endif
