/*
 * Blocks: cases that are compared with one another. Part of the plan_*.c
 * files; nobody else includes it.
 */
#ifndef COLLECTOR_PLAN_BLOCK_H
#define COLLECTOR_PLAN_BLOCK_H

#include "collector/plan.h"

/* The ids of what a case is compared with; NULL: nothing. */
struct plan_link {
	const char *reference, *base;
};

/*
 * Resolves links, which are parallel to the plan's cases, and puts each block
 * together at the place of its first case; otherwise the order stays. A
 * reference that is no case of the plan is kept by its id alone.
 */
void plan_blocks_form(struct plan *plan, const struct plan_link *links);

#endif
