/*
 * Does a metric grow as its suite allows? The rules are in scaling.h; part of
 * scaling_build.
 */
#ifndef ANALYSIS_SCALING_BOUNDS_H
#define ANALYSIS_SCALING_BOUNDS_H

#include "analysis/scaling.h"
#include "collector/scaling.h"

struct arena;

/* The variance of value of a point, or of its logarithm. */
struct scaling_variances {
	struct estimate value, logarithm;
};

/*
 * Sets at_most, per_item, their verdicts and the status of out, whose points,
 * candidates and exponent are there. variances is parallel to the points. All
 * text comes to be in the arena.
 */
void scaling_bounds_judge(const struct scaling_aim *aim,
    const struct scaling_variances *variances, struct arena *arena,
    struct scaling_result *out);

#endif
