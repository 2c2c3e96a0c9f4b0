/*
 * The mean resident memory of a process and its descendants, by looking at
 * them from time to time.
 *
 * Between two looks memory is taken to change evenly; before the first and
 * after the last it is taken to be as there. What forked twice, so that its
 * parent is gone, is not seen. Pages shared by two processes count twice; the
 * kernel's peak (ru_maxrss) is less exact and may be some pages lower.
 */
#ifndef COLLECTOR_LAUNCHER_MEMORY_H
#define COLLECTOR_LAUNCHER_MEMORY_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	/* Looked at every 1 ms 20 times, then every 10 ms … */
	MEMORY_EARLY_NS = 1000000,
	MEMORY_EARLY_LOOKS = 20,
	MEMORY_LATE_NS = 10000000,
	/* … and after a pause of this many times what looking took. */
	MEMORY_PAUSE_TIMES = 10,
	MEMORY_PROCESSES = 4096 /* more of one copy: not available */
};

/* Zeroed: not yet looked at. */
struct memory {
	bool is_known, is_too_many;
	uint64_t at_ns;        /* of the last look */
	uint64_t bytes;        /* seen then */
	long double byte_time; /* bytes times ns, up to then */
};

/* Looks at the process now; nothing happens when it has just ended. */
void memory_look(
    struct memory *memory, pid_t pid, uint64_t start_ns, uint64_t now_ns);

/* The mean from start to end; false when it was never looked at. */
bool memory_mean(const struct memory *memory, uint64_t start_ns,
    uint64_t end_ns, uint64_t *bytes);

#endif
