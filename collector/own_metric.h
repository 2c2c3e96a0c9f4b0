/*
 * Metrics of the user's own: a name, a unit and which way is better, as
 * extract and measure declare them.
 */
#ifndef COLLECTOR_OWN_METRIC_H
#define COLLECTOR_OWN_METRIC_H

#include "collector/document.h"
#include "collector/metric.h"

/* The texts behind metric, unit and better; unit and better may be NULL. */
struct own_metric {
	const struct node *name, *unit, *better;
};

/*
 * Durations and sizes are kept in ns and B, and *scale is the unit's in that;
 * every other unit is the user's own and stays as it is, with scale 1. Without
 * a unit it is "1", without better lower is. A name may not be one of
 * perfolio's own metrics, nor hold "/" or control characters, nor end like a
 * statistic (".p95"): selectors could not name it.
 */
int own_metric_read(const struct own_metric *written, struct metric *metric,
    double *scale, struct err *err);

#endif
