/*
 * Fewer points for the same picture.
 */
#ifndef OUTPUT_THIN_H
#define OUTPUT_THIN_H

#include "output/canvas.h"

/*
 * Keeps at most "most" (4 or more) of the points, in place and in order, and
 * returns how many: the first, the last, and of equally long stretches the
 * lowest and the highest. Points must be finite.
 */
size_t thin_points(struct point *points, size_t count, size_t most);

#endif
