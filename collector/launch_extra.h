/*
 * What is measured of a launch on demand. A set of them is an unsigned: bit i
 * is enum launch_extra i.
 */
#ifndef COLLECTOR_LAUNCH_EXTRA_H
#define COLLECTOR_LAUNCH_EXTRA_H

enum launch_extra {
	LAUNCH_READ_BYTES, /* from storage, /proc/PID/io read_bytes */
	LAUNCH_WRITE_BYTES,
	LAUNCH_READ_CHARS, /* by read(2) and the like, /proc/PID/io rchar */
	LAUNCH_WRITE_CHARS,
	LAUNCH_RSS_MEAN, /* bytes, over time, of all its processes */
	/* perf_event_open(2), user space, children included. */
	LAUNCH_INSTRUCTIONS,
	LAUNCH_CYCLES,
	LAUNCH_BRANCHES,
	LAUNCH_BRANCH_MISSES,
	LAUNCH_CACHE_REFERENCES,
	LAUNCH_CACHE_MISSES,
	LAUNCH_EXTRAS /* how many */
};

#endif
