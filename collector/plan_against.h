/*
 * The other working tree of --against. Part of the plan_*.c files; nobody
 * else includes it.
 */
#ifndef COLLECTOR_PLAN_AGAINST_H
#define COLLECTOR_PLAN_AGAINST_H

#include "collector/plan.h"

struct err;

/*
 * Sets against_folder, where the base's commands start: tree, an absolute
 * folder, or with part not "" a folder below it.
 */
int plan_against_set(
    struct plan *plan, const char *tree, const char *part, struct err *err);

/*
 * The same at the place the plan's folder has in its own tree: below the top
 * of its git work tree, else below the current folder, else tree itself.
 */
int plan_against_find(struct plan *plan, const char *tree, struct err *err);

/*
 * Notes the cases whose base and head start the same file: the program of
 * their first command, as its folder and PATH resolve it; of a shell text the
 * first word, if that is a path.
 */
void plan_against_compare(struct plan *plan);

#endif
