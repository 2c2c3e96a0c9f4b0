/*
 * The warm-up of launches, and a metric without it.
 *
 * Only launches of at least MSER_MIN samples have one (mser.h), and none where
 * the producer warmed up itself. Samples of a warm-up are kept, written and
 * drawn, but count nowhere.
 */
#ifndef ANALYSIS_WARMUP_H
#define ANALYSIS_WARMUP_H

#include "analysis/series.h"

/* Sets warmups and unsteady of a metric whose samples are in order. */
void warmup_find(struct series_metric *metric);

/*
 * The metric without its warm-up: itself where there is none, else room, which
 * holds a copy until the next call. A zeroed room is empty and valid. Names
 * are not copied.
 */
const struct series_metric *warmup_without(
    const struct series_metric *metric, struct series_metric *room);

void warmup_release(struct series_metric *room);

#endif
