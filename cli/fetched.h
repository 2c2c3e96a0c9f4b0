/*
 * Run files of other workspaces, out of a shared archive: .perfolio/fetched
 * holds copies, and may be deleted at any time.
 */
#ifndef CLI_FETCHED_H
#define CLI_FETCHED_H

#include "cli/index.h"

struct err;

/*
 * Where the file of a run lies: among the workspace's own, else as a copy,
 * which is fetched if it is not there. 1: there it is, 0: nobody has it; then
 * path is where the workspace's own would lie.
 */
int fetched_path(struct index *index, const struct archive_run *run,
    struct buf *path, struct err *err);

/* Is that path, as fetched_path gave it, a copy's? */
bool fetched_is_copy(const struct workspace *workspace, const char *path);

#endif
