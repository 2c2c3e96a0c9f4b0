/*
 * Metrics taken out of what a command says or writes.
 *
 *     extract:
 *       - {metric: hits, unit: "1", better: higher, regex: 'hits=(\d+)'}
 *       - {metric: parse, unit: ms, json: "phases[0].ms", from: stderr}
 *       - {metric: warnings, unit: "1", count: '^warning', from: build.log}
 *
 * from is stdout (the default), stderr or a file ("./stdout" is a file of that
 * name); without better lower is. In patterns ^ and $ are the ends of a line.
 *
 * regex gives the group named "value", else the one named as the metric, else
 * the first one, else the whole match; a group named "unit" says what unit
 * that match was written in, and counts for none of these. Every match is a
 * sample of the launch; a match in which the group took no part is none. json
 * is a path (collector/json_path.h) into the one JSON value the text is, or
 * else into its last line that is not blank; numbers and texts that are
 * numbers are samples. count is the number of matches, which may be 0.
 *
 * Numbers are decimal, without thousands separators.
 */
#ifndef COLLECTOR_EXTRACT_H
#define COLLECTOR_EXTRACT_H

#include <stddef.h>

#include "collector/key.h"
#include "collector/metric.h"

struct err;

enum extract_kind { EXTRACT_REGEX, EXTRACT_JSON, EXTRACT_COUNT };

enum extract_from { EXTRACT_STDOUT, EXTRACT_STDERR, EXTRACT_FILE };

/* What to take out. Checked: its pattern compiles. */
struct extraction {
	struct metric metric; /* its unit is a base unit or the user's own */
	double scale;         /* of the written unit in the base unit */
	enum extract_kind kind;
	const char *pattern; /* regular expression or path */
	enum extract_from from;
	const char *path; /* EXTRACT_FILE: as written; in a plan, absolute */
	const struct node *place;
};

struct extraction_list {
	const struct extraction *items;
	size_t count;
};

extern const struct key_table extract_keys;

/* A key's reader: field is a struct extraction_list. */
int extract_read(struct arena *arena, const struct node *value,
    const char *name, void *field, struct err *err);

/* Samples of one launch, in the metric's base unit. */
struct values {
	double *items;
	size_t count, capacity;
};

enum { EXTRACT_MAX_VALUES = 1000000 };

/*
 * Adds the samples that text holds; it may hold any bytes and need not end in
 * NUL. None is no failure. -1: the text is not what it should be ("is no
 * number", "is not JSON", too costly for the pattern, more than a million
 * samples), values is as it was, and err says so in words that fit behind
 * "METRIC: ".
 */
int extract_values(const struct extraction *what, const char *text,
    size_t length, struct values *values, struct err *err);

#endif
