/*
 * Charts of rows: a name on the left, a mark with its interval on an axis,
 * and what it says in words on the right.
 */
#ifndef OUTPUT_CHART_ROWS_H
#define OUTPUT_CHART_ROWS_H

#include "analysis/estimate.h"
#include "output/axis.h"
#include "output/canvas.h"

enum { CHART_ROW_HEIGHT = 17 };

/* A row; text is the caller's. */
struct chart_row {
	const char *name;
	const char *text; /* on the right: "12.34 ± 0.05 ms" */
	const char *tip;  /* NULL: none */
	double value;
	struct interval interval;
	enum dot_shape shape;
	enum ink ink;
};

/* Of so many rows with their axis. */
double chart_rows_height(size_t count);

/*
 * Draws them over an axis that has its range; title stands below it. A name
 * that has no room is cut in the middle. An interval that leaves the axis ends
 * at its edge with an arrow.
 */
void chart_rows_draw(struct canvas *canvas, const struct chart_row *rows,
    size_t count, struct axis *axis, const char *title);

#endif
