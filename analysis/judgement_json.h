/*
 * Budgets, claims and gates as they stand in report.json.
 */
#ifndef ANALYSIS_JUDGEMENT_JSON_H
#define ANALYSIS_JUDGEMENT_JSON_H

#include <cjson/cJSON.h>

#include "analysis/result.h"

struct err;
struct pool;

/* "budgets" of a metric. -1 names what is missing or wrong, here and below. */
void judgement_json_add_budgets(
    cJSON *object, const struct result_metric *metric);
int judgement_json_get_budgets(const cJSON *object, struct pool *pool,
    struct result_metric *metric, struct err *err);

/* "claims" and "gates", of the last line. */
void judgement_json_add(cJSON *object, const struct result *result);
int judgement_json_get(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err);

#endif
