/*
 * One of the commands that a case runs and times one after another, in place
 * of a single one.
 */
#ifndef COLLECTOR_RECORD_STEP_H
#define COLLECTOR_RECORD_STEP_H

#include <stddef.h>

struct record_step {
	const char *name;
	const char *const *command; /* argv, as of a case */
	size_t command_count;
};

#endif
