/*
 * What disturbed the machine while it was measured on, and when.
 *
 * Limits: a disturbance is there while
 * - other programs use more than 10 % of all processors;
 * - the hypervisor takes more than 2 % of them;
 * - a core is slowed because of heat at all;
 * - something waits for storage, or for memory, more than 10 % of the time.
 */
#ifndef ANALYSIS_DISTURBANCE_H
#define ANALYSIS_DISTURBANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "collector/record.h"

enum disturbance_kind {
	DISTURBANCE_OTHERS,
	DISTURBANCE_STOLEN,
	DISTURBANCE_HEAT,
	DISTURBANCE_STORAGE,
	DISTURBANCE_MEMORY,
	DISTURBANCE_KINDS /* how many */
};

/* The worst stretch of rounds: where most time, or most often, was lost. */
struct disturbance {
	uint64_t first_round, last_round;
	/* Share of the stretch's time; of DISTURBANCE_HEAT how many times. */
	double amount;
	uint64_t stretches; /* of that kind, this one included */
};

/* systems[0..count) are in order of time. False: there was none of that kind.
 */
bool disturbance_find(enum disturbance_kind kind,
    const struct record_system *systems, size_t count,
    struct disturbance *worst);

#endif
