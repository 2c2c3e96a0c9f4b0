/*
 * The ratio of two sides that were measured in the same rounds (rule D of the
 * statistics text).
 *
 * D_r is the difference of the two sides' mean logarithms in round r; rounds
 * in which one of them is not finite do not count. With R rounds left
 * - R < 5: nothing is said;
 * - R < 10: d is the mean of D with the t interval of R - 1 degrees of freedom;
 *   differences that are all the same have an interval without width and p 0;
 * - R >= 10: d is the Hodges-Lehmann estimate, the median of the Walsh averages
 *   of D (walsh.h). The interval ends are the averages of rank q and
 *   N + 1 - q, counted from 1, where q is the 0.025 quantile of the signed-rank
 *   statistic (signed_rank.h) and N the number of averages; one-sided ends
 *   likewise at 0.05. p is twice the smaller of P(W <= averages not above 0)
 *   and P(W <= averages not below 0): below 0.05 exactly where the interval
 *   leaves 0 out.
 * Either way the interval and p are at least those of a variance of d as large
 * as noise_floor, by t with R - 1 degrees of freedom.
 * Differences below 2^-44 are what rounding makes of equal logarithms, and
 * count as 0.
 *
 * Swapping the sides negates d and mirrors everything, to the last digit.
 */
#ifndef ANALYSIS_PAIRED_H
#define ANALYSIS_PAIRED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PAIRED_MIN = 5,      /* rounds for anything at all */
	PAIRED_RANK_MIN = 10 /* rounds for ranks */
};

struct paired {
	uint64_t pairs; /* R */
	bool exists;    /* false: too few rounds, and nothing below is set */
	/* Differences of logarithms. */
	double d;
	double low, high;    /* 95 % interval */
	double lower, upper; /* ends of the one-sided 95 % intervals */
	double p;            /* two-sided, of d = 0 */
};

/*
 * logs[i] and others[i] are of the same round; logs is the one above the line.
 * noise_floor is what the resolution alone makes of the variance of d: the sum
 * of (resolution / value)² / 12 of both sides; 0 if it is not known.
 */
struct paired paired_of(
    const double *logs, const double *others, size_t count, double noise_floor);

#endif
