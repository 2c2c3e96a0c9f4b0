/*
 * The commit that is measured, as git tells it.
 */
#ifndef COLLECTOR_VCS_H
#define COLLECTOR_VCS_H

#include <stdbool.h>

#include "base/arena.h"
#include "collector/launch.h"

struct vcs {
	const char *commit; /* NULL: no git, or nothing committed */
	const char *branch; /* NULL: detached */
	const char *time;   /* of the commit, ISO 8601 */
	bool is_dirty;      /* tracked files differ from the commit */
};

/* Asks git in folder. That it cannot tell is no error. -1: interrupted. */
int vcs_read(struct runner *runner, const char *folder, struct arena *arena,
    struct vcs *vcs, struct err *err);

#endif
