/*
 * Changes in a history: the steps of a series that stand up to a test
 * (section 4.2, steps 5 and 6, of the statistics text).
 *
 * Steps are found by fpop.h. Each is tested between its two segments, whose
 * values are brought within 3 scales of their median: with D the difference of
 * the means, v = ((n - 1) v1 + (m - 1) v2 + 10 scale²) / (n + m + 8) and
 * t = |D| / √(v inflation (1 / n + 1 / m)) with n + m + 8 degrees of freedom.
 * Of the steps that fail, one is dropped at a time, and its neighbours are
 * tested anew:
 *   1. the smallest D below least_step;
 *   2. the greatest p of those beside a segment below least_segment values;
 *   3. the greatest p above alpha.
 *
 * An anchor is a change that was confirmed and stored before. It stays while
 * D is half of least_step and p at most 20 alpha.
 */
#ifndef ANALYSIS_CHANGE_H
#define ANALYSIS_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/effect.h"
#include "analysis/fpop.h"

struct mann_whitney_table;

enum {
	CHANGE_SEGMENT_MIN = 3,
	CHANGE_CONFIRMED_MIN = 5, /* values after it */
	CHANGE_REACH = 100        /* how far ambiguity is looked for */
};

struct change_options {
	double least_step;    /* of the values: log1p(0.02) for 2 % */
	double least_sd;      /* fpop_least_sd, or of the values' own unit */
	size_t least_segment; /* 0: CHANGE_SEGMENT_MIN */
	double alpha;         /* 0: min(0.001, 0.05 / n) */
};

/* A step that is to be tested. */
struct change_step {
	size_t index;
	bool is_anchor;
};

struct change {
	size_t index; /* the first value of the new level */
	bool is_anchor;
	/*
	 * At each end of [earliest, latest] the change costs less than 2 more
	 * than where it is, and at no index outside of it: what a likelihood
	 * ratio calls possible. Of its segments only the CHANGE_REACH values
	 * next to it are looked at.
	 */
	size_t earliest, latest;
	bool is_confirmed;    /* false: suspected, too few values follow */
	double before, after; /* medians of the segments */
	double step;          /* D, with its sign */
	double p;             /* of the test above */
	double strength;      /* |D| / scale √(n m / (n + m)), for an order */
	struct effect effect; /* Hodges-Lehmann: shift.h */
};

struct changes {
	struct fpop_noise noise;
	struct change *items;
	size_t count;
};

/*
 * values[0..count), finite, are the session values in the order of commits,
 * logarithms to see ratios. Below FPOP_MIN values nothing is found. The caller
 * releases the result. Reversed values have the same changes, but for ties.
 */
struct changes changes_of(struct mann_whitney_table *table,
    const double *values, size_t count, const struct change_options *options);

/*
 * The same for given steps, whose indices rise and are within [1, count); how
 * anchors and new steps are made into one list is the caller's affair.
 */
struct changes changes_confirm(struct mann_whitney_table *table,
    const double *values, size_t count, const struct change_step *steps,
    size_t step_count, const struct change_options *options);

/*
 * Adds those of others that lie at no change of changes, whose noise stays.
 * Both are of as many values.
 */
void changes_join(struct changes *changes, const struct changes *others);

/* Which of items[from..to), from < to, is the strongest; of equals the first.
 */
size_t changes_strongest(const struct changes *changes, size_t from, size_t to);

void changes_release(struct changes *changes);

#endif
