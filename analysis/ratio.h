/*
 * The ratio of a session to another (section 2.3 of the statistics text).
 *
 * exact: two counts that repeat; the ratio of their centres is its own
 * interval, without p.
 * B: two launches a side. Below ten on a side Welch's t (welch.h), from ten on
 * both by ranks (shift.h).
 * C: a side with one launch. V is the sum of both variances (session.h) and
 * 2 * 0.03², and normal: the spread from launch to launch is assumed.
 * A: against the spread of five earlier runs and more (archive_noise.h).
 *
 * Every function takes a comparison without numbers (comparison_none) and fills
 * in what comparison.h says, but for q, launches_needed and the verdict, or
 * sets its reason to insufficient-data: V or its degrees are not known, or the
 * ratio is beyond the range of numbers. Sides are positive and have samples.
 */
#ifndef ANALYSIS_RATIO_H
#define ANALYSIS_RATIO_H

#include "analysis/archive_noise.h"
#include "analysis/comparison.h"
#include "analysis/session.h"

struct mann_whitney_table;

enum { RATIO_RANK_MIN = 10 /* launches a side for ranks */ };

/* Rule C's standard deviation from launch to launch. */
extern const double ratio_assumed_run_sigma;

void ratio_exact(const struct session *here, const struct session *there,
    struct comparison *out);

/* B or C; session_sigma is 0 where the launches were interleaved. */
void ratio_of_launches(const struct session *here, const struct session *there,
    double session_sigma, struct mann_whitney_table *table,
    struct comparison *out);

/*
 * A. there is a named baseline; NULL: the centre is the archive's, and last the
 * newest of its sessions with two launches, NULL if there is none.
 */
void ratio_archive(const struct session *here, const struct session *there,
    const struct archive_noise *noise, const struct welch_side *last,
    struct comparison *out);

/*
 * Where logarithms do not exist: the difference of both values, which are plain
 * (session.h), with the t interval of rule B; none with one launch on a side.
 * is_exact: both are counts that repeat.
 */
void ratio_difference(const struct session *here, const struct session *there,
    bool is_exact, struct comparison *out);

#endif
