#include "collector/launcher/copies.h"

#include <errno.h>
#include <sys/resource.h>

/* 0 when all stand at the barrier; else the failure, and none is left. */
static int
gather(struct watch *watch, const struct spawn *spawn, struct barrier *barrier,
    struct spawn_failure *failure)
{
	size_t count = watch->count, i;

	watch->count = watch->running =
	    barrier_fork(barrier, spawn, watch->processes, count, failure);
	watch_begin(watch);
	while (
	    watch->running == count && atomic_load(&barrier->arrived) < count)
		watch_step(watch, 0);
	if (watch->running == count)
		return 0;
	watch_kill(watch);
	watch->count = count;
	for (i = 0; i < count && failure->step == LAUNCHER_STEP_NONE; i++)
		*failure = barrier->slots[i].failure;
	/* Somebody killed it where it stood. */
	if (failure->step == LAUNCHER_STEP_NONE)
		*failure =
		    (struct spawn_failure){LAUNCHER_STEP_SPAWN, ECANCELED};
	return -1;
}

/*
 * Six events of many copies are more descriptors than most limits allow; the
 * copies keep the limit they were born with.
 */
static void
open_counters(struct watch *watch)
{
	struct rlimit kept, raised;
	struct process *process;
	size_t i;

	getrlimit(RLIMIT_NOFILE, &kept);
	raised = kept;
	raised.rlim_cur = raised.rlim_max;
	setrlimit(RLIMIT_NOFILE, &raised);
	for (i = 0; i < watch->count; i++) {
		process = &watch->processes[i];
		counters_open(&process->counters, counter_events,
		    watch->extras >> COUNTERS_FIRST, process->pid);
		process->is_counted = true;
	}
	setrlimit(RLIMIT_NOFILE, &kept);
}

void
copies_run(struct watch *watch, const struct spawn *spawn,
    struct barrier *barrier, uint64_t timeout_ns)
{
	struct spawn_failure failure = {LAUNCHER_STEP_NONE, 0};
	size_t i;

	if (gather(watch, spawn, barrier, &failure) < 0) {
		for (i = 0; i < watch->count; i++)
			process_set_failed(&watch->processes[i], &failure);
		watch->start_ns = 0;
		watch_end(watch);
		return;
	}
	if (watch->extras & COUNTERS_EXTRAS)
		open_counters(watch);
	watch->start_ns = barrier_open(barrier);
	watch_to_end(watch, timeout_ns);
	watch_end(watch);
	for (i = 0; i < watch->count; i++) {
		process_subtract(
		    &watch->processes[i], &barrier->slots[i].before);
		if (barrier->slots[i].failure.step != LAUNCHER_STEP_NONE)
			process_set_failed(
			    &watch->processes[i], &barrier->slots[i].failure);
	}
}
