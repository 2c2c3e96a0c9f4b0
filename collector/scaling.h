/*
 * Scaling: how a metric of a benchmark may grow with one of its parameters.
 *
 *     scaling: {over: packages, metric: time, at_most: n log n}
 *     scaling: [{over: n, metric: max_rss, per_item: 50MB}, …]
 */
#ifndef COLLECTOR_SCALING_H
#define COLLECTOR_SCALING_H

#include "collector/key.h"
#include "collector/params.h"
#include "collector/selector.h"

/* In the order of growth. */
enum scaling_bound {
	SCALING_BOUND_NONE,
	SCALING_BOUND_CONSTANT,     /* 1 */
	SCALING_BOUND_LOGARITHMIC,  /* log n */
	SCALING_BOUND_LINEAR,       /* n */
	SCALING_BOUND_LINEARITHMIC, /* n log n */
	SCALING_BOUND_QUADRATIC,    /* n^2 */
	SCALING_BOUND_CUBIC         /* n^3 */
};

struct scaling_aim {
	const char *over;   /* a parameter, all of whose values are positive */
	const char *metric; /* "time" unless given */
	struct selector selector;
	enum scaling_bound at_most;
	/* Of the metric's unit for each unit of the parameter; NULL: none. */
	const struct node *per_item;
	const struct node *node; /* as written */
};

struct scaling_list {
	const struct scaling_aim *items;
	size_t count;
	const struct node *node; /* as written; NULL: none */
};

extern const struct key_table scaling_keys;

/*
 * Reads a map or a list of maps. With scope NULL any metric will do, and
 * per_item of one that is not perfolio's own is not looked at; with params
 * NULL any parameter.
 */
int scaling_read(struct arena *arena, const struct node *node,
    const struct scope *scope, const struct params *params,
    struct scaling_list *list, struct err *err);

#endif
