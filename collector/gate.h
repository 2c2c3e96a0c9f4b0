/*
 * Gates: the lines a run must pass to be released.
 */
#ifndef COLLECTOR_GATE_H
#define COLLECTOR_GATE_H

#include "collector/key.h"

extern const struct key_table gates_keys, gate_item_keys;

/*
 * Checks {must, should, nice}, each a list of lines. A line is a word
 * (measured, claims) or a map with exactly one of measured, no-regression,
 * budget, claims, improves, manual.
 */
int gates_check(struct arena *arena, const struct node *node, struct err *err);

#endif
