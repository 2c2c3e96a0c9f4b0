/*
 * How perfolio was called for a run, and how to call it again.
 */
#ifndef OUTPUT_INVOCATION_H
#define OUTPUT_INVOCATION_H

#include <stdbool.h>

#include "analysis/result.h"

struct buf;

/*
 * Adds the command line that makes the run again, with its seed. False, and
 * nothing added, when the run does not say: it was imported.
 */
bool invocation_add(struct buf *out, const struct record_run *run);

/* Adds "perfolio run SUITE ", for a filter to follow. */
void invocation_add_suite(struct buf *out, const struct record_run *run);

/* Adds the command line that measures a case without a suite. */
void invocation_add_case(struct buf *out, const struct result_case *item);

#endif
