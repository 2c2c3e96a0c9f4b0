/*
 * The ratio of two numbers that each have an interval.
 *
 * The interval is MOVER's on logarithms (Zou and Donner, Statistics in
 * Medicine 27, 2008): each arm is the root of the sum of the squares of the
 * two arms that point that way. With even arms that adds the variances. It
 * takes the two for independent: cases of one run share its rounds, which
 * makes it too wide rather than too narrow.
 */
#ifndef ANALYSIS_QUOTIENT_H
#define ANALYSIS_QUOTIENT_H

#include "analysis/statistic.h"

/*
 * above over below. False unless both are positive. Without an interval of
 * both, that of the ratio does not exist.
 */
bool quotient_of(const struct statistic_value *above,
    const struct statistic_value *below, struct statistic_value *ratio);

#endif
