#include "cli/since.h"

#include <string.h>

#include "base/err.h"
#include "cli/line.h"
#include "collector/ack.h"

/*
 * Behind the last run that started before a moment, or a day; those before it
 * may have been made later, of old commits.
 */
static size_t
from_moment(const struct since *since, const char *moment)
{
	const char *started;
	size_t i = since->count;

	for (; i > 0; i--) {
		started = since->runs[i - 1].started;
		if (started != NULL && started[0] != '\0' &&
		    strcmp(started, moment) < 0)
			break;
	}
	return i;
}

/* The first run of a commit behind that one; false: it is not on the line. */
static bool
from_commit(const struct since *since, const char *name, size_t *from)
{
	struct arena arena = {0};
	const char *commit = git_commit(&arena, name);
	size_t begin, place, i = 0;
	bool is_on =
	    commit != NULL && git_line_find(since->commits, commit, &begin);

	for (; is_on && i < since->count; i++)
		if (git_line_find(
			since->commits, since->runs[i].commit, &place) &&
		    place > begin)
			break;
	*from = i;
	arena_release(&arena);
	return is_on;
}

/* Behind a run of the line; of another behind what started before it. */
static size_t
from_run(const struct since *since, const struct record_run *run)
{
	size_t i;

	for (i = 0; i < since->count; i++)
		if (since->runs[i].id != NULL && run->id != NULL &&
		    strcmp(since->runs[i].id, run->id) == 0)
			return i + 1;
	return run->started == NULL ? i : from_moment(since, run->started);
}

static int
from_name(
    const struct since *since, const char *name, size_t *from, struct err *err)
{
	struct arena arena = {0};
	struct record_run run = {0};
	struct buf path = {0};
	int status = -1;

	if (workspace_resolve_beside(
		since->workspace, name, since->beside, &path, err) == 0 &&
	    line_read_header(path.text, &arena, &run, err) == 0) {
		*from = from_run(since, &run);
		status = 0;
	}
	arena_release(&arena);
	buf_release(&path);
	return status;
}

int
since_find(
    const struct since *since, const char *name, size_t *from, struct err *err)
{
	if (name[0] == '\0')
		return err_set(err,
		    "--since needs a day (2026-11-01), a commit, a tag, a "
		    "baseline or another RUN");
	if (ack_is_day(name))
		*from = from_moment(since, name);
	else if (!from_commit(since, name, from) &&
		 from_name(since, name, from, err) < 0)
		return err_add(err, "--since");
	return 0;
}
