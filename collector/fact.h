/*
 * Named values: parameters and labels, and what is known of the machine.
 */
#ifndef COLLECTOR_FACT_H
#define COLLECTOR_FACT_H

#include <stdbool.h>
#include <stddef.h>

/* A name and a value: a parameter, a label, an environment variable. */
struct pair {
	const char *name, *value;
};

/* Something known about the machine or the environment. */
struct fact {
	const char *name; /* "cpu", "memory_bytes" */
	const char *text; /* numbers in their shortest form */
	bool is_number;
};

struct facts {
	const struct fact *items;
	size_t count;
};

#endif
