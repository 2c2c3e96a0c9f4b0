#include "collector/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "collector/interrupt.h"
#include "collector/launcher/protocol.h"
#include "collector/reap.h"

static int launcher_run(struct runner *runner, const struct launch_spec *spec,
    struct launch_result *result, struct err *err);

/* Beside the program itself, or in libexec of where it is installed. */
static int
find_program(struct buf *path, struct err *err)
{
	char self[4096];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	if (length < 0)
		return err_set(err, "/proc/self/exe: %s", strerror(errno));
	self[length] = '\0';
	slash = strrchr(self, '/');
	*slash = '\0';
	buf_addf(path, "%s/perfolio-launcher", self);
	if (file_exists(path->text))
		return 0;
	buf_reset(path);
	buf_addf(path, "%s/../libexec/perfolio/perfolio-launcher", self);
	if (file_exists(path->text))
		return 0;
	return err_set(err,
	    "perfolio-launcher is missing: it belongs into %s, beside "
	    "perfolio; build again with make",
	    self);
}

/* Ours without PERFOLIO_*: those are for perfolio, not for what it runs. */
static char **
measured_environment(void)
{
	VEC(char *) kept = {0};
	char **variable;

	for (variable = environ; *variable != NULL; variable++)
		if (!text_starts_with(*variable, "PERFOLIO_"))
			vec_push(&kept, *variable);
	vec_push(&kept, NULL);
	return kept.items;
}

static int
spawn(struct launcher *launcher, const char *path, int theirs, struct err *err)
{
	posix_spawn_file_actions_t actions;
	char name[] = "perfolio-launcher", *argv[] = {name, NULL};
	char **environment = measured_environment();
	int code;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, theirs, LAUNCHER_SOCKET);
	code = posix_spawn(
	    &launcher->pid, path, &actions, NULL, argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	free(environment);
	if (code != 0)
		return err_set(err, "%s: %s", path, strerror(code));
	return 0;
}

int
launcher_open(struct launcher *launcher, struct err *err)
{
	struct buf path = {0};
	int sockets[2], theirs, result = -1;

	*launcher = (struct launcher){.runner.run = launcher_run};
	launcher->socket = -1;
	/* If the launcher is killed, what it started becomes ours to end. */
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (find_program(&path, err) < 0)
		goto out;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) <
	    0) {
		err_set(
		    err, "cannot talk to the launcher: %s", strerror(errno));
		goto out;
	}
	/* dup2 onto itself would leave close-on-exec set. */
	theirs = fcntl(sockets[1], F_DUPFD_CLOEXEC, LAUNCHER_SOCKET + 1);
	close(sockets[1]);
	launcher->socket =
	    fcntl(sockets[0], F_DUPFD_CLOEXEC, LAUNCHER_SOCKET + 1);
	close(sockets[0]);
	result = spawn(launcher, path.text, theirs, err);
	close(theirs);
	interrupt_watch(launcher->socket);
out:
	buf_release(&path);
	return result;
}

void
launcher_close(struct launcher *launcher)
{
	interrupt_watch(-1);
	if (launcher->socket >= 0)
		close(launcher->socket);
	launcher->socket = -1;
	if (launcher->pid > 0)
		waitpid(launcher->pid, NULL, 0);
	launcher->pid = 0;
	reap_all();
	buf_release(&launcher->definition);
	buf_release(&launcher->next);
	buf_release(&launcher->said);
}

/* The launcher's socket is closed: by a signal to us, or to it. */
static int
gone(struct launcher *launcher, struct err *err)
{
	int status = 0;

	if (interrupt_happened())
		return err_set(err, "interrupted");
	if (waitpid(launcher->pid, &status, 0) == launcher->pid)
		launcher->pid = 0;
	reap_all();
	if (WIFSIGNALED(status))
		return err_set(err, "the launcher was killed by signal %d (%s)",
		    WTERMSIG(status), strsignal(WTERMSIG(status)));
	return err_set(err, "the launcher ended by itself (status %d)",
	    WEXITSTATUS(status));
}

static int
send_bytes(
    struct launcher *launcher, const void *bytes, size_t count, struct err *err)
{
	ssize_t sent;

	do
		sent = send(launcher->socket, bytes, count, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR && !interrupt_happened());
	return sent == (ssize_t)count ? 0 : gone(launcher, err);
}

static void
add_text(struct buf *out, const char *text)
{
	buf_add(
	    out, text == NULL ? "" : text, text == NULL ? 1 : strlen(text) + 1);
}

/* The request and its strings, as one comparable run of bytes. */
static void
write_definition(const struct launch_spec *spec, struct buf *out)
{
	struct launcher_request request = {.kind = LAUNCHER_DEFINE};
	size_t i;

	request.argc = (uint32_t)spec->command->count;
	request.envc = (uint32_t)spec->env_count;
	request.is_output_said = spec->is_output_said;
	request.cpu_count = (uint32_t)spec->cpu_count;
	for (i = 0; i < spec->cpu_count; i++)
		if (spec->cpus[i] < LAUNCHER_CPUS)
			request.cpus[spec->cpus[i] / 64] |=
			    (uint64_t)1 << spec->cpus[i] % 64;
	buf_reset(out);
	buf_add(out, (const char *)&request, sizeof request);
	add_text(out, spec->cwd);
	add_text(out, spec->stdin_path);
	add_text(out, spec->stdout_path);
	for (i = 0; i < spec->command->count; i++)
		add_text(out, spec->command->argv[i]);
	for (i = 0; i < spec->env_count; i++) {
		buf_addf(out, "%s=%s", spec->env[i].name, spec->env[i].value);
		buf_add_char(out, '\0');
	}
	request.size = (uint32_t)(out->length - sizeof request);
	memcpy(out->text, &request, sizeof request);
}

