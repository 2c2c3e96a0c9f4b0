/*
 * Every metric of a run against the same of an earlier run, or against the
 * history of earlier runs (sections 2.3 and 2.5 of the statistics text).
 *
 * success_rate: the two shares of launches (shares.h). Else the rule (ratio.h),
 * by what is there of the same case and metric:
 * - both sides exact and constant to 0.01 %: exact;
 * - five sessions of history: A. The centre is the baseline where the user
 *   named one, else the archive's;
 * - else B, or C where a side has one launch, with 1 % for what a session
 *   moves at once. Against a named baseline of another machine as well: the
 *   history is this machine's.
 * A metric that already has a comparison, with --against's base, keeps it.
 *
 * Reasons for no ratio
 * - insufficient-data: no sample there, or the case failed; a side with one
 * launch and fewer than six samples; nothing varies; or beyond the range of
 * numbers
 * - not-positive: a value of either side is 0 or less; there is a difference
 * - other-unit: the metric's unit is another there
 * - no-baseline-case: the case is not there; it was added
 * - no-baseline-metric: the case is there, without this metric
 */
#ifndef ANALYSIS_BASELINE_H
#define ANALYSIS_BASELINE_H

#include "analysis/history.h"
#include "analysis/result.h"
#include "analysis/series.h"

struct baseline {
	const struct series *series;   /* a finished run; NULL: none */
	bool is_named;                 /* by the user: it is the centre */
	const struct history *history; /* NULL: none */
	bool is_part; /* a filter chose the cases: none of the others is gone */
};

/*
 * Sets comparison of the result's metrics that gave samples, is_implausible
 * among it; and the result's baseline, history, is_other_machine and
 * environment_differences. series is the run that the result was made of.
 *
 * Cases that the baseline has and the run has not are added behind the others,
 * without a metric, as missing, and to the counts.
 */
void baseline_compare(const struct baseline *baseline,
    const struct series *series, struct result *result);

#endif
