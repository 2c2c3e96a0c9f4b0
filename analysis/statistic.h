/*
 * Which number of a metric a selector asks for, and what it is.
 *
 *     METRIC or METRIC.STAT: "time", "time.p95", "init/time.mean"
 *
 * Without a statistic it is the median, of success_rate the mean. Least and
 * greatest have no interval. A tail is there from three samples beyond it on
 * (n (1 - p) >= 3), and never of samples that are themselves means of many
 * iterations.
 */
#ifndef ANALYSIS_STATISTIC_H
#define ANALYSIS_STATISTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/result.h"

enum statistic {
	STATISTIC_MEDIAN,
	STATISTIC_MEAN,
	STATISTIC_MIN,
	STATISTIC_MAX,
	STATISTIC_P90,
	STATISTIC_P95,
	STATISTIC_P99,
	STATISTIC_COUNT
};

/* "p95". */
const char *statistic_text(enum statistic statistic);

/* The length of the metric's name, and the statistic behind it. */
size_t statistic_split(const char *selector, enum statistic *statistic);

/*
 * The metric of the case that a selector means, NULL if it has none. One whose
 * whole name is the selector comes first.
 */
const struct result_metric *statistic_metric(const struct result_case *item,
    const char *selector, enum statistic *statistic);

/* Is it what comparisons compare: the median, or a rate of launches? */
bool statistic_is_compared(
    const struct result_metric *metric, enum statistic statistic);

struct statistic_value {
	double value;
	struct interval interval;
};

/*
 * The number. False where there is none; then *reason, in the arena, says why.
 * metric may be NULL. Cases that failed have none but their success_rate.
 */
bool statistic_of(const struct result_case *item,
    const struct result_metric *metric, enum statistic statistic,
    struct arena *arena, struct statistic_value *out, const char **reason);

#endif
