/*
 * Quantiles of sorted values.
 *
 * Type 7 of Hyndman and Fan, The American Statistician 50 (1996): what R and
 * numpy give unasked.
 */
#ifndef ANALYSIS_QUANTILE_H
#define ANALYSIS_QUANTILE_H

#include <stdbool.h>
#include <stddef.h>

/* The p-quantile of sorted[0..count), count > 0, 0 <= p <= 1. */
double quantile_of_sorted(const double *sorted, size_t count, double p);

/* The 0.5-quantile. */
double quantile_median(const double *sorted, size_t count);

/* The same of values in any order, which change places; see select.h. */
double quantile_select_median(double *values, size_t count);

/*
 * The median of |x - center|, not scaled; center lies between the least and
 * the greatest value. O(log count).
 */
double quantile_mad(const double *sorted, size_t count, double center);

/*
 * Is a quantile with tail_percent of the samples beyond it worth trusting?
 * Only if at least three samples are expected there.
 */
bool quantile_tail_resolved(size_t count, unsigned tail_percent);

#endif
