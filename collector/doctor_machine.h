/*
 * What the machine says of itself, for the doctor. The platform's part is in a
 * file of its own (doctor_linux.c).
 */
#ifndef COLLECTOR_DOCTOR_MACHINE_H
#define COLLECTOR_DOCTOR_MACHINE_H

#include "base/arena.h"

/* Not available is NULL or NAN. Text belongs to the arena it was read into. */
struct doctor_machine {
	const char *governor;  /* the first that is not "performance" */
	const char *turbo;     /* "on", "off" */
	const char *turbo_off; /* the command that switches it off */
	double smt;            /* 1: active; 0 */
	double processors;     /* online */
	double allowed;        /* of these, that this process may use */
	double quota;          /* by cgroup, in processors; INFINITY: none */
	const char *isolated;  /* "2-3"; "": none */
	double load;           /* of a minute */
	double runnable; /* tasks that run or wait for a processor, ours too */
	double available_bytes, memory_bytes;
	double swap_used_bytes, swap_bytes;
	double aslr; /* randomize_va_space */
	const char *virtualization;
	const char *power; /* "mains", "battery" */
	const char *clock_source;
	double perf_paranoid;
	double cpu_stall_ns; /* PSI; NAN: the kernel has none */
	/* 1: a process of that name runs, 0: none does. Slow to find out. */
	double irqbalance;
};

/* Of the files below root: "" is the real ones. irqbalance is left NAN. */
void doctor_machine_read(
    struct arena *arena, const char *root, struct doctor_machine *machine);

/* Looks at every process. */
double doctor_find_irqbalance(const char *root);

#endif
