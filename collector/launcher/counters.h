/*
 * Counters of a process by perf_event_open(2): user space only, its children
 * included, from its exec on.
 *
 * Each event stands alone, not in a group. One that had to share its register
 * with others counted for a part of the time only, and is not available: a
 * number scaled up from a part is not a count.
 */
#ifndef COLLECTOR_LAUNCHER_COUNTERS_H
#define COLLECTOR_LAUNCHER_COUNTERS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "collector/launch_extra.h"

enum {
	COUNTERS_FIRST = LAUNCH_INSTRUCTIONS,
	COUNTERS_EVENTS = LAUNCH_EXTRAS - COUNTERS_FIRST,
	COUNTERS_EXTRAS = (1 << LAUNCH_EXTRAS) - (1 << COUNTERS_FIRST)
};

/* type and config of struct perf_event_attr. */
struct counter_event {
	uint32_t type;
	uint64_t config;
};

/* By enum launch_extra, from COUNTERS_FIRST on. */
extern const struct counter_event counter_events[COUNTERS_EVENTS];

struct counters {
	int fds[COUNTERS_EVENTS]; /* -1: not open */
	int error;                /* errno of the first that failed, or 0 */
};

/*
 * Opens those of the COUNTERS_EVENTS events whose bit in wanted is set, for a
 * process that is yet to execute its command.
 */
void counters_open(struct counters *counters,
    const struct counter_event *events, unsigned wanted, pid_t pid);

/*
 * Reads and closes them when the process was waited for. Returns the events
 * that are known as bits; error is EBUSY for one that shared its register.
 */
unsigned counters_take(
    struct counters *counters, uint64_t values[COUNTERS_EVENTS]);

#endif
