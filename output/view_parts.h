/*
 * The parts view_build puts together, in this order. Each fills its lists of
 * the view and takes what it makes from the view's arena.
 */
#ifndef OUTPUT_VIEW_PARTS_H
#define OUTPUT_VIEW_PARTS_H

#include "output/view.h"

struct buf;

/* rows, pages, other_names, metric. order: analysis/notable.h. */
void view_add_cases(
    struct view *view, const struct result_case *const *order, size_t count);

/* groups, overview, memory. */
void view_add_groups(struct view *view, const struct result_case *const *order);

/* troubles, remarks. */
void view_add_attention(struct view *view, const struct result *result,
    const struct result_case *const *order);

/* facts, machine, environment, commands, methods and what stands alone. */
void view_add_run(struct view *view, const struct result *result);

/* steps: what the parts above found. */
void view_add_steps(struct view *view, const struct result *result,
    const struct result_case *const *order);

/* The id of a case of the view's result, with its page. */
struct view_id view_id_of(struct view *view, const struct result_case *item);

/* Any text as an id, without a page. */
struct view_id view_id_of_text(struct arena *arena, const char *text);

/* Adds the command that measures this case alone. */
void view_add_verify(struct buf *out, const struct record_run *run,
    const struct result_case *item, const struct view_id *id);

/* "18400000", in full. */
const char *view_exact(double value, struct arena *arena);

/* "± 0.22 ms" and the like with their unit; NULL without an interval. */
const char *view_interval(
    const struct result_metric *metric, struct arena *arena);

/* "7 of 10" when some failed; NULL without a launch. */
const char *view_launches(const struct result_case *item, struct arena *arena);

/* Facts that are added one by one; at most as many as asked for. */
struct view_facts {
	struct view_fact *items;
	size_t count;
};

struct view_facts view_facts_new(struct arena *arena, size_t most);

/* Not when value is NULL or empty. */
void view_facts_add(
    struct view_facts *facts, const char *name, const char *value);

/* The first judged metric that was measured; NULL if none was. */
const struct result_metric *view_first_metric(const struct result_case *item);

#endif
