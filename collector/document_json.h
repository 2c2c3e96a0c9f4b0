/*
 * Nodes made of JSON: the suite's readers read what travels in a run file.
 *
 * Numbers, true, false and null become texts as JSON writes them. A place is
 * where a value stands in the whole, "policy: claims[2].to", and has no line.
 */
#ifndef COLLECTOR_DOCUMENT_JSON_H
#define COLLECTOR_DOCUMENT_JSON_H

#include "collector/document.h"

struct arena;
struct err;

/*
 * Reads one JSON value; name is what places begin with. The tree is as sound
 * as one of document_read and belongs to the arena.
 */
int document_read_json(struct arena *arena, const char *name, const char *text,
    const struct node **root, struct err *err);

#endif
