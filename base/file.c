#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/xalloc.h"

static int
read_all(int fd, struct buf *out)
{
	ssize_t count;

	for (;;) {
		buf_reserve(out, 65536);
		count = read(fd, out->text + out->length, 65536);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return (int)count;
		out->length += (size_t)count;
		out->text[out->length] = '\0';
	}
}

int
file_read(const char *path, struct buf *out, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int result;

	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	result = read_all(fd, out);
	if (result < 0) {
		if (errno == EISDIR)
			err_set(err, "%s: is a directory; name a file", path);
		else
			err_set(err, "%s: %s", path, strerror(errno));
	}
	if (!is_stdin)
		close(fd);
	return result;
}

int
file_write_all(int fd, const char *bytes, size_t count, struct err *err)
{
	ssize_t written;

	while (count > 0) {
		written = write(fd, bytes, count);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return err_set(
			    err, "cannot write: %s", strerror(errno));
		bytes += written;
		count -= (size_t)written;
	}
	return 0;
}

static int
write_in_place(
    const char *path, const char *bytes, size_t count, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int result;

	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	result = file_write_all(fd, bytes, count, err);
	if (result < 0)
		err_add(err, "%s", path);
	close(fd);
	return result;
}

int
file_write(const char *path, const char *bytes, size_t count, struct err *err)
{
	struct buf temporary = {0};
	struct stat status;
	int fd, result = -1;

	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode) &&
	    !S_ISDIR(status.st_mode))
		return write_in_place(path, bytes, count, err);
	buf_addf(&temporary, "%s.tmp-%ld", path, (long)getpid());
	fd = open(
	    temporary.text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0) {
		err_set(err, "%s: %s", path, strerror(errno));
		goto out;
	}
	if (file_write_all(fd, bytes, count, err) < 0) {
		err_add(err, "%s", path);
	} else if (fsync(fd) < 0) {
		err_set(err, "%s: cannot write: %s", path, strerror(errno));
	} else if (rename(temporary.text, path) < 0) {
		err_set(err, "%s: %s", path, strerror(errno));
	} else {
		result = 0;
	}
	if (result < 0)
		unlink(temporary.text);
	close(fd);
out:
	buf_release(&temporary);
	return result;
}

int
file_make_directory(const char *path, struct err *err)
{
	char *copy = xstrdup(path), *slash = copy;
	int result = 0;

	while (result == 0 && slash != NULL) {
		slash = strchr(slash + 1, '/');
		if (slash != NULL)
			*slash = '\0';
		if (mkdir(copy, 0777) < 0 && errno != EEXIST)
			result = err_set(err, "%s: cannot make the folder: %s",
			    path, strerror(errno));
		if (slash != NULL)
			*slash = '/';
	}
	if (result == 0 && !file_is_directory(path))
		result = err_set(err, "%s: is there and is not a folder", path);
	free(copy);
	return result;
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool
file_is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}
