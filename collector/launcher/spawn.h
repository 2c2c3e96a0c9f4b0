/*
 * Starting a process: the descriptors opened for it, and what the child does
 * between its birth and its exec.
 */
#ifndef COLLECTOR_LAUNCHER_SPAWN_H
#define COLLECTOR_LAUNCHER_SPAWN_H

#include <stdint.h>
#include <sys/types.h>

#include "collector/launcher/definition.h"

struct spawn {
	const struct definition *definition;
	int input, output, errors; /* its descriptors 0, 1, 2 */
};

/* Where a start failed; step LAUNCHER_STEP_NONE: nowhere. */
struct spawn_failure {
	uint32_t step; /* enum launcher_step */
	int32_t code;  /* errno */
};

/*
 * Opens the files the definition names; 0, or -1 with the failure. To be
 * closed in both cases.
 */
int spawn_open(struct spawn *spawn, const struct definition *definition,
    struct spawn_failure *failure);
void spawn_close(struct spawn *spawn);

/*
 * Starts one process and returns when it has executed its command or failed
 * to; -1 when there is none, with the failure. One that failed is a child to
 * be waited for, its failure noted.
 */
pid_t spawn_start(const struct spawn *spawn, struct spawn_failure *failure);

/*
 * In the child: all that comes before the exec, and the exec. Only system
 * calls. Both end the child when they fail, and note the failure before.
 */
void spawn_prepare(const struct spawn *spawn, struct spawn_failure *failure);
_Noreturn void spawn_execute(
    const struct spawn *spawn, struct spawn_failure *failure);

#endif
