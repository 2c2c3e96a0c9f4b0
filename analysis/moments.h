/*
 * Mean, standard deviation and autocorrelation of values in their order.
 *
 * Sums are compensated (Knuth's two-sum), deviations are taken from the mean
 * twice, and extreme magnitudes are scaled by a power of two: 1e15 + noise,
 * 1e-300 and 1e300 give all their digits.
 */
#ifndef ANALYSIS_MOMENTS_H
#define ANALYSIS_MOMENTS_H

#include <stddef.h>

#include "analysis/estimate.h"

struct moments {
	double mean;
	struct estimate sd; /* n - 1; from two values on */
	/*
	 * Lag 1: sum of products of neighbouring deviations by the sum of
	 * squared deviations. From three values on that are not all equal.
	 */
	struct estimate autocorrelation;
};

/* Of values[0..count), count > 0, below DBL_MAX / 4 in magnitude. */
struct moments moments_of(const double *values, size_t count);

/* The mean alone, the same double. */
double moments_mean(const double *values, size_t count);

/*
 * How many independent values count autocorrelated ones are worth:
 * n (1 - r) / (1 + r), r = (n r1 + 1) / (n - 4) within [0, 0.97]. Exists from
 * five values on and is at least two, so that an interval can be made of it.
 */
struct estimate moments_effective_count(
    const struct moments *moments, size_t count);

#endif
