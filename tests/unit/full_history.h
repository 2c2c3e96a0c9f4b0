/*
 * A past and histories for full_result.h: everything that can occur, in
 * numbers that mean nothing.
 */
#ifndef TESTS_UNIT_FULL_HISTORY_H
#define TESTS_UNIT_FULL_HISTORY_H

#include <math.h>

#include "analysis/result.h"
#include "tests/unit/test.h"

static const struct timeline_run full_past[] = {
    {.id = "20261101T000000Z-000000"},
    {.id = "20261102T000000Z-000000",
	.started = "2026-11-02T00:00:00.000Z",
	.commit = "abc\"",
	.version = "1.0",
	.differs = "kernel: é → \x01"},
    {.id = "3", .commit = "def"},
    {.id = "4", .is_candidate = true},
};

static const struct timeline_point full_history_points[] = {
    {0, 3, -1, 1 / 49.0, 0.3333333},
    {1, 1, 0, (double)NAN, 1e9},
    {3, 7, 1, 0.0625, 2},
};

static const struct timeline_change full_changes[] = {
    {.point = 1,
	.earliest = 1,
	.latest = 2,
	.is_confirmed = true,
	.is_regression = true,
	.before = 1 / 3.0,
	.after = 2,
	.ratio = 6.1 / 3,
	.ratio_interval = {true, 2, 2.1},
	.p = 1e-12,
	.strength = 1 / 7.0,
	.level = LEVEL_BLOCKER,
	.acknowledged = "it is \"safer\"",
	.acknowledged_link = "https://example.org/1"},
    {.point = 2,
	.earliest = 2,
	.latest = 2,
	.before = 2,
	.after = 0,
	.ratio = (double)NAN,
	.p = 0.1,
	.strength = 3},
};

static const struct timeline_drift full_drifts[] = {
    {.per_point = -0.01,
	.per_point_interval = {true, -0.02, -0.005},
	.total = -0.01,
	.now = 1 / 7.0,
	.p = 0.001,
	.first = 0,
	.last = 1},
    {.per_point = 1 / 300.0,
	.per_point_interval = {true, 0.003, 0.004},
	.total = 0.1 / 3,
	.now = 2,
	.p = 1e-5,
	.is_regression = true,
	.first = 1,
	.last = 2},
};

static const struct timeline_modes full_history_modes = {
    1 / 3.0, 2 / 3.0, 0.25};

static const struct timeline full_histories[] = {
    {.points = full_history_points,
	.point_count = 3,
	.is_logarithmic = true,
	.shape = TIMELINE_STEPS,
	.changes = full_changes,
	.change_count = 2,
	.drifts = full_drifts,
	.drift_count = 2,
	.drift = &full_drifts[1],
	.segment_from = 1,
	.stable_from = 2,
	.runs_to_limit = 31},
    {.points = full_history_points,
	.point_count = 2,
	.shape = TIMELINE_BIMODAL,
	.modes = &full_history_modes},
};

static inline void
full_history(
    struct result *result, struct result_metric *a, struct result_metric *b)
{
	result->past = full_past;
	result->past_count = sizeof full_past / sizeof *full_past;
	result->past_from = 2;
	result->past_elsewhere = 87;
	result->since = "v1.0 <b>";
	result->commit_url = "https://example.org/commit/";
	a->history = &full_histories[0];
	b->history = &full_histories[1];
}

#endif
