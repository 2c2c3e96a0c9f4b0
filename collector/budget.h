/*
 * Budgets: limits a case's metrics must keep.
 */
#ifndef COLLECTOR_BUDGET_H
#define COLLECTOR_BUDGET_H

#include "collector/key.h"
#include "collector/selector.h"

/* What is said of a selector. */
struct budget_line {
	const struct node *limit; /* a text */
	bool has_yellow, has_red, has_gate;
	double yellow, red; /* fractions */
	int gate;           /* index in gate_levels */
};

/* A checked budget; zeroed is none. */
struct budget {
	const struct node *node; /* as written */
	struct selector_list selectors;
	const struct budget_line *lines; /* parallel to selectors */
};

extern const struct key_table limit_keys, budget_item_keys;

/*
 * Reads a map of selectors to limits, or a list of {selector, limit, gate}
 * where one metric has several. With scope NULL metrics it does not know are
 * left alone: read it again when its scope is known.
 */
int budget_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct budget *budget, struct err *err);

/* must, should, nice. */
enum { GATE_LEVEL_COUNT = 3 };
extern const char *const gate_levels[GATE_LEVEL_COUNT];

#endif
