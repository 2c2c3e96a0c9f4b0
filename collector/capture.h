/*
 * What a command says, caught in memory: a file without a name that the
 * launcher opens like any other. It is gone with perfolio, however it ends.
 */
#ifndef COLLECTOR_CAPTURE_H
#define COLLECTOR_CAPTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct err;

enum { CAPTURE_MAX_BYTES = 64 << 20 };

struct capture {
	int fd;
	char path[64]; /* for launch_spec.stdout_path */
};

int capture_open(struct capture *capture, struct err *err);

/*
 * Adds what was written since the command was started. -1: it is more than
 * CAPTURE_MAX_BYTES, and err has words that fit behind "it".
 */
int capture_read(
    const struct capture *capture, struct buf *text, struct err *err);

/* The same of a file; err names it. */
int capture_read_file(const char *path, struct buf *text, struct err *err);

/*
 * Was the file last written before that moment of the monotonic clock? By what
 * the clock of files is coarse does not count.
 */
bool capture_is_older(const char *path, uint64_t clock_ns);

void capture_close(struct capture *capture);

#endif
