/*
 * Making a case of a plan out of its merged settings. Part of the plan_*.c
 * files; nobody else includes it.
 */
#ifndef COLLECTOR_PLAN_FILL_H
#define COLLECTOR_PLAN_FILL_H

#include "collector/measure.h"
#include "collector/plan.h"
#include "collector/settings.h"
#include "collector/step.h"

struct placeholders;

/* What is the same for all cases of a plan. */
struct plan_shared {
	struct arena *arena;
	const char *folder;  /* absolute */
	const char *against; /* the base's folder, absolute; NULL: none */
	const char *seed;    /* decimal */
	const struct plan_options *options;
};

/* A selector that names a metric of the case. */
struct named_metric {
	struct selector selector;
	bool is_needed; /* a case without the metric is an error */
};

/* What a case is made of. */
struct case_source {
	const char *benchmark;     /* its name */
	const char *id;            /* in the plan's arena, as params are */
	const struct pair *params; /* in byte order */
	size_t param_count;
	const struct settings *settings; /* merged */
	struct step_list steps;
	const struct measure *measure;        /* NULL: none */
	bool has_concurrency, has_efficiency; /* suite.h */
	uint64_t copies;                      /* at least 1 */
	enum start_mode start;
	bool is_base; /* starts in the base's folder */
	/* In metrics:, in budgets and claims; later ones may repeat. */
	const struct named_metric *named;
	size_t named_count;
	const char *place;
};

/*
 * Makes the case; everything is copied into the arena. -1 when something
 * needs a metric that the case does not have.
 */
int plan_case_fill(struct plan_case *plan_case,
    const struct plan_shared *shared, const struct case_source *source,
    struct err *err);

/* A command with its placeholders filled in, in the arena. */
struct command command_fill(struct arena *arena, const struct command *command,
    const struct placeholders *values);

#endif
