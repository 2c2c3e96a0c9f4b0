/*
 * A folder for tests, with files in it, and removed again. Every path is
 * below it.
 */
#ifndef TESTS_UNIT_TREE_H
#define TESTS_UNIT_TREE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "collector/file_tree.h"
#include "tests/unit/test.h"

struct tree {
	struct arena arena;
	const char *folder;
};

static inline void
tree_make(struct tree *tree)
{
	const char *below = getenv("TMPDIR");
	char *folder;

	*tree = (struct tree){0};
	folder = arena_printf(&tree->arena, "%s/perfolio-tree-XXXXXX",
	    below == NULL ? "/tmp" : below);
	assert_non_null(mkdtemp(folder));
	tree->folder = folder;
}

static inline const char *
tree_path(struct tree *tree, const char *name)
{
	return arena_printf(&tree->arena, "%s/%s", tree->folder, name);
}

/* A file of so many bytes; its folders are made. */
static inline const char *
tree_file(struct tree *tree, const char *name, size_t bytes)
{
	const char *path = tree_path(tree, name);
	char *folder = arena_strdup(&tree->arena, path);
	char *content = xcalloc(1, bytes + 1);
	struct err err = {{0}};

	*strrchr(folder, '/') = '\0';
	if (file_make_directory(folder, &err) < 0 ||
	    file_write(path, content, bytes, &err) < 0)
		fail_msg("%s", err.text);
	free(content);
	return path;
}

static inline void
tree_link(struct tree *tree, const char *target, const char *name)
{
	assert_int_equal(symlink(target, tree_path(tree, name)), 0);
}

static inline void
tree_remove(struct tree *tree)
{
	char *paths[] = {arena_strdup(&tree->arena, tree->folder), NULL};
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;

	assert_non_null(walk);
	while ((entry = fts_read(walk)) != NULL)
		if (entry->fts_info != FTS_D)
			remove(entry->fts_path);
	fts_close(walk);
	arena_release(&tree->arena);
}

#endif
