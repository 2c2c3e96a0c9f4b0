/*
 * One case while it is collected: its launches and its end. Part of
 * collector/collect.
 */
#ifndef COLLECTOR_COLLECT_CASE_H
#define COLLECTOR_COLLECT_CASE_H

#include "collector/collect.h"

/* Starts an untimed command of the suite (of NULL) or of a case. */
int collect_hook(struct collect *collect, const struct plan_case *of,
    const struct command *command, struct launch_result *result,
    struct err *err);

/*
 * One measured launch of a case, after its set-up and warm-up if it is the
 * first, with everything around it. 1 when --fail-fast stops the run.
 */
int collect_launch(
    struct collect *collect, size_t index, uint64_t round, struct err *err);

/*
 * The end of a case, however it came: cleanup if anything was set up for it,
 * and the outcome. What was measured stands even if cleanup fails.
 */
int collect_finish(struct collect *collect, size_t index, struct err *err);

/* With success_rate a failed launch is a value of it, and no failure. */
bool collect_counts_failures(const struct plan_case *of);

#endif
