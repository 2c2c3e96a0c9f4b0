/*
 * Metrics that are not measured any more: judged in the run or its baseline,
 * and with samples in the baseline alone, though the case is ok in both.
 */
#ifndef ANALYSIS_VANISHED_H
#define ANALYSIS_VANISHED_H

#include <stddef.h>

#include "analysis/result.h"
#include "analysis/series.h"

/* Of that case of the result; at most most names are set. How many there are.
 */
size_t vanished_metrics(const struct series *baseline,
    const struct result_case *item, const char **names, size_t most);

#endif
