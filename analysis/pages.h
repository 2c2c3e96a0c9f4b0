/*
 * Which cases have a page, once it is known how they stand.
 */
#ifndef ANALYSIS_PAGES_H
#define ANALYSIS_PAGES_H

#include "analysis/result.h"
#include "analysis/series.h"

/*
 * Marks pages and sets plots anew. analyze gave a page to every case of the
 * run, the series, or to as many as there are pages of the most notable ones.
 * In the first case those that judging added have one as well, as far as they
 * fit; in the second the choice is made anew, since what regressed is notable.
 */
void pages_mark_judged(const struct series *series, struct result *result);

#endif
