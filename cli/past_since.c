#include "cli/past_since.h"

#include <string.h>

#include "base/err.h"
#include "cli/git.h"
#include "cli/line.h"
#include "collector/ack.h"

/* The first run of the past that started on that day or later. */
static size_t
from_day(const struct result *result, const char *day)
{
	size_t i;

	for (i = 0; i < result->past_count; i++)
		if (result->past[i].started != NULL &&
		    strncmp(result->past[i].started, day, 10) >= 0)
			break;
	return i;
}

/* The first run of a commit behind that one; false: it is on another line. */
static bool
from_commit(const struct result *result, const char *commit, size_t *from)
{
	struct git_line line;
	size_t begin, place, i = result->past_count;
	bool is_on;

	git_line_read(&line, result->run.vcs_commit);
	is_on = git_line_find(&line, commit, &begin);
	for (i = 0; is_on && i < result->past_count; i++)
		if (git_line_find(&line, result->past[i].commit, &place) &&
		    place > begin)
			break;
	git_line_release(&line);
	*from = i;
	return is_on;
}

static int
from_run(const struct result *result, const struct workspace *workspace,
    const char *name, size_t *from, struct err *err)
{
	struct arena arena = {0};
	struct record_run run = {0};
	struct buf path = {0};
	size_t i;
	int status = -1;

	if (workspace_resolve_beside(
		workspace, name, &result->run, &path, err) < 0 ||
	    line_read_header(path.text, &arena, &run, err) < 0)
		goto out;
	for (i = 0; i < result->past_count; i++)
		if (result->past[i].started != NULL && run.started != NULL &&
		    strcmp(result->past[i].started, run.started) > 0)
			break;
	*from = i;
	status = 0;
out:
	arena_release(&arena);
	buf_release(&path);
	return status;
}

int
past_since(struct result *result, const struct workspace *workspace,
    const char *name, struct err *err)
{
	struct arena arena = {0};
	const char *commit = git_commit(&arena, name);
	size_t from = 0;
	int status = 0;

	if (ack_is_day(name))
		from = from_day(result, name);
	else if (commit == NULL || !from_commit(result, commit, &from))
		status = from_run(result, workspace, name, &from, err);
	if (status < 0)
		err_add(err, "--since");
	result->past_from = from;
	result->since = arena_strdup(&result->arena, name);
	arena_release(&arena);
	return status;
}
