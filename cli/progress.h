/*
 * How far a run is: a bar on a terminal, a line now and then on a pipe.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "collector/collect.h"

struct progress {
	struct collect_watcher watcher;
	FILE *out;
	bool is_terminal, is_quiet;
	unsigned columns;
	uint64_t shown_ns; /* monotonic clock of the last line */
	struct buf line;
};

/* Writes to stderr; is_quiet: nothing at all. */
void progress_init(struct progress *progress, bool is_quiet);

/* Removes the bar. */
void progress_end(struct progress *progress);

#endif
