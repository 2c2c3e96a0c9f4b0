/*
 * A metric over the runs of a line, one step to the right each: points with
 * their intervals, the levels between changes as lines, changes as marks, and
 * a line from top to bottom where the environment changed, named above.
 *
 * Up to CHART_HISTORY_DOTS points each have a dot with its own tip and the
 * interval as a bar; more are a line in a band. A square is worse, a triangle
 * better; hollow while it is only suspected; a diamond is acknowledged.
 */
#ifndef OUTPUT_CHART_HISTORY_H
#define OUTPUT_CHART_HISTORY_H

#include <stdint.h>

#include "output/canvas.h"

enum { CHART_HISTORY_DOTS = 60, CHART_HISTORY_POINTS = 300 };

struct chart_history_point {
	double x;         /* the run */
	double y;         /* base unit */
	double low, high; /* of its interval; NAN: not known */
	const char *tip;  /* NULL: none */
};

/* A straight piece: a level, or a slope. */
struct chart_history_line {
	struct point from, to;
};

enum chart_history_kind {
	CHART_HISTORY_WORSE,
	CHART_HISTORY_BETTER,
	CHART_HISTORY_ACKNOWLEDGED
};

struct chart_history_mark {
	double x, y;
	enum chart_history_kind kind;
	bool is_hollow;
	bool is_severe; /* of a level above the first */
	const char *tip;
};

/* The environment became another between x - 1 and x. */
struct chart_history_border {
	double x;
	const char *name;
};

struct chart_history {
	const char *name, *unit; /* of the values; base unit */
	const struct chart_history_point *points;
	size_t point_count;
	const struct chart_history_line *lines;
	size_t line_count;
	const char *line_name; /* "level" */
	const struct chart_history_mark *marks;
	size_t mark_count;
	const struct chart_history_border *borders;
	size_t border_count;
	double limit;             /* base unit; NAN: none is near */
	const char *limit_name;   /* "limit 50 ms" */
	const char *first, *last; /* below the ends of the axis; NULL: none */
};

double chart_history_height(const struct chart_history *chart);

void chart_history_draw(
    struct canvas *canvas, const struct chart_history *chart);

#endif
