/*
 * Metrics that come to a case after it was analysed.
 */
#ifndef ANALYSIS_LATE_METRIC_H
#define ANALYSIS_LATE_METRIC_H

#include "analysis/result.h"

/*
 * Makes room for count more metrics behind those of the case, zeroed, and is
 * the first of them. The case's metrics are another array then.
 */
struct result_metric *late_metric_add(
    struct result *result, struct result_case *item, size_t count);

#endif
