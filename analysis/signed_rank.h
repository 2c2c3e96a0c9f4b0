/*
 * Wilcoxon's signed-rank statistic W: the sum of the ranks of the positive
 * ones among n differences that are symmetric around 0.
 *
 * Up to SIGNED_RANK_EXACT_MAX its distribution is counted: as many of the 2^n
 * choices of signs give w as with the rank n left out give w or w - n. All
 * these counts are whole numbers below 2^53, so the doubles are exact. Beyond
 * that it is the normal one with mean n (n + 1) / 4, variance
 * n (n + 1) (2n + 1) / 24 and a continuity correction of 1/2.
 *
 * Differences that are tied or zero have no distribution of their own here,
 * and need none: W then spreads less than this says, so intervals made of it
 * hold their level or more. R's wilcox.test changes to a normal approximation
 * with a smaller variance instead; its p may then be small where the interval
 * holds 0.
 */
#ifndef ANALYSIS_SIGNED_RANK_H
#define ANALYSIS_SIGNED_RANK_H

#include <stdint.h>

enum {
	SIGNED_RANK_EXACT_MAX = 50,
	SIGNED_RANK_SUM_MAX =
	    SIGNED_RANK_EXACT_MAX * (SIGNED_RANK_EXACT_MAX + 1) / 2
};

/* The distribution of n differences; owns nothing. */
struct signed_rank {
	uint64_t n;
	double cdf[SIGNED_RANK_SUM_MAX + 1]; /* of w; up to EXACT_MAX */
};

void signed_rank_init(struct signed_rank *rank, uint64_t n);

/* P(W <= w). */
double signed_rank_cdf(const struct signed_rank *rank, uint64_t w);

/* The smallest w with P(W <= w) >= p, 0 < p < 1: R's qsignrank. */
uint64_t signed_rank_quantile(const struct signed_rank *rank, double p);

#endif
