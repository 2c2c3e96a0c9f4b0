/*
 * anchors.jsonl: the change points that were confirmed, for good. It only ever
 * grows (docs/formats.md), and belongs into the repository.
 */
#ifndef CLI_ANCHORS_H
#define CLI_ANCHORS_H

#include "archive/past.h"
#include "base/arena.h"
#include "cli/workspace.h"

struct err;

void anchors_path(const struct workspace *workspace, struct buf *path);

struct anchors {
	struct arena arena;
	struct archive_anchors items; /* each once */
	uint64_t bytes;               /* of the file; 0: there is none */
	size_t bad;                   /* lines that cannot be read; left out */
	size_t first_bad;             /* the first one's number */
};

/* That there is no file is no error. Release it in any case. */
int anchors_read(struct anchors *anchors, const char *path, struct err *err);

/* Appends those that are not in the file yet. */
int anchors_append(const char *path, const struct archive_anchor *anchors,
    size_t count, struct err *err);

/* Appends that those of a suite are forgotten; NULL: all. */
int anchors_forget(const char *path, const char *suite, struct err *err);

void anchors_release(struct anchors *anchors);

#endif
