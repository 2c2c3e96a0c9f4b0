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
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "collector/launcher/protocol.h"
#include "collector/launcher/said.h"
#include "collector/reap.h"

enum {
	STACK_BYTES = 65536,
	GRACE_NS = 500000000, /* between SIGTERM and SIGKILL */
	BRIEF_US = 5000,      /* that long a child is waited for cheaply */
	PIPE_BYTES = 1048576, /* so that talking hardly ever waits for us */
	EXIT_SOCKET = 70
};

/* The command to launch: strings point into bytes, vectors are allocated. */
struct definition {
	struct launcher_request request;
	char *bytes;
	const char *cwd, *stdin_path, *stdout_path;
	char **argv, **envp;
	cpu_set_t cpus;
};

/* One launch under way. */
struct launch {
	const struct definition *definition;
	int input, output, errors; /* the child's descriptors 0, 1, 2 */
	int failure;               /* errno of the child's last step */
	uint32_t step;
};

static uint64_t
clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void
leave(void)
{
	reap_all();
	_exit(0);
}

/* Receives exactly count bytes, one message; leaves when perfolio is gone. */
static void
receive(void *bytes, size_t count)
{
	ssize_t got;

	do
		got = recv(LAUNCHER_SOCKET, bytes, count, 0);
	while (got < 0 && errno == EINTR);
	if (got != (ssize_t)count)
		leave();
}

/* The variables of base that extra[0..count) does not replace, and extra. */
static char **
merge_environment(char **base, char **extra, size_t count)
{
	size_t inherited = 0, kept = 0, at, i, length;
	char **merged;

	while (base[inherited] != NULL)
		inherited++;
	merged = calloc(inherited + count + 1, sizeof *merged);
	if (merged == NULL)
		_exit(EXIT_SOCKET);
	for (at = 0; at < inherited; at++) {
		length = strcspn(base[at], "=") + 1;
		for (i = 0; i < count; i++)
			if (strncmp(extra[i], base[at], length) == 0)
				break;
		if (i == count)
			merged[kept++] = base[at];
	}
	memcpy(merged + kept, extra, count * sizeof *merged);
	return merged;
}

static char *
next_string(char **at)
{
	char *text = *at;

	*at += strlen(text) + 1;
	return text;
}

static void
define(struct definition *definition, char **base,
    const struct launcher_request *request)
{
	size_t got, step, i;
	char *at, **extra;

	free(definition->bytes);
	free(definition->argv);
	free(definition->envp);
	definition->request = *request;
	definition->bytes = malloc(request->size + 1);
	definition->argv = calloc(request->argc + 1, sizeof(char *));
	extra = calloc(request->envc + 1, sizeof(char *));
	if (definition->bytes == NULL || definition->argv == NULL ||
	    extra == NULL)
		_exit(EXIT_SOCKET);
	for (got = 0; got < request->size; got += step) {
		step = request->size - got;
		if (step > LAUNCHER_CHUNK_BYTES)
			step = LAUNCHER_CHUNK_BYTES;
		receive(definition->bytes + got, step);
	}
	definition->bytes[request->size] = '\0';
	at = definition->bytes;
	definition->cwd = next_string(&at);
	definition->stdin_path = next_string(&at);
	definition->stdout_path = next_string(&at);
	for (i = 0; i < request->argc; i++)
		definition->argv[i] = next_string(&at);
	for (i = 0; i < request->envc; i++)
		extra[i] = next_string(&at);
	definition->envp = merge_environment(base, extra, request->envc);
	free(extra);
	CPU_ZERO(&definition->cpus);
	for (i = 0; i < LAUNCHER_CPUS; i++)
		if (request->cpus[i / 64] >> (i % 64) & 1)
			CPU_SET(i, &definition->cpus);
}

static void
stop_child(struct launch *launch, uint32_t step)
{
	launch->step = step;
	launch->failure = errno;
	_exit(127);
}

/*
 * Runs in the child, in the launcher's memory (CLONE_VM, as vfork): only
 * system calls, and it leaves a note in launch when one fails.
 */
