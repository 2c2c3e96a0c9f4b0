/*
 * The barrier that copies wait at until all are there, so that they start at
 * one moment.
 *
 * It lies in memory shared with the copies. Each is a fork of the launcher
 * that has done everything but the exec. Waking them is one system call, after
 * which the kernel makes one after the other runnable (about 1 µs each).
 */
#ifndef COLLECTOR_LAUNCHER_BARRIER_H
#define COLLECTOR_LAUNCHER_BARRIER_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

#include "collector/launcher/process.h"
#include "collector/launcher/spawn.h"

/* What a copy leaves behind for the launcher. */
struct barrier_slot {
	struct spawn_failure failure;
	struct rusage before; /* what it had used before its exec */
};

struct barrier {
	atomic_uint is_open, arrived;
	struct barrier_slot slots[LAUNCHER_COPIES];
};

/* A barrier for any number of launches; its pages are used as needed. */
struct barrier *barrier_new(void);

/*
 * Forks copies that come to the closed barrier, and notes them in processes.
 * Each sends SIGCHLD when it is the last to arrive. Returns how many there
 * are: less than count when no more could be forked, with the failure.
 */
size_t barrier_fork(struct barrier *barrier, const struct spawn *spawn,
    struct process *processes, size_t count, struct spawn_failure *failure);

/* Opens it for all; returns the clock before that. */
uint64_t barrier_open(struct barrier *barrier);

#endif
