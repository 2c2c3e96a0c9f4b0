/*
 * The small texts below /proc and /sys in which Linux says what it does.
 *
 * Paths begin with a slash and are looked up below root: "" in earnest, a
 * folder of its own in a test. The kernel_* calls without a file read a text,
 * so that they can be given those of other machines; a number that is not in
 * it, or malformed, is NAN.
 */
#ifndef COLLECTOR_KERNEL_FILE_H
#define COLLECTOR_KERNEL_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { KERNEL_TEXT_BYTES = 4096 }; /* enough for all but cpuinfo */

/* The first size - 1 bytes of the file. False: it cannot be read; text is "".
 */
bool kernel_file_read(
    const char *root, const char *path, char *text, size_t size);

/* The first line, in arena; NULL: the file cannot be read. */
const char *kernel_file_line(
    struct arena *arena, const char *root, const char *path);

/*
 * What stands behind the key and separators on the first line that begins
 * with the key, in arena; NULL: there is none.
 */
const char *kernel_file_value(struct arena *arena, const char *root,
    const char *path, const char *key, const char *separators);

/* The number that is the file's only line. */
double kernel_file_number(const char *root, const char *path);

/* Of a minute, from /proc/loadavg. */
double kernel_load(const char *loadavg);

/* Tasks that run or wait for a processor now, likewise. */
double kernel_runnable(const char *loadavg);

/* What "some" waited since boot, from a file of /proc/pressure. */
double kernel_stall_ns(const char *pressure);

/* Of all processors since boot, in clock ticks. */
struct kernel_ticks {
	double busy; /* user, nice, system, irq, softirq */
	double stolen;
};

/* From the first line of /proc/stat. */
struct kernel_ticks kernel_ticks(const char *stat);

/*
 * Mean of the "cpu MHz" of /proc/cpuinfo. NAN unless the processor counts its
 * cycles (the flag aperfmperf): elsewhere it is a constant, not a reading.
 */
double kernel_clock_hz(const char *cpuinfo);

/* The line of that key ("MemTotal") of /proc/meminfo. */
double kernel_memory_bytes(const char *meminfo, const char *key);

#endif
