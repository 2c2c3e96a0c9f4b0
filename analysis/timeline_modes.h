/*
 * Does a history jump between two levels throughout?
 *
 * The values are split where the two groups have the least sum of squares;
 * what lies in the outermost twentieth on either side has no say in it. A group
 * of less than a tenth lies outside as well, and the others are split again,
 * twice at most. With each group's median m, and s the larger of 1.4826 MAD of
 * both, they are two modes when
 *   1. each group has a tenth of the values or more;
 *   2. the medians are 4 + max(60 / n - 1/2, 0) of s apart or more: of few
 *      values some split always leaves two narrow groups;
 *   3. no stretch of a third of the values or more lies in one group;
 *   4. it costs less to say of each value which of the two it belongs to than
 *      to say where a level begins and ends: with p the share of the upper one
 *
 *          sum min(((x - m) / s)², 9) - 2 n (p ln p + (1 - p) ln (1 - p))
 *              + penalty
 *
 *      is below the least cost of levels (fpop.h) at the same s and penalty,
 *      which is 2.5 ln n: two modes look like autocorrelation, so that its
 *      estimate has no say in it.
 *
 * By 4 a step, a step and its way back, or three steps are never two modes:
 * they cost a few penalties, modes up to 1.39 a value. Values that stay for a
 * dozen at one of two levels before they go to the other are steps, too.
 */
#ifndef ANALYSIS_TIMELINE_MODES_H
#define ANALYSIS_TIMELINE_MODES_H

#include <stdbool.h>
#include <stddef.h>

enum { TIMELINE_MODES_MIN = 20 }; /* values; of fewer it is not asked */

struct timeline_modes {
	double low, high;  /* medians of the groups */
	double high_share; /* of the values */
};

/*
 * values[0..count) are finite; s is at least fpop_least_sd(step), the step
 * being that of the values; 0: not known. Where there are but two values it is
 * not asked: a clock that reads 20 or 21 jumps, too. False, and nothing set, if
 * they are not two modes. O(n log n), and fpop_of where 1 to 3 hold.
 */
bool timeline_modes_of(const double *values, size_t count, double step,
    struct timeline_modes *modes);

/*
 * values[0..count) as if those in the upper mode were in the lower one: what is
 * to be seen in them besides the modes. From at on, 0 < at <= count, they lie
 * at other levels than before it, as far apart; at moves past those beside it
 * that fit better on its other side. Where at is count, the newest that fit in
 * neither mode do. O(count).
 */
void timeline_modes_take_away(const struct timeline_modes *modes,
    const double *values, size_t count, size_t at, double *out);

#endif
