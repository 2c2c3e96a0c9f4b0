#include "cli/imported.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/num.h"
#include "base/text.h"
#include "collector/import_run.h"

enum { LEFT_BEHIND_S = 3600 };

static struct imported *
of_target(struct import_target *target)
{
	return (struct imported *)target;
}

/* Counts what went into the file. */
static int
count(struct sink *sink, const struct record *record, struct err *err)
{
	struct imported *imported =
	    (struct imported *)((char *)sink -
				offsetof(struct imported, counter));
	size_t i;

	(void)err;
	if (record->type == RECORD_SAMPLES)
		for (i = 0; i < record->u.samples->metric_count; i++)
			imported->samples +=
			    record->u.samples->metrics[i].count;
	return 0;
}

static bool
is_special(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && !S_ISREG(status.st_mode) &&
	       !S_ISDIR(status.st_mode);
}

/* What was written of them is taken back. */
static int
more_than_one(struct imported *imported, struct err *err)
{
	if (!imported->is_direct)
		remove(imported->file);
	return err_set(err,
	    "%s: takes one run, and there are more; name a folder: "
	    "--output %s.runs/",
	    imported->file, imported->file);
}

/* Sets where the run of that id goes; 1: it is there already. */
static int
find_place(struct imported *imported, const char *id, struct err *err)
{
	buf_reset(&imported->path);
	buf_reset(&imported->temporary);
	if (!import_run_is_id(id))
		return err_set(err,
		    "the run id \"%.80s\" cannot be the name of a file", id);
	if (imported->folder != NULL) {
		buf_addf(&imported->path, "%s/%s.jsonl", imported->folder, id);
		if (file_exists(imported->path.text))
			return 1;
	} else {
		if (imported->added > 0)
			return more_than_one(imported, err);
		buf_add_string(&imported->path, imported->file);
		imported->is_direct = is_special(imported->file);
		if (!imported->is_direct && file_exists(imported->file))
			return err_set(err,
			    "%s: is there already; a run file is never "
			    "overwritten",
			    imported->file);
	}
	if (imported->is_direct)
		buf_add_string(&imported->temporary, imported->file);
	else
		buf_addf(&imported->temporary, "%s.tmp-%ld",
		    imported->path.text, (long)getpid());
	return 0;
}

static void
drop(struct import_target *target)
{
	struct imported *imported = of_target(target);

	run_tally_release(&imported->again);
	if (!imported->is_open)
		return;
	runfile_close(&imported->runfile);
	imported->is_open = false;
	if (!imported->is_direct)
		remove(imported->temporary.text);
}

static int
begin(struct import_target *target, const struct record_run *run,
    struct sink **sink, struct err *err)
{
	struct imported *imported = of_target(target);
	int found = find_place(imported, run->id, err);

	if (found < 0)
		return -1;
	if (found > 0) {
		run_tally_init(&imported->again);
		*sink = &imported->again.sink;
		return 0;
	}
	if (runfile_create(&imported->runfile, imported->temporary.text, err) <
	    0)
		return -1;
	imported->is_open = true;
	imported->runfile.next = &imported->counter;
	if (sink_put_run(&imported->runfile.sink, run, err) < 0) {
		target->drop(target);
		return -1;
	}
	buf_reset(&imported->started);
	buf_add_string(&imported->started, run->started);
	*sink = &imported->runfile.sink;
	return 0;
}

/* Gives the file its name, and never takes it from another. 1: it is taken. */
static int
settle(struct imported *imported, struct err *err)
{
	const char *from = imported->temporary.text;
	const char *to = imported->path.text;
	int status = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

	/* Not every file system can do that. */
	if (status < 0 && (errno == EINVAL || errno == ENOSYS))
		status =
		    file_exists(to) ? (errno = EEXIST, -1) : rename(from, to);
	if (status == 0)
		return 0;
	if (errno != EEXIST) {
		err_set(err, "%s: %s", to, strerror(errno));
		remove(from);
		return -1;
	}
	remove(from);
	return 1;
}

static void
add_path(struct imported *imported)
{
	vec_push(&imported->paths, xstrdup(imported->path.text));
	imported->added++;
}

/*
 * The last line. It ended when it began, as far as anybody knows; and the same
 * input makes the same bytes whenever it is imported.
 */
static int
put_end(struct imported *imported, struct err *err)
{
	struct runfile *file = &imported->runfile;
	const struct record_end end = {
	    buf_text(&imported->started), file->lines + 1};
	const struct record record = {RECORD_END, {.end = &end}};

	if (file->sink.put(&file->sink, &record, err) < 0)
		return -1;
	return runfile_sync(file, err);
}

