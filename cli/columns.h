/*
 * Lines of cells that line up on the terminal. What comes from outside is
 * cleaned; a column that is empty below its head is left out.
 */
#ifndef CLI_COLUMNS_H
#define CLI_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/vec.h"

/* Set count, the cells of a line, and has_heads; the rest is zeroed. */
struct columns {
	size_t count;
	bool has_heads; /* the first line is one of heads */
	struct arena arena;
	VEC(const char *) cells;
};

/* text NULL is an empty cell. */
void columns_add(struct columns *columns, const char *text);

void columns_print(const struct columns *columns, FILE *out);

void columns_release(struct columns *columns);

#endif
