/*
 * Which cases have a page, and plots for it.
 */
#ifndef ANALYSIS_PAGES_H
#define ANALYSIS_PAGES_H

#include "analysis/result.h"
#include "analysis/series.h"

/*
 * Gives pages to the most notable count of the cases. Each of their metrics
 * gets its plot, if it has none yet, and all others lose theirs.
 */
void pages_mark(
    const struct series *series, struct result *result, size_t count);

/*
 * The same once it is known how they stand: marks pages and sets plots anew.
 * analyze gave a page to every case of the run, the series, or to as many as
 * there are pages of the most notable ones. In the first case those that
 * judging added have one as well, as far as they fit; in the second the choice
 * is made anew, since what regressed is notable.
 */
void pages_mark_judged(const struct series *series, struct result *result);

#endif
