#include "cli/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

extern char **environ;

enum { GIT_WORDS = 12 };

/* Reads all of a descriptor; false when that breaks off. */
static bool
read_all(int fd, struct buf *out)
{
	char bytes[16384];
	ssize_t count;

	while ((count = read(fd, bytes, sizeof bytes)) != 0) {
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		buf_add(out, bytes, (size_t)count);
	}
	return true;
}

/* input -1: there is none. */
static int
start(const char *const *words, int input, int output, pid_t *pid)
{
	char *argv[GIT_WORDS + 2] = {(char *)"git"};
	posix_spawn_file_actions_t actions;
	size_t i;
	int code;

	for (i = 0; i < GIT_WORDS && words[i] != NULL; i++)
		argv[i + 1] = (char *)words[i];
	posix_spawn_file_actions_init(&actions);
	if (input < 0)
		posix_spawn_file_actions_addopen(
		    &actions, 0, "/dev/null", O_RDONLY, 0);
	else
		posix_spawn_file_actions_adddup2(&actions, input, 0);
	posix_spawn_file_actions_adddup2(&actions, output, 1);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	code = posix_spawnp(pid, "git", &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return code == 0 ? 0 : -1;
}

/* What git prints for words; false, and nothing, unless it exits 0. */
static bool
ask_with(struct buf *out, int input, const char *const *words)
{
	int ends[2], status = -1;
	bool is_whole;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	if (start(words, input, ends[1], &pid) < 0) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[1]);
	is_whole = read_all(ends[0], out);
	close(ends[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (is_whole && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	buf_reset(out);
	return false;
}

static bool
ask(struct buf *out, const char *const *words)
{
	return ask_with(out, -1, words);
}

/* The same, with lines for git to read: out of memory, so that nobody waits. */
static bool
ask_about(struct buf *out, const struct buf *lines, const char *const *words)
{
	int input = memfd_create("perfolio", MFD_CLOEXEC);
	struct err ignored;
	bool is_answered = input >= 0 &&
			   file_write_all(input, buf_text(lines), lines->length,
			       &ignored) == 0 &&
			   lseek(input, 0, SEEK_SET) == 0 &&
			   ask_with(out, input, words);

	if (input >= 0)
		close(input);
	return is_answered;
}

/* The one line that git prints, in arena; NULL when there is none. */
static const char *
ask_line(struct arena *arena, const char *const *words)
{
	struct buf out = {0};
	const char *line = NULL;

	if (ask(&out, words) && out.length > 0 && out.text[0] != '\n')
		line = arena_strndup(arena, out.text, strcspn(out.text, "\n"));
	buf_release(&out);
	return line;
}

bool
git_is_shallow(void)
{
	static const char *const words[] = {
	    "rev-parse", "--is-shallow-repository", NULL};
	struct arena arena = {0};
	const char *line = ask_line(&arena, words);
	bool is_shallow = line != NULL && strcmp(line, "true") == 0;

	arena_release(&arena);
	return is_shallow;
}

static bool
is_one_line(const char *name)
{
	return name != NULL && strchr(name, '\n') == NULL;
}

void
git_commit_all(struct arena *arena, const char *const *names, size_t count,
    const char **commits)
{
	/* A name that means nothing comes back with a word behind it. */
	static const char *const words[] = {
	    "cat-file", "--batch-check=%(objectname)", NULL};
	struct buf lines = {0}, out = {0};
	const char *at;
	size_t length, i;

	for (i = 0; i < count; i++)
		if (is_one_line(names[i]))
			buf_addf(&lines, "%s^{commit}\n", names[i]);
	if (lines.length > 0)
		ask_about(&out, &lines, words);
	at = buf_text(&out);
	for (i = 0; i < count; i++) {
		commits[i] = NULL;
		if (!is_one_line(names[i]) || *at == '\0')
			continue;
		length = strcspn(at, "\n");
		if (strspn(at, "0123456789abcdef") == length)
			commits[i] = arena_strndup(arena, at, length);
		at += length + (at[length] == '\n');
	}
	buf_release(&lines);
	buf_release(&out);
}

const char *
git_commit(struct arena *arena, const char *name)
{
	const char *commit;

	git_commit_all(arena, &name, 1, &commit);
	return commit;
}

const char *
git_merge_base(struct arena *arena)
{
	static const char *const remote[] = {
	    "symbolic-ref", "-q", "refs/remotes/origin/HEAD", NULL};
	const char *mains[] = {
	    ask_line(arena, remote), "refs/heads/main", "refs/heads/master"};
	const char *words[] = {"merge-base", "HEAD", NULL, NULL};
	size_t i;

	for (i = 0; i < sizeof mains / sizeof *mains; i++) {
		if (mains[i] == NULL || git_commit(arena, mains[i]) == NULL)
			continue;
		words[2] = mains[i];
		return ask_line(arena, words);
	}
	return NULL;
}

/* "host/owner/name" of a remote's address; NULL unless it is one of a host. */
static const char *
host_path(struct arena *arena, const char *address)
{
	const char *at = strstr(address, "://"), *user, *colon, *slash, *port;
	bool is_web = text_starts_with(address, "http");
	size_t length;

	if (at != NULL && text_starts_with(address, "file:"))
		return NULL;
	address = at != NULL ? at + 3 : address;
	slash = strchr(address, '/');
	user = strchr(address, '@');
	if (user != NULL && (slash == NULL || user < slash))
		address = user + 1;
	colon = strchr(address, ':');
	if (slash == NULL || slash < address ||
	    (at == NULL && (colon == NULL || colon > slash)))
		return NULL;
	length = strlen(address);
	if (text_ends_with(address, ".git"))
		length -= 4;
	address = arena_strndup(arena, address, length);
	colon = strchr(address, ':');
	if (colon == NULL || colon > strchr(address, '/') || is_web)
		return address;
	/* ssh://host:22/path has a port there, host:path has not. */
	port = at != NULL ? strchr(colon, '/') + 1 : colon + 1;
	return arena_printf(
	    arena, "%.*s/%s", (int)(colon - address), address, port);
}

const char *
git_commit_url(struct arena *arena)
{
	static const char *const words[] = {
	    "remote", "get-url", "origin", NULL};
	const char *address = ask_line(arena, words);
	const char *path = address == NULL ? NULL : host_path(arena, address);

	if (path == NULL)
		return NULL;
	if (strstr(path, "gitlab") != NULL)
		return arena_printf(arena, "https://%s/-/commit/", path);
	if (strstr(path, "bitbucket") != NULL)
		return arena_printf(arena, "https://%s/commits/", path);
	return arena_printf(arena, "https://%s/commit/", path);
}

void
git_line_read(struct git_line *line, const char *name)
{
	const char *words[] = {"rev-list", "--first-parent", "--end-of-options",
	    name == NULL ? "HEAD" : name, "--", NULL};
	struct buf out = {0};
	char *at, *end;
	size_t i = 0;

	*line = (struct git_line){0};
	if (ask(&out, words)) {
		for (at = out.text; at != NULL && *at != '\0'; at++) {
			line->count++;
			at = strchr(at, '\n');
			if (at == NULL)
				break;
		}
		/* git names the newest first. */
		for (at = out.text; i < line->count; at = end + 1, i++) {
			end = at + strcspn(at, "\n");
			*end = '\0';
			map_put(&line->order, at, line->count - 1 - i);
		}
	}
	buf_release(&out);
}

void
git_line_read_of(struct git_line *line, const char *commit)
{
	struct git_line own;
	size_t place;

	git_line_read(line, NULL);
	if (commit == NULL || line->count == 0 ||
	    git_line_find(line, commit, &place))
		return;
	git_line_read(&own, commit);
	/* git may not know it: HEAD's line is better than none. */
	if (own.count == 0) {
		git_line_release(&own);
		return;
	}
	git_line_release(line);
	*line = own;
}

bool
git_line_find(const struct git_line *line, const char *commit, size_t *place)
{
	return commit != NULL && map_get(&line->order, commit, place);
}

void
git_line_release(struct git_line *line)
{
	map_release(&line->order);
}

bool
git_commits_has(struct git_commits *commits, const struct git_line *line,
    const char *commit)
{
	static const char *const words[] = {"rev-list", "--all", NULL};
	struct buf out = {0};
	char *at, *end;
	size_t place;

	if (commit == NULL || line->count == 0)
		return false;
	if (git_line_find(line, commit, &place))
		return true;
	if (!commits->is_read && ask(&out, words))
		for (at = out.text; at != NULL && *at != '\0'; at = end) {
			end = strchr(at, '\n');
			if (end != NULL)
				*end++ = '\0';
			map_put(&commits->index, at, 0);
		}
	commits->is_read = true;
	buf_release(&out);
	return map_get(&commits->index, commit, &place);
}

void
git_commits_release(struct git_commits *commits)
{
	map_release(&commits->index);
	*commits = (struct git_commits){0};
}

void
git_tags_read(struct git_tags *tags)
{
	/* An annotated tag is an object of its own; * is what it is of. */
	static const char *const words[] = {"for-each-ref",
	    "--sort=creatordate",
	    "--format=%(objectname) %(*objectname) %(refname:short)",
	    "refs/tags", NULL};
	struct buf out = {0};
	const char *parts[3], *at;
	size_t lines = 0, i, j;

	*tags = (struct git_tags){0};
	if (!ask(&out, words) || out.length == 0)
		goto out;
	for (i = 0; i < out.length; i++)
		lines += out.text[i] == '\n';
	tags->names = arena_alloc(&tags->arena, lines * sizeof *tags->names);
	at = out.text;
	for (i = 0; i < lines; i++, at = strchr(at, '\n') + 1) {
		parts[0] = at;
		for (j = 1; j < 3; j++)
			parts[j] = strchr(parts[j - 1], ' ') + 1;
		/* The later one of two on a commit stays. */
		map_put(&tags->index,
		    arena_strndup(&tags->arena,
			parts[1][0] == ' ' ? parts[0] : parts[1],
			strcspn(parts[0], " ")),
		    tags->count);
		tags->names[tags->count++] = arena_strndup(
		    &tags->arena, parts[2], strcspn(parts[2], "\n"));
	}
out:
	buf_release(&out);
}

const char *
git_tag_of(const struct git_tags *tags, const char *commit)
{
	size_t index;

	return commit != NULL && map_get(&tags->index, commit, &index)
		   ? tags->names[index]
		   : NULL;
}

void
git_tags_release(struct git_tags *tags)
{
	map_release(&tags->index);
	arena_release(&tags->arena);
}
