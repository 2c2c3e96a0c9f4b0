/*
 * Steps in a history that jumps between two levels (timeline_modes.h).
 *
 * A regression moves both levels. So the upper one is laid on the lower one,
 * and steps are looked for in what is left. Where there is one, the levels are
 * taken away anew on either side of the strongest.
 *
 * A step that is no longer new hides the levels of the whole, but one half is
 * without it: the first that jumps says how far apart they are. They count if
 * steps are found behind them without which the whole has two levels.
 */
#ifndef ANALYSIS_TIMELINE_JUMPS_H
#define ANALYSIS_TIMELINE_JUMPS_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/change.h"
#include "analysis/timeline_modes.h"

/* Values, what they are looked at with, and what was confirmed before. */
struct timeline_course {
	struct mann_whitney_table *table;
	const double *values;
	size_t count;
	double step;           /* resolution of a value; 0: not known */
	const size_t *anchors; /* as anchor.h has them */
	size_t anchor_count;
	const struct change_options *options;
};

/*
 * False, and nothing set but modes and left, where there are no two levels.
 * Else found, which the caller releases, are the steps of left[0..count); left
 * has room for twice as many. An anchor may be where the jumping began: it is
 * found as well where it stands up to its test in the values themselves, and is
 * told by them.
 */
bool timeline_jumps_find(const struct timeline_course *course,
    struct timeline_modes *modes, struct changes *found, double *left);

#endif
