/*
 * How many samples lie where.
 */
#ifndef ANALYSIS_HISTOGRAM_H
#define ANALYSIS_HISTOGRAM_H

#include "analysis/plot.h"

/*
 * Should these values stand on a logarithmic axis? Where all are positive and
 * the range that is shown (see below) spans more than two decades.
 */
bool histogram_wants_log(const double *sorted, size_t count);

/*
 * The step of the lattice that values are on: all distances are multiples of
 * it (within a thousandth), and some values are equal. 0: they are on none, or
 * on one with a step below least, which is not looked at. *distinct is how many
 * different values there are.
 */
double histogram_lattice(
    const double *sorted, size_t count, double least, size_t *distinct);

/*
 * The histogram of sorted[0..count), count > 0, in arena. For a logarithmic
 * axis the caller hands in log10 of the values and sets is_log.
 *
 * - Width of a bin: 2 IQR n^(-1/3) (Freedman and Diaconis, Zeitschrift für
 *   Wahrscheinlichkeitstheorie und verwandte Gebiete 57, 1981). Where the
 *   quartiles are equal, the range by ceil(log2 n) + 1 bins (Sturges, Journal
 *   of the American Statistical Association 21, 1926).
 * - From one bin below the 0.005-quantile to one above the 0.995-quantile, but
 *   within the values. The quantiles are order statistics, floor(0.005 n)
 *   values in from either end: below 200 samples nothing is cut off.
 * - 5 to 60 bins; the width gives way.
 * - Values of a lattice (whole numbers, ticks of a clock, pages) that bins
 *   would beat against, being narrower than ten steps: then a bin holds a whole
 * number of steps, with the values in its middle; two to four places have
 * narrow bins with empty ones between them. If a single place is left within
 * the range, one bin holds it.
 * - Equal values: one bin around them, a tenth of the value wide, or 1.
 */
struct result_histogram histogram_of(
    const double *sorted, size_t count, struct arena *arena);

#endif
