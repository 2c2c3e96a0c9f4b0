/*
 * A result of which metrics grow: with a size, with what runs at once, over a
 * run.
 */
#ifndef TESTS_UNIT_SHAPE_FIXTURE_H
#define TESTS_UNIT_SHAPE_FIXTURE_H

#include "tests/unit/judged_fixture.h"

static inline void
fixture_shapes(struct result *result)
{
	static const struct pair exact[] = {{"mode", "exact"}};
	static const struct scaling_point points[] = {
	    {"search/packages=100", 100, 1.1e6, {true, 1.0e6, 1.2e6}},
	    {"search/packages=300", 300, 4.0e6, {true, 3.9e6, 4.1e6}},
	    {"search/packages=1000", 1000, 16.2e6, {true, 15.9e6, 16.6e6}},
	    {"search/packages=3000", 3000, 56e6, {true, 55e6, 57e6}},
	    {"search/packages=10000", 10000, 214e6, {true, 211e6, 219e6}},
	};
	static const struct scaling_result scalings[] = {
	    {.benchmark = "list",
		.over = "packages",
		.metric = {.name = "time", .unit = "ns"},
		.points = points,
		.point_count = 3,
		.exponent = {true, 0.98},
		.scaling = SCALING_LINEAR},
	    {.benchmark = "search",
		.group = "marketplace",
		.params = exact,
		.param_count = 1,
		.over = "packages",
		.metric = {.name = "time", .unit = "ns"},
		.is_asked = true,
		.points = points,
		.point_count = COUNT(points),
		.candidates = {{COMPLEXITY_LINEARITHMIC, 0.93, 1600, 100000}},
		.candidate_count = 1,
		.is_named = true,
		.exponent = {true, 1.132},
		.exponent_interval = {true, 1.104, 1.16},
		.scaling = SCALING_SUPERLINEAR,
		.at_most = "n",
		.at_most_verdict = {SCALING_STATUS_FAIL,
		    "It grows as n log n, exponent 1.13 [1.10, 1.16]."},
		.status = SCALING_STATUS_FAIL,
		.exponent_change = {true, 0.14},
		.exponent_change_interval = {true, 0.11, 0.17},
		.change = SCALING_CHANGE_STEEPER},
	};
	static const struct concurrency_level levels[] = {
	    {.case_id = "parallel/concurrency=1",
		.workers = 1,
		.throughput = 1000,
		.latency = {true, 1e6},
		.speedup = {true, 1},
		.efficiency = {true, 1}},
	    {.case_id = "parallel/concurrency=4",
		.workers = 4,
		.throughput = 3400,
		.speedup = {true, 3.4},
		.speedup_interval = {true, 3.3, 3.5},
		.efficiency = {true, 0.85}},
	    {.case_id = "parallel/concurrency=8",
		.workers = 8,
		.throughput = 3100,
		.latency = {true, 2.6e6},
		.speedup = {true, 3.1},
		.efficiency = {true, 0.3875}},
	};
	static const struct concurrency_result concurrencies[] = {
	    {.benchmark = "parallel",
		.metric = {.name = "throughput",
		    .unit = "1/s",
		    .better = BETTER_HIGHER},
		.levels = levels,
		.level_count = COUNT(levels),
		.status = CONCURRENCY_RETROGRADE},
	};
	static const struct memory_growth once = {
	    .kind = GROWTH_STEP, .total = 0.04, .launches = 5, .growing = 1};
	static const struct memory_growth sure = {.kind = GROWTH_LINEAR,
	    .total = 0.12,
	    .launches = 5,
	    .growing = 4,
	    .is_confirmed = true};

	fixture_go(result);
	fixture_metric_of(&result->cases[0], 3)->growth = &once;
	fixture_metric_of(&result->cases[1], 3)->growth = &sure;
	result->scalings = scalings;
	result->scaling_count = COUNT(scalings);
	result->concurrencies = concurrencies;
	result->concurrency_count = COUNT(concurrencies);
}

#endif
