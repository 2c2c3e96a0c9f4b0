/*
 * One case of a plan: a benchmark at one combination of its parameters, with
 * everything filled in.
 */
#ifndef COLLECTOR_PLAN_CASE_H
#define COLLECTOR_PLAN_CASE_H

#include "collector/plan.h"
#include "collector/settings.h"

struct buf;
struct placeholders;

/* What is the same for all cases of a plan. */
struct plan_shared {
	struct arena *arena;
	const char *folder;           /* absolute */
	const char *seed;             /* decimal */
	const struct metric *metrics; /* collected ones */
	size_t metric_count;
	const struct plan_options *options;
};

/*
 * Makes the case out of its merged settings. id and params belong to the
 * arena; settings is copied from.
 */
void plan_case_fill(struct plan_case *plan_case,
    const struct plan_shared *shared, const struct settings *settings,
    const char *benchmark, const char *id, const struct pair *params,
    size_t param_count);

/*
 * Notes that a metric is judged, once; one that is not collected although it
 * could be is left out.
 */
void plan_case_judge(struct plan_case *plan_case,
    const struct plan_shared *shared, const struct text_list *metrics);

/* A command with its placeholders filled in, in the arena. */
struct command command_fill(struct arena *arena, const struct command *command,
    const struct placeholders *values);

#endif
