/*
 * All differences between a value above and a value below.
 *
 * Their median is Hodges and Lehmann's estimate of how far one side lies from
 * the other; two of them are the ends of the interval that belongs to the
 * Mann-Whitney test (Hodges and Lehmann, Annals of Mathematical Statistics 34,
 * 1963; Moses).
 */
#ifndef ANALYSIS_PAIRWISE_H
#define ANALYSIS_PAIRWISE_H

#include <stddef.h>
#include <stdint.h>

enum { PAIRWISE_DIRECT_MAX = 1000000 }; /* differences that are written out */

/* Two sorted rows of finite values, not owned; neither is empty. */
struct pairwise {
	const double *above, *below;
	size_t n, m;
};

uint64_t pairwise_total(const struct pairwise *pairs);

/*
 * out[i] is the difference at ranks[i], counted from 0 and not falling, in
 * order of size. Up to PAIRWISE_DIRECT_MAX of them are written out; beyond
 * that by halving and counting, at most 64 steps of O(n + m) a rank. Both give
 * the same doubles.
 */
void pairwise_ranks(const struct pairwise *pairs, const uint64_t *ranks,
    size_t rank_count, double *out);

/* How many differences are at most x. O(n + m). */
uint64_t pairwise_count(const struct pairwise *pairs, double x);

#endif
