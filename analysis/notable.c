#include "analysis/notable.h"

#include <stdlib.h>

#include "base/xalloc.h"

enum { RANK_COUNT = 5 };

bool
notable_is_trouble(const struct result_case *item)
{
	return item->status == CASE_STATUS_FAILED ||
	       item->status == CASE_STATUS_TIMEOUT ||
	       item->status == CASE_STATUS_BLOCKED ||
	       item->status == CASE_STATUS_MISSING;
}

bool
notable_has_flag(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    (item->metrics[i].flags & NOTABLE_FLAGS) != 0)
			return true;
	return false;
}

bool
notable_is_worse(const struct result_case *item)
{
	const struct result_metric *metric;
	size_t i, j;

	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (metric->comparison != NULL &&
		    metric->comparison->verdict == VERDICT_REGRESSION)
			return true;
		for (j = 0; j < metric->budget_count; j++)
			if (metric->budgets[j].status == BUDGET_RED)
				return true;
	}
	return false;
}

static unsigned
rank(const struct result_case *item)
{
	if (notable_is_trouble(item) && !item->is_failure_allowed)
		return 0;
	if (notable_is_worse(item))
		return 1;
	if (notable_is_trouble(item) || item->is_cut_short)
		return 2;
	return notable_has_flag(item) ? 3 : 4;
}

void
notable_order(const struct result *result, const struct result_case **order)
{
	size_t i, count = 0;
	unsigned wanted;

	for (wanted = 0; wanted < RANK_COUNT; wanted++)
		for (i = 0; i < result->case_count; i++)
			if (rank(&result->cases[i]) == wanted)
				order[count++] = &result->cases[i];
}

void
notable_mark_pages(struct result *result, size_t count)
{
	const struct result_case **order;
	size_t i;

	if (count > result->case_count)
		count = result->case_count;
	order = xcalloc(result->case_count + 1, sizeof *order);
	notable_order(result, order);
	for (i = 0; i < count; i++)
		result->cases[order[i] - result->cases].has_page = true;
	free(order);
}
