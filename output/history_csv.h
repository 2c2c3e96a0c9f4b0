/*
 * history.csv: a row for each run of each history, in the form of csv.h.
 *
 * value is the center of the run in the metric's base unit; segment counts
 * environments from 1; change says "confirmed" or "suspected" where a level
 * begins, change_percent by how much. A long history has the points that
 * report.json has (analysis/history_brief.h).
 */
#ifndef OUTPUT_HISTORY_CSV_H
#define OUTPUT_HISTORY_CSV_H

#include <stdbool.h>
#include <stdio.h>

#include "analysis/result.h"

/* Is there a history at all? */
bool history_csv_is_wanted(const struct result *result);

void history_csv_write(const struct result *result, FILE *out);

#endif
