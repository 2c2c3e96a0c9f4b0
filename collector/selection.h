/*
 * Which cases of a suite are wanted: a filter over their ids and tags.
 */
#ifndef COLLECTOR_SELECTION_H
#define COLLECTOR_SELECTION_H

#include "base/map.h"
#include "collector/key.h"

struct err;
struct plan_options;
struct regex;

/* Zeroed: all cases. */
struct selection {
	struct regex *regex; /* NULL: any id */
	const char *filter;
	struct map only; /* ids */
	bool has_only;
	struct text_list tags; /* one of them; count 0: any */
	size_t seen;           /* cases asked for */
	/* The nearest words to what matched nothing, for the message. */
	const char *near_filter, *near_tag;
};

int selection_init(struct selection *selection,
    const struct plan_options *options, struct err *err);

/* 1 wanted, 0 not wanted, -1 when the filter cannot be searched. */
int selection_has(struct selection *selection, const char *id,
    const char *group, const char *benchmark, const struct text_list *tags,
    struct err *err);

/* Why nothing is left, and what to do. Always -1. */
int selection_fail(const struct selection *selection, struct err *err);

void selection_release(struct selection *selection);

#endif
