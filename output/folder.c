#include "output/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"

#define LIST_NAME ".perfolio-files"
#define FOLDER_BELOW "bench"

enum { STREAM_BYTES = 65536 };

struct folder_entry {
	char *name;
	char *text; /* of a file in memory, else NULL */
	size_t length;
};

struct folder {
	char *path; /* NULL: in memory */
	VEC(struct folder_entry) entries;
	struct map names;    /* of the entries -> index */
	VEC(char *) ours;    /* the names on the list as it was found */
	struct map index;    /* name -> index in ours */
	FILE *stream;        /* of the last entry, NULL when it has ended */
	bool is_made;        /* it was not there */
	bool has_made_below; /* nor the folder FOLDER_BELOW */
	bool is_committed;
	bool has_failed;
	struct err failure;
};

static char *
place(const struct folder *folder, const char *name)
{
	struct buf path = {0};

	buf_addf(&path, "%s/%s", folder->path, name);
	return buf_detach(&path);
}

/* Of "bench/" in "bench/x.html"; 0 without a folder. */
static size_t
folder_length(const char *name)
{
	const char *slash = strchr(name, '/');

	return slash == NULL ? 0 : (size_t)(slash + 1 - name);
}

static char *
temporary_place(const struct folder *folder, const char *name)
{
	const char *file = name + folder_length(name);
	struct buf path = {0};

	buf_addf(&path, "%s/%.*s.%s.tmp-%ld", folder->path, (int)(file - name),
	    name, file, (long)getpid());
	return buf_detach(&path);
}

/*
 * "index.html" or "bench/x.html". The list comes with the folder from
 * anywhere: it may not point outside.
 */
static bool
is_plain_name(const char *name)
{
	const char *file = name;

	if (text_starts_with(name, FOLDER_BELOW "/"))
		file += strlen(FOLDER_BELOW "/");
	return file[0] != '\0' && file[0] != '.' && strchr(file, '/') == NULL;
}

