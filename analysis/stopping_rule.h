/*
 * How wide the intervals are that decide when a case is stopped.
 *
 * solo: the interpolated interval of the median (interval.h) from six values
 * on, its half-width by the median. paired: rule D (paired.h) from five rounds
 * on, half the width of the ratio's interval by the ratio. INFINITY below
 * that, and where the centre is not positive. What is not finite does not
 * count.
 */
#ifndef ANALYSIS_STOPPING_RULE_H
#define ANALYSIS_STOPPING_RULE_H

#include "collector/stopping.h"

extern const struct stopping_rule stopping_rule_default;

#endif
