/*
 * Targets: the budgets and claims of a policy, judged. The rules are in
 * budgets.h and claims.h; efficiency is derived here if either names it.
 */
#ifndef ANALYSIS_TARGET_H
#define ANALYSIS_TARGET_H

#include "analysis/policy.h"

/*
 * Fills in budgets, claims, counts.red and counts.yellow of a result whose
 * comparisons are done. Cases may have more metrics afterwards, behind those
 * they had, in another array.
 */
void target_judge(const struct policy *policy, struct result *result);

#endif
