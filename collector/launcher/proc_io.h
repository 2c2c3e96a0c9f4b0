/*
 * What a process read and wrote, from /proc/PID/io (proc_pid_io(5)).
 */
#ifndef COLLECTOR_LAUNCHER_PROC_IO_H
#define COLLECTOR_LAUNCHER_PROC_IO_H

#include <sys/types.h>

#include "collector/launcher/protocol.h"

enum {
	PROC_IO_EXTRAS = 1 << LAUNCH_READ_BYTES | 1 << LAUNCH_WRITE_BYTES |
			 1 << LAUNCH_READ_CHARS | 1 << LAUNCH_WRITE_CHARS
};

/*
 * Adds those of extras that it finds. The process has ended and is not yet
 * waited for: then its children that it waited for itself are in the sums.
 */
void proc_io_read(pid_t pid, unsigned extras, struct launcher_usage *usage);

#endif