static int
define(
    struct launcher *launcher, const struct launch_spec *spec, struct err *err)
{
	struct buf *next = &launcher->next, kept;
	size_t at = sizeof(struct launcher_request), step;

	write_definition(spec, next);
	if (next->length == launcher->definition.length &&
	    memcmp(next->text, launcher->definition.text, next->length) == 0)
		return 0;
	if (send_bytes(launcher, next->text, at, err) < 0)
		return -1;
	for (; at < next->length; at += step) {
		step = next->length - at;
		if (step > LAUNCHER_CHUNK_BYTES)
			step = LAUNCHER_CHUNK_BYTES;
		if (send_bytes(launcher, next->text + at, step, err) < 0)
			return -1;
	}
	kept = launcher->definition;
	launcher->definition = *next;
	*next = kept;
	return 0;
}

static void
explain_start(const struct launcher_reply *reply,
    const struct launch_spec *spec, struct buf *said)
{
	const char *reason = strerror(reply->code);

	switch (reply->step) {
	case LAUNCHER_STEP_STDIN:
		buf_addf(said, "cannot open its standard input %s: %s",
		    spec->stdin_path, reason);
		break;
	case LAUNCHER_STEP_STDOUT:
		buf_addf(said, "cannot open its output %s: %s",
		    spec->stdout_path, reason);
		break;
	case LAUNCHER_STEP_CWD:
		buf_addf(said, "cannot start in the folder %s: %s", spec->cwd,
		    reason);
		break;
	case LAUNCHER_STEP_CPUS:
		buf_addf(said, "cannot be bound to its cpus: %s", reason);
		break;
	default:
		buf_addf(said, "cannot start \"%s\": %s",
		    spec->command->argv[0], reason);
		if (reply->code == ENOENT)
			buf_add_string(said, "; is it installed, and in PATH?");
		break;
	}
}

static void
read_reply(struct launcher *launcher, const struct launch_spec *spec,
    const char *bytes, struct launch_result *result)
{
	static const enum launch_outcome outcomes[] = {
	    [LAUNCHER_EXITED] = LAUNCH_EXITED,
	    [LAUNCHER_SIGNALED] = LAUNCH_SIGNALED,
	    [LAUNCHER_TIMED_OUT] = LAUNCH_TIMED_OUT,
	    [LAUNCHER_NOT_STARTED] = LAUNCH_NOT_STARTED};
	struct launcher_reply reply;
	struct buf *said = &launcher->said;

	memcpy(&reply, bytes, sizeof reply);
	buf_reset(said);
	if (reply.outcome == LAUNCHER_NOT_STARTED) {
		explain_start(&reply, spec, said);
	} else {
		text_clean(said, bytes + sizeof reply, reply.head);
		if (reply.tail == LAUNCHER_SAID_BYTES)
			buf_add_string(said, "\n…\n");
		text_clean(said, bytes + sizeof reply + reply.head, reply.tail);
	}
	*result = (struct launch_result){
	    .outcome = outcomes[reply.outcome],
	    .code = reply.code,
	    .clock_ns = reply.start_ns,
	    .wall_ns = reply.wall_ns,
	    .user_ns = reply.user_ns,
	    .system_ns = reply.system_ns,
	    .max_rss_bytes = reply.max_rss_bytes,
	    .page_faults = reply.page_faults,
	    .context_switches = reply.context_switches,
	    .leftovers = reply.leftovers,
	    .said = buf_text(said),
	};
}

static int
launcher_run(struct runner *runner, const struct launch_spec *spec,
    struct launch_result *result, struct err *err)
{
	struct launcher *launcher = (struct launcher *)runner;
	struct launcher_request request = {.kind = LAUNCHER_LAUNCH};
	char reply[sizeof(struct launcher_reply) + 2 * LAUNCHER_SAID_BYTES];
	ssize_t got;

	request.timeout_ns = spec->timeout_ns;
	if (interrupt_happened())
		return gone(launcher, err);
	if (define(launcher, spec, err) < 0 ||
	    send_bytes(launcher, &request, sizeof request, err) < 0)
		return -1;
	do
		got = recv(launcher->socket, reply, sizeof reply, 0);
	while (got < 0 && errno == EINTR && !interrupt_happened());
	if (got < (ssize_t)sizeof(struct launcher_reply))
		return gone(launcher, err);
	read_reply(launcher, spec, reply, result);
	return 0;
}

static bool
speaks_of_error(const char *line, size_t length)
{
	static const char *const words[] = {"error", "fatal", "exception",
	    "not found", "no such", "cannot", "denied", "failed"};
	size_t i, at, size;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		size = strlen(words[i]);
		for (at = 0; at + size <= length; at++)
			if (strncasecmp(line + at, words[i], size) == 0)
				return true;
	}
	return false;
}

void
launch_explain(const char *said, struct buf *out)
{
	const char *line, *chosen = NULL;
	size_t length, chosen_length = 0;

	for (line = said; *line != '\0'; line += length + (line[length] != 0)) {
		length = strcspn(line, "\n");
		if (strspn(line, " \t\r") >= length)
			continue;
		chosen = line;
		chosen_length = length;
		if (speaks_of_error(line, length))
			break;
	}
	if (chosen != NULL)
		text_clean(
		    out, chosen, chosen_length > 300 ? 300 : chosen_length);
}
