/*
 * Modes, growth, scaling and concurrency as they stand in report.json.
 */
#ifndef ANALYSIS_SHAPE_JSON_H
#define ANALYSIS_SHAPE_JSON_H

#include <cjson/cJSON.h>

#include "analysis/result.h"

struct err;
struct pool;

/* "modes" and "growth" of a metric. -1 names what is wrong, here and below. */
void shape_json_add_metric(cJSON *object, const struct result_metric *metric);
int shape_json_get_metric(const cJSON *object, struct pool *pool,
    struct result_metric *metric, struct err *err);

/* "scaling" and "concurrency", of the last line. */
void shape_json_add(cJSON *object, const struct result *result);
int shape_json_get(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err);

/* The parts of the latter. */
void scaling_json_add(cJSON *object, const struct result *result);
int scaling_json_get(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err);
void concurrency_json_add(cJSON *object, const struct result *result);
int concurrency_json_get(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err);

#endif
