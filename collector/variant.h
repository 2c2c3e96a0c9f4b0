/*
 * The variants of a benchmark: ways to do the same, compared directly.
 *
 *     variants: {old: {command: ./old/tool run}, new: {command: ./new/tool}}
 *
 * Each lays its keys over the benchmark's settings.
 */
#ifndef COLLECTOR_VARIANT_H
#define COLLECTOR_VARIANT_H

#include "collector/settings.h"

struct variant {
	struct settings settings; /* the fields of its keys */
	uint64_t given;           /* keys of variant_keys that were there */
};

struct variant_list {
	const struct variant *items;
	struct text_list names; /* parallel */
};

extern const struct key_table variant_keys;
extern const struct key_type variant_type; /* struct variant_list */

/* Lays the variant of that name, which is one of them, over settings. */
void variant_apply(struct arena *arena, const struct variant_list *variants,
    const char *name, struct settings *settings);

#endif
