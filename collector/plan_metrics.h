/*
 * Which metrics a case collects, and which of them are judged.
 *
 * In this order: those of every launch; those on demand that something names;
 * throughput where there is work or concurrency; what is extracted;
 * success_rate where something names it; what is measured; and of each step
 * those of every launch, as STEP/METRIC. --collect picks out of these, and
 * names some on demand.
 *
 * throughput counts items, or without work copies; where only bytes are said
 * it counts these, and where both are said throughput_bytes does.
 */
#ifndef COLLECTOR_PLAN_METRICS_H
#define COLLECTOR_PLAN_METRICS_H

#include "collector/plan_fill.h"

/*
 * Fills in the record's metrics and judged ones, extras and tail_launches.
 * The rest of the case must be filled, but for stopping. -1 when a needed
 * metric is none of the case's.
 */
int plan_metrics_fill(struct plan_case *plan_case,
    const struct plan_shared *shared, const struct case_source *source,
    struct err *err);

#endif
