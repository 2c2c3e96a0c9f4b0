#include "archive/backend.h"

#include <stdlib.h>
#include <string.h>

#include "archive/postgres.h"
#include "archive/sqlite.h"
#include "base/err.h"

bool
archive_is_url(const char *where)
{
	/* Of any kind: a mistyped one may hold a password, and be shown. */
	size_t word = where == NULL ? 0 : strcspn(where, ":/");

	if (where == NULL)
		return false;
	if (strchr("/.", where[0]) == NULL &&
	    strstr(where, "password=") != NULL)
		return true;
	return word > 0 && where[word] == ':' &&
	       (where[word + 1] == '/' || strchr(where + word, '@') != NULL);
}

const char *
archive_name(const char *where, struct arena *arena)
{
	struct postgres_place place;
	const char *name = "postgresql://…";
	struct err ignored;

	if (!archive_is_url(where))
		return arena_strdup(arena, where);
	if (postgres_place_read(&place, where, &ignored) == 0)
		name = arena_strdup(arena, place.name);
	postgres_place_release(&place);
	return name;
}

int
archive_open(struct archive **archive, const char *where, bool is_readonly,
    enum archive_problem *problem, struct err *err)
{
	*archive = NULL;
	*problem = ARCHIVE_OTHER;
	if (archive_is_url(where))
		return postgres_archive_open(
		    archive, where, is_readonly, problem, err);
	return sqlite_archive_open(archive, where, is_readonly, problem, err);
}

int
archive_open_copy(struct archive **copy, struct archive *of, struct err *err)
{
	*copy = NULL;
	return of->backend->copy(copy, of, err);
}

int
archive_reset(const char *where, struct err *err)
{
	if (archive_is_url(where))
		return postgres_archive_reset(where, err);
	return sqlite_archive_reset(where, err);
}

bool
archive_is_damaged(const struct archive *archive)
{
	return archive->backend->is_damaged(archive);
}

void
archive_close(struct archive *archive)
{
	if (archive != NULL)
		archive->backend->close(archive);
}

int
archive_begin(struct archive *archive, struct err *err)
{
	return archive->backend->begin(archive, err);
}

int
archive_commit(struct archive *archive, struct err *err)
{
	return archive->backend->commit(archive, err);
}

void
archive_rollback(struct archive *archive)
{
	archive->backend->rollback(archive);
}

int
archive_add(struct archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err)
{
	return archive->backend->add(archive, run, values, count, err);
}

bool
archive_is_shared(const struct archive *archive)
{
	return archive->backend->fetch != NULL;
}

int
archive_fetch(struct archive *archive, const char *id, int fd, struct err *err)
{
	if (archive->backend->fetch == NULL)
		return 0;
	return archive->backend->fetch(archive, id, fd, err);
}

int
archive_remove(struct archive *archive, const char *id, struct err *err)
{
	return archive->backend->remove(archive, id, err);
}

int
archive_sweep(struct archive *archive, struct err *err)
{
	return archive->backend->sweep(archive, err);
}

int
archive_runs(struct archive *archive, const char *suite, struct arena *arena,
    struct archive_runs *runs, struct err *err)
{
	return archive->backend->runs(archive, suite, arena, runs, err);
}

int
archive_values(struct archive *archive, const char *id, struct arena *arena,
    struct archive_values *values, struct err *err)
{
	return archive->backend->values(archive, id, arena, values, err);
}

int
archive_series(struct archive *archive, const char *suite, struct arena *arena,
    struct archive_catalog *series, struct err *err)
{
	return archive->backend->series(archive, suite, arena, series, err);
}

int
archive_points(struct archive *archive, const struct archive_series *series,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err)
{
	return archive->backend->points(archive, series, runs, points, err);
}

int
archive_points_all(struct archive *archive, const struct archive_series *series,
    size_t count, const struct archive_runs *runs,
    struct archive_points *points, struct err *err)
{
	return archive->backend->points_all(
	    archive, series, count, runs, points, err);
}

void
archive_points_release(struct archive_points *points)
{
	free(points->items);
	free(points->index);
	*points = (struct archive_points){0};
}

int
archive_anchor_bytes(struct archive *archive, uint64_t *bytes, struct err *err)
{
	return archive->backend->anchor_bytes(archive, bytes, err);
}

int
archive_anchor_replace(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, uint64_t bytes,
    struct err *err)
{
	return archive->backend->anchor_replace(
	    archive, anchors, count, bytes, err);
}

int
archive_anchors(struct archive *archive, const char *suite, const char *machine,
    struct arena *arena, struct archive_anchors *anchors, struct err *err)
{
	return archive->backend->anchors(
	    archive, suite, machine, arena, anchors, err);
}

int
archive_anchor_add(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, struct err *err)
{
	return archive->backend->anchor_add(archive, anchors, count, err);
}

int
archive_anchor_clear(
    struct archive *archive, const char *suite, struct err *err)
{
	return archive->backend->anchor_clear(archive, suite, err);
}

int
archive_verify(struct archive *archive, struct arena *arena,
    struct archive_faults *faults, struct err *err)
{
	return archive->backend->verify(archive, arena, faults, err);
}
