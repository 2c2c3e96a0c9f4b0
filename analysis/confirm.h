/*
 * Confirmation: what a run calls changed is measured again, base and head side
 * by side, and decided on the fresh launches alone. Pooling both would keep
 * the luck that made the first run stand out.
 */
#ifndef ANALYSIS_CONFIRM_H
#define ANALYSIS_CONFIRM_H

#include "analysis/result.h"
#include "base/vec.h"

struct confirm_ids {
	const char **items; /* of the result's cases */
	size_t count, capacity;
};

/*
 * Adds the ids of the cases with a judged metric that is called a regression,
 * suspected ones among them.
 */
void confirm_flagged(const struct result *result, struct confirm_ids *ids);

/*
 * Replaces the comparisons of every case that fresh, a judged run of two
 * trees, has as well. What fresh could not measure is insufficient-data.
 */
void confirm_apply(const struct result *fresh, struct result *result);

#endif
