/*
 * A timeline as a report holds it: fewer points and fewer digits, so that a
 * thousand cases over years stay a file that can be sent.
 *
 * Of more than `most` points there stay the first and the last; of each change
 * the point before it, itself, and the ends of where it may be; the points on
 * both sides of a new environment; the ends of the drift and of the stable
 * stretch; and of equally long stretches between them the lowest and the
 * highest. Only those that must stay can be more than `most`.
 *
 * Centers have six significant digits; the standard error, which is the root
 * of the variance, three. What is drawn and what report.json holds are these
 * same numbers: a report made of report.json has the same bytes.
 */
#ifndef ANALYSIS_HISTORY_BRIEF_H
#define ANALYSIS_HISTORY_BRIEF_H

#include "analysis/timeline.h"

enum {
	HISTORY_POINTS = 1000,     /* of one timeline, at most */
	HISTORY_POINTS_LEAST = 64, /* more than a sparkline shows */
	HISTORY_POINTS_ALL = 64000
};

/*
 * How many points each of that many timelines may have: their even share of
 * HISTORY_POINTS_ALL, between HISTORY_POINTS_LEAST and HISTORY_POINTS.
 */
size_t history_brief_most(size_t timelines);

/*
 * All of it is in arena but for the texts, which stay where they are. The
 * value of a point is its center, or the logarithm of that. O(n).
 */
void history_brief(struct timeline *to, const struct timeline *from,
    const struct timeline_run *runs, size_t most, struct arena *arena);

#endif
