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

struct analyze_options {
	bool has_all_pages; /* a page for every case, however many */
};

/*
 * Fills result, which the caller releases; the series is finished.
 *
 * - Cases are in the order of their first lines, which is the suite's.
 * - A case without an outcome is ok if it has samples, else missing; and cut
 *   short if it was planned.
 * - Judged are the metrics that the case line names, "time" if it names none.
 * - Every case has a page if there are at most NOTABLE_PAGES (notable.h) or
 *   options say so, else that many of the most notable. The metrics of such
 *   cases have plots, the others none.
 * - The verdict is no-go when there are cases and not one has a sample;
 *   nothing else is decided yet.
 * - A metric named success_rate is made of the launches (success_rate.h), of
 *   failed cases too.
 * - Cases that name another one, or a base, are compared with it (compare.h).
 * - Notes: notes.h. What is doubtful about a single case is a flag of its
 *   metrics.
 */
void analyze(const struct series *series, const struct analyze_options *options,
    struct result *result);

#endif
