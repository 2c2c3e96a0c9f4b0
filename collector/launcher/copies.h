/*
 * Copies of a command that start at one moment.
 */
#ifndef COLLECTOR_LAUNCHER_COPIES_H
#define COLLECTOR_LAUNCHER_COPIES_H

#include "collector/launcher/barrier.h"
#include "collector/launcher/watch.h"

/*
 * Starts watch->count copies, also one, and watches them to their end. Either
 * all are let go or none, and then each has the failure of the first. Sets
 * watch->start_ns (0: none was let go) and every usage.
 */
void copies_run(struct watch *watch, const struct spawn *spawn,
    struct barrier *barrier, uint64_t timeout_ns);

#endif
