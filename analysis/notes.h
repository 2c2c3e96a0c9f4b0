/*
 * What can be said of a run in sentences.
 */
#ifndef ANALYSIS_NOTES_H
#define ANALYSIS_NOTES_H

#include "analysis/describe.h"
#include "analysis/pool.h"

enum { NOTES_DRIFTS = 20 }; /* cases whose drift has a note of its own */

/*
 * Sets the notes of result, whose cases are those of the series in the same
 * order: the run's own first; then that it was cut short, resumed, launches
 * failed; what disturbed it (disturbance.h), at most one note a kind; and the
 * cases whose time drifted.
 */
void notes_build(const struct series *series, struct describe_desk *desk,
    struct pool *pool, struct result *result);

#endif
