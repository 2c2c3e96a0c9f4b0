/*
 * Many tests at once: Benjamini and Hochberg's step-up procedure (Journal of
 * the Royal Statistical Society B 57, 1995).
 *
 * q of the j-th smallest of m p-values is the least of m p(i) / i over i >= j:
 * the share of false alarms among all that are called at it.
 */
#ifndef ANALYSIS_MULTIPLICITY_H
#define ANALYSIS_MULTIPLICITY_H

#include <stddef.h>

#include "analysis/estimate.h"

/*
 * q[i] belongs to p[i]; q may be p. What does not exist or is not within
 * [0, 1] is no part of the family, and its q does not exist. q is never below
 * p, nor above 1. O(n log n); the order of p does not matter.
 */
void multiplicity_adjust(
    const struct estimate *p, size_t count, struct estimate *q);

#endif
