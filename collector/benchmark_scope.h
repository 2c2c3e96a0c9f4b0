/*
 * What the selectors of a benchmark, and of a suite, may name.
 *
 * A budget may stand before, or in an override of, what makes its metric
 * known: it is read a second time here. Part of suite_read.
 */
#ifndef COLLECTOR_BENCHMARK_SCOPE_H
#define COLLECTOR_BENCHMARK_SCOPE_H

#include "collector/suite.h"

/*
 * Fills in the benchmark's scope and reads its own budgets and metrics with
 * it. Two metrics of one name are an error.
 */
int benchmark_scope_read(
    struct arena *arena, struct benchmark *benchmark, struct err *err);

/*
 * Fills in the suite's scope, that of all benchmarks, and reads claims and
 * what came from defaults with it.
 */
int suite_scope_read(struct suite *suite, struct err *err);

#endif
