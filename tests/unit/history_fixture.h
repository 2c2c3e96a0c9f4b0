/*
 * A result with a past: 120 runs of one line, and in it a step, one that was
 * accepted, one that is only suspected, an improvement behind a new
 * environment, a drift, and a case that jumps between two levels.
 */
#ifndef TESTS_UNIT_HISTORY_FIXTURE_H
#define TESTS_UNIT_HISTORY_FIXTURE_H

#include "analysis/history_brief.h"
#include "base/random.h"
#include "tests/unit/judged_fixture.h"

enum { FIXTURE_PAST = 120, FIXTURE_BORDER = 50 };

/* A run every other day from 2026-03-01 on; the last is the candidate. */
static inline void
fixture_add_past(struct result *result, size_t count)
{
	struct timeline_run *past =
	    arena_alloc(&result->arena, count * sizeof *past);
	unsigned day;
	size_t i;

	for (i = 0; i < count; i++) {
		day = (unsigned)(i * 2);
		past[i].id =
		    arena_printf(&result->arena, "2026%02u%02uT090000Z-%06zx",
			3 + day / 28 % 10, 1 + day % 28, i);
		past[i].started =
		    arena_printf(&result->arena, "2026-%02u-%02uT09:00:00.000Z",
			3 + day / 28 % 10, 1 + day % 28);
		past[i].commit = arena_printf(&result->arena,
		    "%08zx5be27c44b0d1f7a7f8f5e2b1c9d80e34",
		    (i + 1) * 2654435761u & 0xFFFFFFFF);
		past[i].is_candidate = i + 1 == count;
	}
	if (count > FIXTURE_BORDER)
		past[FIXTURE_BORDER].differs =
		    "kernel 6.1.0-17 → 6.1.0-18; governor powersave → "
		    "performance";
	result->past = past;
	result->past_count = count;
	result->commit_url = "https://example.org/ggen/commit/";
}

/* count points ending at the last run, 1 % around what level says of each. */
static inline struct timeline *
fixture_history_of(struct result *result, size_t place, size_t count,
    double (*level)(size_t run, size_t count))
{
	struct result_metric *metric =
	    fixture_metric_of(&result->cases[place], 0);
	struct timeline *to = arena_alloc(&result->arena, sizeof *to);
	struct timeline_point *points =
	    arena_alloc(&result->arena, count * sizeof *points);
	struct random random = {place + 1};
	double noise;
	size_t i, run;

	for (i = 0; i < count; i++) {
		run = result->past_count - count + i;
		noise = (double)random_below(&random, 2001) / 1000 - 1;
		points[i].run = (uint32_t)run;
		points[i].launches = 10;
		points[i].center = metric->summary.median *
				   level(run, result->past_count) *
				   (1 + 0.01 * noise);
		points[i].value = log(points[i].center);
		points[i].variance = 0.004 * 0.004;
	}
	*to = (struct timeline){.points = points,
	    .point_count = (uint32_t)count,
	    .is_logarithmic = true,
	    .shape = TIMELINE_STABLE};
	metric->history = to;
	return to;
}

static inline struct timeline_change *
fixture_change(struct result *result, struct timeline *to, uint32_t point,
    double before, double after, enum level level)
{
	struct timeline_change *changes = arena_alloc(
	    &result->arena, (to->change_count + 1) * sizeof *changes);
	struct timeline_change *last = &changes[to->change_count];

	if (to->change_count > 0)
		memcpy(changes, to->changes, to->change_count * sizeof *last);
	*last = (struct timeline_change){
	    .point = point,
	    .earliest = point,
	    .latest = point,
	    .is_confirmed = true,
	    .is_regression = after > before,
	    .before = before,
	    .after = after,
	    .ratio = after / before,
	    .ratio_interval = {true, 0.99 * after / before,
		1.01 * after / before},
	    .p = 1e-9,
	    .strength = 20,
	    .level = level,
	};
	to->changes = changes;
	to->change_count++;
	to->shape = TIMELINE_STEPS;
	return last;
}

