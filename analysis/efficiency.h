/*
 * How well a case uses what runs at once: the efficiency of N at a time is
 * throughput(N) / (N throughput(1)).
 *
 * The two cases are of one benchmark and differ in the parameter concurrency
 * alone. The metric's numbers are those of the throughput divided by N times
 * the median of the case with one at a time; the intervals of median and mean
 * carry the uncertainty of both sides (quotient.h). With one at a time it is 1
 * by definition. It is not judged against a baseline: throughput is.
 */
#ifndef ANALYSIS_EFFICIENCY_H
#define ANALYSIS_EFFICIENCY_H

#include "analysis/result.h"

/*
 * Gives the metric efficiency to every case with a concurrency that has none:
 * not measured where a throughput, or the case with one at a time, is missing.
 */
void efficiency_add(struct result *result);

#endif
