/*
 * Shares of something over the time of a run, a row each under a common axis:
 * filled steps between 0 and 100 %, with a mark at the largest; and events as
 * marks in a row of their own.
 *
 * More than CHART_STRIP_STEPS spans are joined: each step is then the largest
 * of its spans, so that no peak is lost. Where nothing is known, nothing is
 * drawn.
 */
#ifndef OUTPUT_CHART_STRIP_H
#define OUTPUT_CHART_STRIP_H

#include "output/canvas.h"

enum { CHART_STRIP_STEPS = 300 };

/* In order of time; nanoseconds since the run started. */
struct chart_span {
	double from, to;
};

struct chart_strip_row {
	const char *name;
	const char *text;     /* on the right, NULL: none */
	const double *shares; /* one a span, 0 to 1; NAN: not known */
};

struct chart_strip {
	const struct chart_span *spans;
	size_t span_count;
	const struct chart_strip_row *rows;
	size_t row_count;
	/* How many a span; NAN: not known. events NULL: no such row. */
	const char *event_name, *event_text;
	const double *events;
};

double chart_strip_height(const struct chart_strip *chart);

void chart_strip_draw(struct canvas *canvas, const struct chart_strip *chart);

#endif
