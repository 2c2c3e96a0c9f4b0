#include "cli/since.h"

#include <string.h>

#include "base/err.h"
#include "cli/line.h"
#include "collector/ack.h"

enum { DAY_CHARACTERS = 10 };

/* The first run that started on that day or later. */
static size_t
from_day(const struct since *since, const char *day)
{
	size_t i;

	for (i = 0; i < since->count; i++)
		if (since->runs[i].started != NULL &&
		    strncmp(since->runs[i].started, day, DAY_CHARACTERS) >= 0)
			break;
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

/* The first run that started behind a run of any name. */
static int
from_run(
    const struct since *since, const char *name, size_t *from, struct err *err)
{
	struct arena arena = {0};
	struct record_run run = {0};
	struct buf path = {0};
	size_t i = 0;
	int status = -1;

	if (workspace_resolve_beside(
		since->workspace, name, since->beside, &path, err) < 0 ||
	    line_read_header(path.text, &arena, &run, err) < 0)
		goto out;
	for (; i < since->count; i++)
		if (since->runs[i].started != NULL && run.started != NULL &&
		    strcmp(since->runs[i].started, run.started) > 0)
			break;
	*from = i;
	status = 0;
out:
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
		*from = from_day(since, name);
	else if (!from_commit(since, name, from) &&
		 from_run(since, name, from, err) < 0)
		return err_add(err, "--since");
	return 0;
}
