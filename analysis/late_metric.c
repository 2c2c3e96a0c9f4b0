#include "analysis/late_metric.h"

#include <string.h>

struct result_metric *
late_metric_add(struct result *result, struct result_case *item, size_t count)
{
	size_t before = item->metric_count;
	struct result_metric *metrics =
	    arena_alloc(&result->arena, (before + count) * sizeof *metrics);

	if (before > 0)
		memcpy(metrics, item->metrics, before * sizeof *metrics);
	item->metrics = metrics;
	item->metric_count = before + count;
	return metrics + before;
}
