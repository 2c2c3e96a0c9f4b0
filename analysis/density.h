/*
 * The density of samples, smoothed.
 */
#ifndef ANALYSIS_DENSITY_H
#define ANALYSIS_DENSITY_H

#include "analysis/plot.h"

enum { DENSITY_MIN = 5 /* samples */ };

/*
 * The Gaussian kernel's bandwidth, 0.9 min(s, IQR / 1.349) n^(-1/5)
 * (Silverman, Density Estimation for Statistics and Data Analysis, 1986,
 * 3.31), of sorted[0..count), count > 1, whose standard deviation is sd. 0 when
 * either is 0: half of the samples are one value then, and any curve would be
 * made up.
 */
double density_bandwidth(const double *sorted, size_t count, double sd);

/*
 * The density of sorted[0..count) with the standard deviation sd, on the
 * histogram's axis, in arena. Values and histogram are both of log10 if it is
 * logarithmic.
 *
 * - None below DENSITY_MIN samples, and none where the bandwidth is 0.
 * - Over the histogram's range; where that cuts nothing off, 3 bandwidths
 *   further out, but not below 0 if no value is.
 * - Linear binning into 512 cells (Wand, Journal of Computational and
 *   Graphical Statistics 3, 1994), then the kernel over the cells; a height
 *   for every other cell. The bandwidth is never less than a cell, nor than
 *   half the step of a lattice of five values or more (histogram.h): else
 *   every tick of a coarse clock would look like a mode.
 * - Heights are rounded to 1e-3 of the greatest or finer: they are to be drawn.
 * - The integral is the share of samples within, less what the kernel lays
 *   outside.
 */
struct result_density density_of(const double *sorted, size_t count, double sd,
    const struct result_histogram *histogram, struct arena *arena);

#endif
