/*
 * One process of a launch, from its start to what it cost.
 */
#ifndef COLLECTOR_LAUNCHER_PROCESS_H
#define COLLECTOR_LAUNCHER_PROCESS_H

#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "collector/launcher/counters.h"
#include "collector/launcher/memory.h"
#include "collector/launcher/protocol.h"
#include "collector/launcher/spawn.h"

struct process {
	pid_t pid;       /* 0: there is none any more */
	bool is_late;    /* its time was up before it ended */
	bool is_counted; /* counters are open */
	struct counters counters;
	struct memory memory;
	struct launcher_usage usage;
};

/* It was waited for: how it ended and what it used. */
void process_set_end(
    struct process *process, int status, const struct rusage *used);

/*
 * Times an ended process, reads the extras asked for, and waits for it. Its
 * time does not hold the reading.
 */
void process_reap(struct process *process, unsigned extras, uint64_t start_ns);

/* It had used this much before its exec, which is not the command's. */
void process_subtract(struct process *process, const struct rusage *before);

/* It never became what it was to be: nothing it cost counts. */
void process_set_failed(
    struct process *process, const struct spawn_failure *failure);

/* CPU time of this process and of all it waited for, so far. */
uint64_t process_cpu_ns(void);

#endif
