#include "collector/launcher/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Untouched pages take no memory; a script without #! has argv copied here. */
enum { STACK_BYTES = 16 << 20 };

/* What the child of clone needs. */
struct start {
	const struct spawn *spawn;
	struct spawn_failure *failure;
};

static int
open_output(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

static int
open_files(struct spawn *spawn, uint32_t *step)
{
	const struct definition *what = spawn->definition;

	*step = LAUNCHER_STEP_STDIN;
	if (what->stdin_path[0] != '\0')
		spawn->input = open(what->stdin_path, O_RDONLY | O_CLOEXEC);
	if (spawn->input < 0)
		return -1;
	*step = LAUNCHER_STEP_STDOUT;
	if (what->stdout_path[0] != '\0')
		spawn->output = open_output(what->stdout_path);
	if (spawn->output < 0)
		return -1;
	*step = LAUNCHER_STEP_STDERR;
	if (what->stderr_path[0] == '\0')
		return 0;
	/* Two descriptors of one file would write over each other. */
	if (strcmp(what->stderr_path, what->stdout_path) == 0)
		spawn->errors = spawn->output;
	else
		spawn->errors = open_output(what->stderr_path);
	return spawn->errors < 0 ? -1 : 0;
}

int
spawn_open(struct spawn *spawn, const struct definition *definition,
    struct spawn_failure *failure)
{
	*spawn = (struct spawn){.definition = definition,
	    .output = definition->is_output_said ? 2 : 1,
	    .errors = 2};
	*failure = (struct spawn_failure){LAUNCHER_STEP_NONE, 0};
	if (open_files(spawn, &failure->step) < 0) {
		failure->code = errno;
		return -1;
	}
	failure->step = LAUNCHER_STEP_NONE;
	return 0;
}

void
spawn_close(struct spawn *spawn)
{
	if (spawn->input > 2)
		close(spawn->input);
	if (spawn->errors > 2 && spawn->errors != spawn->output)
		close(spawn->errors);
	if (spawn->output > 2)
		close(spawn->output);
}

static _Noreturn void
stop(struct spawn_failure *failure, uint32_t step)
{
	failure->code = errno;
	failure->step = step;
	_exit(127);
}

void
spawn_prepare(const struct spawn *spawn, struct spawn_failure *failure)
{
	const struct definition *what = spawn->definition;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* A group of its own: "kill 0" in a script means its own processes. */
	setpgid(0, 0);
	if (spawn->input != 0 && dup2(spawn->input, 0) < 0)
		stop(failure, LAUNCHER_STEP_STDIN);
	if (spawn->output != 1 && dup2(spawn->output, 1) < 0)
		stop(failure, LAUNCHER_STEP_STDOUT);
	if (spawn->errors != 2 && dup2(spawn->errors, 2) < 0)
		stop(failure, LAUNCHER_STEP_STDERR);
	if (what->cwd[0] != '\0' && chdir(what->cwd) < 0)
		stop(failure, LAUNCHER_STEP_CWD);
	if (what->has_cpus &&
	    sched_setaffinity(0, sizeof what->cpus, &what->cpus) < 0)
		stop(failure, LAUNCHER_STEP_CPUS);
}

void
spawn_execute(const struct spawn *spawn, struct spawn_failure *failure)
{
	execvp(spawn->definition->argv[0], spawn->definition->argv);
	stop(failure, LAUNCHER_STEP_EXEC);
}

/* Runs in the launcher's memory (CLONE_VM, as vfork). */
static int
child(void *argument)
{
	const struct start *start = argument;

	spawn_prepare(start->spawn, start->failure);
	spawn_execute(start->spawn, start->failure);
}

pid_t
spawn_start(const struct spawn *spawn, struct spawn_failure *failure)
{
	static char stack[STACK_BYTES] __attribute__((aligned(16)));
	struct start start = {spawn, failure};
	pid_t pid;

	*failure = (struct spawn_failure){LAUNCHER_STEP_NONE, 0};
	pid = clone(child, stack + sizeof stack,
	    CLONE_VM | CLONE_VFORK | SIGCHLD, &start);
	if (pid < 0)
		*failure = (struct spawn_failure){LAUNCHER_STEP_SPAWN, errno};
	return pid;
}
