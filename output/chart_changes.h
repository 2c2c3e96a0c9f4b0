/*
 * Changes against a baseline in percent, in the order they are given, around
 * a line at zero. Shape, colour and word say what each means.
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
	const char *word; /* of the verdict: "slower" */
	enum chart_change_kind kind;
	double percent;
	struct interval interval; /* percent */
};

struct chart_changes {
	const struct chart_change *changes;
	size_t change_count;
};

double chart_changes_height(const struct chart_changes *chart);

void chart_changes_draw(
    struct canvas *canvas, const struct chart_changes *chart);

#endif
