/*
 * Steps in a series: the segmentation of least cost (section 4.2, steps 2 to
 * 4, of the statistics text).
 *
 * The cost of a segment is that of its best level (level_cost.h, values
 * divided by the noise's scale), and each step costs a penalty. The minimum is
 * exact (R-FPOP: Fearnhead and Rigaill, 2019).
 */
#ifndef ANALYSIS_FPOP_H
#define ANALYSIS_FPOP_H

#include <stddef.h>

enum {
	FPOP_MIN = 8,                /* values for steps at all */
	FPOP_AUTOCORRELATED_MIN = 40 /* values to see autocorrelation */
};

/*
 * The noise of a series with steps, from its differences:
 *   difference_sd  1.4826022 median|z(i+1) - z(i)| / √2, at least least_sd;
 *   raw            (median|z(i+2) - z(i)| / median|z(i+1) - z(i)|)² - 1, the
 *                  autocorrelation (Chakar et al., Bernoulli 23, 2017); 0 if
 *                  the divisor is 0;
 *   autocorrelation  raw - 2 / √n within [0, 0.8]; 0 below
 *                    FPOP_AUTOCORRELATED_MIN values or without a raw one. Where
 *                    values creep (the median of z(i+1) - z(i) is a third of
 *                    that of its size or more) the raw one counts that is left
 *                    without it, if it is less: differences seen from their
 *                    median, 0 if these are below least_sd;
 *   scale          difference_sd / √(1 - autocorrelation);
 *   inflation      (1 + autocorrelation) / (1 - autocorrelation);
 *   penalty        2.5 inflation ln n.
 */
struct fpop_noise {
	double difference_sd, raw, autocorrelation, scale, inflation, penalty;
};

/*
 * The least noise of logarithms: resolution / (value √12), but at least 1e-4;
 * relative_resolution is resolution / value, 0 if it is not known.
 */
double fpop_least_sd(double relative_resolution);

/* values are finite, count >= 3, least_sd > 0. O(count). */
struct fpop_noise fpop_noise_of(
    const double *values, size_t count, double least_sd);

/* Where steps are: changes[i] is the first value of a new level. */
struct fpop {
	double cost; /* with the penalties */
	size_t *changes, count;
};

/*
 * values are finite, scale > 0, penalty > 0. A penalty of INFINITY leaves one
 * segment. About O(n log n) in practice; O(n²) at worst. The caller releases
 * the result.
 */
struct fpop fpop_of(
    const double *values, size_t count, double scale, double penalty);

void fpop_release(struct fpop *fpop);

/*
 * costs[i], i = 0..count, is the cost of the first i values as one segment, or
 * most, where it is more. O(count²), and the faster the smaller most is.
 */
void fpop_costs(const double *values, size_t count, double scale, double most,
    double *costs);

#endif
