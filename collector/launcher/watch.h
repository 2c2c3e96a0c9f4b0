/*
 * Watching the processes of a launch until they have ended, while reading
 * what they say and looking at their memory.
 *
 * SIGCHLD is blocked meanwhile and read from a descriptor, so that no process
 * needs one of its own. Finding an ended one among count costs the kernel and
 * us O(count), all of them O(count²): a few ms for 1,024. Reading the extras
 * of one lets the next be noticed some 20 µs later.
 */
#ifndef COLLECTOR_LAUNCHER_WATCH_H
#define COLLECTOR_LAUNCHER_WATCH_H

#include <stddef.h>
#include <stdint.h>

#include "collector/launcher/process.h"
#include "collector/launcher/said.h"

/* Borrowed: processes, said, the descriptors. */
struct watch {
	int signals; /* signalfd of SIGCHLD, non-blocking */
	int errors;  /* what the processes say */
	struct said *said;
	struct process *processes;
	size_t count, running;
	unsigned extras;
	uint64_t start_ns;
	uint64_t look_ns; /* when memory is looked at next; 0: not at all */
	unsigned looks;
	/* Output files, which may not grow beyond; limit 0: they may. */
	int outputs[2];
	uint64_t output_limit;
	uint64_t size_ns; /* when they are looked at next; 0: not at all */
};

/* Blocks SIGCHLD; what ended before is reaped. */
void watch_begin(struct watch *watch);
void watch_end(struct watch *watch);

/*
 * Waits until something happened to a process, or the clock is deadline_ns
 * (0: never), and reaps what ended.
 */
void watch_step(struct watch *watch, uint64_t deadline_ns);

/*
 * Waits until all have ended, from start_ns on. Those that have not after
 * timeout_ns (0: never) are late: they are asked to end, and killed soon after.
 */
void watch_to_end(struct watch *watch, uint64_t timeout_ns);

/* Kills those that are left and waits for them. */
void watch_kill(struct watch *watch);

#endif
