/*
 * Modes, growth, scaling and concurrency for full_result.h: everything that
 * can occur, in numbers that mean nothing.
 */
#ifndef TESTS_UNIT_FULL_SHAPES_H
#define TESTS_UNIT_FULL_SHAPES_H

#include "analysis/result.h"
#include "tests/unit/test.h"

static const struct pair full_others[] = {{"mode", "é\n"}};

static const struct scaling_point full_points[] = {
    {"a", 10, 1 / 3.0, {true, 0.3, 0.4}}, {"c", 1e3, 3, {0}}};

static const struct scaling_result full_scalings[] = {
    {.benchmark = "a",
	.group = "g\x01",
	.params = full_others,
	.param_count = 1,
	.over = "n",
	.metric = {"time", "ns", .better = BETTER_LOWER},
	.is_asked = true,
	.points = full_points,
	.point_count = 2,
	.candidates = {{COMPLEXITY_LINEARITHMIC, 0.6, 1 / 7.0, 3},
	    {COMPLEXITY_LINEAR, 0.3, (double)INFINITY, 0}},
	.candidate_count = 2,
	.exponent = {true, 1 / 0.9},
	.exponent_interval = {true, 1.05, 1.2},
	.at_most = "n",
	.at_most_verdict = {SCALING_STATUS_UNDECIDED, "it grows like \"n\""},
	.per_item_written = "50MB",
	.per_item_limit = {true, 5e7},
	.per_item = {true, 6e7 / 7},
	.per_item_interval = {true, 5.5e7, 6.5e7},
	.per_item_verdict = {SCALING_STATUS_FAIL, "60 MB each"},
	.status = SCALING_STATUS_FAIL,
	.baseline_exponent = {true, 1},
	.exponent_change = {true, 1 / 9.0},
	.exponent_change_interval = {true, 0.1, 0.2},
	.change = SCALING_CHANGE_STEEPER},
    {.over = "size",
	.metric = {"rate", "1/s", .better = BETTER_HIGHER},
	.is_named = true,
	.candidates = {{COMPLEXITY_CUBIC, 0.9, 2, 0}},
	.candidate_count = 1,
	.scaling = SCALING_SUPERLINEAR},
};

static const struct concurrency_level full_levels[] = {
    {.case_id = "a",
	.workers = 1,
	.throughput = 1000 / 3.0,
	.throughput_interval = {true, 300, 400},
	.latency = {true, 1e9 / 7},
	.latency_interval = {true, 1e8, 2e8},
	.speedup = {true, 1},
	.efficiency = {true, 1},
	.speedup_interval = {true, 1, 1},
	.efficiency_interval = {true, 1, 1}},
    {.case_id = "c", .workers = 64, .throughput = 7},
};

static const struct concurrency_result full_concurrencies[] = {
    {.benchmark = "a",
	.group = "g\x01",
	.params = full_others,
	.param_count = 1,
	.metric = {"throughput", "1/s", .better = BETTER_HIGHER},
	.levels = full_levels,
	.level_count = 2,
	.law = {.exists = true,
	    .law = {1000 / 3.0, 0.03, 0.0005},
	    .lambda = {true, 300, 400},
	    .sigma = {true, 0.01, 0.05},
	    .kappa = {true, 0, 0.001},
	    .peak_workers = {true, 44 / 3.0},
	    .peak_throughput = {true, 14000 / 3.0},
	    .peak_interval = {true, 10, (double)INFINITY}},
	.status = CONCURRENCY_RETROGRADE},
    {.metric = {"throughput", "B/s", .better = BETTER_HIGHER},
	.law = {.exists = true,
	    .law = {1, 0, 0.5},
	    .peak_interval = {true, 10, 20}}},
    {.metric = {"throughput", "B/s", .better = BETTER_HIGHER},
	.status = CONCURRENCY_LINEAR},
};

static const struct mode full_modes[] = {
    {1 / 3.0, 0.25, 0.34, 0.3, 0.4}, {7, 0.75, 7.1, 6, 9}};

static const struct memory_growth full_growth = {
    .kind = GROWTH_SATURATING,
    .total = 1 / 30.0,
    .per_step = 4096 / 3.0,
    .launches = 3,
    .growing = 2,
    .is_confirmed = true,
};

/* metric is measured. */
static inline void
full_shapes(struct result *result, struct result_metric *metric)
{
	metric->modes = full_modes;
	metric->mode_count = sizeof full_modes / sizeof *full_modes;
	metric->growth = &full_growth;
	metric->flags |= RESULT_FLAG_MULTIMODAL | RESULT_FLAG_GROWING;
	result->scalings = full_scalings;
	result->scaling_count = sizeof full_scalings / sizeof *full_scalings;
	result->concurrencies = full_concurrencies;
	result->concurrency_count =
	    sizeof full_concurrencies / sizeof *full_concurrencies;
}

#endif
