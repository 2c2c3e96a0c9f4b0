/*
 * Steps that follow one another: the whole in the first row, then a bar for
 * each step that begins where the one before ended. What it says stands in
 * words on the right.
 */
#ifndef OUTPUT_CHART_STAGES_H
#define OUTPUT_CHART_STAGES_H

#include "output/canvas.h"

struct chart_stage {
	const char *name;
	const char *text; /* "10.4 ms, 25 %" */
	double value;     /* base unit, from 0 on */
};

struct chart_stages {
	const char *name; /* of the axis: "time" */
	const char *unit;
	struct chart_stage whole; /* of value 0: not known, no row */
	const struct chart_stage *stages;
	size_t stage_count;
};

double chart_stages_height(const struct chart_stages *chart);

void chart_stages_draw(struct canvas *canvas, const struct chart_stages *chart);

#endif
