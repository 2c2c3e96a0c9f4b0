/*
 * What a single number hides: several modes, memory that grows, counts that
 * should repeat and do not.
 *
 * Flags
 * - multimodal: at least two modes (modes.h)
 * - growing: memory does, in two launches (memory_growth.h)
 * - not-exact: the metric is said to be exact and its values differ by more
 *   than 0.01 % of their median: it is treated as any other
 */
#ifndef ANALYSIS_SHAPE_H
#define ANALYSIS_SHAPE_H

#include "analysis/describe.h"

/*
 * Sets modes and growth, in the arena, and flags of what describe_metric has
 * just made of the metric at that desk.
 */
void shape_describe(struct describe_desk *desk,
    const struct series_metric *metric, struct arena *arena,
    struct result_metric *out);

#endif
