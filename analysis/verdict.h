/*
 * Verdicts and levels (section 3 of the statistics text).
 *
 * In badness, which is the logarithm of the ratio, or its negative where
 * higher is better, with L and U the ends of its one-sided 95 % intervals:
 * - L reaches ln(1 + T), to 12 digits, of warning, critical or blocker: a
 * regression of the highest such level. Its false alarms are 5 % at T itself,
 * however large the noise;
 * - else the estimate reaches that of warning and L > 0: a regression
 *   suspected of the highest level the estimate reaches;
 * - else q <= 0.05, the interval on one side of 0 and the estimate at least
 *   ln(1 + minor): a regression or an improvement;
 * - else -ln(1 + unchanged) < L and U < ln(1 + unchanged): unchanged
 * (Schuirmann's two one-sided tests);
 * - else inconclusive.
 *
 * Exact counts are unchanged within 0.01 %; any other difference is a
 * regression or an improvement of that very size.
 */
#ifndef ANALYSIS_VERDICT_H
#define ANALYSIS_VERDICT_H

#include "analysis/comparison.h"
#include "analysis/judgement.h"
#include "base/unit.h"

struct judged {
	enum verdict verdict;
	enum level level, suspected;
};

/* badness.p is not looked at; q NAN is never small enough. */
struct judged verdict_of(const struct effect *badness, double q,
    const struct thresholds *thresholds);

/* The same of an exact difference of logarithms. */
struct judged verdict_of_exact(
    double badness, const struct thresholds *thresholds);

/*
 * Sets verdict, level, suspected, verdict_reason and launches_needed, from the
 * numbers, q among them. Without a ratio
 * - insufficient-data is the verdict of that name;
 * - not-positive is new-nonzero where the other side is 0 and this one is
 *   more, unchanged where both are, else inconclusive; but of counts that
 *   repeat a change as above, of no level or, where more is better and nothing
 *   is left, of the highest; and the same of success_rate, if it is now 0 and
 *   the interval of the difference below;
 * - other-unit is inconclusive, with a verdict_reason;
 * - where there is no other side, there is no verdict.
 */
void verdict_set(struct comparison *comparison, enum better better,
    const struct thresholds *thresholds);

/*
 * Has it a verdict that p decides? Such comparisons are the family that q is
 * made of.
 */
bool verdict_needs_q(const struct comparison *comparison);

#endif
