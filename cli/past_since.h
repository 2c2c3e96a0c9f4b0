/*
 * From when on a report tells of changes.
 */
#ifndef CLI_PAST_SINCE_H
#define CLI_PAST_SINCE_H

#include "analysis/result.h"
#include "cli/workspace.h"

struct err;

/*
 * Sets since and past_from of a result that was judged. name is a day
 * (2026-11-01), a commit or tag, a baseline or any other RUN: the period begins
 * behind it.
 */
int past_since(struct result *result, const struct workspace *workspace,
    const char *name, struct err *err);

#endif
