/*
 * The catalog of series out of the rows of the table series.
 *
 * A row has a group and a benchmark, a series only has those of its newest
 * run: where a suite moved a case to another group, or named its benchmark
 * anew, several rows are one series. Only the backends include it.
 */
#ifndef ARCHIVE_CATALOG_H
#define ARCHIVE_CATALOG_H

#include "archive/past.h"
#include "base/arena.h"

struct catalog_row {
	uint64_t key;
	size_t series; /* its place in the catalog */
	struct archive_series of;
};

/* By case id, metric, unit, suite. Zeroed is empty. */
struct catalog_rows {
	struct catalog_row *items;
	size_t count, capacity;
	bool *is_seen; /* by series */
	size_t unseen; /* series */
};

/* The series of all rows, their keys in arena. catalog is zeroed. */
void catalog_join(struct catalog_rows *rows, struct arena *arena,
    struct archive_catalog *catalog);

/* What a run says of a series through that row: the newest run comes first. */
void catalog_see(struct catalog_rows *rows, struct archive_catalog *catalog,
    size_t row, enum better better, bool is_judged);

/* Leaves out what no run has, and frees the rows. */
void catalog_end(struct catalog_rows *rows, struct archive_catalog *catalog);

#endif
