/*
 * Runs by what they were made of: commits, tags, branches.
 *
 *     branch:NAME  of the newest commit of the branch that has a run
 *     merge-base   the same of where the current branch left the main one
 *     previous     the run before, of the same suite, machine and line
 *     COMMIT, TAG  of that commit
 *
 * Of several runs of a commit it is the newest that measured a whole suite,
 * if there is one; runs of two trees are never meant, and of the first two no
 * run of beside's own commit.
 */
#ifndef CLI_RUN_NAME_H
#define CLI_RUN_NAME_H

#include <stdbool.h>

#include "cli/workspace.h"

/* branch:NAME, merge-base, previous. */
bool run_name_is_special(const char *name);

/*
 * 1 and the run file, or -1 with what is the matter. beside as for
 * workspace_resolve_beside.
 */
int run_name_resolve(const struct workspace *workspace, const char *name,
    const struct record_run *beside, struct buf *path, struct err *err);

#endif
