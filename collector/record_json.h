/*
 * Records as lines of a run file, format 1 (docs/formats.md).
 */
#ifndef COLLECTOR_RECORD_JSON_H
#define COLLECTOR_RECORD_JSON_H

#include <cjson/cJSON.h>

#include "collector/sink.h"

struct arena;
struct buf;
struct err;

enum { RECORD_FORMAT = 1, RECORD_VALUES_MAX = 1000 };

/*
 * Appends the record as one line, newline included. A samples record has at
 * most RECORD_VALUES_MAX values a metric.
 */
void record_print(const struct record *record, struct buf *out);

/* The members of a run, as they stand in the run line and in report.json. */
void record_run_print(const struct record_run *run, cJSON *object);

/*
 * Reads the members of a run. Text and vectors are copied into arena.
 */
int record_run_parse(const cJSON *object, struct arena *arena,
    struct record_run *run, struct err *err);

/* {"a":"1"} to pairs in arena, and back. */
int record_pairs_parse(const cJSON *object, struct arena *arena,
    const struct pair **pairs, size_t *count, struct err *err);
void record_pairs_print(cJSON *object, const struct pair *pairs, size_t count);

/* ["a"] to texts in arena. */
int record_texts_parse(const cJSON *array, struct arena *arena,
    const char *const **texts, size_t *count, struct err *err);

/* [{"name":"a","command":["b"]}] to steps in arena, and back. */
int record_steps_parse(const cJSON *array, struct arena *arena,
    const struct record_step **steps, size_t *count, struct err *err);
void record_steps_print(
    cJSON *array, const struct record_step *steps, size_t count);

/*
 * Gives one line's record to the sink; everything lives in arena, which the
 * caller resets. Returns 1 when a record was put, 0 when its type is unknown
 * and it was skipped, -1 on an error: is_syntax then tells whether the line
 * itself is at fault, or the sink.
 */
int record_parse(const cJSON *line, struct arena *arena, struct sink *sink,
    bool *is_syntax, struct err *err);

#endif
