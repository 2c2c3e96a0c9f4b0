/*
 * Histories on paper: parts of output/paper_parts.h.
 */
#ifndef OUTPUT_PAPER_HISTORY_H
#define OUTPUT_PAPER_HISTORY_H

#include "output/document.h"
#include "output/view.h"

enum {
	PAPER_TRENDS = 100, /* rows of a table */
	PAPER_HISTORIES = 4 /* figures */
};

/* Change points, ranked; and those that are acknowledged. */
void paper_draw_trends(struct document *document, const struct view *view);
void paper_draw_acknowledged(
    struct document *document, const struct view *view);

#endif
