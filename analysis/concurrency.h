/*
 * How the throughput of a benchmark grows with what runs at once.
 *
 * A family (family.h) over the parameter concurrency gives one result. The
 * levels are the medians of its cases' throughput. Speed-up X_N / X_1 and
 * efficiency X_N / (N X_1) have MOVER's interval on logarithms (quotient.h);
 * with one at a time they are 1 by definition. From SCALABILITY_MIN levels on
 * the Universal Scalability Law is fitted (scalability.h), seeded by the run's
 * seed and the first case's id.
 *
 * The status is about the highest level: retrograde if its throughput is below
 * another level's, the intervals apart; else what the interval of its
 * efficiency says: below 0.9 sublinear, within [0.9, 1.1] linear, above
 * 1.1 superlinear; undecided otherwise.
 */
#ifndef ANALYSIS_CONCURRENCY_H
#define ANALYSIS_CONCURRENCY_H

#include "analysis/scalability.h"
#include "collector/metric.h"

struct pair;
struct result;

enum { CONCURRENCY_MAX = 1000 /* results of a run */ };

enum concurrency_status {
	CONCURRENCY_UNKNOWN, /* not measured with one, or with one alone */
	CONCURRENCY_UNDECIDED,
	CONCURRENCY_LINEAR,
	CONCURRENCY_SUBLINEAR,
	CONCURRENCY_SUPERLINEAR,
	CONCURRENCY_RETROGRADE,
	CONCURRENCY_STATUSES
};

/* "unknown", "undecided", "linear", … */
const char *concurrency_status_text(enum concurrency_status status);

struct concurrency_level {
	const char *case_id;
	double workers;
	double throughput;
	struct interval throughput_interval;
	struct estimate latency; /* median of time, ns */
	struct interval latency_interval;
	struct estimate speedup, efficiency;
	struct interval speedup_interval, efficiency_interval;
};

struct concurrency_result {
	const char *benchmark, *group; /* NULL: none */
	const struct pair *params;     /* the other parameters */
	size_t param_count;
	struct metric metric; /* throughput */
	/* By workers; cases without a throughput are not there. */
	const struct concurrency_level *levels;
	size_t level_count;
	struct scalability law;
	enum concurrency_status status;
};

/* Sets the concurrencies of result. */
void concurrency_build(struct result *result);

#endif
