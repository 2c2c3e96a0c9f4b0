/*
 * Text that is kept once, however often it comes: the names of metrics, units
 * and groups of ten thousand cases.
 *
 * The texts live in the arena and outlast the pool.
 */
#ifndef ANALYSIS_POOL_H
#define ANALYSIS_POOL_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

struct pool {
	struct arena *arena; /* not owned */
	struct map index;    /* text -> index in texts */
	VEC(const char *) texts;
};

/* The pool's copy of text; NULL stays NULL. */
const char *pool_keep(struct pool *pool, const char *text);

/* Forgets what is there; the texts stay where they are. */
void pool_release(struct pool *pool);

#endif
