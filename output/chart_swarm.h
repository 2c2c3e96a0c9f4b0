/*
 * Samples as dots along an axis, moved apart so that each can be seen.
 */
#ifndef OUTPUT_CHART_SWARM_H
#define OUTPUT_CHART_SWARM_H

#include "analysis/plot.h"
#include "output/axis.h"
#include "output/quantity.h"

/* The part of the canvas between two heights. */
struct chart_strip {
	double top, bottom;
};

/*
 * Draws every point at its place on a horizontal axis. A dot stands in the
 * lane nearest to the middle where it touches no other; where every lane is
 * taken they overlap. The same points give the same picture.
 */
void chart_swarm_draw(struct canvas *canvas, const struct result_plot *plot,
    const struct quantity *quantity, const struct axis *axis,
    struct chart_strip strip);

#endif
