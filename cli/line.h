/*
 * What the first line of a run file says of its place among others.
 */
#ifndef CLI_LINE_H
#define CLI_LINE_H

#include "base/arena.h"
#include "collector/record.h"

struct err;

/* Did a filter choose the cases of the run? Its words say so. */
bool line_is_part(const struct record_run *run);

/* The first line of a run file, in arena; -1 if it cannot be read. */
int line_read_header(const char *path, struct arena *arena,
    struct record_run *run, struct err *err);

#endif
