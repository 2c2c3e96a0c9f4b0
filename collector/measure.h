/*
 * What is measured without the clock.
 *
 *     measure: {file_size: build/tool}
 *     measure: {command: ./count-lines, metric: lines, better: higher}
 *
 * file_size is a file, or a list of them whose sizes are added; a folder
 * counts all files in it. It gives the exact metric file_size. command says a
 * number on its standard output, which is a sample of metric; without unit
 * that is "1", without better lower is.
 */
#ifndef COLLECTOR_MEASURE_H
#define COLLECTOR_MEASURE_H

#include "collector/key.h"
#include "collector/metric.h"

struct err;

struct measure {
	struct text_list files; /* as written; in a plan, absolute */
	struct command command; /* count 0: none */
	struct metric metric;   /* of command */
	double scale;           /* of the written unit in the base unit */
	const struct node *place;
};

extern const struct key_table measure_keys;
extern const struct metric measure_file_size; /* "file_size", B, exact */

/* A key's reader: field is a const struct measure *. */
int measure_read(struct arena *arena, const struct node *value,
    const char *name, void *field, struct err *err);

/*
 * Bytes of all files, each one once however many names it has; -1: "FILE: no
 * such file". Links are not followed below a folder, and only regular files
 * count there.
 */
int measure_files(
    const struct text_list *files, double *bytes, struct err *err);

/*
 * The number a command said: the whole of its standard output but for blanks
 * around it, with a unit behind it if it likes ("12.5 ms", "98%"; else it is
 * in the unit of the suite). -1 with words that fit behind its name.
 */
int measure_number(const struct measure *measure, const char *text,
    size_t length, double *value, struct err *err);

#endif
