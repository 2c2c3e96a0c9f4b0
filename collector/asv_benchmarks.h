/*
 * What asv knows about its benchmarks: benchmarks.json.
 */
#ifndef COLLECTOR_ASV_BENCHMARKS_H
#define COLLECTOR_ASV_BENCHMARKS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "collector/import_unit.h"

struct err;

struct asv_benchmark {
	const char *type;    /* "time", "peakmemory", "track"; NULL: not said */
	const char *unit;    /* "seconds"; NULL: not said */
	const char *version; /* a digest of its code; NULL: not said */
	const char *const *param_names;
	size_t param_count;
};

/* Zeroed is valid and knows none. */
struct asv_benchmarks {
	struct arena arena;
	struct map index;
	VEC(struct asv_benchmark) items;
};

/* A file that is not there is no error. */
int asv_benchmarks_read(
    struct asv_benchmarks *benchmarks, const char *path, struct err *err);

/* NULL: it is not in the file. */
const struct asv_benchmark *asv_benchmarks_find(
    const struct asv_benchmarks *benchmarks, const char *name);

/*
 * What a benchmark measures, by its type and unit; where they are not known
 * (known NULL), by its name as asv itself does: time_x, peakmem_x.
 */
struct import_unit asv_benchmark_unit(
    const struct asv_benchmark *known, const char *name, struct arena *arena);

void asv_benchmarks_release(struct asv_benchmarks *benchmarks);

#endif
