/*
 * Walsh averages: the n (n + 1) / 2 means of a value and itself or another.
 *
 * Their median is the Hodges-Lehmann estimate of the centre, and two of them
 * are the ends of the interval that belongs to the signed-rank test (Hodges
 * and Lehmann, Annals of Mathematical Statistics 34, 1963; Tukey's count).
 */
#ifndef ANALYSIS_WALSH_H
#define ANALYSIS_WALSH_H

#include <stddef.h>
#include <stdint.h>

enum { WALSH_DIRECT_MAX = 1000 }; /* values whose averages are written out */

uint64_t walsh_total(size_t count);

/*
 * out[i] is the average at ranks[i], counted from 0 and not falling, in order
 * of size. sorted[0..count) is sorted. Up to WALSH_DIRECT_MAX values in
 * O(count²); beyond that by halving and counting, at most 64 steps of O(count)
 * a rank. Both give the same doubles.
 */
void walsh_ranks(const double *sorted, size_t count, const size_t *ranks,
    size_t rank_count, double *out);

/* How many averages are at most x. */
uint64_t walsh_count(const double *sorted, size_t count, double x);

#endif
