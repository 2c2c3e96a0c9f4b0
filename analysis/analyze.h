/*
 * What a run means: series in, result out.
 *
 * The order of things, and no formulas: those are in describe.h. A pure
 * function of the series, which may be released afterwards.
 */
#ifndef ANALYSIS_ANALYZE_H
#define ANALYSIS_ANALYZE_H

#include "analysis/result.h"
#include "analysis/series.h"

/*
 * Fills result, which the caller releases; the series is finished.
 *
 * - Cases are in the order of their first lines, which is the suite's.
 * - A case without an outcome is ok if it has samples, else missing; and cut
 *   short if it was planned.
 * - Judged are the metrics that the case line names, "time" if it names none.
 * - The verdict is no-go when there are cases and not one has a sample;
 *   nothing else is decided yet.
 * - Notes are the run's own, and what can be said of the run as a whole: it
 *   was cut short, resumed, launches failed. What is doubtful about a single
 *   case is a flag of its metrics.
 */
void analyze(const struct series *series, struct result *result);

#endif