static int
child(void *argument)
{
	struct launch *launch = argument;
	const struct definition *what = launch->definition;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* A group of its own: "kill 0" in a script means its own processes. */
	setpgid(0, 0);
	if (launch->input != 0 && dup2(launch->input, 0) < 0)
		stop_child(launch, LAUNCHER_STEP_STDIN);
	if (launch->output != 1 && dup2(launch->output, 1) < 0)
		stop_child(launch, LAUNCHER_STEP_STDOUT);
	if (launch->errors != 2 && dup2(launch->errors, 2) < 0)
		stop_child(launch, LAUNCHER_STEP_STDOUT);
	if (what->cwd[0] != '\0' && chdir(what->cwd) < 0)
		stop_child(launch, LAUNCHER_STEP_CWD);
	if (what->request.cpu_count != 0 &&
	    sched_setaffinity(0, sizeof what->cpus, &what->cpus) < 0)
		stop_child(launch, LAUNCHER_STEP_CPUS);
	execvp(what->argv[0], what->argv);
	stop_child(launch, LAUNCHER_STEP_EXEC);
	return 127;
}

static int
open_input(struct launch *launch)
{
	const char *path = launch->definition->stdin_path;

	launch->input = 0;
	if (path[0] == '\0')
		return 0;
	launch->input = open(path, O_RDONLY | O_CLOEXEC);
	launch->step = LAUNCHER_STEP_STDIN;
	return launch->input < 0 ? -1 : 0;
}

static int
open_output(struct launch *launch)
{
	const char *path = launch->definition->stdout_path;

	launch->output = launch->definition->request.is_output_said ? 2 : 1;
	launch->errors = 2;
	if (path[0] == '\0')
		return 0;
	launch->output =
	    open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	launch->step = LAUNCHER_STEP_STDOUT;
	return launch->output < 0 ? -1 : 0;
}

static int
milliseconds_until(uint64_t deadline_ns)
{
	uint64_t now = clock_ns();

	if (deadline_ns == 0)
		return -1;
	if (now >= deadline_ns)
		return 0;
	deadline_ns -= now;
	return deadline_ns > 1000000000000u
		   ? 1000000
		   : (int)((deadline_ns + 999999) / 1000000);
}

/*
 * Waits for the child to end, reading what it says, until the time is up.
 * Returns 0 when it ended, -1 when the time was up.
 */
static int
await(int process, int errors, struct said *said, uint64_t deadline_ns)
{
	struct pollfd fds[3] = {{process, POLLIN, 0}, {errors, POLLIN, 0},
	    {LAUNCHER_SOCKET, POLLIN, 0}};
	int ready;

	for (;;) {
		ready = poll(fds, 3, milliseconds_until(deadline_ns));
		if (fds[2].revents != 0 && ready > 0)
			leave();
		if (ready > 0 && fds[1].revents != 0)
			said_read(said, errors);
		if (ready > 0 && fds[0].revents != 0)
			return 0;
		if (ready == 0 && milliseconds_until(deadline_ns) == 0)
			return -1;
	}
}

static uint64_t
timeval_ns(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000000u +
	       (uint64_t)time.tv_usec * 1000u;
}

static void
reply_set_usage(struct launcher_reply *reply, const struct rusage *usage)
{
	reply->user_ns = timeval_ns(usage->ru_utime);
	reply->system_ns = timeval_ns(usage->ru_stime);
	reply->max_rss_bytes = (uint64_t)usage->ru_maxrss * 1024;
	reply->page_faults = (uint64_t)(usage->ru_minflt + usage->ru_majflt);
	reply->context_switches =
	    (uint64_t)(usage->ru_nvcsw + usage->ru_nivcsw);
}

/*
 * Waits without a descriptor and without polling, which costs a short launch
 * a fifth more. True when the child ended within that moment and without a
 * word on the pipe, which a signal tells.
 */
static bool
await_briefly(pid_t pid, uint64_t timeout_ns, int *status, struct rusage *usage)
{
	/* It fires again, for the first may come before wait4 is entered. */
	static const struct itimerval on = {{0, BRIEF_US}, {0, BRIEF_US}}, off;
	pid_t ended;

	if (timeout_ns != 0 && timeout_ns < BRIEF_US * 1000u)
		return false;
	setitimer(ITIMER_REAL, &on, NULL);
	ended = wait4(pid, status, 0, usage);
	setitimer(ITIMER_REAL, &off, NULL);
	return ended == pid;
}

