#include "cli/fetched.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

/* A run file only grows, when the run is resumed. */
static bool
is_current(const char *path, const struct archive_run *run)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
	       (uint64_t)status.st_size == run->bytes;
}

/* Whole or absent; the name it has meanwhile is nobody else's. */
static int
fetch(struct index *index, const struct archive_run *run, const char *path,
    struct err *err)
{
	struct buf temporary = {0};
	int fd, found = -1;

	buf_addf(&temporary, "%s.XXXXXX", path);
	fd = mkostemp(temporary.text, O_CLOEXEC);
	if (fd < 0) {
		err_set(err, "%s: %s", path, strerror(errno));
	} else {
		found = archive_fetch(index->archive, run->id, fd, err);
		if (found == 1 &&
		    (fchmod(fd, 0644) < 0 || rename(temporary.text, path) < 0))
			found = err_set(err, "%s: %s", path, strerror(errno));
		if (found != 1)
			unlink(temporary.text);
		close(fd);
	}
	buf_release(&temporary);
	return found;
}

int
fetched_path(struct index *index, const struct archive_run *run,
    struct buf *path, struct err *err)
{
	const char *folder = index->workspace->path;
	struct buf copy = {0};
	int found = 0;

	workspace_run_path(index->workspace, run->id, path);
	if (file_exists(path->text))
		return 1;
	if (!archive_is_shared(index->archive))
		return 0;
	buf_addf(&copy, "%s/fetched", folder);
	if (file_make_directory(copy.text, err) < 0) {
		found = -1;
	} else {
		buf_addf(&copy, "/%s.jsonl", run->id);
		found = is_current(copy.text, run)
			    ? 1
			    : fetch(index, run, copy.text, err);
	}
	if (found == 1) {
		buf_reset(path);
		buf_add_string(path, copy.text);
	}
	buf_release(&copy);
	return found;
}

bool
fetched_is_copy(const struct workspace *workspace, const char *path)
{
	size_t length = strlen(workspace->path);

	return strncmp(path, workspace->path, length) == 0 &&
	       text_starts_with(path + length, "/fetched/");
}
