#include "archive/sqlite.h"

static const char source[] = "anchors.jsonl";

int
sqlite_anchor_bytes(struct archive *archive, uint64_t *bytes, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *find = sqlite_query(own, QUERY_SOURCE, err);
	int code;

	*bytes = 0;
	if (find == NULL)
		return -1;
	sqlite_bind(find, 1, source);
	code = sqlite3_step(find);
	if (code == SQLITE_ROW)
		*bytes = (uint64_t)sqlite3_column_int64(find, 0);
	else if (code != SQLITE_DONE)
		sqlite_fail(own, err);
	sqlite3_reset(find);
	return code == SQLITE_ROW || code == SQLITE_DONE ? 0 : -1;
}

static void
bind(sqlite3_stmt *statement, const struct archive_anchor *anchor)
{
	sqlite_bind(statement, 1, anchor->case_id);
	sqlite_bind(statement, 2, anchor->metric);
	sqlite_bind(statement, 3, anchor->suite);
	sqlite_bind(statement, 4, anchor->machine);
	sqlite_bind(statement, 5, anchor->commit);
	sqlite_bind(statement, 6, anchor->run);
}

static int
add_one(struct sqlite_archive *archive, const struct archive_anchor *anchor,
    struct err *err)
{
	sqlite3_stmt *find = sqlite_query(archive, QUERY_ANCHOR_FIND, err);
	sqlite3_stmt *add = sqlite_query(archive, QUERY_ANCHOR_ADD, err);
	int code;

	if (find == NULL || add == NULL)
		return -1;
	bind(find, anchor);
	code = sqlite3_step(find);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		sqlite_fail(archive, err);
	sqlite3_reset(find);
	if (code == SQLITE_ROW)
		return 0;
	if (code != SQLITE_DONE)
		return -1;
	bind(add, anchor);
	return sqlite_finish(archive, add, err);
}

static int
add_all(struct sqlite_archive *archive, const struct archive_anchor *anchors,
    size_t count, struct err *err)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (add_one(archive, &anchors[i], err) < 0)
			return -1;
	return 0;
}

static int
set_bytes(struct sqlite_archive *archive, uint64_t bytes, struct err *err)
{
	sqlite3_stmt *set = sqlite_query(archive, QUERY_SOURCE_SET, err);

	if (set == NULL)
		return -1;
	sqlite_bind(set, 1, source);
	sqlite3_bind_int64(set, 2, (sqlite3_int64)bytes);
	return sqlite_finish(archive, set, err);
}

int
sqlite_anchor_replace(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, uint64_t bytes,
    struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;

	if (sqlite_begin(archive, err) < 0)
		return -1;
	if (sqlite_anchor_clear(archive, NULL, err) == 0 &&
	    add_all(own, anchors, count, err) == 0 &&
	    set_bytes(own, bytes, err) == 0)
		return sqlite_commit(archive, err);
	sqlite_rollback(archive);
	return -1;
}

int
sqlite_anchor_add(struct archive *archive, const struct archive_anchor *anchors,
    size_t count, struct err *err)
{
	if (sqlite_begin(archive, err) < 0)
		return -1;
	if (add_all((struct sqlite_archive *)archive, anchors, count, err) == 0)
		return sqlite_commit(archive, err);
	sqlite_rollback(archive);
	return -1;
}

int
sqlite_anchor_clear(struct archive *archive, const char *suite, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *clear = sqlite_query(own, QUERY_ANCHOR_CLEAR, err);

	if (clear == NULL)
		return -1;
	sqlite_bind(clear, 1, suite);
	return sqlite_finish(own, clear, err);
}

int
sqlite_anchors(struct archive *archive, const char *suite, const char *machine,
    struct arena *arena, struct archive_anchors *anchors, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *list = sqlite_query(own, QUERY_ANCHORS, err);
	struct archive_anchor anchor;
	int code;

	if (list == NULL)
		return -1;
	sqlite_bind(list, 1, suite);
	sqlite_bind(list, 2, machine);
	while ((code = sqlite3_step(list)) == SQLITE_ROW) {
		anchor = (struct archive_anchor){
		    .suite = sqlite_text(list, 0, arena),
		    .machine = sqlite_text(list, 1, arena),
		    .case_id = sqlite_text(list, 2, arena),
		    .metric = sqlite_text(list, 3, arena),
		    .commit = sqlite_text(list, 4, arena),
		    .run = sqlite_text(list, 5, arena)};
		vec_push(anchors, anchor);
	}
	if (code != SQLITE_DONE)
		sqlite_fail(own, err);
	sqlite3_reset(list);
	return code == SQLITE_DONE ? 0 : -1;
}
