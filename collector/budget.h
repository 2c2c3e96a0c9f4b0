/*
 * Budgets: limits a case's metrics must keep.
 */
#ifndef COLLECTOR_BUDGET_H
#define COLLECTOR_BUDGET_H

#include "collector/key.h"

/* A checked budget; zeroed is none. */
struct budget {
	const struct node *node;  /* as written */
	struct text_list metrics; /* it is about; may repeat */
};

extern const struct key_table limit_keys, budget_item_keys;

/*
 * Reads a map of selectors to limits, or a list of {selector, limit, gate}
 * where one metric has several.
 */
int budget_read(struct arena *arena, const struct node *node,
    struct budget *budget, struct err *err);

/* must, should, nice. */
enum { GATE_LEVEL_COUNT = 3 };
extern const char *const gate_levels[GATE_LEVEL_COUNT];

#endif
