/*
 * The launcher: starts the commands that are measured.
 *
 * A process of its own because a child's peak memory begins at that of the
 * process it was forked from. It is static, uses libc alone and stays at
 * about a megabyte. It lives as long as its socket: when perfolio dies, it
 * ends everything it started.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/launcher/clock.h"
#include "collector/launcher/connection.h"
#include "collector/launcher/copies.h"
#include "collector/reap.h"

enum {
	BRIEF_US = 5000,     /* that long a child is waited for cheaply */
	PIPE_BYTES = 1048576 /* so that talking hardly ever waits for us */
};

/*
 * Waits without a descriptor and without polling, which costs a short launch
 * a fifth more. True when the child ended within that moment and without a
 * word on the pipe, which a signal tells.
 */
static bool
await_briefly(struct process *process, uint64_t timeout_ns, uint64_t start_ns)
{
	/* It fires again, for the first may come before wait4 is entered. */
	static const struct itimerval on = {{0, BRIEF_US}, {0, BRIEF_US}}, off;
	struct rusage used;
	int status;
	pid_t ended;

	if (timeout_ns != 0 && timeout_ns < BRIEF_US * 1000u)
		return false;
	setitimer(ITIMER_REAL, &on, NULL);
	ended = wait4(process->pid, &status, 0, &used);
	setitimer(ITIMER_REAL, &off, NULL);
	if (ended != process->pid)
		return false;
	process->usage.wall_ns = clock_now_ns() - start_ns;
	process_set_end(process, status, &used);
	return true;
}

/* Starts one process and watches it to its end. */
static void
run_alone(struct watch *watch, const struct spawn *spawn, uint64_t timeout_ns)
{
	struct process *process = watch->processes;
	struct spawn_failure failure;

	watch->start_ns = clock_now_ns();
	process->pid = spawn_start(spawn, &failure);
	if (process->pid > 0 &&
	    (watch->extras != 0 ||
		!await_briefly(process, timeout_ns, watch->start_ns))) {
		watch->running = 1;
		watch_begin(watch);
		watch_to_end(watch, timeout_ns);
		watch_end(watch);
	}
	if (failure.step != LAUNCHER_STEP_NONE)
		process_set_failed(process, &failure);
}

static void
run(struct watch *watch, const struct definition *definition,
    uint64_t timeout_ns)
{
	static struct barrier *barrier;
	struct spawn_failure failure;
	struct spawn spawn;
	bool is_open;
	size_t i;

	is_open = spawn_open(&spawn, definition, &failure) == 0;
	watch->outputs[0] = spawn.output;
	watch->outputs[1] = spawn.errors;
	if (!is_open) {
		for (i = 0; i < watch->count; i++)
			process_set_failed(&watch->processes[i], &failure);
	} else if (watch->count == 1 &&
		   (watch->extras & COUNTERS_EXTRAS) == 0) {
		run_alone(watch, &spawn, timeout_ns);
	} else {
		if (barrier == NULL)
			barrier = barrier_new();
		copies_run(watch, &spawn, barrier, timeout_ns);
	}
	spawn_close(&spawn);
}

static void
send_usages(const struct process *processes, size_t count)
{
	struct launcher_usage usages[LAUNCHER_USAGES];
	struct iovec part = {.iov_base = usages};
	size_t i, filled = 0;

	for (i = 0; i < count; i++) {
		usages[filled++] = processes[i].usage;
		if (filled < LAUNCHER_USAGES && i + 1 < count)
			continue;
		part.iov_len = filled * sizeof *usages;
		connection_send(&part, 1);
		filled = 0;
	}
}

/* The first that did not exit with 0, else the first. */
static const struct launcher_usage *
telling_usage(const struct watch *watch)
{
	const struct launcher_usage *usage;
	size_t i;

	for (i = 0; i < watch->count; i++) {
		usage = &watch->processes[i].usage;
		if (usage->outcome != LAUNCHER_EXITED || usage->code != 0)
			return usage;
	}
	return &watch->processes->usage;
}

static void
answer(const struct watch *watch, int32_t leftovers)
{
	const struct said *said = watch->said;
	struct launcher_reply reply = {.leftovers = leftovers,
	    .cpu_ns = process_cpu_ns(),
	    .start_ns = watch->start_ns,
	    .head = (uint32_t)said->head_count,
	    .tail = (uint32_t)said->tail_count,
	    .usage = *telling_usage(watch)};
	struct iovec parts[4] = {{&reply, sizeof reply}};
	size_t i;

	for (i = 0; i < watch->count && reply.counter_error == 0; i++)
		reply.counter_error = watch->processes[i].counters.error;
	connection_send(parts, 1 + said_parts(said, parts + 1));
	if (watch->count > 1)
		send_usages(watch->processes, watch->count);
}

static void
serve(struct watch *watch, const struct definition *definition,
    const struct launcher_request *request)
{
	int32_t leftovers = 0;

	watch->count = request->copies;
	watch->extras = request->extras;
	watch->running = 0;
	watch->start_ns = watch->look_ns = watch->size_ns = watch->looks = 0;
	watch->output_limit = request->output_limit;
	memset(watch->processes, 0, watch->count * sizeof *watch->processes);
	said_reset(watch->said);
	run(watch, definition, request->timeout_ns);
	if (reap_has_children()) {
		/* What ended by itself meanwhile was not left running. */
		while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
			continue;
		leftovers = reap_all();
	}
	said_read(watch->said, watch->errors);
	answer(watch, leftovers);
}

/* Only there so that wait4 returns. */
static void
on_tick(int signal_number)
{
	(void)signal_number;
}

/* Called before SIGCHLD is ever blocked: the descriptor alone tells of it. */
static int
open_child_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	/* Inherited blocked or ignored, it would hide how children end. */
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/*
 * Descriptors 0 and 1 are /dev/null and 2 the write end of the pipe whose
 * read end is returned: most children need no dup2 at all. Without a
 * controlling terminal nothing that is measured can read or disturb it.
 */
static int
prepare(void)
{
	struct sigaction tick = {.sa_handler = on_tick};
	int pipe_fds[2], null;

	setsid();
	/* perfolio ignores it; what is measured must die of it as ever. */
	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	close_range(LAUNCHER_SOCKET + 1, ~0u, 0);
	fcntl(LAUNCHER_SOCKET, F_SETFD, FD_CLOEXEC);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null < 0 || pipe2(pipe_fds, O_CLOEXEC) < 0)
		connection_give_up();
	fcntl(pipe_fds[0], F_SETOWN, getpid());
	fcntl(pipe_fds[0], F_SETFL, O_NONBLOCK | O_ASYNC);
	fcntl(pipe_fds[0], F_SETPIPE_SZ, PIPE_BYTES);
	sigaction(SIGALRM, &tick, NULL);
	sigaction(SIGIO, &tick, NULL);
	if (dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(pipe_fds[1], 2) < 0)
		connection_give_up();
	close(null);
	close(pipe_fds[1]);
	return pipe_fds[0];
}

int
main(void)
{
	static struct process processes[LAUNCHER_COPIES];
	static struct said said;
	static struct definition definition;
	struct watch watch = {.processes = processes, .said = &said};
	struct launcher_request request;
	char **base = environ;

	watch.errors = prepare();
	watch.signals = open_child_signals();
	if (watch.signals < 0)
		connection_give_up();
	for (;;) {
		connection_receive(&request, sizeof request);
		if (request.kind == LAUNCHER_DEFINE)
			definition_receive(&definition, &request, base);
		else
			serve(&watch, &definition, &request);
		/* The command is searched in its own PATH. */
		environ = definition.envp;
	}
}
