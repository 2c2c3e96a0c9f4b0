/*
 * The parts view_build puts together, in this order. Each fills its lists of
 * the view and takes what it makes from the view's arena.
 */
#ifndef OUTPUT_VIEW_PARTS_H
#define OUTPUT_VIEW_PARTS_H

#include "output/view.h"

/*
 * The cases as they are shown: those that need attention first, then those
 * with notable flags, then the rest, each in the
 * suite's order. Not NULL.
 */
const struct result_case **view_order(
    struct view *view, const struct result *result);

/* rows, pages, other_names, metric. */
void view_add_cases(
    struct view *view, const struct result_case *const *order, size_t count);

/* troubles, remarks. */
void view_add_attention(struct view *view, const struct result *result,
    const struct result_case *const *order);

/* facts, machine, environment, commands, methods and what stands alone. */
void view_add_run(struct view *view, const struct result *result);

/* True when the case may have kept the run from being whole. */
bool view_is_trouble(const struct result_case *item);

struct view_id view_id_of(struct view *view, const char *id);

#endif
