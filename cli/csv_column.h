/*
 * One column of a CSV file: a history that lies in no archive.
 *
 * The first line names the columns. Every further one is a row, counted from
 * 0; a row whose field is empty or blank has no value.
 */
#ifndef CLI_CSV_COLUMN_H
#define CLI_CSV_COLUMN_H

#include <stddef.h>

#include "base/arena.h"
#include "base/vec.h"

struct err;

struct csv_value {
	size_t row;
	double value; /* below 1e300 in magnitude */
};

/* Zeroed is valid; strings are in the arena. */
struct csv_column {
	struct arena arena;
	const char *name;
	size_t rows;
	VEC(struct csv_value) values;
	VEC(const char *) labels; /* of every row; none were asked for */
};

/*
 * name NULL: the only column, or the one called "value". labels NULL: none
 * are read. "-" is stdin. -1 with file:line for a field that is no finite
 * number, a row of another length and what is no CSV; a file without rows, or
 * without such a column, is -1 too. Release it in any case.
 */
int csv_column_read(struct csv_column *column, const char *path,
    const char *name, const char *labels, struct err *err);

void csv_column_release(struct csv_column *column);

#endif
