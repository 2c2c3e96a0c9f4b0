/*
 * A plan while its cases are made. Part of the plan_*.c files; nobody else
 * includes it.
 */
#ifndef COLLECTOR_PLANNING_H
#define COLLECTOR_PLANNING_H

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "collector/plan_block.h"
#include "collector/plan_fill.h"
#include "collector/selection.h"

struct planning {
	struct plan *plan;
	struct plan_shared shared;
	struct selection selection;
	VEC(struct plan_case) cases;
	VEC(struct plan_link) links; /* parallel to cases */
	struct map ids;              /* taken; the number is the user's */
	struct buf id;               /* scratch */
	struct err *err;
};

/*
 * folder is where commands start; scope is what --collect may name, NULL for
 * perfolio's own metrics. planning_release is due either way.
 */
int planning_init(struct planning *planning, struct plan *plan,
    const char *folder, const struct scope *scope,
    const struct plan_options *options, struct err *err);

/* What an id is made of, but for the parameter --against adds. */
struct case_identity {
	const char *group, *benchmark; /* group may be NULL */
	const struct pair *params;     /* in byte order */
	size_t param_count;
};

/*
 * Adds a case; with --against its base and its head, which have the parameter
 * side more. reference is the case it is compared with, itself or NULL: none.
 * The source's id and params are made here.
 */
int planning_add(struct planning *planning, const struct case_source *source,
    const struct case_identity *identity, const char *side,
    const struct case_identity *reference);

/* Hands the cases to the plan; there must be one. */
int planning_finish(struct planning *planning);

void planning_release(struct planning *planning);

#endif
