/*
 * What one benchmark gave, within a result file of asv: one number or one for
 * each combination of its parameters, perhaps with the samples behind it.
 */
#ifndef COLLECTOR_ASV_ROW_H
#define COLLECTOR_ASV_ROW_H

#include "collector/asv_benchmarks.h"
#include "collector/import_draft.h"
#include "collector/json_walk.h"

/* Each is one launch: asv does not say which samples were of one process. */
struct asv_row {
	const char *name; /* "module.Class.time_it" */
	struct json_span value;
	const char *const *columns; /* of value; NULL: version 1, no list */
	size_t column_count;
	const cJSON *version; /* of the benchmark, in version 1; NULL: none */
	const struct asv_benchmark *known; /* NULL: not in benchmarks.json */
};

/*
 * Puts a case for each combination; scratch is reset. A result of another
 * version of the benchmark is not comparable, and is not put: *is_outdated.
 */
int asv_row_put(const struct asv_row *row, struct arena *scratch,
    struct import_draft *draft, bool *is_outdated, struct err *err);

#endif
