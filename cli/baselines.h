/*
 * The baselines of a workspace: runs with a name.
 */
#ifndef CLI_BASELINES_H
#define CLI_BASELINES_H

#include "base/arena.h"
#include "base/vec.h"
#include "cli/workspace.h"

struct baseline {
	const char *name, *id; /* in the baselines' arena */
};

/* By name. A name that is no UTF-8 is cleaned. */
struct baselines {
	struct arena arena;
	VEC(struct baseline) items;
};

/* None where there is no workspace. Release it in any case. */
void baselines_read(
    struct baselines *baselines, const struct workspace *workspace);

/* The first baseline that is the run of that id; NULL: none. */
const struct baseline *baselines_of(
    const struct baselines *baselines, const char *id);

void baselines_release(struct baselines *baselines);

#endif
