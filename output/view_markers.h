/*
 * What the members of a view are called in templates: docs/templates.md.
 */
#ifndef OUTPUT_VIEW_MARKERS_H
#define OUTPUT_VIEW_MARKERS_H

#include "output/marker.h"

/* struct view. */
extern const struct marker_kind view_kind;

/* Items that several lists have. */
extern const struct marker_kind fact_kind;   /* struct view_fact */
extern const struct marker_kind line_kind;   /* struct view_line */
extern const struct marker_kind note_kind;   /* struct view_note */
extern const struct marker_kind remark_kind; /* struct view_remark */
extern const struct marker_kind other_kind;  /* struct view_other */

#endif
