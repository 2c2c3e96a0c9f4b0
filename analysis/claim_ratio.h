/*
 * The ratio of two cases of one run in what is claimed of them.
 */
#ifndef ANALYSIS_CLAIM_RATIO_H
#define ANALYSIS_CLAIM_RATIO_H

#include "analysis/statistic.h"

/* A case, its metric and the statistic that is claimed of. */
struct claim_side {
	const struct result_case *item;
	const struct result_metric *metric;
	enum statistic statistic;
	struct statistic_value value;
};

/*
 * The second over the first: the paired ratio of the medians where one is the
 * reference or the base of the other (rule D), else the quotient of the two
 * statistics. False unless both are positive.
 */
bool claim_ratio(const struct claim_side *first,
    const struct claim_side *second, struct statistic_value *out);

#endif
