/*
 * Deep copies of the parts of a record, for those who keep them.
 *
 * Everything goes into the pool's arena; names that repeat are kept once. An
 * empty list is NULL.
 */
#ifndef ANALYSIS_RECORD_COPY_H
#define ANALYSIS_RECORD_COPY_H

#include "analysis/pool.h"
#include "collector/record.h"

struct record_run record_run_copy(
    struct pool *pool, const struct record_run *run);

/*
 * Copies the keys that line has over those of kept: all that says what the
 * case is, but its metrics; and nothing of how it ended.
 */
void record_case_lay_over(struct pool *pool, struct record_case *kept,
    const struct record_case *line);

struct metric record_metric_copy(
    struct pool *pool, const struct metric *metric);

/* Names repeat, values do not. */
const struct pair *record_pairs_copy(
    struct pool *pool, const struct pair *pairs, size_t count);

/* A list of names that repeat: tags, metrics. */
const char *const *record_names_copy(
    struct pool *pool, const char *const *names, size_t count);

/* A list of texts that do not: the words of a command. */
const char *const *record_texts_copy(
    struct pool *pool, const char *const *texts, size_t count);

const struct record_step *record_steps_copy(
    struct pool *pool, const struct record_step *steps, size_t count);

#endif
