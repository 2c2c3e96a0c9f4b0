/*
 * Quantiles as weighted means of all sorted values, and what is known about a
 * tail (section 6.5 of the statistics text).
 *
 * The weight of the i-th of n values in the p-quantile is
 * I_{i/n}(a, b) - I_{(i-1)/n}(a, b), a = (n + 1) p, b = (n + 1) (1 - p), with
 * I the regularised incomplete beta function (Harrell and Davis, Biometrika
 * 69, 1982); the standard error is the weighted standard deviation of the
 * values (Maritz and Jarrett, Journal of the American Statistical Association
 * 73, 1978), and the interval at 95 % has n - 1 degrees of freedom.
 *
 * A value is a quantile of operations only if it was one operation: the caller
 * does not ask for tails of samples with several iterations.
 */
#ifndef ANALYSIS_HARRELL_DAVIS_H
#define ANALYSIS_HARRELL_DAVIS_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/estimate.h"

/*
 * The weights of one n and p. Zeroed is empty and valid; weights is owned.
 * Values whose weights are together below 1e-17 on their side have none, so
 * that count grows with √n only.
 */
struct harrell_davis {
	uint64_t n;
	double p;
	double *weights; /* of sorted[first..first + count); they sum to 1 */
	size_t first, count, capacity;
};

void harrell_davis_release(struct harrell_davis *weights);

/*
 * Makes the weights be those of n > 0 and 0 <= p <= 1; at once if they are. A
 * p of 0 or 1 is the least or greatest value.
 */
void harrell_davis_set(struct harrell_davis *weights, uint64_t n, double p);

/* The quantile of sorted[0..n), n of the weights. O(√n). */
double harrell_davis_of(
    const struct harrell_davis *weights, const double *sorted);

/* Its standard error. */
double harrell_davis_error(
    const struct harrell_davis *weights, const double *sorted);

/* What may be said of a tail. */
enum tail_method {
	TAIL_NONE,       /* n (1 - p) < 1: there is the maximum, no quantile */
	TAIL_UNRESOLVED, /* a value of type 7 and no interval */
	TAIL_ORDER,      /* a value of type 7 between two of the values */
	TAIL_WEIGHTED    /* n (1 - p) >= 3: Harrell-Davis and Maritz-Jarrett */
};

/*
 * Where the interval of the p-quantile lies among n sorted values, counted
 * from 1: the 0.025 and 0.975 quantiles of Bin(n, p), the latter plus 1. 0: no
 * value reaches there. upper is the end of the one-sided interval at 95 %.
 */
struct tail_ranks {
	uint64_t low, high, upper;
};

/* 0 < p < 1. O(log n) evaluations of a distribution. */
struct tail_ranks tail_ranks_of(uint64_t n, double p);

/* n > 0, 0.5 <= p < 1. */
enum tail_method tail_method_of(uint64_t n, double p);

/*
 * The smallest n for which the interval has both ends, and for which the
 * one-sided one has its upper end: ln 0.025 / ln p and ln 0.05 / ln p,
 * rounded up. 0.5 <= p < 1.
 */
uint64_t tail_minimum(double p);
uint64_t tail_minimum_upper(double p);

struct tail {
	enum tail_method method;
	double value;             /* the maximum, where method is TAIL_NONE */
	struct interval interval; /* at 95 %, of the last two methods */
	/* Only high is an end, at 95 %; low is the minimum. */
	bool is_one_sided;
};

/*
 * The p-quantile of sorted[0..count), count > 0, 0.5 <= p < 1, finite values.
 * weights may hold those of another n and p, and is set.
 */
struct tail tail_of(struct harrell_davis *weights, const double *sorted,
    size_t count, double p);

#endif
