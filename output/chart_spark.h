/*
 * A word-sized line without axes (Tufte, Beautiful Evidence, 2006): the shape
 * of a series, its last value as a dot.
 */
#ifndef OUTPUT_CHART_SPARK_H
#define OUTPUT_CHART_SPARK_H

#include "output/canvas.h"

struct chart_spark {
	const double *values; /* in order; what is not finite is a gap */
	size_t count;
	const char *tip; /* of the last value, NULL: none */
};

/* Nothing is drawn where there is no value. */
void chart_spark_draw(struct canvas *canvas, const struct chart_spark *chart);

#endif
