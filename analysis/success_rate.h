/*
 * The share of launches that succeeded.
 *
 * A metric of the name success_rate without samples is made of the case's
 * launches: one that succeeded is a 1, one that failed a 0. Mean and median
 * are both their share; the intervals are Wilson's at 95 % (Journal of the
 * American Statistical Association 22, 1927):
 * (p + z²/2n ± z √(p (1 - p) / n + z²/4n²)) / (1 + z²/n).
 */
#ifndef ANALYSIS_SUCCESS_RATE_H
#define ANALYSIS_SUCCESS_RATE_H

#include <stdbool.h>

#include "analysis/result.h"
#include "analysis/series.h"

/* Is the metric made of launches? */
bool success_rate_is_meant(const struct series_metric *metric);

/*
 * Fills in what is measured of out: is_measured, summary and flags; nothing
 * without a launch. Quartiles are those of the ones and zeros.
 */
void success_rate_describe(
    uint64_t launches, uint64_t failed, struct result_metric *out);

/* Wilson's, of a share of n launches. */
struct interval success_rate_interval(double share, double n);

#endif
