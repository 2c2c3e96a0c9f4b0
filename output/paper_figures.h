/*
 * The figures of the paper, each with its number and caption on one page.
 */
#ifndef OUTPUT_PAPER_FIGURES_H
#define OUTPUT_PAPER_FIGURES_H

#include <stddef.h>

struct document;
struct view;

/* Rows of the view that have figures of their own, at most. */
size_t paper_figure_count(const struct view *view);

/* All cases with their intervals, at most PAPER_OVERVIEWS figures. */
void paper_draw_overviews(struct document *document, const struct view *view);

/* What was compared, and what else the machine did; nothing if none was. */
void paper_draw_against(struct document *document, const struct view *view);
void paper_draw_compared(struct document *document, const struct view *view);
void paper_draw_changes(struct document *document, const struct view *view);
void paper_draw_conditions(struct document *document, const struct view *view);

/* How metrics grow, at most VIEW_CURVES of each. */
void paper_draw_scaling_figures(
    struct document *document, const struct view *view);
void paper_draw_concurrency_figures(
    struct document *document, const struct view *view);

/* The most notable cases: distribution, samples in order, and steps. */
void paper_draw_case_figures(
    struct document *document, const struct view *view);

/* The first histories that changed, at most PAPER_HISTORIES. */
void paper_draw_histories(struct document *document, const struct view *view);

#endif
