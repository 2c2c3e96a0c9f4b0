#include "analysis/vanished.h"

#include <string.h>

#include "base/map.h"

static bool
is_listed(const struct record_case *line, const char *metric)
{
	size_t i;

	for (i = 0; i < line->judged_count; i++)
		if (strcmp(line->judged[i], metric) == 0)
			return true;
	return line->judged_count == 0 && strcmp(metric, "time") == 0;
}

/* Is it judged, here or there, and without a sample here? */
static bool
is_vanished(const struct result_case *item, const struct record_case *line,
    const char *metric)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (strcmp(item->metrics[i].metric.name, metric) == 0)
			return !item->metrics[i].is_measured &&
			       (item->metrics[i].is_judged ||
				   is_listed(line, metric));
	return is_listed(line, metric);
}

size_t
vanished_metrics(const struct series *baseline, const struct result_case *item,
    const char **names, size_t most)
{
	const struct series_case *base;
	const struct series_metric *metric;
	size_t i, at, count = 0;

	if (baseline == NULL || item->status != CASE_STATUS_OK ||
	    !map_get(&baseline->case_index, item->id, &at))
		return 0;
	base = &baseline->cases.items[at];
	if (base->has_outcome && base->line.status != CASE_STATUS_OK)
		return 0;
	for (i = 0; i < base->metrics.count; i++) {
		metric = &base->metrics.items[i];
		if (metric->values.count == 0 ||
		    !is_vanished(item, &base->line, metric->metric.name))
			continue;
		if (count < most)
			names[count] = metric->metric.name;
		count++;
	}
	return count;
}
