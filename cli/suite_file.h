/*
 * Which suite file is meant, and its plan.
 */
#ifndef CLI_SUITE_FILE_H
#define CLI_SUITE_FILE_H

#include "base/buf.h"
#include "collector/plan.h"

struct err;

/* The file of that name here or in the nearest folder above; -1: none. */
int suite_file_find_upwards(const char *name, struct buf *path);

/* perfolio.yaml here or in the nearest folder above; -1: there is none. */
int suite_file_find(struct buf *path, struct err *err);

/*
 * Reads a suite and expands it. path NULL: the one
 * suite_file_find finds.
 */
int suite_file_plan(const char *path, const struct plan_options *options,
    struct plan *plan, struct err *err);

#endif
