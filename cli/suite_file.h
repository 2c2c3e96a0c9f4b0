/*
 * Which suite file is meant, and its plan.
 */
#ifndef CLI_SUITE_FILE_H
#define CLI_SUITE_FILE_H

#include "collector/plan.h"

struct err;

/*
 * Reads a suite and expands it. path NULL: perfolio.yaml here or in the
 * nearest folder above.
 */
int suite_file_plan(const char *path, const struct plan_options *options,
    struct plan *plan, struct err *err);

#endif
