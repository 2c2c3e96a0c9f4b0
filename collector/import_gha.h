/*
 * The history of github-action-benchmark: data.js, or the JSON within it.
 *
 * Each entry is a run. In memory are the file, as text, and the tree of one
 * entry: two to three times the file's size at most.
 */
#ifndef COLLECTOR_IMPORT_GHA_H
#define COLLECTOR_IMPORT_GHA_H

#include "collector/import.h"

bool import_gha_recognises(const char *path, const char *head);

int import_gha(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err);

#endif
