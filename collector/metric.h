/*
 * Metrics, and those perfolio knows by name.
 */
#ifndef COLLECTOR_METRIC_H
#define COLLECTOR_METRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/unit.h"

/* What is measured, in which unit, and which way is better. */
struct metric {
	const char *name;
	const char *unit; /* "ns", "B", "1" or the user's own */
	enum better better;
	bool is_per_iteration; /* values are totals over iterations */
	bool is_exact;         /* a count that repeats to the last digit */
	double resolution;     /* smallest step, base unit; 0: not known */
};

/* What its limits are written in. */
enum metric_kind {
	METRIC_KIND_DURATION,  /* "50ms" */
	METRIC_KIND_SIZE,      /* "200MB" */
	METRIC_KIND_COUNT,     /* "1000" */
	METRIC_KIND_RATE,      /* "95%" or "0.95" */
	METRIC_KIND_THROUGHPUT /* "1000", "5MB", "5MB/s" */
};

enum metric_source {
	METRIC_SOURCE_LAUNCH,  /* of every launch, by default */
	METRIC_SOURCE_DEMAND,  /* of a launch, where something names it */
	METRIC_SOURCE_DERIVED, /* computed from others */
	METRIC_SOURCE_OWN      /* a suite's, by extract or measure */
};

struct metric_entry {
	struct metric metric;
	enum metric_kind kind;
	enum metric_source source;
	int extra; /* METRIC_SOURCE_DEMAND: enum launch_extra; else -1 */
};

/* All of them; those of METRIC_SOURCE_LAUNCH come first. */
extern const struct metric_entry metric_entries[];
extern const size_t metric_entry_count;

enum { METRIC_LAUNCH_COUNT = 6, METRIC_MAX_NAMES = 32 };

/* The entry of that name, NULL if there is none. */
const struct metric_entry *metric_find(const char *name);

/* What limits of a metric in that unit are written in. */
enum metric_kind metric_kind_of(const char *unit);

/* The names, for suggestions; how many were written. */
size_t metric_names(const char *names[METRIC_MAX_NAMES]);

#endif
