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

/* Differences that are written out and sorted, once. */
enum { PAIRWISE_DIRECT_MAX = 10000 };

struct pairwise {
	/* Two sorted rows of finite values, not owned; neither is empty. */
	const double *above, *below;
	size_t n, m;
	double *sorted; /* all differences; NULL: they are too many */
};

void pairwise_init(struct pairwise *pairs, const double *above, size_t n,
    const double *below, size_t m);

uint64_t pairwise_total(const struct pairwise *pairs);

/*
 * The difference at rank, counted from 0, in order of size. Where they are too
 * many to be sorted, counting narrows down where it is: O(n + m) a count, about
 * ten of them, at most 89. Both give the same double.
 */
double pairwise_at(const struct pairwise *pairs, uint64_t rank);

/* How many differences are at most x. O(n + m). */
uint64_t pairwise_count(const struct pairwise *pairs, double x);

void pairwise_release(struct pairwise *pairs);

#endif
