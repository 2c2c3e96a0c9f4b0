#include "cli/archive_command.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/opt.h"
#include "base/text.h"
#include "cli/anchors.h"
#include "cli/archive_entry.h"
#include "cli/command.h"
#include "cli/index.h"

struct take_options {
	bool is_help;
	const char *archive;
};

#define AT(field) offsetof(struct take_options, field)

static const struct opt table[] = {
    ARCHIVE_OPTION(AT(archive)),
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

/* Runs that are named one by one when they were added. */
enum { ADDED_SHOWN = 10 };

/* The id becomes the name of a file. */
static int
check_id(const char *path, const char *id, struct err *err)
{
	const unsigned char *at = (const unsigned char *)id;

	while (*at > 0x20 && *at != '/' && *at != 0x7F)
		at++;
	if (*at == '\0' && id[0] != '\0' && id[0] != '.' && id[0] != '@' &&
	    id[0] != '-' && strlen(id) <= 200)
		return 0;
	return err_set(err,
	    "%s: its id \"%.80s\" cannot be the name of a file; correct it in "
	    "the first line",
	    path, id);
}

/* Where would it stand among the others? */
static int
check_start(const char *path, const struct archive_run *run, struct err *err)
{
	if (run->started[0] != '\0')
		return 0;
	return err_set(err,
	    "%s:1: \"started\" is missing; write when the run began, as "
	    "\"2026-11-20T18:12:03.412Z\"",
	    path);
}

/* Streams a file into another one and makes that durable. */
static int
copy_bytes(int from, int to)
{
	char bytes[65536];
	struct err ignored;
	ssize_t count;

	while ((count = read(from, bytes, sizeof bytes)) != 0) {
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0 ||
		    file_write_all(to, bytes, (size_t)count, &ignored) < 0)
			return -1;
	}
	return fsync(to);
}

static void
sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

