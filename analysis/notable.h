/*
 * Which cases a reader should look at first: the one place that says so.
 */
#ifndef ANALYSIS_NOTABLE_H
#define ANALYSIS_NOTABLE_H

#include "analysis/result.h"

enum {
	NOTABLE_PAGES = 500, /* cases with a page, unless all shall have one */

	/* Flags that make a case notable when a judged metric has them. */
	NOTABLE_FLAGS = RESULT_FLAG_FEW_SAMPLES | RESULT_FLAG_CI_BELOW_NOMINAL |
			RESULT_FLAG_AUTOCORRELATED | RESULT_FLAG_NOISY |
			RESULT_FLAG_COARSE_CLOCK | RESULT_FLAG_SINGLE_LAUNCH |
			RESULT_FLAG_NOT_STEADY
};

/* Has a judged metric one of NOTABLE_FLAGS? */
bool notable_has_flag(const struct result_case *item);

/* Did a metric regress, or is a budget red? */
bool notable_is_worse(const struct result_case *item);

/*
 * Has a metric's history a change that nobody accepted, or a drift for the
 * worse? Such a case stands before those with one of NOTABLE_FLAGS.
 */
bool notable_has_changed(const struct result_case *item);

/* Failed, timed out, blocked or missing, allowed or not. */
bool notable_is_trouble(const struct result_case *item);

/*
 * Fills order[0..case_count) with the cases, each kind in the suite's order:
 * trouble that counts; those that are worse; trouble that is allowed, and
 * cases cut short; those with one of NOTABLE_FLAGS; the rest. Cases that are
 * compared with one another stay together, where the most notable of them
 * stands.
 */
void notable_order(
    const struct result *result, const struct result_case **order);

/* Gives the first count cases of that order a page; all if there are fewer. */
void notable_mark_pages(struct result *result, size_t count);

#endif
