/*
 * What a metric of a case gave in each round: what two cases are compared by.
 */
#ifndef ANALYSIS_ROUNDS_H
#define ANALYSIS_ROUNDS_H

#include "analysis/series.h"

/*
 * The mean logarithm of a round's values: over the samples of a launch first,
 * without its warm-up (warmup.h),
 * then over the round's launches.
 */
struct round_log {
	uint32_t round;
	double log;
};

/* In order of rounds. Zeroed is empty. */
struct rounds {
	struct round_log *items;
	size_t count;
	/*
	 * The variance that the resolution alone gives a logarithm:
	 * (coarsest step / geometric mean)² / 12. 0: not known.
	 */
	double noise;
};

/*
 * All rounds of the metric in which no launch of the case failed. The series
 * is finished and every value positive. rounds_release is due.
 */
struct rounds rounds_of(
    const struct series_case *kept, const struct series_metric *metric);

void rounds_release(struct rounds *rounds);

/*
 * Writes the logarithms of the rounds that both have into logs and others,
 * which hold as many as the shorter one has rounds; returns how many. Their
 * order is that of the rounds.
 */
size_t rounds_match(const struct rounds *rounds, const struct rounds *other,
    double *logs, double *others);

#endif
