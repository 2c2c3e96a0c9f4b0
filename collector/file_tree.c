#include "collector/file_tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/xalloc.h"

void
file_tree_open(struct file_tree *tree, const char *path)
{
	tree->path = xstrdup(path);
	tree->walk = NULL;
}

static int
fail(const char *path, int error, struct err *err)
{
	if (error == ENOENT)
		return err_set(err, "%s: no such file", path);
	return err_set(err, "%s: %s", path, strerror(error));
}

static void
fill(struct file_entry *entry, const FTSENT *from)
{
	*entry = (struct file_entry){
	    .path = from->fts_path,
	    .device = from->fts_statp->st_dev,
	    .number = from->fts_statp->st_ino,
	    .bytes = (uint64_t)from->fts_statp->st_size,
	    .owner = from->fts_statp->st_uid,
	};
}

int
file_tree_next(
    struct file_tree *tree, struct file_entry *entry, struct err *err)
{
	char *paths[] = {tree->path, NULL};
	const FTSENT *found;

	if (tree->walk == NULL)
		tree->walk = fts_open(
		    paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
	if (tree->walk == NULL)
		return fail(tree->path, errno, err);
	while (errno = 0, (found = fts_read(tree->walk)) != NULL) {
		switch (found->fts_info) {
		case FTS_F:
			fill(entry, found);
			return 1;
		case FTS_DNR:
		case FTS_ERR:
		case FTS_NS:
			/* Others may remove files while we walk. */
			if (found->fts_errno == ENOENT && found->fts_level > 0)
				break;
			return fail(found->fts_path, found->fts_errno, err);
		case FTS_SLNONE:
			if (found->fts_level == 0)
				return fail(found->fts_path, ENOENT, err);
			break;
		default:
			if (found->fts_level == 0 && found->fts_info != FTS_D &&
			    found->fts_info != FTS_DP)
				return err_set(err,
				    "%s: is neither a file nor a folder",
				    found->fts_path);
		}
	}
	return errno == 0 ? 0 : fail(tree->path, errno, err);
}

void
file_tree_close(struct file_tree *tree)
{
	if (tree->walk != NULL)
		fts_close(tree->walk);
	free(tree->path);
	*tree = (struct file_tree){0};
}
