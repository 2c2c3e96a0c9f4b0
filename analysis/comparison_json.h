/*
 * A comparison as it stands in report.json.
 */
#ifndef ANALYSIS_COMPARISON_JSON_H
#define ANALYSIS_COMPARISON_JSON_H

#include <cjson/cJSON.h>

#include "analysis/comparison.h"

struct err;
struct pool;

/* Adds the comparison, NULL as null; change_percent comes of its ratio. */
void comparison_json_add(
    cJSON *object, const char *key, const struct comparison *comparison);

/*
 * Reads the member into the pool's arena: NULL where it is null or absent. -1
 * names what is missing or wrong.
 */
int comparison_json_get(const cJSON *object, const char *key, struct pool *pool,
    struct comparison **out, struct err *err);

#endif
