/*
 * Which launch gave which of a row of values.
 */
#ifndef ANALYSIS_SPAN_H
#define ANALYSIS_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Consecutive launches that gave count values each: round and launch are the
 * first one's, and both go up by one from each to the next. Thirty commands
 * of one sample are one span.
 */
struct span {
	uint32_t round, launch; /* as in the run file, from 1 */
	uint32_t count;         /* values of each launch */
	uint32_t launches;      /* at least 1 */
};

/* A zeroed struct spans is empty and valid; a base/vec.h vector. */
struct spans {
	struct span *items;
	size_t count, capacity;
};

/*
 * The launch gave count more values. It is the last one going on if round and
 * launch say so.
 */
void spans_add(
    struct spans *spans, uint32_t round, uint32_t launch, uint32_t count);

uint64_t spans_launches(const struct spans *spans);

/* Are the launches in order of round and launch, each of them in one piece? */
bool spans_are_sorted(const struct spans *spans);

/*
 * Sorts the launches by round and launch, and the values and iterations (NULL:
 * none) along with them. Values of one launch keep their order.
 */
void spans_sort(struct spans *spans, double *values, double *iterations);

void spans_release(struct spans *spans);

#endif
