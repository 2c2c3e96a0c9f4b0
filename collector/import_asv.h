/*
 * A results folder of asv (airspeed velocity): benchmarks.json, and below it
 * one folder a machine with a file a commit and environment.
 *
 * Each of these files is a run. In memory is one file at a time, and of it the
 * tree of one benchmark; and a name for each file there is.
 */
#ifndef COLLECTOR_IMPORT_ASV_H
#define COLLECTOR_IMPORT_ASV_H

#include "collector/import.h"

bool import_asv_recognises(const char *path, const char *head);

/* path: the results folder, a project's with asv.conf.json, or one file. */
int import_asv(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err);

#endif
