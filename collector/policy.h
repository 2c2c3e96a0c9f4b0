/*
 * What a run is held against: regression levels, budgets, claims, gates.
 *
 * They are checked when the suite is read and judged by the analysis; in
 * between they travel in the run file as one JSON object, each value the text
 * its author wrote:
 *
 *     {"regression":{…},
 *      "benchmarks":[{"benchmark":…,"group":…,"regression":{…},
 *        "budget":{…} or […],"overrides":[{"when":{…},"budget":…}]}],
 *      "claims":[…],"gates":{"must":[…],…}}
 *
 * What is absent in the suite is absent here.
 */
#ifndef COLLECTOR_POLICY_H
#define COLLECTOR_POLICY_H

#include "collector/key.h"

struct arena;
struct err;
struct suite;

extern const struct key_table regression_keys, level_keys;

/* {minor, unchanged, warning, critical, blocker}; the same below a metric. */
int regression_check(
    struct arena *arena, const struct node *node, struct err *err);

/* The policy of a suite as JSON, in the arena; NULL when it has none. */
const char *policy_print(struct arena *arena, const struct suite *suite);

#endif
