/*
 * An output folder: many files that appear together or not at all.
 *
 * Files are streamed to temporary names beside their place. folder_commit
 * swaps all of them in once every one is whole; before that, and whenever
 * something fails, what stood there stays as it was. The hidden list
 * .perfolio-files names what we wrote, so that the next commit can remove
 * those of our files that are no longer written. A file that is not on the
 * list is foreign: it is never removed, and never replaced either.
 *
 * A folder in memory behaves the same and touches no disk.
 */
#ifndef OUTPUT_FOLDER_H
#define OUTPUT_FOLDER_H

#include <stdio.h>

struct err;
struct folder;

/* A folder on the disk, made if it is not there. NULL with err otherwise. */
struct folder *folder_open(const char *path, struct err *err);

/* A folder in memory. */
struct folder *folder_open_memory(void);

/*
 * Starts a file, "x.html" or "bench/x.html": no leading dot, no other folder.
 * bench/ is made, and goes with the last of our files. The folder owns the
 * stream: write to it, do not close it; it ends at the next folder_file or at
 * the commit, which also notice a failed write. NULL with err otherwise.
 */
FILE *folder_file(struct folder *folder, const char *name, struct err *err);

/*
 * Ends the last file and swaps all of them in. On -1 nothing was replaced,
 * nothing is left behind, and the folder can only be closed.
 */
int folder_commit(struct folder *folder, struct err *err);

/*
 * The content of a committed file in memory, NUL-terminated; NULL if there is
 * none of that name. length may be NULL. Lives until folder_close.
 */
const char *folder_text(
    const struct folder *folder, const char *name, size_t *length);

/* Frees the handle and discards what was not committed. */
void folder_close(struct folder *folder);

#endif
