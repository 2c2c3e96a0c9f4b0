/*
 * Histories as they stand in report.json: the line of runs once, in its first
 * line, and a timeline a metric. Points, changes and the ends of a drift name
 * their run by its index in "past".
 */
#ifndef ANALYSIS_HISTORY_JSON_H
#define ANALYSIS_HISTORY_JSON_H

#include <cjson/cJSON.h>

#include "analysis/result.h"

struct err;
struct pool;

/* "past", "past_from", "since" and "commit_url", of the first line. */
void history_json_add_past(cJSON *object, const struct result *result);

/* "history" of a metric: an object, or null. timeline may be NULL. */
void history_json_add(cJSON *object, const struct timeline *timeline,
    const struct timeline_run *runs);

/*
 * -1 names what is missing or wrong. The line is read before the metrics,
 * whose runs are checked against it.
 */
int history_json_get_past(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err);
int history_json_get(const cJSON *object, struct pool *pool,
    const struct result *result, struct result_metric *metric, struct err *err);

#endif
