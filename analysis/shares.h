/*
 * Two shares of launches that succeeded, one over the other.
 *
 * The interval of the ratio r of the shares x1 / n1 and x2 / n2 holds every r
 * that the score test does not reject (Koopman, Biometrics 40, 1984;
 * Miettinen and Nurminen, Statistics in Medicine 4, 1985):
 * z(r) = (x1/n1 - r x2/n2) / √(p1 (1 - p1) / n1 + r² p2 (1 - p2) / n2)
 * with p1 = r p2 and p2 the shares most likely if r were true, the smaller
 * root of (n1 + n2) r p² - (n1 r + x1 + n2 + x2 r) p + x1 + x2 = 0.
 * p is Fisher's exact one, two-sided: the sum of the tables that are no more
 * likely than this one.
 */
#ifndef ANALYSIS_SHARES_H
#define ANALYSIS_SHARES_H

#include <stdint.h>

#include "analysis/comparison.h"

struct share {
	uint64_t good, all; /* good <= all, all > 0 */
};

/*
 * Fills in a comparison without numbers. Where every launch of both sides
 * succeeded it is exact, and the ratio 1. Where on a side none did there is no
 * ratio (not-positive), but the difference with Newcombe's interval out of
 * Wilson's (Statistics in Medicine 17, 1998, method 10).
 */
void shares_compare(const struct share *here, const struct share *there,
    struct comparison *out);

#endif
