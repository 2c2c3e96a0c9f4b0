/*
 * What makes a line of the gate fail or unknown: the worst first, those that
 * are as bad in the order of the cases.
 */
#ifndef ANALYSIS_OFFENDERS_H
#define ANALYSIS_OFFENDERS_H

#include "analysis/result.h"
#include "base/vec.h"

struct offender {
	const char *case_id;
	const char *what; /* metric or selector or name; NULL: the case */
	/* Of these the one that fits the line. */
	const struct result_case *item;
	const struct result_metric *metric;
	const struct budget_result *budget;
	const struct claim_result *claim;
	double badness;
	size_t order; /* filled in */
};

struct offenders {
	VEC(struct offender) list;
};

void offenders_add(struct offenders *offenders, const struct offender *one);

void offenders_sort(struct offenders *offenders);

/* The ids of their cases, each once, in the arena. */
const char *const *offenders_cases(
    const struct offenders *offenders, struct arena *arena, size_t *count);

void offenders_release(struct offenders *offenders);

#endif
