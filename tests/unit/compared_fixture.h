/*
 * A result of a run that compares: head against base, variants against their
 * reference, steps, what was not available, what else the machine did.
 */
#ifndef TESTS_UNIT_COMPARED_FIXTURE_H
#define TESTS_UNIT_COMPARED_FIXTURE_H

#include <math.h>

#include "tests/unit/result_fixture.h"

static inline struct comparison *
fixture_comparison(struct result *result, const char *other, double ratio,
    double low, double high)
{
	struct comparison *to = arena_alloc(&result->arena, sizeof *to);

	*to = comparison_none(other, NULL);
	to->rule = COMPARISON_PAIRED;
	to->pairs = 20;
	to->ratio = ratio;
	to->ratio_interval = (struct interval){true, low, high};
	to->ratio_lower = low;
	to->ratio_upper = high;
	to->p = 0.0123;
	return to;
}

/* The one no ratio came of. */
static inline struct comparison *
fixture_no_ratio(struct result *result, const char *other, const char *reason)
{
	struct comparison *to = arena_alloc(&result->arena, sizeof *to);

	*to = comparison_none(other, reason);
	to->rule = COMPARISON_PAIRED;
	to->pairs = 4;
	return to;
}

/* For what a fixture made itself. */
static inline struct result_metric *
fixture_metric_of(const struct result_case *item, size_t index)
{
	return (struct result_metric *)&item->metrics[index];
}

/* "pack/variant=NAME". */
static inline struct result_case
fixture_variant(struct result *result, const char *name, double median_ns)
{
	struct pair *param = arena_alloc(&result->arena, sizeof *param);
	struct result_case item = fixture_case(result,
	    arena_printf(&result->arena, "pack/variant=%s", name), median_ns,
	    0.01);

	*param = (struct pair){"variant", name};
	item.benchmark = "pack";
	item.params = param;
	item.param_count = 1;
	item.has_page = true;
	return item;
}

static inline void
fixture_add_journey(struct result *result)
{
	struct result_metric *metrics = fixture_metrics(result, 6);
	struct result_case item = {
	    .id = "journey",
	    .benchmark = "journey",
	    .status = CASE_STATUS_OK,
	    .stopped_by = "max",
	    .launches = 100,
	    .precision = 0.02,
	    .reached = 0.0312,
	    .metrics = metrics,
	    .metric_count = 6,
	    .has_page = true,
	};

	metrics[0] = fixture_metric("time", "ns", 41.9e6, 0.03);
	metrics[0].flags = RESULT_FLAG_NOT_STEADY;
	metrics[1] = fixture_metric("init/time", "ns", 10.4e6, 0.02);
	metrics[2] = fixture_metric("init/max_rss", "B", 2097152, 0);
	metrics[3] = fixture_metric("first-test/time", "ns", 31e6, 0.02);
	metrics[4].metric = (struct metric){.name = "cycles", .unit = "1"};
	metrics[5] = fixture_metric("throughput", "1/s", 12345, 0.01);
	metrics[5].metric.better = BETTER_HIGHER;
	fixture_add_case(result, &item);
}

static inline void
fixture_compared(struct result *result)
{
	static struct record_system systems[] = {
	    {.start_ns = 0, .end_ns = 1000000000, .others = 0.03},
	    {.start_ns = 1000000000,
		.end_ns = 2000000000,
		.others = 0.02,
		.throttled = 2},
	    {.start_ns = 2000000000, .end_ns = 2500000000, .others = 0.41},
	};
	struct result_case item;
	size_t i;

	fixture_open(result, 8);
	result->verdict = RESULT_VERDICT_GO;
	for (i = 0; i < COUNT(systems); i++)
		systems[i].stolen = systems[i].io_stall = (double)NAN;
	result->conditions = systems;
	result->condition_count = COUNT(systems);
	result->run.against = "../v1 & co";
	item = fixture_variant(result, "gzip", 20e6);
	fixture_add_case(result, &item);
	item = fixture_variant(result, "zstd", 8.6e6);
	item.reference = "pack/variant=gzip";
	fixture_metric_of(&item, 0)->reference =
	    fixture_comparison(result, item.reference, 0.43, 0.42, 0.45);
	fixture_metric_of(&item, 3)->reference =
	    fixture_comparison(result, item.reference, 1.31, 1.28, 1.34);
	fixture_add_case(result, &item);
	item = fixture_variant(result, "<none>", 1e6);
	item.reference = "pack/variant=gzip";
	fixture_metric_of(&item, 0)->reference =
	    fixture_no_ratio(result, item.reference, "insufficient-data");
	fixture_add_case(result, &item);
	item = fixture_case(result, "sort/variant=base", 1e6, 0.01);
	item.has_page = true;
	fixture_add_case(result, &item);
	item = fixture_case(result, "sort/variant=head", 1.042e6, 0.01);
	item.has_page = true;
	item.base = "sort/variant=base";
	fixture_metric_of(&item, 0)->comparison =
	    fixture_comparison(result, item.base, 1.042, 1.011, 1.074);
	fixture_metric_of(&item, 1)->comparison =
	    fixture_no_ratio(result, item.base, "not-positive");
	fixture_add_case(result, &item);
	fixture_add_journey(result);
}

#endif
