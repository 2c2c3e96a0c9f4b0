/*
 * A metric of a case as a session, which is one run (section 2.3 of the
 * statistics text): what it is compared by with other runs.
 *
 * Each launch counts as the median of its logarithms, without its warm-up
 * (warmup.h). The session's value T is their mean over the k launches, and v
 * the variance of that mean (welch.h). One launch alone has the variance SE²,
 * SE = 1.2533 * 1.4826 MAD / √n_eff of its logarithms; n_eff as in moments.h.
 * Neither is below (resolution / value)² / 12.
 *
 * Where a value is 0 or less there are no logarithms, and all of this is made
 * of the values as they are.
 */
#ifndef ANALYSIS_SESSION_H
#define ANALYSIS_SESSION_H

#include "analysis/series.h"
#include "analysis/welch.h"

/* Working memory, kept from one to the next. Zeroed is valid. */
struct session_desk {
	struct series_metric steady;
	VEC(double) sorted, spare, medians, launches;
};

struct session {
	uint64_t samples; /* that count; 0: none, and nothing below is set */
	bool is_positive; /* every value */
	bool is_zero;     /* every value */
	bool is_constant; /* to 0.01 % */
	double center;    /* median of the launches' medians, base unit */
	double value;     /* T; a logarithm if is_logarithmic */
	double step;      /* by the value if so; 0: not known */
	bool is_logarithmic;
	struct welch_side side; /* of two launches and more: k, T, v */
	double variance;        /* v, or SE² of one launch */
	/* Of each launch, k of them; in the desk, until its next session. */
	const double *launches;
};

/* Of logarithms if every value is positive. The metric's series is finished.
 */
struct session session_of(
    struct session_desk *desk, const struct series_metric *metric);

/* Of the values as they are, for a difference from one that is not. */
struct session session_plain(
    struct session_desk *desk, const struct series_metric *metric);

void session_desk_release(struct session_desk *desk);

#endif
