#include "collector/launcher/watch.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/launcher/clock.h"
#include "collector/launcher/connection.h"
#include "collector/reap.h"

enum {
	GRACE_NS = 500000000, /* between SIGTERM and SIGKILL */
	SIZE_NS = 20000000    /* between two looks at the output */
};

static struct process *
find(struct watch *watch, pid_t pid)
{
	size_t i;

	for (i = 0; i < watch->count; i++)
		if (watch->processes[i].pid == pid)
			return &watch->processes[i];
	return NULL;
}

/* Orphans of the processes come to us too: they are only waited for. */
static void
reap_ended(struct watch *watch)
{
	struct process *process;
	siginfo_t info;

	while (watch->running > 0) {
		info.si_pid = 0;
		if (waitid(P_ALL, 0, &info,
			WEXITED | WNOHANG | WNOWAIT | __WALL) < 0 ||
		    info.si_pid == 0)
			return;
		process = find(watch, info.si_pid);
		if (process == NULL) {
			waitpid(info.si_pid, NULL, __WALL);
			continue;
		}
		process_reap(process, watch->extras, watch->start_ns);
		watch->running--;
	}
}

static void
look_at_memory(struct watch *watch, uint64_t now_ns)
{
	uint64_t took_ns, pause_ns = MEMORY_EARLY_NS;
	struct process *process;
	size_t i;

	for (i = 0; i < watch->count; i++) {
		process = &watch->processes[i];
		if (process->pid != 0)
			memory_look(&process->memory, process->pid,
			    watch->start_ns, clock_now_ns());
		/* Looking at many takes long; who ends is timed meanwhile. */
		reap_ended(watch);
	}
	if (++watch->looks >= MEMORY_EARLY_LOOKS)
		pause_ns = MEMORY_LATE_NS;
	took_ns = clock_now_ns() - now_ns;
	if (pause_ns < took_ns * MEMORY_PAUSE_TIMES)
		pause_ns = took_ns * MEMORY_PAUSE_TIMES;
	watch->look_ns = now_ns + pause_ns;
}

/* Until the earlier of the two, of which 0 is never; NULL: for ever. */
static const struct timespec *
time_until(uint64_t deadline_ns, uint64_t look_ns, struct timespec *time)
{
	uint64_t now_ns = clock_now_ns(), until_ns = deadline_ns;

	if (until_ns == 0 || (look_ns != 0 && look_ns < until_ns))
		until_ns = look_ns;
	if (until_ns == 0)
		return NULL;
	until_ns = until_ns > now_ns ? until_ns - now_ns : 0;
	time->tv_sec = (time_t)(until_ns / 1000000000u);
	time->tv_nsec = (long)(until_ns % 1000000000u);
	return time;
}

/* Who floods memory with what it says is killed with all the others. */
static void
look_at_size(struct watch *watch, uint64_t now_ns)
{
	struct stat status;
	size_t i;

	watch->size_ns = now_ns + SIZE_NS;
	for (i = 0; i < 2; i++) {
		if (fstat(watch->outputs[i], &status) < 0 ||
		    !S_ISREG(status.st_mode) ||
		    (uint64_t)status.st_size <= watch->output_limit)
			continue;
		reap_signal(SIGKILL);
		watch->size_ns = 0;
		return;
	}
}

static uint64_t
earlier(uint64_t a, uint64_t b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

void
watch_step(struct watch *watch, uint64_t deadline_ns)
{
	struct pollfd fds[3] = {{watch->signals, POLLIN, 0},
	    {watch->errors, POLLIN, 0}, {LAUNCHER_SOCKET, POLLIN, 0}};
	struct signalfd_siginfo info;
	struct timespec time;
	uint64_t now_ns;

	if (ppoll(fds, 3,
		time_until(deadline_ns, earlier(watch->look_ns, watch->size_ns),
		    &time),
		NULL) > 0) {
		if (fds[2].revents != 0)
			connection_leave();
		/* Emptied before it is acted on, so that none is missed. */
		if (fds[0].revents != 0)
			while (read(watch->signals, &info, sizeof info) > 0)
				continue;
		reap_ended(watch);
		if (fds[1].revents != 0)
			said_read(watch->said, watch->errors);
	}
	now_ns = clock_now_ns();
	if (watch->look_ns != 0 && now_ns >= watch->look_ns)
		look_at_memory(watch, now_ns);
	if (watch->size_ns != 0 && now_ns >= watch->size_ns)
		look_at_size(watch, now_ns);
}

static void
set_child_signal(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(how, &set, NULL);
}

void
watch_begin(struct watch *watch)
{
	set_child_signal(SIG_BLOCK);
	reap_ended(watch);
}

void
watch_end(struct watch *watch)
{
	(void)watch;
	set_child_signal(SIG_UNBLOCK);
}

/* 0 when all have ended, -1 when the time was up before. */
static int
watch_until(struct watch *watch, uint64_t deadline_ns)
{
	while (watch->running > 0) {
		if (deadline_ns != 0 && clock_now_ns() >= deadline_ns)
			return -1;
		watch_step(watch, deadline_ns);
	}
	return 0;
}

void
watch_kill(struct watch *watch)
{
	size_t i;

	for (i = 0; i < watch->count; i++)
		if (watch->processes[i].pid != 0)
			kill(watch->processes[i].pid, SIGKILL);
	watch_until(watch, 0);
}

void
watch_to_end(struct watch *watch, uint64_t timeout_ns)
{
	uint64_t deadline_ns =
	    timeout_ns == 0 ? 0 : watch->start_ns + timeout_ns;
	size_t i;

	if (watch->output_limit != 0)
		watch->size_ns = watch->start_ns + SIZE_NS;
	if (watch->extras & 1u << LAUNCH_RSS_MEAN)
		watch->look_ns = watch->start_ns + MEMORY_EARLY_NS;
	if (watch_until(watch, deadline_ns) == 0)
		return;
	for (i = 0; i < watch->count; i++)
		watch->processes[i].is_late = watch->processes[i].pid != 0;
	reap_signal(SIGTERM);
	if (watch_until(watch, clock_now_ns() + GRACE_NS) < 0)
		watch_kill(watch);
}
