/*
 * What the user says of columns: "ms" is of all, "NAME=ms,…" of some.
 */
#ifndef COLLECTOR_IMPORT_CHOICE_H
#define COLLECTOR_IMPORT_CHOICE_H

#include <stdbool.h>

struct arena;

/* What is said of that column, in arena; NULL: nothing. words may be NULL. */
const char *import_choice_of(
    const char *words, const char *column, struct arena *arena);

/* Is name one of "A,B,…"? */
bool import_choice_has(const char *names, const char *name);

#endif
