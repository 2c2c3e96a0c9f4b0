/*
 * A temporary folder laid out like /proc and /sys.
 */
#ifndef TESTS_UNIT_FAKE_ROOT_H
#define TESTS_UNIT_FAKE_ROOT_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "tests/unit/test.h"

struct fake_root {
	char path[64];
};

static inline void
fake_root_make(struct fake_root *root)
{
	snprintf(root->path, sizeof root->path, "/tmp/perfolio-root-XXXXXX");
	assert_non_null(mkdtemp(root->path));
}

/* Makes the file and its folders; path begins with a slash. */
static inline void
fake_root_add(const struct fake_root *root, const char *path, const char *text)
{
	char full[512];
	struct err err;
	FILE *file;

	snprintf(full, sizeof full, "%s%s", root->path, path);
	*strrchr(full, '/') = '\0';
	assert_int_equal(file_make_directory(full, &err), 0);
	snprintf(full, sizeof full, "%s%s", root->path, path);
	file = fopen(full, "we");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static inline int
fake_root_remove_one(
    const char *path, const struct stat *about, int type, struct FTW *at)
{
	(void)about;
	(void)type;
	(void)at;
	return remove(path);
}

static inline void
fake_root_remove(const struct fake_root *root)
{
	assert_int_equal(
	    nftw(root->path, fake_root_remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

#endif
