#include "collector/page_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"
#include "base/xalloc.h"
#include "collector/file_tree.h"

enum { READ_BYTES = 1 << 20, WINDOW_PAGES = 16384 };

struct pages {
	uint64_t all, kept;
};

static int
fail(const char *path, const char *what, int error, struct err *err)
{
	return err_set(err, "%s: %s: %s", path, what, strerror(error));
}

static int
open_file(const struct file_entry *file, struct err *err)
{
	int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		err_set(err, "%s: %s", file->path, strerror(errno));
	return fd;
}

/*
 * Since Linux 5.2 mincore(2) tells whoever is neither owner nor may write
 * that every page is there.
 */
static bool
is_answered(const struct file_entry *file)
{
	return geteuid() == 0 || file->owner == geteuid() ||
	       faccessat(AT_FDCWD, file->path, W_OK, AT_EACCESS) == 0;
}

/* Adds the pages of a part of the file, which begins at a page. */
static int
count_window(int fd, uint64_t from, size_t bytes, struct pages *pages)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), i;
	size_t count = (bytes + page - 1) / page;
	unsigned char here[WINDOW_PAGES];
	/* Not to be read, so that nobody who looks on reads it in. */
	void *map = mmap(NULL, bytes, PROT_NONE, MAP_SHARED, fd, (off_t)from);
	int result;

	if (map == MAP_FAILED)
		return -1;
	result = mincore(map, bytes, here);
	munmap(map, bytes);
	if (result < 0)
		return -1;
	pages->all += count;
	for (i = 0; i < count; i++)
		pages->kept += here[i] & 1;
	return 0;
}

/* A file system that cannot be mapped says nothing, and that is no failure. */
static void
count_kept(int fd, uint64_t bytes, struct pages *pages)
{
	uint64_t window = (uint64_t)sysconf(_SC_PAGESIZE) * WINDOW_PAGES, from,
		 part;

	for (from = 0; from < bytes; from += part) {
		part = bytes - from < window ? bytes - from : window;
		if (count_window(fd, from, (size_t)part, pages) < 0)
			return;
	}
}

static int
drop_file(const struct file_entry *file, struct pages *pages, struct err *err)
{
	int fd = open_file(file, err), error, result = 0;

	if (fd < 0)
		return -1;
	/* Dirty pages cannot be dropped; what is read-only has none. */
	if (fdatasync(fd) < 0 && errno != EINVAL && errno != EROFS)
		result = fail(file->path, "cannot write back", errno, err);
	error = posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	if (result == 0 && error != 0)
		result = fail(file->path, "cannot drop it from the page cache",
		    error, err);
	if (result == 0 && is_answered(file))
		count_kept(fd, file->bytes, pages);
	close(fd);
	return result;
}

int
page_cache_drop(const char *path, double *kept, struct err *err)
{
	struct file_tree tree;
	struct file_entry file;
	struct pages pages = {0};
	int more;

	file_tree_open(&tree, path);
	while ((more = file_tree_next(&tree, &file, err)) > 0)
		if (drop_file(&file, &pages, err) < 0) {
			more = -1;
			break;
		}
	file_tree_close(&tree);
	*kept = pages.all == 0 ? 0 : (double)pages.kept / (double)pages.all;
	return more;
}

static int
fill_file(const struct file_entry *file, char *room, struct err *err)
{
	int fd = open_file(file, err), result = 0;
	ssize_t count;

	if (fd < 0)
		return -1;
	do
		count = read(fd, room, READ_BYTES);
	while (count > 0 || (count < 0 && errno == EINTR));
	if (count < 0)
		result = fail(file->path, "cannot read", errno, err);
	close(fd);
	return result;
}

int
page_cache_fill(const char *path, struct err *err)
{
	char *room = xmalloc(READ_BYTES);
	struct file_tree tree;
	struct file_entry file;
	int more;

	file_tree_open(&tree, path);
	while ((more = file_tree_next(&tree, &file, err)) > 0)
		if (fill_file(&file, room, err) < 0) {
			more = -1;
			break;
		}
	file_tree_close(&tree);
	free(room);
	return more;
}
