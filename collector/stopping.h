/*
 * When a case has been launched often enough.
 *
 * Fixed: after a number of launches. Adaptive: at every fifth round from
 * min_launches on the relative half-width of a 95 % interval is looked at, and
 * two looks in a row at or below the precision stop the case; else the most
 * launches or the longest time do. Cases of one block stop together, on the
 * widest of the intervals of their ratios. Nothing here ever looks at the sign
 * of a difference or at a p-value, and nothing is remembered but what was
 * measured, so that a run that goes on decides as if it had never been cut.
 */
#ifndef COLLECTOR_STOPPING_H
#define COLLECTOR_STOPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "collector/plan.h"

enum {
	STOPPING_EVERY = 5,       /* rounds between two looks */
	STOPPING_LEAST = 3,       /* launches, however slow the case is */
	STOPPING_LEAST_PAIRED = 5 /* where there is a ratio to be known */
};

/*
 * How wide the intervals are: the joint to the formulas, which
 * analysis/stopping_rule.h fills in. INFINITY while there are too few values
 * for an interval.
 */
struct stopping_rule {
	/*
	 * Relative half-width of the interval of the median of the medians of
	 * launches, in ns.
	 */
	double (*solo)(const double *medians, size_t count);
	/*
	 * The same of the ratio of two cases: logs[i] and others[i] are their
	 * mean logarithms in one round, NAN where a launch failed.
	 */
	double (*paired)(
	    const double *logs, const double *others, size_t count);
};

/* The times of a case, one a round; NAN: the launch failed. Zeroed is empty. */
struct stopping_track {
	double *medians; /* of the launch, ns */
	double *logs;    /* mean logarithm of its times in ns */
	size_t count, capacity;
};

/* values[0..count) are the times of one launch in ns; 0: it failed. */
void stopping_add(
    struct stopping_track *track, const double *values, size_t count);

void stopping_release(struct stopping_track *track);

/* A case of a block, for a look at it. */
struct stopping_case {
	const struct stopping *stopping;
	const struct stopping_track *track;
	size_t others[2]; /* what it is compared with: indices of the block */
	size_t other_count;
	double spent_ns; /* in all its launches */
	bool is_over;    /* it has its outcome */
};

struct stopping_look {
	const char *reason; /* NULL: go on. "precision", "max" or "time" */
	double width;       /* now; INFINITY: not known */
	/* Launches it will take in all, as far as one can tell; 0: no idea. */
	uint64_t expected;
};

/*
 * After a round of a block: is it enough? Looks at the adaptive cases that are
 * not over. rule NULL knows no interval.
 */
struct stopping_look stopping_look(const struct stopping_rule *rule,
    const struct stopping_case *cases, size_t count);

/* The width alone, of all rounds and of fixed cases too. */
double stopping_width(const struct stopping_rule *rule,
    const struct stopping_case *cases, size_t count);

#endif
