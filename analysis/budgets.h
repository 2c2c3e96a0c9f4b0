/*
 * Budgets: the limits of each case held against what was measured.
 *
 * A floor's excess is limit/x - 1, everything else's x/limit - 1; a range's
 * that of the end it is outside of, or nearer to. Red: above the limit, and by
 * at least the red margin; yellow: above the limit by more than the yellow
 * margin. Defaults are 0 and 20 %, for rates and exact metrics both 0. Edges
 * are compared with 12 digits, so that 60 ms is exactly 20 % above 50 ms.
 *
 * The colour is that of the point estimate; it is uncertain when an end of
 * the statistic's interval has another one.
 *
 * With --against the base's tree has no budgets.
 */
#ifndef ANALYSIS_BUDGETS_H
#define ANALYSIS_BUDGETS_H

#include "analysis/policy.h"

struct limit;

enum budget_op budget_op_of(const struct limit *limit, enum better better);

/*
 * Sets the budgets of all metrics, and counts.red and .yellow. A metric that a
 * case does not have is added to it, not measured. over and headroom of a
 * limit of 0 may be NAN. A limit that is in another unit than its metric is
 * not measured.
 */
void budgets_judge(const struct policy *policy, struct result *result);

#endif
