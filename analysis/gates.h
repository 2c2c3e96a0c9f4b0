/*
 * The gate: the lines of a release checklist, and the verdict of the run.
 *
 * measured       fails on failed, timed-out, blocked and missing cases but for
 *                those that are allowed to fail; a metric that is not
 *                measured any more is said, and fails nothing
 * no-regression  fails on a judged metric whose level is that of the line or
 *                above; of a percentage, on a regression whose one-sided lower
 *                end reaches it. Suspected levels never fail. Unknown without
 *                a baseline, against another machine, or when `against` names
 *                another baseline than the one at hand
 * budget         fails on a red budget, or a yellow or red one; unknown when
 *                one was not measured. Budgets with a gate of their own are
 *                left out: they are a line at the end of their level, where
 *                red fails a must, and yellow a should or nice
 * claims         fails on a claim that fails or holds partly; unknown when one
 *                was not measured. Planned ones do not count
 * improves       passes when the geometric mean of the ratios of the metric
 *                (time if not named) is better by that much
 * manual         as attested, else unknown
 *
 * `case` and `metric` narrow a line; a pattern that no case fits is unknown.
 * With --against the base's cases count for nothing; `measured` names those of
 * them that were not.
 *
 * --fail-on LEVEL is the level of every must no-regression line, and is one
 * where there is none; with never these lines are moved to nice. Under strict
 * a line that passes with undecided cases is unknown, and unknown fails.
 *
 * The verdict: NO-GO when a must line fails, or when there is no sample at
 * all; none when no must or should line could be decided, a line that is about
 * nothing being no decision; a warning when a must line is unknown or a should
 * line fails; else GO.
 */
#ifndef ANALYSIS_GATES_H
#define ANALYSIS_GATES_H

#include "analysis/judge.h"
#include "analysis/policy.h"

/* Sets the result's gates and verdict. Targets are judged by now. */
void gates_judge(const struct policy *policy,
    const struct judge_options *options, struct result *result);

/* Is there a manual item of that name, to be attested? */
bool gates_has_manual(const struct policy *policy, const char *name);

/* The manual item that was probably meant; NULL if none is near. */
const char *gates_nearest_manual(const struct policy *policy, const char *name);

#endif
