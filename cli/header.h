/*
 * The first line of a run: who measures what, where, and as what.
 */
#ifndef CLI_HEADER_H
#define CLI_HEADER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/opt.h"
#include "collector/record.h"

struct err;

/*
 * Fills id, started, tool, seed, machine, environment and labels ("k=v"). The
 * rest is the caller's. Everything lives in arena.
 */
int header_fill(struct record_run *run, struct arena *arena, uint64_t seed,
    const char *host_class, const struct opt_list *labels, struct err *err);

#endif
