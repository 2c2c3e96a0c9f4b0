/*
 * The only option parser: one table binds names to fields and prints help.
 */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/vec.h"

struct err;

enum opt_type {
	OPT_FLAG,       /* bool */
	OPT_TEXT,       /* const char *, points into argv */
	OPT_LIST,       /* struct opt_list: may be given several times */
	OPT_WHOLE,      /* struct opt_whole */
	OPT_UNSUPPORTED /* known, and refused as "not supported yet" */
};

struct opt_list {
	const char **items; /* point into argv */
	size_t count, capacity;
};

struct opt_whole {
	bool is_given;
	unsigned long long value;
};

struct opt {
	char letter; /* 0 if none */
	const char *name;
	enum opt_type type;
	size_t offset;        /* of the field in the caller's struct */
	const char *argument; /* name of the argument in the help; NULL: none */
	const char *help;
};

/*
 * Sets the fields from argv[1…) and leaves the other words, in order, in
 * argv[1…*argc). "--" ends the options and stays in argv, so that a caller
 * can tell what stood behind it. table ends with a zeroed entry.
 */
int opt_parse(const struct opt *table, void *fields, int *argc, char **argv,
    struct err *err);

/* One line an option, aligned. */
void opt_help(const struct opt *table, FILE *out);

#endif
