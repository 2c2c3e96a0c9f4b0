/*
 * Going on with a run that was cut short: what its file already holds.
 */
#ifndef COLLECTOR_RESUME_H
#define COLLECTOR_RESUME_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "collector/collect.h"
#include "collector/sink.h"
#include "collector/runfile.h"

/* A sink that counts launches and keeps the header. */
struct resume {
	struct sink sink;
	struct arena arena;
	struct record_run run;
	struct runfile_facts facts;
	struct map index;               /* case id -> index in cases */
	VEC(struct collect_case) cases; /* messages in the arena */
};

/* Reads a run file. A run that is ended cannot be gone on with: -1. */
int resume_read(struct resume *resume, const char *path, struct err *err);

/*
 * Gives each case of the plan what is done of it. -1 when suite, commit or
 * machine are not those of the run: its numbers would not belong together.
 */
int resume_apply(struct resume *resume, const struct record_run *now,
    struct collect *collect, struct err *err);

void resume_release(struct resume *resume);

#endif
