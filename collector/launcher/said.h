/*
 * What a command says on standard error: the first and the last of it; the
 * middle is dropped.
 */
#ifndef COLLECTOR_LAUNCHER_SAID_H
#define COLLECTOR_LAUNCHER_SAID_H

#include <stddef.h>
#include <sys/uio.h>

#include "collector/launcher/protocol.h"

struct said {
	char head[LAUNCHER_SAID_BYTES];
	char tail[LAUNCHER_SAID_BYTES]; /* a ring */
	size_t head_count, tail_count, tail_at;
};

void said_reset(struct said *said);

/* Reads what is in the pipe without waiting, all of it once nobody writes. */
void said_read(struct said *said, int pipe);

/* Its pieces in order, for sendmsg; returns how many. */
size_t said_parts(const struct said *said, struct iovec parts[3]);

#endif
