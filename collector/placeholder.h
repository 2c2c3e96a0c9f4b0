/*
 * {name} in commands, paths and the environment.
 *
 * {param} becomes the parameter's value and {seed} the run's seed; {{param}}
 * becomes the text {param}. Any other {word} stays as it is, so that
 * awk '{print}' is awk. A word that looks like a slip of a parameter's name
 * is an error; {{word}} is the way to mean the text {word} all the same.
 */
#ifndef COLLECTOR_PLACEHOLDER_H
#define COLLECTOR_PLACEHOLDER_H

#include "collector/document.h"
#include "collector/record.h"

struct buf;
struct err;

struct placeholders {
	const struct pair *params;
	size_t count;
	const char *seed;
};

/* Adds text with its placeholders filled in. */
void placeholder_fill(
    struct buf *out, const char *text, const struct placeholders *values);

/*
 * Looks for slips in every text of node. Only the names of params are used.
 */
int placeholder_check(const struct node *node,
    const struct placeholders *values, struct err *err);

#endif
