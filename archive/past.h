/*
 * What is known of past runs without reading their files again.
 *
 * All text is valid UTF-8; NULL is not known. Who fills a vector lets its text
 * live in an arena; the vector itself is the caller's, freed with vec_free.
 */
#ifndef ARCHIVE_PAST_H
#define ARCHIVE_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/unit.h"

/* A run, as far as it must be known without its file. */
struct archive_run {
	uint64_t key;   /* within this archive only; not read by archive_add */
	const char *id; /* its run file is ID.jsonl */
	const char *suite, *project;
	const char *machine;     /* machine.id, or the host class */
	const char *environment; /* its lasting facts, a JSON object */
	const char *started;     /* ISO 8601; "": not known; never NULL */
	const char *commit, *branch, *version;
	const char *sha256; /* of the run file, 64 hex digits */
	uint64_t bytes;     /* of the run file: another size is another file */
	const char *file;   /* its path, for archive_add; NULL when read back */
	bool is_dirty;      /* tracked files differed from the commit */
	bool is_part;       /* a filter chose its cases */
	bool is_pair;       /* of two trees: on no line */
};

struct archive_runs {
	struct archive_run *items;
	size_t count, capacity;
};

/* What a run measured of one case in one metric (analysis/session.h). */
struct archive_value {
	const char *case_id, *group, *benchmark, *metric, *unit;
	enum better better;
	bool is_judged;
	bool is_logarithmic; /* value is the mean of logarithms */
	uint32_t launches;
	double value, variance; /* of a session; NAN: one launch, no variance */
	double center;          /* median of the launch medians, base unit */
	double step;            /* resolution by the value; 0: not known */
};

struct archive_values {
	struct archive_value *items;
	size_t count, capacity;
};

/*
 * One case and metric over all its runs; in another unit it is another series.
 * group, benchmark, better and is_judged are those of its newest run.
 */
struct archive_series {
	const uint64_t *keys; /* within this archive only */
	size_t key_count;
	const char *suite, *case_id, *group, *benchmark, *metric, *unit;
	enum better better;
	bool is_judged;
};

struct archive_catalog {
	struct archive_series *items;
	size_t count, capacity;
};

/* A session of a series: which run, and the rest as in archive_value. */
struct archive_point {
	const char *run; /* id; the runs' text */
	bool is_logarithmic;
	uint32_t launches;
	double value, variance, center, step;
};

/* index[i] is the place of items[i] in the runs; both are freed. */
struct archive_points {
	struct archive_point *items;
	size_t *index;
	size_t count, capacity;
};

void archive_points_release(struct archive_points *points);

/* A change point that was confirmed: stays put, by commit (or run). */
struct archive_anchor {
	const char *suite, *machine, *case_id, *metric;
	const char *commit; /* of the first run of the new level; NULL: none */
	const char *run;    /* that run's id */
};

struct archive_anchors {
	struct archive_anchor *items;
	size_t count, capacity;
};

#endif
