/*
 * What all cases together say: their mean change, and whether nearly
 * everything moved at once (sections 2.4 and 2.5 of the statistics text).
 *
 * Looked at are the judged metrics of cases that are ok and have a ratio.
 */
#ifndef ANALYSIS_OVERALL_H
#define ANALYSIS_OVERALL_H

#include "analysis/result.h"

enum { OVERALL_SHIFT_MIN = 10 /* cases */ };

/*
 * Sets means: the geometric mean of the ratios of each metric over all cases,
 * then over each group that has a name, metrics and groups in the order of
 * first sight. No interval: sessions move all cases at once, so that of the
 * cases' own would be far too narrow.
 */
void overall_means(struct result *result);

/*
 * Sets shift, from the first metric it exists for: the median d of at least
 * ten ratios is at least 2 % away from none, four in five have its sign, and
 * 1.4826 median |d - median| is below half of it. Ratios within one run are
 * left out: what moves the machine moves both of their sides.
 */
void overall_shift(struct result *result);

#endif
