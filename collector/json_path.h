/*
 * A path into a JSON value: phases[0].ms, runs[*].time, ["a.b"].count.
 *
 * It is names with "." between them, indices in brackets from 0, [*] for
 * every element of a list, and ["any name"], in which \" and \\ stand for
 * " and \. Zeroed, it is the value itself.
 */
#ifndef COLLECTOR_JSON_PATH_H
#define COLLECTOR_JSON_PATH_H

#include <cjson/cJSON.h>
#include <stddef.h>

struct arena;
struct err;

struct json_step;

struct json_path {
	const struct json_step *steps;
	size_t count;
};

/* Values a path led to, in their order; owned by the tree they are in. */
struct json_found {
	const cJSON **items;
	size_t count, capacity;
};

/* The arena keeps its steps. -1: "character N: …". */
int json_path_parse(struct arena *arena, const char *text,
    struct json_path *path, struct err *err);

/* Adds every value the path leads to; none is fine. */
void json_path_walk(
    const struct json_path *path, const cJSON *root, struct json_found *found);

#endif
