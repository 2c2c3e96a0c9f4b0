/*
 * A drift in place of steps: a line costs less than levels (section 5 of the
 * statistics text).
 *
 * Costs are those of fpop.h: the same scale, loss and bound. A line has Theil
 * and Sen's slope and the level of least cost, and half a penalty; levels have
 * a penalty for each step. A step is a trend to Mann and Kendall, so that both
 * are asked: there is a drift where the line costs less than the levels,
 * p < 0.01 (trend.h) and the whole of it is least_total or more.
 *
 * A bend is no autocorrelation. Where p is not below 0.01 by Yue and Wang, the
 * variance is inflated by the least of three estimates, as in drift.h: theirs,
 * theirs of the values whose logarithms these are, and that by differences of
 * what the line leaves. Where that is less than least_sd it is rounding, and
 * nothing is inflated.
 *
 * That is asked of the whole, against the steps that stood up to their test.
 * Where it is no drift, the strongest step stands, and the stretches before and
 * behind it are asked in turn, if they hold several levels and each step among
 * them goes the same way; the newest one always. So many lines are asked that
 * one of a stretch must be cheaper by half a penalty.
 *
 * Where anchors are among the steps that a line replaces, it must be cheaper by
 * a quarter of a penalty and half a one for each of them: what was told once is
 * taken back for good reason only.
 */
#ifndef ANALYSIS_TIMELINE_DRIFT_H
#define ANALYSIS_TIMELINE_DRIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/change.h"
#include "analysis/trend.h"
#include "base/vec.h"

/* A drift of values[from..to). */
struct timeline_line {
	size_t from, to;
	struct trend trend;
	double last; /* the line at the last value */
};

/* Zeroed is valid; lines are in order and end where steps stand. */
struct timeline_lines {
	struct timeline_line *items;
	size_t count, capacity;
};

struct timeline_line_options {
	double least_total;
	double least_sd;     /* as change.h has it */
	bool is_logarithmic; /* the values are logarithms */
};

/*
 * values[0..count) are finite, and found was found in them. Steps that a line
 * replaces are taken out of found. O(n log n) for the whole and the newest
 * stretch; O(m² log m) at worst for m values between steps one way, which are
 * few.
 */
void timeline_lines_find(struct timeline_lines *lines, const double *values,
    size_t count, struct changes *found,
    const struct timeline_line_options *options);

/*
 * Values until a level is reached when each one lies slope further than the
 * one before; 0: never, it was reached already, or not within MOST.
 */
enum { TIMELINE_RUNS_MOST = 1000000 };
size_t timeline_runs_until(double now, double slope, double level);

#endif
