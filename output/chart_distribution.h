/*
 * How the samples of one metric are spread: density over histogram, a box
 * plot, and every sample up to 100 as a dot.
 *
 * The box goes from the first to the third quartile, its dark bar is the
 * interval of the median, its whiskers end at the last samples within Tukey's
 * fences. Samples far outside stand at the edge with an arrow.
 */
#ifndef OUTPUT_CHART_DISTRIBUTION_H
#define OUTPUT_CHART_DISTRIBUTION_H

#include "analysis/result.h"
#include "output/canvas.h"
#include "output/quantity.h"

enum { CHART_DISTRIBUTION_DOTS = 100 };

struct chart_distribution {
	const char *name;         /* of the metric: the axis' title */
	const char *unit;         /* base unit */
	const char *label;        /* of the median: "median 12.34 ms" */
	struct quantity quantity; /* how tips are written */
	double median, q1, q3;
	struct interval interval; /* of the median */
	const struct result_plot *plot;
};

/* What it needs to be drawn well. */
double chart_distribution_height(const struct chart_distribution *chart);

void chart_distribution_draw(
    struct canvas *canvas, const struct chart_distribution *chart);

#endif
