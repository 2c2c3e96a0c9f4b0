#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "collector/capture.h"

int
capture_open(struct capture *capture, struct err *err)
{
	capture->fd = memfd_create("perfolio-capture", MFD_CLOEXEC);
	if (capture->fd < 0)
		return err_set(err,
		    "cannot keep what commands say in memory: %s",
		    strerror(errno));
	/* Opened by the launcher: "self" would be the launcher's own. */
	snprintf(capture->path, sizeof capture->path, "/proc/%ld/fd/%d",
	    (long)getpid(), capture->fd);
	return 0;
}

static int
read_all(int fd, struct buf *text, struct err *err)
{
	char chunk[65536];
	off_t at = 0;
	ssize_t got;

	for (;;) {
		got = pread(fd, chunk, sizeof chunk, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(
			    err, "cannot be read: %s", strerror(errno));
		if (got == 0)
			return 0;
		at += got;
		if (at > CAPTURE_MAX_BYTES)
			return err_set(err,
			    "said more than %d MiB, which is too much to "
			    "look through",
			    CAPTURE_MAX_BYTES >> 20);
		buf_add(text, chunk, (size_t)got);
	}
}

int
capture_read(const struct capture *capture, struct buf *text, struct err *err)
{
	int result = read_all(capture->fd, text, err);

	/* It is memory. */
	if (ftruncate(capture->fd, 0) < 0 && result == 0)
		return err_set(err, "cannot be cut: %s", strerror(errno));
	return result;
}

static int64_t
time_ns(struct timespec time)
{
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

bool
capture_is_older(const char *path, uint64_t clock_ns)
{
	enum { COARSE_NS = 50000000 };
	struct timespec real, monotonic;
	struct stat status;

	if (stat(path, &status) < 0)
		return false;
	clock_gettime(CLOCK_REALTIME, &real);
	clock_gettime(CLOCK_MONOTONIC, &monotonic);
	return time_ns(status.st_mtim) + COARSE_NS <
	       time_ns(real) - time_ns(monotonic) + (int64_t)clock_ns;
}

int
capture_read_file(const char *path, struct buf *text, struct err *err)
{
	struct err reason;
	struct stat status;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), result = -1;

	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))
		err_set(err, "%s: is no file", path);
	else if (read_all(fd, text, &reason) < 0)
		err_set(err, "%s: %.200s", path, reason.text);
	else
		result = 0;
	close(fd);
	return result;
}

void
capture_close(struct capture *capture)
{
	if (capture->fd >= 0)
		close(capture->fd);
	capture->fd = -1;
}
