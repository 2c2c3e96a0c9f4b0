/*
 * Selectors: a metric of a case, and a statistic of it.
 *
 *     METRIC or METRIC.STAT, before it STEP/ for a launch metric of a step
 *
 * Beside perfolio's own metrics a selector may name those of its scope: what
 * a benchmark extracts and measures, and its steps.
 */
#ifndef COLLECTOR_SELECTOR_H
#define COLLECTOR_SELECTOR_H

#include <stdint.h>

#include "collector/document.h"
#include "collector/metric.h"

struct arena;
struct err;

/* Zeroed: perfolio's own metrics alone. A name may be there twice. */
struct scope {
	const struct metric_entry *entries;
	size_t entry_count;
	const char *const *steps;
	size_t step_count;
};

struct selector {
	const char *text;   /* as written */
	const char *metric; /* without the statistic: "time", "init/time" */
	/* Of the metric, of a step without the step; NULL: not known yet. */
	const struct metric_entry *entry;
	/* Launches that leave 3 beyond its percentile; 0: it has none. */
	uint64_t tail_launches;
	const struct node *place;
};

struct selector_list {
	const struct selector *items;
	size_t count;
};

/*
 * The entry of that metric, of a step without the step; NULL if the scope
 * does not know it. scope NULL knows perfolio's own alone.
 */
const struct metric_entry *selector_find(
    const struct scope *scope, const char *metric);

/*
 * Reads text, which stands at place. With scope NULL a metric that is none of
 * perfolio's own is left for later; else it is a failure with a suggestion.
 */
int selector_read(struct arena *arena, const struct node *place,
    const char *text, const struct scope *scope, struct selector *selector,
    struct err *err);

/* The same for a metric without a statistic. */
int selector_read_metric(const struct node *place, const char *text,
    const struct scope *scope, struct selector *selector, struct err *err);

#endif