static inline double
level_step(size_t run, size_t count)
{
	(void)count;
	return run < 78 ? 0.76 : run < 116 ? 1 : 1.19;
}

static inline double
level_accepted(size_t run, size_t count)
{
	(void)count;
	return run < 90 ? 0.8 : 1;
}

static inline double
level_better(size_t run, size_t count)
{
	(void)count;
	return run < FIXTURE_BORDER ? 1.2 : run < 100 ? 1.4 : 1;
}

static inline double
level_drift(size_t run, size_t count)
{
	return 1 - 0.003 * (double)(count - 1 - run);
}

static inline double
level_modes(size_t run, size_t count)
{
	(void)count;
	return run * 7 % 11 < 4 ? 1.12 : 1;
}

static inline double
level_flat(size_t run, size_t count)
{
	(void)run;
	(void)count;
	return 1;
}

static inline void
fixture_past_steps(struct result *result)
{
	double median = fixture_metric_of(&result->cases[0], 0)->summary.median;
	struct timeline *to =
	    fixture_history_of(result, 0, FIXTURE_PAST, level_step);
	struct timeline_change *change;

	change = fixture_change(
	    result, to, 78, 0.76 * median, median, LEVEL_CRITICAL);
	change->earliest = 77;
	change->latest = 79;
	change = fixture_change(
	    result, to, 116, median, 1.19 * median, LEVEL_WARNING);
	change->is_confirmed = false;
	to->segment_from = FIXTURE_BORDER;
	to->stable_from = 78;

	median = fixture_metric_of(&result->cases[1], 0)->summary.median;
	to = fixture_history_of(result, 1, FIXTURE_PAST, level_accepted);
	change =
	    fixture_change(result, to, 90, 0.8 * median, median, LEVEL_WARNING);
	change->acknowledged = "the index is checked now; <b>safety</b> first";
	change->acknowledged_link = "https://example.org/ggen/issues/812";
	to->segment_from = FIXTURE_BORDER;
	to->stable_from = 90;

	median = fixture_metric_of(&result->cases[4], 0)->summary.median;
	to = fixture_history_of(result, 4, FIXTURE_PAST, level_better);
	fixture_change(result, to, 100, 1.4 * median, median, LEVEL_NONE);
	to->segment_from = FIXTURE_BORDER;
	to->stable_from = 100;
}

/* Everything is GO, and the past has something to say. */
static inline void
fixture_past(struct result *result)
{
	static const struct timeline_drift drift = {.per_point = 0.003,
	    .per_point_interval = {true, 0.0027, 0.0034},
	    .total = 0.12,
	    .now = 17e6,
	    .p = 1e-8,
	    .is_regression = true,
	    .first = 0,
	    .last = 39};
	static struct timeline_modes modes = {0, 0, 0.36};
	struct result_metric *metric;
	struct timeline *to;

	fixture_go(result);
	fixture_add_past(result, FIXTURE_PAST);
	fixture_past_steps(result);

	to = fixture_history_of(result, 2, 40, level_drift);
	to->shape = TIMELINE_DRIFT;
	to->drifts = to->drift = &drift;
	to->drift_count = 1;
	to->runs_to_limit = 360;

	metric = fixture_metric_of(&result->cases[3], 0);
	modes.low = metric->summary.median;
	modes.high = 1.12 * metric->summary.median;
	to = fixture_history_of(result, 3, 50, level_modes);
	to->shape = TIMELINE_BIMODAL;
	to->modes = &modes;
	result->since = NULL;
}

/* The same from v2.3.0 on, which is behind the accepted one. */
static inline void
fixture_since(struct result *result)
{
	fixture_past(result);
	result->past_from = 95;
	result->since = "v2.3.0 <now>";
}

#endif
