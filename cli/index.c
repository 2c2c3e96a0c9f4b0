#include "cli/index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "cli/anchors.h"
#include "cli/archive_entry.h"

/* What is read within one transaction at most, while other writers wait. */
enum { BATCH_BYTES = 16 << 20 };

static void
say(const char *what, const struct err *err)
{
	struct buf text = {0};

	text_printable(&text, err->text, 0);
	fprintf(stderr, "perfolio: %s%s\n", what, buf_text(&text));
	buf_release(&text);
}

void
index_where(const struct workspace *workspace, const char *where,
    struct buf *path, bool *is_named)
{
	if (where == NULL)
		where = workspace->archive;
	if (where == NULL)
		where = getenv("PERFOLIO_ARCHIVE");
	*is_named = where != NULL && where[0] != '\0';
	buf_add_string(path, "");
	if (*is_named)
		buf_add_string(path, where);
	else if (workspace->path != NULL)
		buf_addf(path, "%s/archive.db", workspace->path);
}

bool
index_is_shared(const struct index *index)
{
	return archive_is_url(index->where.text);
}

bool
index_is_being_written(const char *path)
{
	/* A pipe would wait for its writer. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool result =
	    fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;

	if (fd >= 0)
		close(fd);
	return result;
}

/* A run file that the archive does not know, or not of that size. */
struct missing {
	const char *path;
	uint64_t bytes;
};

/* What the archive and the run files do not agree in. */
struct difference {
	struct arena arena;
	VEC(struct missing) missing;
	VEC(const char *) gone;
	bool has_other_anchors;
};

static void
compare_file(struct difference *difference, const struct archive_runs *known,
    const struct map *places, const char *id, const char *path, bool *is_there)
{
	struct missing missing;
	struct stat status;
	size_t place;

	if (stat(path, &status) < 0 || !S_ISREG(status.st_mode))
		return;
	missing.bytes = (uint64_t)status.st_size;
	if (map_get(places, id, &place)) {
		is_there[place] = true;
		if (known->items[place].bytes == missing.bytes)
			return;
	}
	/* It joins when it is done. */
	if (index_is_being_written(path))
		return;
	missing.path = arena_strdup(&difference->arena, path);
	vec_push(&difference->missing, missing);
}

static void
compare_runs(struct index *index, const struct archive_runs *known,
    struct difference *difference)
{
	bool *is_there = xcalloc(known->count + 1, sizeof *is_there);
	struct workspace_runs files;
	struct map places = {0};
	struct buf path = {0};
	size_t i;

	for (i = 0; i < known->count; i++)
		map_put(&places, known->items[i].id, i);
	workspace_runs_read(index->workspace, &files);
	for (i = 0; i < files.count; i++) {
		buf_reset(&path);
		workspace_run_path(index->workspace, files.items[i].id, &path);
		compare_file(difference, known, &places, files.items[i].id,
		    path.text, is_there);
	}
	/* In a shared archive they are somebody else's. */
	for (i = 0; i < known->count && !index_is_shared(index); i++)
		if (!is_there[i])
			vec_push(&difference->gone, known->items[i].id);
	workspace_runs_release(&files);
	map_release(&places);
	buf_release(&path);
	free(is_there);
}

static int
compare(struct index *index, struct difference *difference, struct err *err)
{
	struct archive_runs known = {0};
	struct buf path = {0};
	struct stat status;
	uint64_t bytes, size = 0;
	int result = -1;

	if (archive_runs(
		index->archive, NULL, &difference->arena, &known, err) == 0 &&
	    archive_anchor_bytes(index->archive, &bytes, err) == 0) {
		compare_runs(index, &known, difference);
		anchors_path(index->workspace, &path);
		if (stat(path.text, &status) == 0)
			size = (uint64_t)status.st_size;
		/* Of a shared one others write anchors, too. */
		difference->has_other_anchors =
		    index_is_shared(index) ? size > 0 : size != bytes;
		result = 0;
	}
	vec_free(&known);
	buf_release(&path);
	return result;
}

static void
count_unreadable(struct index *index, const struct err *why)
{
	if (index->unreadable++ > 0)
		return;
	index->first = xcalloc(1, sizeof *index->first);
	*index->first = *why;
}

/* Reads and adds; a file that cannot be read is left out. */
static int
add_file(struct index *index, const char *path, struct err *err)
{
	struct archive_entry entry;
	struct err why = {0};
	int result = 0;

	if (archive_entry_read_own(&entry, path, &why) < 0)
		count_unreadable(index, &why);
	else
		result = archive_add(index->archive, &entry.run,
		    entry.values.items, entry.values.count, err);
	archive_entry_release(&entry);
	return result;
}

static int
add_missing(
    struct index *index, const struct difference *difference, struct err *err)
{
	uint64_t batch = 0;
	size_t i;

	if (difference->missing.count == 0)
		return 0;
	if (archive_begin(index->archive, err) < 0)
		return -1;
	for (i = 0; i < difference->missing.count; i++) {
		const struct missing *missing = &difference->missing.items[i];

		if (batch > 0 && batch + missing->bytes > BATCH_BYTES) {
			if (archive_commit(index->archive, err) < 0 ||
			    archive_begin(index->archive, err) < 0)
				return -1;
			batch = 0;
		}
		batch += missing->bytes;
		if (add_file(index, missing->path, err) < 0)
			return -1;
	}
	return archive_commit(index->archive, err);
}

static int
remove_gone(
    struct index *index, const struct difference *difference, struct err *err)
{
	size_t i;

	if (difference->gone.count == 0)
		return 0;
	if (archive_begin(index->archive, err) < 0)
		return -1;
	for (i = 0; i < difference->gone.count; i++)
		if (archive_remove(
			index->archive, difference->gone.items[i], err) < 0)
			return -1;
	if (archive_sweep(index->archive, err) < 0)
		return -1;
	return archive_commit(index->archive, err);
}

static int
read_anchors(struct index *index, struct err *err)
{
	struct anchors anchors = {0};
	struct buf path = {0};
	int result;

	anchors_path(index->workspace, &path);
	result = anchors_read(&anchors, path.text, err);
	if (anchors.bad > 0)
		fprintf(stderr,
		    "perfolio: %s:%zu: is no anchor and is left out\n",
		    path.text, anchors.first_bad);
	if (result == 0 && index_is_shared(index))
		result = archive_anchor_add(index->archive, anchors.items.items,
		    anchors.items.count, err);
	else if (result == 0)
		result =
		    archive_anchor_replace(index->archive, anchors.items.items,
			anchors.items.count, anchors.bytes, err);
	anchors_release(&anchors);
	buf_release(&path);
	return result;
}

/* Goes on in memory, with what the database holds, or with nothing. */
static int
detach(struct index *index, struct err *err)
{
	struct archive *stored = index->archive;
	enum archive_problem problem;
	int result = -1;

	if (stored != NULL)
		result = archive_open_copy(&index->archive, stored, err);
	if (result < 0)
		result =
		    archive_open(&index->archive, NULL, false, &problem, err);
	archive_close(stored);
	index->is_readonly = false;
	return result;
}

static bool
is_up_to_date(const struct difference *difference)
{
	return difference->missing.count == 0 && difference->gone.count == 0 &&
	       !difference->has_other_anchors;
}

static void
difference_release(struct difference *difference)
{
	vec_free(&difference->missing);
	vec_free(&difference->gone);
	arena_release(&difference->arena);
}

static int
update_once(struct index *index, struct err *err)
{
	struct difference difference = {0};
	int result = compare(index, &difference, err);

	index->unreadable = 0;
	free(index->first);
	index->first = NULL;
	if (result == 0 && index->is_readonly && index_is_shared(index)) {
		/* It is not copied: it may be of any size. */
		if (difference.missing.count > 0)
			fputs("perfolio: the archive may only be read: runs of "
			      "this workspace are not in it\n",
			    stderr);
		difference_release(&difference);
		return 0;
	}
	if (result == 0 && index->is_readonly && !is_up_to_date(&difference)) {
		difference_release(&difference);
		return detach(index, err) < 0 ? -1 : update_once(index, err);
	}
	if (result == 0 &&
	    (remove_gone(index, &difference, err) < 0 ||
		add_missing(index, &difference, err) < 0 ||
		(difference.has_other_anchors && read_anchors(index, err) < 0)))
		result = -1;
	if (result < 0)
		archive_rollback(index->archive);
	difference_release(&difference);
	return result;
}

static int
open_stored(struct index *index, struct err *err)
{
	const char *where = index->where.text;
	enum archive_problem problem;
	struct err ignored;

	if (archive_open(&index->archive, where, false, &problem, err) == 0)
		return 0;
	if (problem == ARCHIVE_UNUSABLE && archive_reset(where, err) == 0 &&
	    archive_open(&index->archive, where, false, &problem, err) == 0)
		return 0;
	if (archive_open(&index->archive, where, true, &problem, &ignored) < 0)
		return -1;
	index->is_readonly = true;
	return 0;
}

/* A database that turns out to be damaged is made anew, once. */
static int
repair(struct index *index, struct err *err)
{
	archive_close(index->archive);
	index->archive = NULL;
	if (archive_reset(index->where.text, err) < 0 ||
	    open_stored(index, err) < 0)
		return -1;
	return update_once(index, err);
}

static int
update(struct index *index, struct err *err)
{
	struct err why = {0};
	int result = update_once(index, &why);

	if (result < 0 && index->archive != NULL &&
	    archive_is_damaged(index->archive) && !index->is_readonly)
		result = repair(index, &why);
	if (result == 0)
		return 0;
	if (index_is_shared(index)) {
		*err = why;
		return -1;
	}
	say("the archive is not kept: ", &why);
	if (index->archive != NULL && archive_is_damaged(index->archive)) {
		archive_close(index->archive);
		index->archive = NULL;
	}
	if (detach(index, err) < 0)
		return -1;
	return update_once(index, err);
}

static void
say_unreadable(const struct index *index)
{
	if (index->unreadable == 1)
		say("left out of the archive: ", index->first);
	else if (index->unreadable > 1)
		fprintf(stderr,
		    "perfolio: %zu run files cannot be read and are left out "
		    "of the archive; \"perfolio archive verify\" says why\n",
		    index->unreadable);
}

int
index_open(struct index *index, const struct workspace *workspace,
    const char *where, struct err *err)
{
	struct err why = {0};
	bool is_named;

	*index = (struct index){.workspace = workspace};
	index_where(workspace, where, &index->where, &is_named);
	if (index->where.length > 0 && open_stored(index, &why) < 0) {
		if (is_named) {
			*err = why;
			index_close(index);
			return -1;
		}
		/* A folder that may only be read is nothing to speak of. */
		if (file_exists(index->where.text))
			say("the archive is not used: ", &why);
	}
	if (index->archive == NULL && detach(index, err) < 0)
		return -1;
	if (workspace->path != NULL && update(index, err) < 0) {
		index_close(index);
		return -1;
	}
	say_unreadable(index);
	return 0;
}

void
index_close(struct index *index)
{
	archive_close(index->archive);
	buf_release(&index->where);
	free(index->first);
	*index = (struct index){0};
}

/* Is it one of the workspace's runs? */
static bool
is_of_workspace(const struct workspace *workspace, const char *path)
{
	struct buf expected = {0};
	struct arena arena = {0};
	char *real = realpath(path, NULL), *wanted;
	bool result;

	workspace_run_path(
	    workspace, archive_entry_id(path, &arena), &expected);
	wanted = realpath(expected.text, NULL);
	result = real != NULL && wanted != NULL && strcmp(real, wanted) == 0;
	free(real);
	free(wanted);
	arena_release(&arena);
	buf_release(&expected);
	return result;
}

int
index_add_run(const struct workspace *workspace, const char *where,
    const char *path, const struct series *series, struct err *err)
{
	struct index index = {.workspace = workspace};
	struct archive_entry entry = {0};
	struct err why = {0};
	bool is_named;
	int result = -1;

	if (workspace->path == NULL || !is_of_workspace(workspace, path))
		return 0;
	index_where(workspace, where, &index.where, &is_named);
	if (open_stored(&index, &why) == 0 &&
	    archive_entry_of(&entry, path, series, &why) == 0)
		result = archive_add(index.archive, &entry.run,
		    entry.values.items, entry.values.count, &why);
	if (result < 0)
		say("the run is not in the archive: ", &why);
	archive_entry_release(&entry);
	index_close(&index);
	return result == 0 || !is_named
		   ? 0
		   : err_set(
			 err, "%s is whole, and joins the archive later", path);
}

int
index_anchor_add(struct index *index, const struct archive_anchor *anchors,
    size_t count, struct err *err)
{
	struct buf path = {0};
	int result;

	anchors_path(index->workspace, &path);
	result = anchors_append(path.text, anchors, count, err);
	buf_release(&path);
	return result < 0 ? -1 : update(index, err);
}

int
index_anchor_clear(struct index *index, const char *suite, struct err *err)
{
	struct buf path = {0};
	int result;

	anchors_path(index->workspace, &path);
	result = anchors_forget(path.text, suite, err);
	if (result == 0 && index_is_shared(index))
		result = archive_anchor_clear(index->archive, suite, err);
	buf_release(&path);
	return result < 0 ? -1 : update(index, err);
}
