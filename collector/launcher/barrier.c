#include "collector/launcher/barrier.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "collector/launcher/clock.h"
#include "collector/launcher/connection.h"

struct barrier *
barrier_new(void)
{
	struct barrier *barrier = mmap(NULL, sizeof *barrier,
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (barrier == MAP_FAILED)
		connection_give_up();
	return barrier;
}

/* No write(2) here: the copy's own would have its bytes counted. */
static _Noreturn void
wait_at(struct barrier *barrier, const struct spawn *spawn,
    struct barrier_slot *slot, size_t count, pid_t launcher)
{
	spawn_prepare(spawn, &slot->failure);
	/* The launcher may have died before it was tied to it. */
	if (getppid() != launcher)
		_exit(127);
	if (atomic_fetch_add(&barrier->arrived, 1) + 1 == count)
		kill(launcher, SIGCHLD);
	while (atomic_load(&barrier->is_open) == 0)
		syscall(
		    SYS_futex, &barrier->is_open, FUTEX_WAIT, 0, NULL, NULL, 0);
	getrusage(RUSAGE_SELF, &slot->before);
	spawn_execute(spawn, &slot->failure);
}

size_t
barrier_fork(struct barrier *barrier, const struct spawn *spawn,
    struct process *processes, size_t count, struct spawn_failure *failure)
{
	pid_t launcher = getpid(), pid;
	size_t i;

	atomic_store(&barrier->is_open, 0);
	atomic_store(&barrier->arrived, 0);
	memset(barrier->slots, 0, count * sizeof *barrier->slots);
	for (i = 0; i < count; i++) {
		pid = fork();
		if (pid == 0)
			wait_at(barrier, spawn, &barrier->slots[i], count,
			    launcher);
		if (pid < 0) {
			failure->step = LAUNCHER_STEP_SPAWN;
			failure->code = errno;
			break;
		}
		processes[i].pid = pid;
	}
	return i;
}

uint64_t
barrier_open(struct barrier *barrier)
{
	uint64_t start_ns = clock_now_ns();

	atomic_store(&barrier->is_open, 1);
	syscall(
	    SYS_futex, &barrier->is_open, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
	return start_ns;
}
