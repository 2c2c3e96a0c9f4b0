/*
 * Changes against something else in percent, in the order they are given,
 * around a line at zero. Shape, colour and word say what each means.
 *
 * Where one is less than a third or more than three times as large, the axis
 * has ratios, logarithmically: half and twice are as far from 1 then.
 */
#ifndef OUTPUT_CHART_CHANGES_H
#define OUTPUT_CHART_CHANGES_H

#include "analysis/estimate.h"
#include "output/canvas.h"

enum chart_change_kind {
	CHART_CHANGE_UNKNOWN, /* ring */
	CHART_CHANGE_NONE,    /* circle */
	CHART_CHANGE_BETTER,  /* triangle */
	CHART_CHANGE_WORSE    /* square */
};

struct chart_change {
	const char *name;
	const char *text; /* on the right: "+31 % slower" */
	const char *tip;  /* NULL: none */
	enum chart_change_kind kind;
	double percent;           /* NAN: not known, and no mark */
	struct interval interval; /* percent */
};

struct chart_changes {
	const struct chart_change *changes;
	size_t change_count;
	const char *against; /* "the baseline" */
};

double chart_changes_height(const struct chart_changes *chart);

void chart_changes_draw(
    struct canvas *canvas, const struct chart_changes *chart);

#endif