/* A link in its place could lead anywhere. */
static bool
is_folder(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int
list_read(struct folder *folder, struct err *err)
{
	struct buf text = {0};
	char *path = place(folder, LIST_NAME), *name, *end;
	int result = 0;

	if (!file_exists(path))
		goto out;
	result = file_read(path, &text, err);
	name = text.text;
	while (
	    result == 0 && name != NULL && (end = strchr(name, '\n')) != NULL) {
		*end = '\0';
		if (is_plain_name(name) &&
		    map_put(&folder->index, name, folder->ours.count))
			vec_push(&folder->ours, xstrdup(name));
		name = end + 1;
	}
out:
	buf_release(&text);
	free(path);
	return result;
}

/* With the old names while both old and new files may be there. */
static int
list_write(const struct folder *folder, bool with_old, struct err *err)
{
	struct buf text = {0};
	char *path = place(folder, LIST_NAME);
	size_t i;
	int result;

	for (i = 0; i < folder->entries.count; i++)
		buf_addf(&text, "%s\n", folder->entries.items[i].name);
	for (i = 0; with_old && i < folder->ours.count; i++)
		buf_addf(&text, "%s\n", folder->ours.items[i]);
	result = file_write(path, buf_text(&text), text.length, err);
	buf_release(&text);
	free(path);
	return result;
}

static const struct folder_entry *
entry_find(const struct folder *folder, const char *name)
{
	size_t at;

	return map_get(&folder->names, name, &at) ? &folder->entries.items[at]
						  : NULL;
}

/* Makes the folder of a name if it is not there. */
static int
below_make(struct folder *folder, const char *name, struct err *err)
{
	char *path;
	int result = 0;

	if (folder_length(name) == 0 || folder->path == NULL)
		return 0;
	path = place(folder, FOLDER_BELOW);
	if (mkdir(path, 0777) == 0)
		folder->has_made_below = true;
	else if (errno != EEXIST)
		result = err_set(err, "%s: %s", path, strerror(errno));
	else if (!is_folder(path))
		result = err_set(err,
		    "%s: is there and is no folder; move it away or choose "
		    "another folder",
		    path);
	free(path);
	return result;
}

struct folder *
folder_open(const char *path, struct err *err)
{
	struct folder *folder;
	bool is_there = file_exists(path);

	if (file_make_directory(path, err) < 0)
		return NULL;
	folder = xcalloc(1, sizeof *folder);
	folder->path = xstrdup(path);
	folder->is_made = !is_there;
	if (list_read(folder, err) < 0) {
		folder_close(folder);
		return NULL;
	}
	return folder;
}

struct folder *
folder_open_memory(void)
{
	return xcalloc(1, sizeof(struct folder));
}

static FILE *
stream_open(struct folder *folder, struct folder_entry *entry, struct err *err)
{
	char *path;
	int fd;
	FILE *stream;

	if (folder->path == NULL)
		return open_memstream(&entry->text, &entry->length);
	path = temporary_place(folder, entry->name);
	/* A link may have been put there to be written through. */
	fd = open(
	    path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		err_set(err, "%s/%s: %s", folder->path, entry->name,
		    strerror(errno));
	free(path);
	if (fd < 0)
		return NULL;
	stream = fdopen(fd, "w");
	if (stream == NULL) {
		err_set(err, "%s/%s: %s", folder->path, entry->name,
		    strerror(errno));
		close(fd);
		return NULL;
	}
	setvbuf(stream, NULL, _IOFBF, STREAM_BYTES);
	return stream;
}

/* Ends the last file: all of it is on the disk, or the folder has failed. */
static void
stream_end(struct folder *folder)
{
	const struct folder_entry *entry;
	bool is_whole;
	int cause = 0;

	if (folder->stream == NULL)
		return;
	entry = &folder->entries.items[folder->entries.count - 1];
	errno = 0;
	is_whole = fflush(folder->stream) == 0 && !ferror(folder->stream);
	if (is_whole && folder->path != NULL)
		is_whole = fsync(fileno(folder->stream)) == 0;
	cause = errno;
	/* The stream forgot why an earlier write failed: ask once more. */
	if (!is_whole && cause == 0 && write(fileno(folder->stream), "", 1) < 0)
		cause = errno;
	if (fclose(folder->stream) != 0 && is_whole) {
		is_whole = false;
		cause = errno;
	}
	folder->stream = NULL;
	if (is_whole || folder->has_failed)
		return;
	folder->has_failed = true;
	err_set(&folder->failure, "%s/%s: cannot write: %s",
	    folder->path == NULL ? "memory" : folder->path, entry->name,
	    cause == 0 ? "an earlier write failed; is the disk full?"
		       : strerror(cause));
}

FILE *
folder_file(struct folder *folder, const char *name, struct err *err)
{
	struct folder_entry *entry;

	stream_end(folder);
	if (folder->has_failed) {
		*err = folder->failure;
		return NULL;
	}
	if (!is_plain_name(name) || entry_find(folder, name) != NULL) {
		err_set(err, "%s: not a name for a new file", name);
		return NULL;
	}
	if (below_make(folder, name, err) < 0) {
		folder->has_failed = true;
		folder->failure = *err;
		return NULL;
	}
	map_put(&folder->names, name, folder->entries.count);
	entry = vec_add(&folder->entries);
	entry->name = xstrdup(name);
	/* open_memstream keeps pointers into the entry until it is closed. */
	folder->stream = stream_open(folder, entry, err);
	if (folder->stream == NULL) {
		folder->has_failed = true;
		folder->failure = *err;
	}
	return folder->stream;
}

/* Nothing may stop us half way: look at every place before the first swap. */
static int
places_check(const struct folder *folder, struct err *err)
{
	const char *name;
	struct stat status;
	size_t i, at;
	char *path;
	int found;

	for (i = 0; i < folder->entries.count; i++) {
		name = folder->entries.items[i].name;
		path = place(folder, name);
		found = lstat(path, &status) == 0;
		free(path);
		if (!found)
			continue;
		if (!map_get(&folder->index, name, &at))
			return err_set(err,
			    "%s/%s: is there and was not written by perfolio; "
			    "move it away or choose another folder",
			    folder->path, name);
		if (S_ISDIR(status.st_mode))
			return err_set(err, "%s/%s: is a folder; remove it",
			    folder->path, name);
	}
	return 0;
}

static int
swap_in(const struct folder *folder, struct err *err)
{
	const char *name;
	char *from, *to;
	size_t i;
	int result = 0;

	for (i = 0; result == 0 && i < folder->entries.count; i++) {
		name = folder->entries.items[i].name;
		from = temporary_place(folder, name);
		to = place(folder, name);
		if (rename(from, to) < 0)
			result = err_set(err, "%s: %s", to, strerror(errno));
		free(from);
		free(to);
	}
	return result;
}

static void
remove_stale(const struct folder *folder)
{
	char *path, *below = place(folder, FOLDER_BELOW);
	bool had_below = false;
	const char *name;
	size_t i;

	for (i = 0; i < folder->ours.count; i++) {
		name = folder->ours.items[i];
		had_below |= folder_length(name) > 0;
		if (entry_find(folder, name) != NULL ||
		    (folder_length(name) > 0 && !is_folder(below)))
			continue;
		path = place(folder, name);
		unlink(path);
		free(path);
	}
	/* Goes with the last of our files, and stays for anybody else's. */
	if (had_below)
		rmdir(below);
	free(below);
}

static void
remove_temporary(const struct folder *folder)
{
	size_t i;
	char *path;

	for (i = 0; folder->path != NULL && i < folder->entries.count; i++) {
		path = temporary_place(folder, folder->entries.items[i].name);
		unlink(path);
		free(path);
	}
	if (!folder->has_made_below)
		return;
	path = place(folder, FOLDER_BELOW);
	rmdir(path);
	free(path);
}

static void
sync_directory(const struct folder *folder, const char *name)
{
	char *path = place(folder, name);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(path);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static int
commit_disk(struct folder *folder, struct err *err)
{
	if (places_check(folder, err) < 0 ||
	    list_write(folder, true, err) < 0 || swap_in(folder, err) < 0)
		return -1;
	remove_stale(folder);
	sync_directory(folder, FOLDER_BELOW);
	sync_directory(folder, ".");
	return list_write(folder, false, err);
}

int
folder_commit(struct folder *folder, struct err *err)
{
	stream_end(folder);
	if (folder->has_failed) {
		*err = folder->failure;
		remove_temporary(folder);
		return -1;
	}
	if (folder->path != NULL && commit_disk(folder, err) < 0) {
		folder->has_failed = true;
		folder->failure = *err;
		remove_temporary(folder);
		return -1;
	}
	folder->is_committed = true;
	return 0;
}

const char *
folder_text(const struct folder *folder, const char *name, size_t *length)
{
	const struct folder_entry *entry = entry_find(folder, name);

	if (entry == NULL || !folder->is_committed)
		return NULL;
	if (length != NULL)
		*length = entry->length;
	return entry->text;
}

void
folder_close(struct folder *folder)
{
	size_t i;

	if (folder == NULL)
		return;
	stream_end(folder);
	if (!folder->is_committed)
		remove_temporary(folder);
	/* In vain where something is in it by now. */
	if (!folder->is_committed && folder->is_made)
		rmdir(folder->path);
	for (i = 0; i < folder->entries.count; i++) {
		free(folder->entries.items[i].name);
		free(folder->entries.items[i].text);
	}
	for (i = 0; i < folder->ours.count; i++)
		free(folder->ours.items[i]);
	vec_free(&folder->entries);
	vec_free(&folder->ours);
	map_release(&folder->names);
	map_release(&folder->index);
	free(folder->path);
	free(folder);
}
