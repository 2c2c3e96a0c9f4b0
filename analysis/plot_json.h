/*
 * A plot in report.json: columns of numbers rather than an object a point.
 *
 * "values" and "launches" are parallel; "warmup", "mild" and "severe" list the
 * points they are true for, from 0. A histogram or density that is not there
 * is null.
 */
#ifndef ANALYSIS_PLOT_JSON_H
#define ANALYSIS_PLOT_JSON_H

#include <cjson/cJSON.h>

#include "analysis/plot.h"

struct err;

/* Adds the members of the plot to object. */
void plot_json_print(const struct result_plot *plot, cJSON *object);

/*
 * Reads them back, into arena. -1 names what is missing, wrong or beyond the
 * bounds of analysis/plot.h.
 */
int plot_json_parse(const cJSON *object, struct arena *arena,
    struct result_plot *plot, struct err *err);

#endif
