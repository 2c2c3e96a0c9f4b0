/*
 * The machine a run is made on, and what may change on it.
 *
 * machine: architecture, CPU, logical CPUs, virtualisation; its "id" is a
 * digest of those four, or of the host class alone where one is given.
 * environment: kernel, libc, governor, turbo and the like. What the system
 * does not tell is absent, never empty or 0.
 */
#ifndef COLLECTOR_MACHINE_H
#define COLLECTOR_MACHINE_H

#include "base/arena.h"
#include "collector/record.h"

/* Everything lives in arena. host_class NULL: none. */
struct facts machine_facts(struct arena *arena, const char *host_class);

struct facts environment_facts(struct arena *arena);

/*
 * Single facts, of the files below root ("" is the real ones).
 * virtualization: "none", the hypervisor's name, or "container". turbo: "on",
 * "off", or NULL, not available.
 */
const char *machine_virtualization(struct arena *arena, const char *root);
const char *machine_turbo(struct arena *arena, const char *root);

/* The fact of that name; NULL if there is none. */
const char *facts_find(const struct facts *facts, const char *name);

#endif
