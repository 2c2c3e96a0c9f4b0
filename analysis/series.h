/*
 * A run in memory: its records grouped by case and metric.
 *
 * A struct series is a sink: the run file's reader, an importer or a test
 * puts records into it, and it copies what it keeps. The order of the samples
 * lines does not matter, but for those of one launch: series_finish sorts by
 * round and launch. 8 bytes a sample, 16 where iterations are counted.
 */
#ifndef ANALYSIS_SERIES_H
#define ANALYSIS_SERIES_H

#include "analysis/pool.h"
#include "analysis/span.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "collector/sink.h"

/* All samples of one case in one metric. */
struct series_metric {
	struct metric metric;
	VEC(double) values; /* per iteration, base unit; never -0 */
	struct spans spans; /* count * launches add up to values.count */
	/*
	 * Iterations of each value, parallel to values; empty while every one
	 * is 1.
	 */
	VEC(double) iterations;
	/*
	 * After series_finish: how many values of each launch, in the order of
	 * the spans, are its warm-up (warmup.h); empty: none. And how many
	 * launches were still changing at their end.
	 */
	VEC(uint32_t) warmups;
	uint32_t unsteady;
};

struct series_case {
	struct record_case line; /* all lines of the case laid over another */
	VEC(struct series_metric) metrics; /* line.metrics is NULL */
	/*
	 * Launches that failed, and all that gave a value or failed; the latter
	 * is known after series_finish.
	 */
	uint64_t failures_seen, launches_seen;
	VEC(uint32_t) failed_rounds; /* a launch failed in; sorted at last */
	const char *first_error;     /* of the first failed launch */
	bool has_outcome;            /* a line with a status beyond "planned" */
	uint32_t last_launch;        /* the greatest number so far */
	bool goes_on;                /* its values go on in the next line */
};

struct series {
	struct sink sink;
	struct arena arena;
	struct pool pool; /* of the arena */
	struct record_run run;
	bool has_run, is_finished;
	const char *finished;
	VEC(struct series_case) cases; /* in the order of first sight */
	struct map case_index;         /* id -> index in cases */
	VEC(struct record_note) notes;
	VEC(struct record_system) systems; /* at last in order of time */
	size_t resumed;                    /* how often */
};

/* The series must not be moved afterwards. */
void series_init(struct series *series);

/*
 * What series.sink.put makes of each record; -1 with the case and the metric
 * in err:
 * - a case line overrides the one before, key by key; "planned" does not take
 *   an outcome back;
 * - samples need a case known by then and metrics it declares. The short form
 *   brings its case along, and what it says of a known one is ignored but for
 *   a metric it did not have;
 * - a launch without a number is the next one, or goes on with the one whose
 *   line had has_more. Without a round it is in the one of its own number;
 * - a failed launch is counted, its round remembered, and gives no sample;
 * - values must be finite and below DBL_MAX / 4, so that no range of them
 *   overflows; iterations must be positive.
 */

/*
 * Puts samples into order and finds the warm-up of launches whose producer has
 * not warmed up itself. Call once, after the last record.
 */
void series_finish(struct series *series);

/*
 * The coarsest step of a sample, per iteration: the resolution by the fewest
 * iterations. 0: not known.
 */
double series_step(const struct series_metric *metric);

void series_release(struct series *series);

#endif
