/*
 * What a run is compared with: its baseline's head, and how the machines and
 * their environments differ.
 */
#ifndef ANALYSIS_RUN_DIFFERENCE_H
#define ANALYSIS_RUN_DIFFERENCE_H

#include "analysis/pool.h"
#include "analysis/result.h"

/*
 * Sets baseline, a copy without suite and policy; is_other_machine, which is
 * so when the facts "id" of both machines differ or one of them has none; and
 * environment_differences: the facts of the environment, and of the machine
 * where it is another. What changes from minute to minute is left out.
 */
void run_difference(
    const struct record_run *base, struct pool *pool, struct result *result);

#endif