/* Of the run that is there already. 1: it has other results. */
static int
compare_again(struct imported *imported, struct err *err)
{
	const char *path = imported->path.text, *first;
	struct run_tally stored;
	size_t others;
	int result = 1;

	run_tally_init(&stored);
	if (runfile_read(path, &stored.sink, NULL, err) == 0) {
		others = run_tally_compare(&imported->again, &stored, &first);
		result = others > 0;
		if (others > 0)
			err_set(err,
			    "%s is of an earlier import, and %zu result%s "
			    "here %s not in it, or another (the first: "
			    "%.80s); delete it and import again",
			    path, others, others == 1 ? "" : "s",
			    others == 1 ? "is" : "are", first);
	}
	imported->known += result == 0;
	run_tally_release(&stored);
	run_tally_release(&imported->again);
	return result;
}

static int
finish(struct import_target *target, struct err *err)
{
	struct imported *imported = of_target(target);
	int taken = 0;

	if (!imported->is_open)
		return compare_again(imported, err);
	if (put_end(imported, err) < 0) {
		drop(target);
		return -1;
	}
	runfile_close(&imported->runfile);
	imported->is_open = false;
	if (!imported->is_direct)
		taken = settle(imported, err);
	if (taken < 0)
		return -1;
	/* Somebody else imported the same while we did. */
	if (taken > 0)
		imported->known++;
	else
		add_path(imported);
	return 0;
}

static void
fault(struct import_target *target, const struct err *what)
{
	struct imported *imported = of_target(target);
	struct buf text = {0};

	if (imported->faults++ == 0)
		imported->fault = *what;
	if (imported->faults > IMPORTED_FAULTS_SHOWN)
		return;
	text_printable(&text, what->text, 0);
	fprintf(stderr, "perfolio: warning: %s\n", buf_text(&text));
	buf_release(&text);
}

/* 1: same bytes, 0: others, -1: cannot be read. */
static int
is_same(const char *one, const char *two, struct err *err)
{
	struct buf a = {0}, b = {0};
	int result = -1;

	if (file_read(one, &a, err) == 0 && file_read(two, &b, err) == 0)
		result = a.length == b.length &&
			 memcmp(buf_text(&a), buf_text(&b), a.length) == 0;
	buf_release(&a);
	buf_release(&b);
	return result;
}

/* Is a perfolio writing it at this moment? */
static bool
is_growing(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool result;

	if (fd < 0)
		return false;
	result = flock(fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
	close(fd);
	return result;
}

static int
copy_bytes(const char *from, const char *to, struct err *err)
{
	struct buf text = {0};
	int result = -1;

	if (file_read(from, &text, err) == 0)
		result = file_write(to, buf_text(&text), text.length, err);
	buf_release(&text);
	return result;
}

static int
copy(struct import_target *target, const char *id, const char *path,
    struct err *err)
{
	struct imported *imported = of_target(target);
	struct err what = {{0}};
	int found = find_place(imported, id, err);

	if (found < 0)
		return -1;
	if (is_growing(path)) {
		err_set(&what,
		    "%s: is being written; import it when it is done", path);
		fault(target, &what);
		return 0;
	}
	if (found > 0) {
		found = is_same(path, imported->path.text, &what);
		if (found == 0)
			err_set(&what,
			    "%s: is another run than %s, which has the same "
			    "id; a run is never overwritten: look which of "
			    "the two is right",
			    path, imported->path.text);
		if (found == 1)
			imported->known++;
		else
			fault(target, &what);
		return 0;
	}
	if (copy_bytes(path, imported->temporary.text, err) < 0)
		return -1;
	found = imported->is_direct ? 0 : settle(imported, err);
	if (found == 0)
		add_path(imported);
	imported->known += found > 0;
	return found < 0 ? -1 : 0;
}

void
imported_init(struct imported *imported, const char *folder, const char *file)
{
	*imported = (struct imported){.target = {.begin = begin,
					  .finish = finish,
					  .drop = drop,
					  .copy = copy,
					  .fault = fault},
	    .folder = folder,
	    .file = file,
	    .counter.put = count};
}

/* "ID.jsonl.tmp-123": of the process 123, which is no more? */
static bool
is_left_behind(int folder, const char *name)
{
	static const char mark[] = ".jsonl.tmp-";
	const char *at = strstr(name, mark);
	struct stat status;
	uint64_t process;

	return at != NULL && num_parse_u64(at + sizeof mark - 1, &process) &&
	       process > 0 && process <= INT_MAX &&
	       kill((pid_t)process, 0) < 0 && errno == ESRCH &&
	       fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(status.st_mode) &&
	       status.st_mtime < time(NULL) - LEFT_BEHIND_S;
}

void
imported_sweep(const char *folder)
{
	DIR *files = opendir(folder);
	struct dirent *entry;

	while (files != NULL && (entry = readdir(files)) != NULL)
		if (is_left_behind(dirfd(files), entry->d_name))
			unlinkat(dirfd(files), entry->d_name, 0);
	if (files != NULL)
		closedir(files);
}

void
imported_release(struct imported *imported)
{
	size_t i;

	drop(&imported->target);
	for (i = 0; i < imported->paths.count; i++)
		free(imported->paths.items[i]);
	vec_free(&imported->paths);
	buf_release(&imported->path);
	buf_release(&imported->temporary);
	buf_release(&imported->started);
}