/* A file without a name where that can be: a kill leaves nothing of it. */
static int
open_temporary(const char *folder, struct buf *name)
{
	int fd = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);

	if (fd >= 0) {
		buf_addf(name, "/proc/self/fd/%d", fd);
		return fd;
	}
	buf_addf(name, "%s/.add-%ld", folder, (long)getpid());
	unlink(name->text);
	return open(name->text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

/* Whole or absent, and never over another one. */
static int
copy_file(const struct workspace *workspace, const char *path,
    const char *target, struct err *err)
{
	struct buf folder = {0}, temporary = {0};
	int from = open(path, O_RDONLY | O_CLOEXEC), to = -1, result = -1;

	buf_addf(&folder, "%s/runs", workspace->path);
	if (file_make_directory(folder.text, err) < 0)
		goto out;
	to = open_temporary(folder.text, &temporary);
	if (from < 0 || to < 0 || copy_bytes(from, to) < 0 ||
	    linkat(AT_FDCWD, temporary.text, AT_FDCWD, target,
		AT_SYMLINK_FOLLOW) < 0) {
		err_set(err, "%s: cannot copy it to %s: %s", path, target,
		    strerror(errno));
		goto out;
	}
	sync_folder(folder.text);
	result = 0;
out:
	if (to >= 0)
		close(to);
	if (to >= 0 && text_starts_with(temporary.text, folder.text))
		unlink(temporary.text);
	if (from >= 0)
		close(from);
	buf_release(&folder);
	buf_release(&temporary);
	return result;
}

/* 1: both hold the same, 0: not. */
static int
is_same_file(const char *a, const char *b, struct err *err)
{
	char x[DIGEST_TEXT_BYTES], y[DIGEST_TEXT_BYTES];

	if (digest_file(a, x, err) < 0 || digest_file(b, y, err) < 0)
		return -1;
	return strcmp(x, y) == 0;
}

static int
take_checked(const struct workspace *workspace, const char *path,
    const char *id, struct err *err)
{
	struct buf target = {0};
	int result = -1, same;

	workspace_run_path(workspace, id, &target);
	if (!file_exists(target.text)) {
		result = copy_file(workspace, path, target.text, err);
		/* Another process may have taken it at the same time. */
		if (result == 0 || !file_exists(target.text)) {
			buf_release(&target);
			return result == 0 ? 1 : -1;
		}
	}
	same = is_same_file(path, target.text, err);
	if (same == 0)
		err_set(err,
		    "%s: %s is there already and holds something else; it "
		    "stays as it is",
		    path, target.text);
	result = same == 1 ? 0 : -1;
	buf_release(&target);
	return result;
}

int
archive_take_file(const struct workspace *workspace, const char *path,
    struct buf *id, struct err *err)
{
	struct archive_entry entry = {0};
	int result = -1;

	buf_reset(id);
	if (index_is_being_written(path)) {
		err_set(
		    err, "%s: is being written; add it when it is done", path);
	} else if (archive_entry_read(&entry, path, err) == 0 &&
		   check_id(path, entry.written_id, err) == 0 &&
		   check_start(path, &entry.run, err) == 0) {
		buf_add_string(id, entry.written_id);
		result = take_checked(workspace, path, entry.written_id, err);
	}
	archive_entry_release(&entry);
	return result;
}

/* What was taken, and how many files could not be. */
struct taken {
	struct workspace workspace;
	struct arena arena;
	VEC(const char *) ids;
	size_t known, failed;
};

static void
say(const struct err *err)
{
	struct buf text = {0};

	text_printable(&text, err->text, 0);
	fprintf(stderr, "perfolio: %s\n", text.text);
	buf_release(&text);
}

static void
take(struct taken *taken, const char *path)
{
	struct buf id = {0};
	struct err err = {0};
	const char *copy;
	int result = archive_take_file(&taken->workspace, path, &id, &err);

	if (result < 0) {
		say(&err);
		taken->failed++;
	} else if (result == 0) {
		taken->known++;
	} else {
		copy = arena_strdup(&taken->arena, id.text);
		vec_push(&taken->ids, copy);
	}
	buf_release(&id);
}

static int
is_run_file(const struct dirent *entry)
{
	return entry->d_name[0] != '.' &&
	       text_ends_with(entry->d_name, ".jsonl");
}

/* The run files of a folder, by name; false where there is no such folder. */
static bool
take_folder(struct taken *taken, const char *folder)
{
	struct dirent **entries;
	struct buf path = {0};
	int count = scandir(folder, &entries, is_run_file, alphasort), i;

	if (count < 0)
		return false;
	for (i = 0; i < count; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s/%s", folder, entries[i]->d_name);
		take(taken, path.text);
		free(entries[i]);
	}
	free(entries);
	buf_release(&path);
	return true;
}

/* Brings the archive up to date and says what is there now. */
static int
finish(struct taken *taken, const char *where, struct err *err)
{
	struct index index = {0};
	int result = index_open(&index, &taken->workspace, where, err);
	size_t count = taken->ids.count, i;

	index_close(&index);
	/* Where the archive that was named cannot be used, none was. */
	for (i = 0; i < count && count <= ADDED_SHOWN && result == 0; i++)
		printf("added %s\n", taken->ids.items[i]);
	if (count > ADDED_SHOWN && result == 0)
		printf("added %zu runs\n", count);
	if (taken->known > 0)
		printf("%zu run%s there already\n", taken->known,
		    taken->known == 1 ? " was" : "s were");
	if (result < 0 && count > 0) {
		say(err);
		err_set(err,
		    "%zu run%s whole in %s/runs, and %s the archive later",
		    count, count == 1 ? " is" : "s are", taken->workspace.path,
		    count == 1 ? "joins" : "join");
	}
	if (result < 0)
		return EXIT_STATUS_FAILED;
	if (taken->failed == 0)
		return EXIT_STATUS_OK;
	err_set(err,
	    "%zu of the files and folders could not be added: see above",
	    taken->failed);
	return EXIT_STATUS_FAILED;
}

static void
taken_release(struct taken *taken)
{
	vec_free(&taken->ids);
	arena_release(&taken->arena);
	workspace_release(&taken->workspace);
}

static const struct baseline *
find_name(const struct baselines *baselines, const char *name)
{
	size_t i;

	for (i = 0; i < baselines->items.count; i++)
		if (strcmp(baselines->items.items[i].name, name) == 0)
			return &baselines->items.items[i];
	return NULL;
}

/* Here, or in the archive that is shared. */
static bool
has_run(const struct workspace *workspace, const char *id)
{
	struct buf path = {0}, found = {0};
	struct err ignored;
	bool result;

	workspace_run_path(workspace, id, &path);
	result = file_exists(path.text) ||
		 (archive_resolve(workspace, id, &found, &ignored) == 0 &&
		     strcmp(found.text, id) == 0);
	buf_release(&path);
	buf_release(&found);
	return result;
}

static void
merge_baseline(struct taken *taken, const struct baselines *ours,
    const struct baseline *baseline, const char *where)
{
	const struct baseline *own = find_name(ours, baseline->name);
	struct err err = {0};

	if (own != NULL && strcmp(own->id, baseline->id) == 0)
		return;
	if (own != NULL) {
		err_set(&err, "the baseline %s stays %s; it is %s in %s",
		    baseline->name, own->id, baseline->id, where);
		say(&err);
	} else if (!has_run(&taken->workspace, baseline->id)) {
		err_set(&err,
		    "the baseline %s is left out: its run %s is not here, and "
		    "not in %s",
		    baseline->name, baseline->id, where);
		say(&err);
	} else if (workspace_save_baseline(&taken->workspace, baseline->name,
		       baseline->id, &err) < 0) {
		say(&err);
		taken->failed++;
	} else {
		printf("baseline %s is %s\n", baseline->name, baseline->id);
	}
}

/* Names that are not taken here; a name that is stays what it is. */
static void
merge_baselines(struct taken *taken, const struct workspace *other)
{
	struct baselines ours, theirs;
	size_t i;

	baselines_read(&ours, &taken->workspace);
	baselines_read(&theirs, other);
	for (i = 0; i < theirs.items.count; i++)
		merge_baseline(
		    taken, &ours, &theirs.items.items[i], other->path);
	baselines_release(&ours);
	baselines_release(&theirs);
}

static void
merge_anchors(struct taken *taken, const struct workspace *other)
{
	struct buf from = {0}, to = {0};
	struct anchors anchors;
	struct err err = {0};

	anchors_path(other, &from);
	anchors_path(&taken->workspace, &to);
	if (anchors_read(&anchors, from.text, &err) < 0 ||
	    (anchors.items.count > 0 &&
		anchors_append(to.text, anchors.items.items,
		    anchors.items.count, &err) < 0)) {
		say(&err);
		taken->failed++;
	}
	anchors_release(&anchors);
	buf_release(&from);
	buf_release(&to);
}

/* folder is a .perfolio folder, or one that holds it. */
static void
merge(struct taken *taken, const char *folder)
{
	struct workspace other = {.lock = -1};
	struct buf path = {0}, runs = {0};
	struct err err;

	buf_addf(&path, "%s/.perfolio", folder);
	if (!file_is_directory(path.text)) {
		buf_reset(&path);
		buf_add_string(&path, folder);
	}
	other.path = path.text;
	buf_addf(&runs, "%s/runs", path.text);
	if (take_folder(taken, runs.text)) {
		merge_baselines(taken, &other);
		merge_anchors(taken, &other);
	} else {
		err_set(&err,
		    "%s: is no workspace: there is no .perfolio/runs in it",
		    folder);
		say(&err);
		taken->failed++;
	}
	buf_release(&path);
	buf_release(&runs);
}

/* A file, or a folder of them. */
static void
add(struct taken *taken, const char *name)
{
	if (!file_is_directory(name) || !take_folder(taken, name))
		take(taken, name);
}

/* one takes what a word names; that it cannot, it says and counts itself. */
static int
take_all(int argc, char **argv, const char *usage,
    void (*one)(struct taken *taken, const char *word), struct err *err)
{
	struct take_options options = {0};
	struct taken taken = {0};
	int status = EXIT_STATUS_FAILED, i;

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts(usage);
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc < 2) {
		err_set(err, "archive %s needs a name: what is to be added?",
		    argv[0]);
		return EXIT_STATUS_USAGE;
	}
	workspace_find(&taken.workspace);
	taken.workspace.archive = options.archive;
	if (workspace_make(&taken.workspace, err) == 0) {
		for (i = 1; i < argc; i++)
			one(&taken, argv[i]);
		status = finish(&taken, options.archive, err);
	}
	taken_release(&taken);
	return status;
}

int
archive_take(int argc, char **argv, struct err *err)
{
	return take_all(argc, argv,
	    "usage: perfolio archive add FILE|DIR… [OPTION…]\n\n"
	    "Copies run files into .perfolio/runs, of a folder all *.jsonl.\n",
	    add, err);
}

int
archive_merge(int argc, char **argv, struct err *err)
{
	return take_all(argc, argv,
	    "usage: perfolio archive merge DIR… [OPTION…]\n\n"
	    "Takes the runs, baselines and anchors of other workspaces. What "
	    "is here stays as\nit is.\n",
	    merge, err);
}
