/*
 * Results whose cases have parameters, for the tests of scaling and
 * concurrency.
 */
#ifndef TESTS_UNIT_SIZED_RESULT_H
#define TESTS_UNIT_SIZED_RESULT_H

#include "tests/unit/judged_result.h"

enum { SIZED_CASES_MAX = 4000 };

static inline void
sized_open(struct result *result)
{
	*result = (struct result){.run = {.seed = "7"}};
	result->cases = arena_alloc(
	    &result->arena, SIZED_CASES_MAX * sizeof *result->cases);
}

/* A case of benchmark b that is ok, has a parameter and no metric yet. */
static inline struct result_case *
sized_case(struct result *result, const char *param, double size)
{
	struct pair *params = arena_alloc(&result->arena, 2 * sizeof *params);
	struct result_case *item;

	assert_true(result->case_count < SIZED_CASES_MAX);
	item = &result->cases[result->case_count++];
	params[0] =
	    (struct pair){param, arena_printf(&result->arena, "%.17g", size)};
	*item = (struct result_case){
	    .id = arena_printf(&result->arena, "b/%s=%.17g,at=%zu", param, size,
		result->case_count),
	    .benchmark = "b",
	    .params = params,
	    .param_count = 1,
	    .status = CASE_STATUS_OK};
	return item;
}

/* One more parameter, behind the others. */
static inline void
sized_param(struct result_case *item, const char *name, const char *value)
{
	struct pair *params = (struct pair *)(uintptr_t)item->params;

	params[item->param_count++] = (struct pair){name, value};
}

/* A metric whose median's interval is 2 half_width wide, a share. */
static inline struct result_metric *
sized_metric(struct result *result, struct result_case *item, const char *name,
    double value, double half_width)
{
	struct result_metric *metric = judged_metric(result, item, name, value);

	metric->summary.median_interval = (struct interval){
	    true, value * (1 - half_width), value * (1 + half_width)};
	return metric;
}

#endif
