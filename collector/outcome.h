/*
 * What a launch's result means: success, its values, its failure in words.
 */
#ifndef COLLECTOR_OUTCOME_H
#define COLLECTOR_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "collector/launch.h"

/* True when it exited with one of codes[0..count); count 0: with 0. */
bool outcome_is_success(
    const struct launch_result *result, const int *codes, size_t count);

/*
 * Why it is no success, in arena: "exit status 3: LINE", "killed by signal
 * 11 (Segmentation fault)", "no end after 30 s", "cannot start …".
 */
const char *outcome_message(struct arena *arena,
    const struct launch_result *result, uint64_t timeout_ns);

/* The value of a metric, in its base unit. False when it has none. */
bool outcome_value(
    const struct launch_usage *use, const char *metric, double *value);

#endif
