/*
 * The columns of an Otava CSV: what each of them is.
 *
 * "time", "commit", "branch" and "version" are what they say. Of the others
 * those that the user names are metrics; if he names none, those whose first
 * value is a number. The rest are labels.
 */
#ifndef COLLECTOR_OTAVA_COLUMNS_H
#define COLLECTOR_OTAVA_COLUMNS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/vec.h"
#include "collector/import.h"

struct err;

enum otava_kind {
	OTAVA_OPEN, /* not known before its first value */
	OTAVA_TIME,
	OTAVA_COMMIT,
	OTAVA_BRANCH,
	OTAVA_VERSION,
	OTAVA_LABEL,
	OTAVA_METRIC
};

struct otava_column {
	enum otava_kind kind;
	const char *name;
	struct metric metric; /* of OTAVA_METRIC */
	double factor;        /* into the metric's unit */
};

struct otava_columns {
	const struct import_options *options;
	struct arena arena;
	VEC(struct otava_column) items;
};

void otava_columns_add(struct otava_columns *columns, const char *name);

/* -1: there is no time, a name is there twice, or one that is wanted is not. */
int otava_columns_check(const struct otava_columns *columns, struct err *err);

/* A value of the column: if it is open, text decides. */
void otava_columns_settle(
    struct otava_columns *columns, size_t index, const char *text);

bool otava_columns_has(
    const struct otava_columns *columns, enum otava_kind kind);

/* Is text one of the words for what is no number, NaN or infinity? */
bool otava_is_no_number(const char *text);

void otava_columns_release(struct otava_columns *columns);

#endif
