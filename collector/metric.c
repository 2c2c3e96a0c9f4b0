#include "collector/metric.h"

#include <string.h>

#include "base/text.h"
#include "collector/launch_extra.h"

#define LAUNCH METRIC_SOURCE_LAUNCH, -1
#define DERIVED METRIC_SOURCE_DERIVED, -1
#define DEMAND(extra) METRIC_SOURCE_DEMAND, LAUNCH_##extra

/*
 * Resolutions: wait4 gives CPU times in µs and the peak in KiB; how often the
 * kernel really samples them is for the runner to find out. Counters of user
 * space differ in the last digits from launch to launch: none is exact.
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
    {{"throughput_bytes", "B/s", BETTER_HIGHER, false, false, 0},
	METRIC_KIND_THROUGHPUT, DERIVED},
    {{"read_bytes", "B", BETTER_LOWER, false, false, 1}, METRIC_KIND_SIZE,
	DEMAND(READ_BYTES)},
    {{"write_bytes", "B", BETTER_LOWER, false, false, 1}, METRIC_KIND_SIZE,
	DEMAND(WRITE_BYTES)},
    {{"read_chars", "B", BETTER_LOWER, false, false, 1}, METRIC_KIND_SIZE,
	DEMAND(READ_CHARS)},
    {{"write_chars", "B", BETTER_LOWER, false, false, 1}, METRIC_KIND_SIZE,
	DEMAND(WRITE_CHARS)},
    {{"rss_mean", "B", BETTER_LOWER, false, false, 1024}, METRIC_KIND_SIZE,
	DEMAND(RSS_MEAN)},
    {{"instructions", "1", BETTER_LOWER, false, false, 1}, METRIC_KIND_COUNT,
	DEMAND(INSTRUCTIONS)},
    {{"cycles", "1", BETTER_LOWER, false, false, 1}, METRIC_KIND_COUNT,
	DEMAND(CYCLES)},
    {{"branches", "1", BETTER_LOWER, false, false, 1}, METRIC_KIND_COUNT,
	DEMAND(BRANCHES)},
    {{"branch_misses", "1", BETTER_LOWER, false, false, 1}, METRIC_KIND_COUNT,
	DEMAND(BRANCH_MISSES)},
    {{"cache_references", "1", BETTER_LOWER, false, false, 1},
	METRIC_KIND_COUNT, DEMAND(CACHE_REFERENCES)},
    {{"cache_misses", "1", BETTER_LOWER, false, false, 1}, METRIC_KIND_COUNT,
	DEMAND(CACHE_MISSES)},
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

enum metric_kind
metric_kind_of(const char *unit)
{
	if (strcmp(unit, "ns") == 0)
		return METRIC_KIND_DURATION;
	if (strcmp(unit, "B") == 0)
		return METRIC_KIND_SIZE;
	return text_ends_with(unit, "/s") ? METRIC_KIND_THROUGHPUT
					  : METRIC_KIND_COUNT;
}

size_t
metric_names(const char *names[METRIC_MAX_NAMES])
{
	size_t i;

	for (i = 0; i < metric_entry_count; i++)
		names[i] = metric_entries[i].metric.name;
	return metric_entry_count;
}
