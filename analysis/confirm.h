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
 * Replaces the numbers of every comparison that fresh, an analysed run of two
 * trees, has as well; before the verdicts. Where fresh decides nothing, since a
 * side failed or there are too few rounds, the first comparison stays.
 */
void confirm_apply(const struct result *fresh, struct result *result);

/*
 * Behind the verdicts: what stayed and is still called a regression gets a note
 * that says so, and what failed in fresh has failed.
 */
void confirm_close(const struct result *fresh, struct result *result);

#endif
