#include "archive/postgres.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/xalloc.h"

static void
close_archive(struct archive *archive)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;

	PQfinish(own->connection);
	postgres_place_release(&own->place);
	free(own);
}

int
postgres_archive_open(struct archive **archive, const char *url,
    bool is_readonly, enum archive_problem *problem, struct err *err)
{
	struct postgres_archive *own = xcalloc(1, sizeof *own);

	*problem = ARCHIVE_OTHER;
	own->archive.backend = &postgres_backend;
	if (postgres_place_read(&own->place, url, err) == 0)
		own->connection =
		    postgres_connect(&own->place, is_readonly, err);
	if (own->connection == NULL ||
	    postgres_schema_check(own, is_readonly, err) < 0) {
		close_archive(&own->archive);
		return -1;
	}
	*problem = ARCHIVE_FINE;
	*archive = &own->archive;
	return 0;
}

int
postgres_archive_reset(const char *url, struct err *err)
{
	enum archive_problem problem;
	struct archive *archive;

	if (postgres_archive_open(&archive, url, false, &problem, err) < 0)
		return -1;
	archive_close(archive);
	return 0;
}

static int
copy(struct archive **copy, struct archive *of, struct err *err)
{
	(void)copy;
	return err_set(err, "%s: a shared archive is not copied",
	    ((struct postgres_archive *)of)->place.name);
}

/* Damage is the server's business: nothing here can be built anew. */
static bool
is_damaged(const struct archive *archive)
{
	(void)archive;
	return false;
}

const struct archive_backend postgres_backend = {
    .close = close_archive,
    .copy = copy,
    .is_damaged = is_damaged,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .add = postgres_add,
    .remove = postgres_remove,
    .sweep = postgres_sweep,
    .runs = postgres_runs,
    .values = postgres_values,
    .series = postgres_series,
    .points = postgres_points,
    .points_all = postgres_points_all,
    .anchor_bytes = postgres_anchor_bytes,
    .anchor_replace = postgres_anchor_replace,
    .anchors = postgres_anchors,
    .anchor_add = postgres_anchor_add,
    .anchor_clear = postgres_anchor_clear,
    .verify = postgres_verify,
    .fetch = postgres_fetch,
};
