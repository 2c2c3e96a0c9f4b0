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
#include "base/xalloc.h"
#include "collector/interrupt.h"
#include "collector/launch_reply.h"
#include "collector/launcher/protocol.h"
#include "collector/reap.h"

_Static_assert((int)LAUNCH_MOST_COPIES == (int)LAUNCHER_COPIES,
    "perfolio and its launcher agree on the copies");

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
	free(launcher->copies);
	launcher->copies = NULL;
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
	add_text(out, spec->stderr_path);
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

/* One message; its size, or -1 when the launcher is gone. */
static ssize_t
receive(struct launcher *launcher, void *bytes, size_t count, struct err *err)
{
	ssize_t got;

	do
		got = recv(launcher->socket, bytes, count, 0);
	while (got < 0 && errno == EINTR && !interrupt_happened());
	return got > 0 ? got : gone(launcher, err);
}

/* The copies' usages, which follow the reply in messages of their own. */
static int
receive_copies(struct launcher *launcher, size_t count, struct err *err)
{
	struct launcher_usage sent[LAUNCHER_USAGES];
	size_t at, i;
	ssize_t got;

	launcher->copies =
	    xrealloc(launcher->copies, count * sizeof *launcher->copies);
	for (at = 0; at < count; at += (size_t)got / sizeof *sent) {
		got = receive(launcher, sent, sizeof sent, err);
		if (got < 0)
			return -1;
		if ((size_t)got < sizeof *sent ||
		    (size_t)got / sizeof *sent > count - at)
			return err_set(err, "the launcher sent something odd");
		for (i = 0; i < (size_t)got / sizeof *sent; i++)
			launcher->copies[at + i] = launch_reply_usage(&sent[i]);
	}
	return 0;
}

/* What was said, or why it could not start. */
static void
read_said(struct launcher *launcher, const struct launcher_reply *reply,
    const struct launch_spec *spec, const char *bytes)
{
	struct buf *said = &launcher->said;

	buf_reset(said);
	if (reply->usage.outcome == LAUNCHER_NOT_STARTED) {
		launch_reply_explain(&reply->usage, spec, said);
		return;
	}
	text_clean(said, bytes, reply->head);
	if (reply->tail == LAUNCHER_SAID_BYTES)
		buf_add_string(said, "\n…\n");
	text_clean(said, bytes + reply->head, reply->tail);
}

static int
receive_reply(struct launcher *launcher, const struct launch_spec *spec,
    struct launch_result *result, struct err *err)
{
	char bytes[sizeof(struct launcher_reply) + 2 * LAUNCHER_SAID_BYTES];
	struct launcher_reply reply;
	ssize_t got = receive(launcher, bytes, sizeof bytes, err);

	if (got < 0)
		return -1;
	if ((size_t)got < sizeof reply)
		return err_set(err, "the launcher sent something odd");
	memcpy(&reply, bytes, sizeof reply);
	*result =
	    (struct launch_result){.use = launch_reply_usage(&reply.usage),
		.clock_ns = reply.start_ns,
		.leftovers = reply.leftovers,
		.cpu_ns = reply.cpu_ns,
		.counter_error = reply.counter_error};
	if (spec->copies > 1) {
		if (receive_copies(launcher, spec->copies, err) < 0)
			return -1;
		result->copies = launcher->copies;
		result->copy_count = spec->copies;
		result->use =
		    launch_reply_combine(launcher->copies, spec->copies);
	}
	read_said(launcher, &reply, spec, bytes + sizeof reply);
	result->said = buf_text(&launcher->said);
	return 0;
}

/* Words for a launch that is not even tried. */
static int
refuse(struct launcher *launcher, const struct launch_spec *spec,
    struct launch_result *result)
{
	buf_reset(&launcher->said);
	buf_addf(&launcher->said,
	    "cannot start %zu copies at once; the most is %d", spec->copies,
	    LAUNCH_MOST_COPIES);
	*result = (struct launch_result){.use.outcome = LAUNCH_NOT_STARTED,
	    .use.code = E2BIG,
	    .said = buf_text(&launcher->said)};
	return 0;
}

static int
launcher_run(struct runner *runner, const struct launch_spec *spec,
    struct launch_result *result, struct err *err)
{
	struct launcher *launcher = (struct launcher *)runner;
	struct launcher_request request = {.kind = LAUNCHER_LAUNCH,
	    .timeout_ns = spec->timeout_ns,
	    .output_limit = spec->output_limit,
	    .copies = spec->copies == 0 ? 1 : (uint32_t)spec->copies,
	    .extras = spec->extras};

	if (interrupt_happened())
		return gone(launcher, err);
	if (spec->copies > LAUNCH_MOST_COPIES)
		return refuse(launcher, spec, result);
	if (define(launcher, spec, err) < 0 ||
	    send_bytes(launcher, &request, sizeof request, err) < 0)
		return -1;
	return receive_reply(launcher, spec, result, err);
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
