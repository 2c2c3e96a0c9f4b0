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

/* trends. After case_pages. */
void view_add_trends(struct view *view, const struct result *result);

/*
 * What to do about changes of a level that are open (view_point_is_open).
 * Returns how many steps it made, at most VIEW_TREND_STEPS.
 */
enum { VIEW_TREND_STEPS = 5 };
size_t view_trend_steps(struct view *view, struct view_step *steps);

/* troubles, remarks. */
void view_add_attention(struct view *view, const struct result *result,
    const struct result_case *const *order);

/* facts, machine, environment, commands and what stands alone. */
void view_add_run(struct view *view, const struct result *result);

/* comparisons, compared. Before what links to them. */
void view_add_comparisons(struct view *view, const struct result *result);

/* policy, sections, reason, decided, against. After case_pages. */
void view_add_gates(struct view *view, const struct result *result);

/* Part of it: against, terms. */
void view_add_against(struct view *view, const struct result *result);

/*
 * Was it measured again, and decided by that? comparison is the item's with a
 * baseline.
 */
bool view_is_confirmed(const struct result *result,
    const struct result_case *item, const struct comparison *comparison);

/* Is the centre of earlier runs what it is compared with, and no run? */
bool view_is_of_archive(const struct comparison *comparison);

/* "the baseline", "the earlier runs": what changes are changes against. */
const char *view_other_name(const struct result *result);

/* targets, more_targets. */
void view_add_targets(struct view *view, const struct result *result);

/* overall, verdicts, shift, mean, moved, family. */
void view_add_verdicts(struct view *view, const struct result *result);

/* judged. After what it counts. */
void view_add_judged(struct view *view, const struct result *result);

/* scalings, concurrencies, growths. */
void view_add_shapes(struct view *view, const struct result *result);

/* methods. After all that is compared, judged or fitted. */
void view_add_methods(struct view *view, const struct result *result);

/* conditions. */
void view_add_conditions(struct view *view, const struct result *result);

/* steps: what the parts above found. */
void view_add_steps(struct view *view, const struct result *result);

/*
 * Part of it: what to do about what is not green. Returns how many steps it
 * made, at most VIEW_JUDGED_STEPS.
 */
enum { VIEW_JUDGED_STEPS = 60 };
size_t view_judged_steps(
    struct view *view, const struct result *result, struct view_step *steps);

/* Facts that are added one by one; at most as many as asked for. */
struct view_facts {
	struct view_fact *items;
	size_t count;
};

/* The id of a case of the view's result, with its page. */
struct view_id view_id_of(struct view *view, const struct result_case *item);

/* Any text as an id, without a page. */
struct view_id view_id_of_text(struct arena *arena, const char *text);

/* Adds the command that measures this case alone. */
void view_add_verify(struct buf *out, const struct record_run *run,
    const struct result_case *item, const struct view_id *id);

/* Its steps and their commands, as blocks. */
struct view_facts view_step_commands(
    struct arena *arena, const struct result_case *item);

/* "18400000", in full. */
const char *view_exact(double value, struct arena *arena);

/* "± 0.22 ms" and the like with their unit; NULL without an interval. */
const char *view_interval(
    const struct result_metric *metric, struct arena *arena);

/* "7 of 10" when some failed; NULL without a launch. */
const char *view_launches(const struct result_case *item, struct arena *arena);

struct view_facts view_facts_new(struct arena *arena, size_t most);

/* Not when value is NULL or empty. */
void view_facts_add(
    struct view_facts *facts, const char *name, const char *value);

/* True for "init/time" of a case with "time": a step's part of it. */
bool view_is_of_step(
    const struct result_case *item, const struct result_metric *metric);

/* Only the baseline knows it: nothing was planned, nothing was measured. */
bool view_is_removed(
    const struct result *result, const struct result_case *item);

/* Where it was started; NULL: not known, or where the run was. */
const char *view_folder(const struct result_case *item, struct arena *arena);

/* The metric of that name, NULL if the case has none. */
const struct result_metric *view_metric_of(
    const struct result_case *item, const char *name);

/* The first judged metric that was measured; NULL if none was. */
const struct result_metric *view_first_metric(const struct result_case *item);

#endif
