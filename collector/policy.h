/*
 * What a run is held against: regression levels, budgets, claims, gates.
 *
 * They are checked when the suite is read and judged by the analysis; in
 * between they travel in the run file as one JSON object, each value the text
 * its author wrote:
 *
 *     {"regression":{…},
 *      "benchmarks":[{"benchmark":…,"group":…,"regression":{…},
 *        "budget":{…} or […],"inherited":true,
 *        "overrides":[{"when":{…},"budget":…}],"scaling":{…} or […]}],
 *      "claims":[…],"gates":{"must":[…],…}}
 *
 * What is absent in the suite is absent here. An inherited budget is that of
 * defaults: it holds where its metric is, and asks for nothing elsewhere.
 */
#ifndef COLLECTOR_POLICY_H
#define COLLECTOR_POLICY_H

#include "collector/key.h"
#include "collector/selector.h"

struct arena;
struct err;
struct suite;

extern const struct key_table level_keys;

enum {
	LEVELS_MINOR = 1 << 0,
	LEVELS_UNCHANGED = 1 << 1,
	LEVELS_WARNING = 1 << 2,
	LEVELS_CRITICAL = 1 << 3,
	LEVELS_BLOCKER = 1 << 4
};

/* Fractions; warning <= critical <= blocker among those given. */
struct levels {
	double minor, unchanged, warning, critical, blocker;
	unsigned given; /* LEVELS_… */
};

struct metric_levels {
	const char *metric;
	struct levels levels;
};

/* What regression: says, for all metrics and for some of them. */
struct regression {
	struct levels all;
	const struct metric_levels *metrics; /* in byte order of the names */
	size_t metric_count;
};

/*
 * Reads {minor, unchanged, warning, critical, blocker}, and the same below
 * the name of a metric. With scope NULL any name will do.
 */
int regression_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct regression *regression, struct err *err);

/* The policy of a suite as JSON, in the arena; NULL when it has none. */
const char *policy_print(struct arena *arena, const struct suite *suite);

#endif
