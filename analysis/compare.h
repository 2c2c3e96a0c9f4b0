/*
 * Cases of one run against one another: variants and parameters against their
 * reference, the tree at hand against its base.
 *
 * For every metric that both cases have and that gave samples here:
 * - exact metrics that are constant on both sides: the ratio of the two
 *   values, which is its own interval, and no p;
 * - success_rate: the two shares of launches (shares.h);
 * - everything else: rule D (paired.h) over the rounds that both have
 *   (rounds.h). The floor of the noise comes from the coarsest step of either
 *   side by the geometric mean of its rounds.
 *
 * Reasons for no ratio
 * - insufficient-data: fewer than five rounds, or beyond the range of numbers
 * - not-positive: a value of either side is 0 or less
 * - other-unit: the metric's unit is another there
 * - missing-case: the run has no such case
 * - failed-case: the run has it, and it failed
 */
#ifndef ANALYSIS_COMPARE_H
#define ANALYSIS_COMPARE_H

#include "analysis/result.h"
#include "analysis/series.h"

/*
 * Sets comparison and reference of metrics, which are those of result's cases,
 * one case's behind the other's, and described. The series is finished, its
 * cases and their metrics those of result in the same order. A value of a case
 * is looked at once, however many others are compared with it.
 */
void compare_cases(const struct series *series, struct result *result,
    struct result_metric *metrics);

#endif
