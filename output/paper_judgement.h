/*
 * How a result stands, on paper: parts of output/paper_parts.h.
 */
#ifndef OUTPUT_PAPER_JUDGEMENT_H
#define OUTPUT_PAPER_JUDGEMENT_H

#include "output/document.h"
#include "output/view.h"

/* The lines of the gate, by section. */
void paper_draw_checklist(struct document *document, const struct view *view);

/* Budgets and claims. */
void paper_draw_targets(struct document *document, const struct view *view);

/* What was judged, one kind of verdict each; nothing where there is none. */
void paper_draw_regressions(struct document *document, const struct view *view);
void paper_draw_improvements(
    struct document *document, const struct view *view);
void paper_draw_undecided(struct document *document, const struct view *view);

/* How metrics grow. */
void paper_draw_scaling(struct document *document, const struct view *view);
void paper_draw_concurrency(struct document *document, const struct view *view);

#endif
