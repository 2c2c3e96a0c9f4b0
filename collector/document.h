/*
 * A YAML file as a tree of texts, lists and maps that know their place.
 *
 * Scalars are kept as written: YAML's own types and tags mean nothing here.
 * Whatever document_read returns is sound: one document, every key a text and
 * no two alike in a map, no NUL, no alias within itself, at most
 * DOCUMENT_MAX_DEPTH deep. An aliased node is shared, so the tree may be a
 * graph without cycles; written out it has at most a million nodes more than
 * the file.
 */
#ifndef COLLECTOR_DOCUMENT_H
#define COLLECTOR_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

enum { DOCUMENT_MAX_DEPTH = 64, DOCUMENT_MAX_ALIASED = 1000000 };

enum node_type { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_type type;
	const char *path;                /* of the file, as it was given */
	size_t line, column;             /* from 1; 0: path says it all */
	const char *text;                /* NODE_TEXT, else NULL */
	const struct node *const *keys;  /* NODE_MAP: parallel to items */
	const struct node *const *items; /* NODE_LIST, NODE_MAP */
	size_t count;
};

/*
 * Reads a file. *text is its content, *root its only document; both belong to
 * the arena. On -1 err says "FILE:LINE:COLUMN: …".
 */
int document_read(struct arena *arena, const char *path,
    const struct node **root, const char **text, struct err *err);

/* The value of that key, NULL if the map does not hold it. */
const struct node *node_get(const struct node *map, const char *key);

/* "suite.yaml:12:5". */
const char *node_place(struct arena *arena, const struct node *node);

/* What a node is, for messages: "a text", "a list", "a map". */
const char *node_type_text(enum node_type type);

/*
 * "FILE:LINE:COLUMN: …", with control characters made visible. Always -1.
 * Quote foreign text with "%.80s".
 */
int node_fail(const struct node *node, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * The failure for a word that is none of the candidates:
 * unknown WHAT "WORD", did you mean "NEAREST"? Always -1.
 */
int node_fail_unknown(const struct node *node, const char *what,
    const char *word, const char *const *candidates, size_t count,
    struct err *err);

#endif
