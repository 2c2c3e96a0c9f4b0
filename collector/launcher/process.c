#include "collector/launcher/process.h"

#include <errno.h>
#include <sys/wait.h>

#include "collector/launcher/clock.h"
#include "collector/launcher/proc_io.h"

static uint64_t
timeval_ns(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000000u +
	       (uint64_t)time.tv_usec * 1000u;
}

void
process_set_end(struct process *process, int status, const struct rusage *used)
{
	struct launcher_usage *usage = &process->usage;

	process->pid = 0;
	usage->user_ns = timeval_ns(used->ru_utime);
	usage->system_ns = timeval_ns(used->ru_stime);
	usage->max_rss_bytes = (uint64_t)used->ru_maxrss * 1024;
	usage->page_faults = (uint64_t)(used->ru_minflt + used->ru_majflt);
	usage->context_switches = (uint64_t)(used->ru_nvcsw + used->ru_nivcsw);
	usage->outcome = process->is_late      ? LAUNCHER_TIMED_OUT
			 : WIFSIGNALED(status) ? LAUNCHER_SIGNALED
					       : LAUNCHER_EXITED;
	usage->code =
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

void
process_reap(struct process *process, unsigned extras, uint64_t start_ns)
{
	struct launcher_usage *usage = &process->usage;
	uint64_t now_ns = clock_now_ns();
	struct rusage used;
	int status;

	usage->wall_ns = now_ns - start_ns;
	if (extras & PROC_IO_EXTRAS)
		proc_io_read(process->pid, extras, usage);
	if (memory_mean(&process->memory, start_ns, now_ns,
		&usage->extras[LAUNCH_RSS_MEAN]))
		usage->has |= 1u << LAUNCH_RSS_MEAN;
	while (wait4(process->pid, &status, 0, &used) < 0 && errno == EINTR)
		continue;
	process_set_end(process, status, &used);
	if (process->is_counted)
		usage->has |= counters_take(&process->counters,
				  usage->extras + COUNTERS_FIRST)
			      << COUNTERS_FIRST;
	process->is_counted = false;
}

uint64_t
process_cpu_ns(void)
{
	struct rusage own, ended;

	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &ended);
	return timeval_ns(own.ru_utime) + timeval_ns(own.ru_stime) +
	       timeval_ns(ended.ru_utime) + timeval_ns(ended.ru_stime);
}

static void
subtract(uint64_t *from, uint64_t value)
{
	*from -= *from < value ? *from : value;
}

void
process_subtract(struct process *process, const struct rusage *before)
{
	struct launcher_usage *usage = &process->usage;

	subtract(&usage->user_ns, timeval_ns(before->ru_utime));
	subtract(&usage->system_ns, timeval_ns(before->ru_stime));
	subtract(&usage->page_faults,
	    (uint64_t)(before->ru_minflt + before->ru_majflt));
	subtract(&usage->context_switches,
	    (uint64_t)(before->ru_nvcsw + before->ru_nivcsw));
}

void
process_set_failed(struct process *process, const struct spawn_failure *failure)
{
	process->usage =
	    (struct launcher_usage){.outcome = LAUNCHER_NOT_STARTED,
		.step = failure->step,
		.code = failure->code};
}
