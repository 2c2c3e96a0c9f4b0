/*
 * What else the machine does while it is measured on.
 *
 * The platform's part is in its own file (conditions_linux.c); what it cannot
 * say is NAN.
 */
#ifndef COLLECTOR_CONDITIONS_H
#define COLLECTOR_CONDITIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "collector/record.h"

/* Counters of the system at one moment; those not available are NAN. */
struct conditions_reading {
	uint64_t clock_ns;         /* monotonic */
	double busy_ns, stolen_ns; /* all processors, since boot */
	double own_ns; /* CPU time of this process and its ended children */
	double cpu_stall_ns, io_stall_ns, memory_stall_ns; /* PSI some, total */
	double throttles, load, clock_hz;
	double processors;
};

void conditions_read(struct conditions_reading *reading);

/* The same of files below root; "" is the real ones. */
void conditions_read_below(
    const char *root, struct conditions_reading *reading);

/*
 * What happened between two readings, into load and all that follows it in
 * out. launched_ns is CPU time of the run that is in neither own_ns. The
 * processors' time is known in clock ticks: others and stolen are NAN when
 * less than CONDITIONS_SHORTEST_NS lies between.
 */
enum { CONDITIONS_SHORTEST_NS = 250000000 };

void conditions_between(const struct conditions_reading *from,
    const struct conditions_reading *to, double launched_ns,
    struct record_system *out);

struct conditions {
	uint64_t started_ns; /* of the run */
	struct conditions_reading last;
	/*
	 * CPU time of what was launched since then: the launcher's children
	 * are not ours, so collect adds it. conditions_round sets it to 0
	 * whenever it took a reading.
	 */
	double launched_ns;
};

/* Takes the first reading. */
void conditions_begin(struct conditions *conditions, uint64_t started_ns);

/*
 * After a round: when a second has passed since the last reading, or always
 * if is_last, fills in out and returns true.
 */
bool conditions_round(struct conditions *conditions, uint64_t round,
    bool is_last, struct record_system *out);

#endif
