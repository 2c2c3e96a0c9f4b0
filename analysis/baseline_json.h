/*
 * What a run is compared with, as a whole, as it stands in report.json.
 */
#ifndef ANALYSIS_BASELINE_JSON_H
#define ANALYSIS_BASELINE_JSON_H

#include <cjson/cJSON.h>

#include "analysis/result.h"

struct err;
struct pool;

/* "baseline", "history_runs", "judged_with", "confirmation": the first line. */
void baseline_json_add_head(cJSON *object, const struct result *result);

/* "means", "shift" and "environment", of the last one. */
void baseline_json_add_tail(cJSON *object, const struct result *result);

/* -1 names what is missing or wrong. */
int baseline_json_get_head(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err);
int baseline_json_get_tail(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err);

#endif
