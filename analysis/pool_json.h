/*
 * Texts and lists of report.json, read into a pool. Nobody but its readers
 * includes it.
 */
#ifndef ANALYSIS_POOL_JSON_H
#define ANALYSIS_POOL_JSON_H

#include <cjson/cJSON.h>
#include <stddef.h>

struct err;
struct pool;

/* The member's text; NULL where it is null or absent. -1: it is no text. */
int pool_json_text(const cJSON *object, const char *key, struct pool *pool,
    const char **text, struct err *err);

/* The same of a member that must be there. */
int pool_json_need(const cJSON *object, const char *key, struct pool *pool,
    const char **text, struct err *err);

/* A list of texts, which are not pooled; NULL for none. */
int pool_json_texts(const cJSON *object, const char *key, struct pool *pool,
    const char *const **texts, size_t *count, struct err *err);

/* Zeroed room for the items of an array, bytes each; NULL for none. */
void *pool_json_items(const cJSON *array, size_t bytes, struct pool *pool);

#endif
