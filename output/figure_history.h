/*
 * Figures of a metric's history: the chart of its case's page and the small
 * line of tables. See output/figure.h.
 */
#ifndef OUTPUT_FIGURE_HISTORY_H
#define OUTPUT_FIGURE_HISTORY_H

#include "analysis/result.h"
#include "output/canvas.h"

struct buf;

enum { FIGURE_HISTORY_SPARK = 40 /* points of the small line */ };

/* The metric has a history. */
double figure_history_height(
    const struct result *result, const struct result_metric *metric);
void figure_history(struct canvas *canvas, const struct result *result,
    const struct result_metric *metric);
void figure_history_caption(struct buf *out, const struct result *result,
    const struct result_metric *metric);

/* One line; the newest as a dot. */
void figure_history_spark(
    struct canvas *canvas, const struct result_metric *metric);

#endif
