/*
 * One result file of asv: what one commit gave in one environment.
 */
#ifndef COLLECTOR_ASV_RESULT_H
#define COLLECTOR_ASV_RESULT_H

#include "base/arena.h"
#include "base/buf.h"
#include "collector/asv_benchmarks.h"
#include "collector/import_draft.h"
#include "collector/json_walk.h"

/* Everything but text is in arena. */
struct asv_result {
	struct arena arena;
	struct buf text; /* the file */
	const char *commit;
	const char *environment; /* "virtualenv-py3.11-numpy1.26" */
	int64_t commit_ns;       /* when it was committed */
	const char *machine;
	struct facts machine_facts, environment_facts;
	const char *const *columns; /* NULL: files of version 1 have none */
	size_t column_count;
	cJSON *versions; /* of its benchmarks, in version 1; NULL: none */
	struct json_span results;
};

/* Release it in any case. */
int asv_result_read(
    struct asv_result *result, const char *path, struct err *err);

/* Gives every benchmark to the draft; outdated: what asv itself would not show.
 */
int asv_result_put(const struct asv_result *result,
    const struct asv_benchmarks *benchmarks, struct import_draft *draft,
    uint64_t *outdated, struct err *err);

void asv_result_release(struct asv_result *result);

#endif
