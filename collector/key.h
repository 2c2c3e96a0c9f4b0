/*
 * The keys a map of the suite file may hold: one const table a map.
 *
 * A table binds each name to a type and to the place of its value in a
 * struct; key_read fills that struct and refuses everything else, with a
 * place and a suggestion. A key that is known and not built yet stands in its
 * table too, flagged KEY_LATER. Adding a key is adding a line.
 *
 * Every table is also an object in docs/suite.schema.json, under
 * "$defs/TABLE NAME", and a test holds the two together.
 */
#ifndef COLLECTOR_KEY_H
#define COLLECTOR_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "collector/document.h"
#include "collector/plan.h"

struct arena;
struct err;

struct text_list {
	const char *const *items;
	size_t count;
};

struct pair_list {
	const struct pair *items;
	size_t count;
};

/*
 * How a value is read. name is the key's, for messages; field is where its
 * offset points.
 */
struct key_type {
	const char *name; /* "duration" */
	size_t bytes;     /* of the field */
	int (*read)(struct arena *arena, const struct node *value,
	    const char *name, void *field, struct err *err);
	/* Lays from over into; NULL: the field is copied. */
	void (*merge)(struct arena *arena, void *into, const void *from);
};

extern const struct key_type key_text;     /* const char *, not empty */
extern const struct key_type key_texts;    /* struct text_list */
extern const struct key_type key_pairs;    /* struct pair_list */
extern const struct key_type key_command;  /* struct command */
extern const struct key_type key_whole;    /* uint64_t, 0 to a billion */
extern const struct key_type key_count;    /* uint64_t, 1 to a billion */
extern const struct key_type key_duration; /* uint64_t, ns, above 0 */
extern const struct key_type key_percent;  /* double, a fraction from 0 */
extern const struct key_type key_bool;     /* bool */
extern const struct key_type key_node;     /* const struct node *, any */
extern const struct key_type key_list;     /* const struct node *, a list */
extern const struct key_type key_map;      /* const struct node *, a map */

enum key_flag {
	KEY_REQUIRED = 1 << 0,
	KEY_LATER = 1 << 1,  /* "not supported yet" */
	KEY_FILLED = 1 << 2, /* {param} and {seed} are filled in */
	/* Where it may stand; a table without scopes has none of these. */
	KEY_DEFAULTS = 1 << 3,
	KEY_BENCHMARK = 1 << 4,
	KEY_OVERRIDE = 1 << 5,
	KEY_OUTER = 1 << 6,   /* in the suite that is run */
	KEY_INCLUDED = 1 << 7 /* in a file it includes */
};

struct key {
	const char *name;
	const struct key_type *type;
	size_t offset;
	unsigned flags; /* of enum key_flag */
};

struct key_table {
	const char *name; /* "benchmark" */
	const struct key *keys;
	size_t count; /* at most 64 */
};

#define KEY_TABLE(name, keys)                                                  \
	{                                                                      \
		name, keys, sizeof(keys) / sizeof *(keys)                      \
	}

/* A table and the struct it fills. */
struct key_part {
	const struct key_table *table;
	void *fields;
	unsigned scope; /* one flag; 0: every key of the table may stand */
	uint64_t given; /* out: bit i is set when keys[i] was there */
};

/*
 * Reads a map whose keys are those of all parts together. what says where we
 * are, for messages: "a benchmark". Fields of absent keys stay as they are.
 */
int key_read(struct arena *arena, const struct node *map, const char *what,
    struct key_part *parts, size_t part_count, struct err *err);

/* The same with one part; given may be NULL. */
int key_read_one(struct arena *arena, const struct node *map, const char *what,
    const struct key_table *table, void *fields, uint64_t *given,
    struct err *err);

/* The key of that name, NULL if the table has none. */
const struct key *key_find(const struct key_table *table, const char *name);

/* Lays the given fields of from over into. */
void key_merge(struct arena *arena, const struct key_table *table, void *into,
    const void *from, uint64_t given);

/* "NOUN must be a list, not a text" unless the node is of that type. */
int node_expect(const struct node *node, enum node_type type, const char *noun,
    struct err *err);

/* A list of texts, or one text as a list of one. */
int key_read_texts(struct arena *arena, const struct node *value,
    const char *name, struct text_list *list, struct err *err);

/* The node's text as one of count words; its index, or -1 with a suggestion. */
int key_read_word(const struct node *value, const char *what,
    const char *const *words, size_t count, struct err *err);

#endif
