/*
 * The box plot below a distribution (Tukey, Exploratory Data Analysis, 1977).
 */
#ifndef OUTPUT_CHART_BOX_H
#define OUTPUT_CHART_BOX_H

#include "output/axis.h"
#include "output/chart_distribution.h"

enum { CHART_BOX_HEIGHT = 13 };

/* From top downwards. The median's line is the caller's. */
void chart_box_draw(struct canvas *canvas,
    const struct chart_distribution *chart, const struct axis *axis,
    double top);

#endif
