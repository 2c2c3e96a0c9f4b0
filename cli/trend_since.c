#include "cli/trend_since.h"

#include <string.h>

#include "base/err.h"
#include "cli/line.h"

enum { DAY_CHARACTERS = 10 };

/* The first run that started on that day or later. */
static size_t
from_day(const struct trend_line *line, const char *day)
{
	size_t i;

	for (i = 0; i < line->runs.count; i++)
		if (strncmp(line->runs.items[i].started, day, DAY_CHARACTERS) >=
		    0)
			break;
	return i;
}

/* The first run of a commit behind that one; false: git does not know it. */
static bool
from_commit(const struct trend_line *line, const struct trend_look *look,
    const char *name, size_t *from)
{
	struct arena arena = {0};
	const char *commit = git_commit(&arena, name);
	size_t begin, place, i = 0;
	bool is_on;

	is_on = commit != NULL && git_line_find(look->commits, commit, &begin);
	for (; is_on && i < line->runs.count; i++)
		if (git_line_find(
			look->commits, line->runs.items[i].commit, &place) &&
		    place > begin)
			break;
	*from = i;
	arena_release(&arena);
	return is_on;
}

/* The first run that started behind a run of any name. */
static int
from_run(const struct trend_line *line, const struct trend_look *look,
    const char *name, size_t *from, struct err *err)
{
	struct arena arena = {0};
	struct record_run run = {0};
	struct buf path = {0};
	size_t i = 0;
	int status = -1;

	if (workspace_resolve(look->workspace, name, &path, err) < 0 ||
	    line_read_header(path.text, &arena, &run, err) < 0)
		goto out;
	for (; i < line->runs.count; i++)
		if (run.started != NULL &&
		    strcmp(line->runs.items[i].started, run.started) > 0)
			break;
	*from = i;
	status = 0;
out:
	arena_release(&arena);
	buf_release(&path);
	return status;
}

int
trend_since(const struct trend_line *line, const struct trend_look *look,
    size_t *from, struct err *err)
{
	const char *name = look->options->since;

	*from = 0;
	if (name == NULL)
		return 0;
	if (ack_is_day(name)) {
		*from = from_day(line, name);
		return 0;
	}
	if (from_commit(line, look, name, from))
		return 0;
	if (from_run(line, look, name, from, err) < 0)
		return err_add(err, "--since");
	return 0;
}