/* Waits to the end, or ends it when its time is up: then it is late. */
static bool
await_end(pid_t pid, uint64_t deadline_ns, int errors, struct said *said,
    int *status, struct rusage *usage)
{
	int process = (int)syscall(SYS_pidfd_open, pid, 0);
	bool is_late = await(process, errors, said, deadline_ns) < 0;

	if (is_late) {
		reap_signal(SIGTERM);
		if (await(process, errors, said, clock_ns() + GRACE_NS) < 0)
			kill(pid, SIGKILL);
	}
	while (wait4(pid, status, 0, usage) < 0 && errno == EINTR)
		continue;
	close(process);
	return is_late;
}

/* Starts the child and times it to its end. */
static void
run(struct launch *launch, uint64_t timeout_ns, int errors, struct said *said,
    struct launcher_reply *reply)
{
	static char stack[STACK_BYTES] __attribute__((aligned(16)));
	struct rusage usage;
	int status;
	bool is_late = false;
	pid_t pid;

	launch->step = LAUNCHER_STEP_NONE;
	reply->start_ns = clock_ns();
	pid = clone(child, stack + sizeof stack,
	    CLONE_VM | CLONE_VFORK | SIGCHLD, launch);
	if (pid < 0) {
		launch->step = LAUNCHER_STEP_SPAWN;
		launch->failure = errno;
		goto failed;
	}
	if (!await_briefly(pid, timeout_ns, &status, &usage))
		is_late = await_end(pid,
		    timeout_ns == 0 ? 0 : reply->start_ns + timeout_ns, errors,
		    said, &status, &usage);
	reply->wall_ns = clock_ns() - reply->start_ns;
	said_read(said, errors);
	reply_set_usage(reply, &usage);
	if (launch->step != LAUNCHER_STEP_NONE)
		goto failed;
	reply->outcome = is_late               ? LAUNCHER_TIMED_OUT
			 : WIFSIGNALED(status) ? LAUNCHER_SIGNALED
					       : LAUNCHER_EXITED;
	reply->code =
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
	return;
failed:
	reply->outcome = LAUNCHER_NOT_STARTED;
	reply->step = launch->step;
	reply->code = launch->failure;
}

static void
answer(const struct launcher_reply *reply, const struct said *said)
{
	struct iovec parts[4] = {
	    {.iov_base = (void *)(uintptr_t)reply, .iov_len = sizeof *reply}};
	struct msghdr message = {
	    .msg_iov = parts, .msg_iovlen = 1 + said_parts(said, parts + 1)};

	if (sendmsg(LAUNCHER_SOCKET, &message, MSG_NOSIGNAL) < 0)
		leave();
}

static void
serve_launch(const struct definition *definition, uint64_t timeout_ns,
    int errors, struct said *said)
{
	struct launch launch = {.definition = definition};
	struct launcher_reply reply = {0};

	said_reset(said);
	if (open_input(&launch) < 0 || open_output(&launch) < 0) {
		reply.outcome = LAUNCHER_NOT_STARTED;
		reply.step = launch.step;
		reply.code = errno;
	} else {
		run(&launch, timeout_ns, errors, said, &reply);
	}
	if (launch.input > 2)
		close(launch.input);
	if (launch.output > 2)
		close(launch.output);
	if (reap_has_children()) {
		/* What ended by itself meanwhile was not left running. */
		while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
			continue;
		reply.leftovers = reap_all();
	}
	said_read(said, errors);
	reply.head = (uint32_t)said->head_count;
	reply.tail = (uint32_t)said->tail_count;
	answer(&reply, said);
}

/* Only there so that wait4 returns. */
static void
on_tick(int signal_number)
{
	(void)signal_number;
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
		_exit(EXIT_SOCKET);
	fcntl(pipe_fds[0], F_SETOWN, getpid());
	fcntl(pipe_fds[0], F_SETFL, O_NONBLOCK | O_ASYNC);
	fcntl(pipe_fds[0], F_SETPIPE_SZ, PIPE_BYTES);
	sigaction(SIGALRM, &tick, NULL);
	sigaction(SIGIO, &tick, NULL);
	if (dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(pipe_fds[1], 2) < 0)
		_exit(EXIT_SOCKET);
	close(null);
	close(pipe_fds[1]);
	return pipe_fds[0];
}

int
main(void)
{
	static struct said said;
	static struct definition definition;
	struct launcher_request request;
	char **base = environ;
	int errors = prepare();

	for (;;) {
		receive(&request, sizeof request);
		if (request.kind == LAUNCHER_DEFINE)
			define(&definition, base, &request);
		else
			serve_launch(
			    &definition, request.timeout_ns, errors, &said);
		/* The command is searched in its own PATH. */
		environ = definition.envp;
	}
}
