#include "cli/ack_file.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/suite_file.h"

#define NAME "perfolio.ack.yaml"

bool
ack_file_find(struct buf *path)
{
	struct buf suite = {0};
	struct err ignored;
	const char *slash;
	bool is_there;

	is_there = suite_file_find_upwards(NAME, path) == 0;
	if (!is_there && suite_file_find(&suite, &ignored) == 0) {
		slash = strrchr(suite.text, '/');
		if (slash != NULL)
			buf_add(
			    path, suite.text, (size_t)(slash - suite.text) + 1);
	}
	if (!is_there)
		buf_add_string(path, NAME);
	buf_release(&suite);
	return is_there;
}

/* What a user calls a commit, in full where git knows it. */
static const char *
known_commit(struct arena *arena, const char *name)
{
	const char *commit = name == NULL ? NULL : git_commit(arena, name);

	return commit == NULL ? name : commit;
}

int
ack_file_read(struct ack_list *list, struct err *err)
{
	struct buf path = {0};
	struct ack *ack;
	size_t i;
	int result = 0;

	*list = (struct ack_list){0};
	if (ack_file_find(&path))
		result = ack_list_read(list, path.text, err);
	for (i = 0; result == 0 && i < list->count; i++) {
		ack = &list->items[i];
		ack->from = known_commit(&list->arena, ack->from);
		ack->to = known_commit(&list->arena, ack->to);
	}
	buf_release(&path);
	return result;
}

static bool
is_of(const struct ack *ack, const struct git_line *line, const char *good,
    const char *bad)
{
	size_t before, after, from, to;

	if (bad == NULL)
		return false;
	if (ack->from == NULL && strlen(ack->to) >= 7 &&
	    text_starts_with(bad, ack->to))
		return true;
	if (!git_line_find(line, bad, &after) ||
	    !git_line_find(line, ack->to, &to))
		return false;
	if (!git_line_find(line, good, &before))
		before = SIZE_MAX; /* nothing is before it; + 1 is 0 */
	if (ack->from == NULL)
		return to + 1 > before + 1 && to <= after;
	return git_line_find(line, ack->from, &from) && from < after &&
	       to + 1 > before + 1;
}

const struct ack *
ack_file_match(const struct ack_list *list, const struct git_line *line,
    const char *case_id, const char *metric, const char *day, const char *good,
    const char *bad)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (ack_is_about(&list->items[i], case_id, metric, day) &&
		    is_of(&list->items[i], line, good, bad))
			return &list->items[i];
	return NULL;
}
