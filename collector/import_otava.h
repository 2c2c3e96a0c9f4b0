/*
 * The CSV file of Otava (and of Hunter, its ancestor): a row is what one
 * commit gave at one time, a column is a metric or an attribute.
 *
 * The column "time" must be there. "commit", "branch" and "version" are what
 * they say; of the others those whose first value is a number are metrics, or
 * those that the user names, and the rest are labels. Each row is a run, and
 * only one is in memory.
 */
#ifndef COLLECTOR_IMPORT_OTAVA_H
#define COLLECTOR_IMPORT_OTAVA_H

#include "collector/import.h"

bool import_otava_recognises(const char *path, const char *head);

int import_otava(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err);

#endif
