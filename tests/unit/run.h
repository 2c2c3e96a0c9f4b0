/*
 * Small runs for the tests of the analysis, put into a series by hand. What
 * cannot be put fails the test.
 */
#ifndef TESTS_UNIT_RUN_H
#define TESTS_UNIT_RUN_H

#include "analysis/series.h"
#include "base/err.h"
#include "tests/unit/test.h"

static const struct metric run_metrics[] = {
    {.name = "time", .unit = "ns", .is_per_iteration = true, .resolution = 1},
    {.name = "max_rss", .unit = "B"},
};

static inline void
run_put(struct series *series, enum record_type type, const void *line)
{
	struct record record = {.type = type, .u.run = line};
	struct err err = {0};

	if (series->sink.put(&series->sink, &record, &err) < 0)
		fail_msg("%s", err.text);
}

/* The record must be refused; returns why, until the next call. */
static inline const char *
run_refused(struct series *series, enum record_type type, const void *line)
{
	struct record record = {.type = type, .u.run = line};
	static struct err err;

	err = (struct err){0};
	if (series->sink.put(&series->sink, &record, &err) == 0)
		fail_msg("it was not refused");
	return err.text;
}

/* A case with the metrics time and max_rss. */
static inline void
run_plan(struct series *series, const char *id)
{
	struct record_case line = {
	    .id = id,
	    .benchmark = id,
	    .status = CASE_STATUS_PLANNED,
	    .metrics = run_metrics,
	    .metric_count = 2,
	};

	run_put(series, RECORD_CASE, &line);
}

static inline void
run_outcome(struct series *series, const char *id, enum case_status status)
{
	struct record_case line = {.id = id, .status = status};

	run_put(series, RECORD_CASE, &line);
}

/* Samples of one launch in one metric; launch is the round, too. */
static inline void
run_samples(struct series *series, const char *id, const char *metric,
    uint64_t launch, const double *values, size_t count)
{
	struct record_values list = {metric, values, count};
	struct record_samples line = {
	    .case_id = id,
	    .round = launch,
	    .launch = launch,
	    .metrics = &list,
	    .metric_count = 1,
	};

	run_put(series, RECORD_SAMPLES, &line);
}

/* Every value a launch of its own, from 1. */
static inline void
run_launches(struct series *series, const char *id, const char *metric,
    const double *values, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		run_samples(series, id, metric, i + 1, &values[i], 1);
}

#endif
