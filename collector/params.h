/*
 * The parameters of a benchmark and the combinations they make.
 *
 *     params: {size: [10, 100], zip: {a: [1, 2], b: [3, 4]},
 *              exclude: [{size: 100, a: [1, 2]}]}
 *
 * Every parameter is a list of texts; together they form a product in which
 * the last one turns fastest. Parameters of a zip are paired and turn as one,
 * after the others; variant, concurrency and start, which perfolio adds, turn
 * after these. exclude drops the combinations that fulfil one of its
 * conditions. zip and exclude may also stand beside params, as keys of the
 * benchmark. A zeroed struct params has one combination, without values.
 */
#ifndef COLLECTOR_PARAMS_H
#define COLLECTOR_PARAMS_H

#include <stdbool.h>
#include <stddef.h>

#include "collector/key.h"

struct param {
	const char *name;
	struct text_list values;
	size_t axis; /* which counter of a combination picks its value */
};

/* Parameter is one of these values. */
struct condition_term {
	size_t param; /* index in params.items */
	struct text_list values;
};

/* Fulfilled when all its terms are. */
struct condition {
	struct condition_term *terms;
	size_t count;
};

struct params {
	struct param *items; /* in byte order of their names */
	size_t count;
	size_t *axes; /* their lengths */
	size_t axis_count;
	struct condition *excludes;
	size_t exclude_count;
};

enum { PARAMS_MAX_COMBINATIONS = 1000000 };

/* A parameter that perfolio adds. */
struct added_param {
	const char *name;
	struct text_list values; /* each once */
};

/* What parameters are read from. */
struct params_source {
	/* Values of the benchmark's keys; NULL: not there. */
	const struct node *params, *zip, *exclude;
	const struct added_param *added;
	size_t added_count;
	const struct node *place; /* of the benchmark */
};

int params_read(struct arena *arena, const struct params_source *source,
    struct params *out, struct err *err);

/* Reads {param: value or list of values, …} against the parameters. */
int condition_read(struct arena *arena, const struct node *node,
    const char *what, const struct params *params, struct condition *condition,
    struct err *err);

/* Combinations before exclusion, at most PARAMS_MAX_COMBINATIONS. */
size_t params_combinations(const struct params *params);

/*
 * The values of a combination, parallel to params->items. False when it is
 * excluded.
 */
bool params_combination(
    const struct params *params, size_t index, const char **values);

/*
 * Sets the values a condition names, by the first of each: reference: is
 * written like one.
 */
void condition_impose(const struct condition *condition, const char **values);

bool condition_holds(
    const struct condition *condition, const char *const *values);

#endif
