/*
 * Claims: what is said of the product, held against what was measured.
 *
 * from and to: the value must reach `to`. With a baseline the old value must
 * be there, too: a baseline better than `from` by more than the threshold of
 * "unchanged" overstates the improvement, and the claim holds partly. So it
 * does when the value is better than `from`, and the baseline, and short of
 * `to`.
 *
 * improves and by: of the ratio to the baseline, which is that of the
 * metric's comparison; only medians have one. improves: 82% is a ratio of 0.18
 * where lower is better, of 1.82 where higher is; by: 60x is 1/60, or 60. The
 * estimate must reach it, and the 95 % interval must exclude 1. One of the two
 * alone is partly, if the interval excludes 1 or the estimate reaches it.
 *
 * between: the same of the second case over the first. Where one is the
 * reference (or the base) of the other it is their paired ratio (rule D), else
 * that of their statistics (quotient.h). Alone it claims that the second is
 * better: the interval must say so.
 *
 * With --against a case is found by the id it has without the tree, too. A
 * planned claim has its numbers and is never anything but planned.
 */
#ifndef ANALYSIS_CLAIMS_H
#define ANALYSIS_CLAIMS_H

#include "analysis/policy.h"

/* Sets the result's claims, in the policy's order. */
void claims_judge(const struct policy *policy, struct result *result);

#endif
