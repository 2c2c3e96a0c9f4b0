/*
 * Changes that stay while data arrive (section 4.3 of the statistics text).
 *
 * What was confirmed once is an anchor. It is tested again with easier limits
 * (change.h), together with those new changes that are farther than
 * ANCHOR_APART from every anchor. An anchor that is dropped may come back as a
 * new change within ANCHOR_MOVE of it.
 */
#ifndef ANALYSIS_ANCHOR_H
#define ANALYSIS_ANCHOR_H

#include <stddef.h>

#include "analysis/change.h"

enum { ANCHOR_APART = 5, ANCHOR_MOVE = 3 };

/*
 * changes_of (change.h) with anchors, which are indices of values, rise and
 * are within [1, count). Without anchors the same as changes_of. The caller
 * releases the result.
 */
struct changes anchor_changes(struct mann_whitney_table *table,
    const double *values, size_t count, const size_t *anchors,
    size_t anchor_count, const struct change_options *options);

#endif
