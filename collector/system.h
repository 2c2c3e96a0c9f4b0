/*
 * The record of what else the machine did, one line of a run file.
 */
#ifndef COLLECTOR_SYSTEM_H
#define COLLECTOR_SYSTEM_H

#include <stdint.h>

/*
 * What else the machine did during a round, or several short ones. Every
 * number may be not available: NAN. Shares of the time between start_ns and
 * end_ns, from 0 to 1.
 */
struct record_system {
	uint64_t round;            /* the last one it covers */
	uint64_t start_ns, end_ns; /* since the run started */
	double load;               /* load average of a minute, at its end */
	/* Of all processors: busy with other than the run's own processes. */
	double others;
	double stolen;              /* of all processors: by the hypervisor */
	double cpu_stall, io_stall; /* PSI "some" */
	double memory_stall;
	double throttled; /* times a core was slowed because of heat */
	double clock_hz;  /* mean clock of the cores at its end */
};

#endif
