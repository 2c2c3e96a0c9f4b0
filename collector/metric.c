#include "collector/metric.h"

#include <string.h>

#include "base/err.h"
#include "collector/document.h"

#define LAUNCH METRIC_SOURCE_LAUNCH
#define DERIVED METRIC_SOURCE_DERIVED
#define LATER METRIC_SOURCE_LATER

/*
 * Resolutions: wait4 gives CPU times in µs and the peak in KiB; how often the
 * kernel really samples them is for the runner to find out.
 */
const struct metric_entry metric_entries[] = {
    {{"time", "ns", BETTER_LOWER, true, false, 1}, METRIC_KIND_DURATION,
	LAUNCH},
    {{"user_time", "ns", BETTER_LOWER, false, false, 1000},
	METRIC_KIND_DURATION, LAUNCH},
    {{"system_time", "ns", BETTER_LOWER, false, false, 1000},
	METRIC_KIND_DURATION, LAUNCH},
    {{"max_rss", "B", BETTER_LOWER, false, false, 1024}, METRIC_KIND_SIZE,
	LAUNCH},
    {{"page_faults", "1", BETTER_LOWER, false, false, 1}, METRIC_KIND_COUNT,
	LAUNCH},
    {{"context_switches", "1", BETTER_LOWER, false, false, 1},
	METRIC_KIND_COUNT, LAUNCH},
    {{"success_rate", "1", BETTER_HIGHER, false, false, 0}, METRIC_KIND_RATE,
	DERIVED},
    {{"efficiency", "1", BETTER_HIGHER, false, false, 0}, METRIC_KIND_RATE,
	DERIVED},
    {{"throughput", "1/s", BETTER_HIGHER, false, false, 0},
	METRIC_KIND_THROUGHPUT, DERIVED},
    {{"read_bytes", "B", BETTER_LOWER, false, false, 1}, METRIC_KIND_SIZE,
	LATER},
    {{"write_bytes", "B", BETTER_LOWER, false, false, 1}, METRIC_KIND_SIZE,
	LATER},
    {{"rss_mean", "B", BETTER_LOWER, false, false, 1024}, METRIC_KIND_SIZE,
	LATER},
    {{"instructions", "1", BETTER_LOWER, false, true, 1}, METRIC_KIND_COUNT,
	LATER},
    {{"cycles", "1", BETTER_LOWER, false, false, 1}, METRIC_KIND_COUNT, LATER},
};

const size_t metric_entry_count =
    sizeof metric_entries / sizeof *metric_entries;

_Static_assert(
    sizeof metric_entries / sizeof *metric_entries <= METRIC_MAX_NAMES,
    "metric_names needs room for all");

const struct metric_entry *
metric_find(const char *name)
{
	size_t i;

	for (i = 0; i < metric_entry_count; i++)
		if (strcmp(metric_entries[i].metric.name, name) == 0)
			return &metric_entries[i];
	return NULL;
}

size_t
metric_names(const char *names[METRIC_MAX_NAMES])
{
	size_t i;

	for (i = 0; i < metric_entry_count; i++)
		names[i] = metric_entries[i].metric.name;
	return metric_entry_count;
}

const struct metric_entry *
metric_read(const struct node *node, const char *name, struct err *err)
{
	const struct metric_entry *entry = metric_find(name);
	const char *names[METRIC_MAX_NAMES];
	size_t count;

	if (entry != NULL)
		return entry;
	count = metric_names(names);
	node_fail_unknown(node, "metric", name, names, count, err);
	return NULL;
}
