/*
 * Run files of another workspace or folder, taken over byte for byte.
 *
 * They are read once, to know that they are run files, and copied.
 */
#ifndef COLLECTOR_IMPORT_RUN_H
#define COLLECTOR_IMPORT_RUN_H

#include "collector/import.h"

bool import_run_recognises(const char *path, const char *head);

/*
 * path: a run file; or a folder: the runs of its workspace if it has one, else
 * every *.jsonl in it and below.
 */
int import_run(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err);

/* May a run of that id be a file? "../x" may not. */
bool import_run_is_id(const char *id);

#endif
