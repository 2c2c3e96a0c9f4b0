/*
 * The values an axis names, and their labels.
 */
#ifndef OUTPUT_AXIS_TICKS_H
#define OUTPUT_AXIS_TICKS_H

#include "output/axis.h"

/*
 * Fills in at most "most" ticks (up to AXIS_TICKS_MAX) in rising order, all
 * within the range. A unit of the user's own may be cut in a label.
 */
void axis_choose_ticks(struct axis *axis, size_t most);

#endif
