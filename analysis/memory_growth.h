/*
 * Does a case's memory grow while it runs (growth.h)?
 *
 * Looked at are metrics in bytes: each launch with at least
 * MEMORY_GROWTH_MIN values, at most MEMORY_GROWTH_LAUNCHES of them at even
 * distances; or, of a metric that is not perfolio's own, as many launches of
 * one value each as one course. What a launch needs at most says nothing about
 * growth.
 *
 * A launch grows if its kind is linear, exponential or step, upwards. Growth is
 * confirmed if at least two launches grow, and more than half of those looked
 * at: with autocorrelated noise one in four looks like a step. What is
 * saturating ends by itself.
 */
#ifndef ANALYSIS_MEMORY_GROWTH_H
#define ANALYSIS_MEMORY_GROWTH_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/growth.h"

struct series_metric;

enum { MEMORY_GROWTH_MIN = 40, MEMORY_GROWTH_LAUNCHES = 5 };

struct memory_growth {
	enum growth_kind kind; /* of most launches; if confirmed, that grow */
	/* Medians of the launches of that kind. */
	double total;      /* 0.05: + 5 % from the first to the last value */
	double per_step;   /* bytes an iteration; of linear, else 0 */
	uint64_t launches; /* looked at */
	uint64_t growing;
	bool is_confirmed;
};

/*
 * False, and nothing set, where there is nothing to look at. median is that of
 * the values.
 */
bool memory_growth_of(const struct series_metric *metric, double median,
    struct memory_growth *out);

#endif
