/*
 * What a run holds, as far as another one can be compared with it: of each
 * case and metric how many values there are, and a digest of them in order.
 *
 * A sink that keeps no values. Init it, release it.
 */
#ifndef CLI_RUN_TALLY_H
#define CLI_RUN_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "collector/sink.h"

struct run_tally_line {
	const char *name; /* "CASE METRIC" */
	uint64_t count;
	uint64_t digest; /* of the values and their iterations */
};

struct run_tally {
	struct sink sink;
	struct arena arena;
	struct map places;
	struct buf name; /* that is looked for */
	VEC(struct run_tally_line) lines;
};

void run_tally_init(struct run_tally *tally);
void run_tally_release(struct run_tally *tally);

/*
 * How many lines of tally are not in stored, or are others there; *first is the
 * first of them.
 */
size_t run_tally_compare(const struct run_tally *tally,
    const struct run_tally *stored, const char **first);

#endif
