/*
 * What else the machine did while it was measured on, short enough to be
 * drawn.
 */
#ifndef ANALYSIS_STRIP_H
#define ANALYSIS_STRIP_H

#include <stddef.h>

#include "base/arena.h"
#include "collector/record.h"

enum { STRIP_MOST = 1000 };

/*
 * systems[0..count), in order of time, as at most STRIP_MOST in arena; *kept
 * is how many. Neighbours are joined in pairs, and these again, until few
 * enough are left. Joined ones have the last round and the mean of the rest by
 * duration, over those where it is known; throttled is the sum.
 */
const struct record_system *strip_of(const struct record_system *systems,
    size_t count, size_t *kept, struct arena *arena);

#endif
