#include "collector/launcher/counters.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

const struct counter_event counter_events[COUNTERS_EVENTS] = {
    [LAUNCH_INSTRUCTIONS - COUNTERS_FIRST] = {PERF_TYPE_HARDWARE,
	PERF_COUNT_HW_INSTRUCTIONS},
    [LAUNCH_CYCLES -
	COUNTERS_FIRST] = {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES},
    [LAUNCH_BRANCHES - COUNTERS_FIRST] = {PERF_TYPE_HARDWARE,
	PERF_COUNT_HW_BRANCH_INSTRUCTIONS},
    [LAUNCH_BRANCH_MISSES -
	COUNTERS_FIRST] = {PERF_TYPE_HARDWARE, PERF_COUNT_HW_BRANCH_MISSES},
    [LAUNCH_CACHE_REFERENCES -
	COUNTERS_FIRST] = {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_REFERENCES},
    [LAUNCH_CACHE_MISSES -
	COUNTERS_FIRST] = {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES},
};

static void
note_error(struct counters *counters, int error)
{
	if (counters->error == 0)
		counters->error = error;
}

static int
open_event(const struct counter_event *event, pid_t pid)
{
	struct perf_event_attr attr = {.type = event->type,
	    .size = sizeof attr,
	    .config = event->config,
	    .read_format =
		PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
	    .disabled = 1,
	    .inherit = 1,
	    .enable_on_exec = 1,
	    .exclude_kernel = 1,
	    .exclude_hv = 1};

	return (int)syscall(
	    SYS_perf_event_open, &attr, pid, -1, -1, PERF_FLAG_FD_CLOEXEC);
}

void
counters_open(struct counters *counters, const struct counter_event *events,
    unsigned wanted, pid_t pid)
{
	size_t i;

	counters->error = 0;
	for (i = 0; i < COUNTERS_EVENTS; i++) {
		counters->fds[i] = -1;
		if ((wanted >> i & 1) == 0)
			continue;
		counters->fds[i] = open_event(&events[i], pid);
		if (counters->fds[i] < 0)
			note_error(counters, errno);
	}
}

unsigned
counters_take(struct counters *counters, uint64_t values[COUNTERS_EVENTS])
{
	struct {
		uint64_t value, enabled_ns, running_ns;
	} seen;
	unsigned known = 0;
	ssize_t got;
	size_t i;

	for (i = 0; i < COUNTERS_EVENTS; i++) {
		if (counters->fds[i] < 0)
			continue;
		got = read(counters->fds[i], &seen, sizeof seen);
		close(counters->fds[i]);
		counters->fds[i] = -1;
		if (got != sizeof seen) {
			note_error(counters, got < 0 ? errno : ENODATA);
		} else if (seen.running_ns < seen.enabled_ns) {
			note_error(counters, EBUSY);
		} else if (seen.enabled_ns > 0) {
			values[i] = seen.value;
			known |= 1u << i;
		}
	}
	return known;
}
