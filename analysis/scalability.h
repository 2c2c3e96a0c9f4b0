/*
 * How a throughput grows with the number N of workers (section 7 of the
 * statistics text).
 *
 * The Universal Scalability Law (Gunther, Guerrilla Capacity Planning, 2007):
 *
 *     X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1))
 *
 * is linear in N / X: 1 / lambda, sigma / lambda and kappa / lambda by 1,
 * N - 1 and N (N - 1). They are fitted with the weights (X / N)², so that the
 * relative errors are alike; of sigma and kappa those that would be negative
 * are 0 (all four choices are tried, the least sum of squares counts).
 *
 * Intervals are percentiles of SCALABILITY_RESAMPLES fits to curves to which
 * residuals of the logarithms, centred, were added at random. kappa is known
 * only weakly; nothing should depend on it.
 */
#ifndef ANALYSIS_SCALABILITY_H
#define ANALYSIS_SCALABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/estimate.h"

enum {
	SCALABILITY_MIN = 5,          /* points */
	SCALABILITY_DISTINCT_MIN = 3, /* numbers of workers */
	SCALABILITY_RESAMPLES = 2000,
	SCALABILITY_PEAK_REACH = 4 /* times the most workers measured */
};

struct scalability_point {
	double workers, throughput; /* both positive and finite */
};

struct scalability_law {
	double lambda; /* of one worker */
	double sigma;  /* contention */
	double kappa;  /* coherency */
};

struct scalability {
	bool exists; /* false: too few points, or they fit no such curve */
	struct scalability_law law;
	struct interval lambda, sigma, kappa; /* 95 % */
	/*
	 * √((1 - sigma) / kappa): where X is greatest, and X there. None
	 * without kappa, or farther than SCALABILITY_PEAK_REACH times what
	 * was measured.
	 */
	struct estimate peak_workers, peak_throughput;
	/* high may be INFINITY: no peak. None where there is no peak. */
	struct interval peak_interval;
};

/*
 * points in any order; those that are not positive and finite do not count.
 * seed decides the resamples (philox_seed).
 */
struct scalability scalability_of(
    const struct scalability_point *points, size_t count, uint64_t seed);

/* The fit alone. False, and nothing set, where scalability does not exist. */
bool scalability_fit(const struct scalability_point *points, size_t count,
    struct scalability_law *law);

double scalability_throughput(
    const struct scalability_law *law, double workers);

/* √((1 - sigma) / kappa); INFINITY without kappa, 0 if sigma is 1 or more. */
double scalability_peak(const struct scalability_law *law);

/* X_N / X_1, if one worker was measured; by N it is the efficiency. */
struct estimate scalability_speedup(
    const struct scalability_point *points, size_t count, size_t at);

#endif
