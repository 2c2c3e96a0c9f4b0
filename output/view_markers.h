/*
 * What the members of a view are called in templates: docs/templates.md.
 */
#ifndef OUTPUT_VIEW_MARKERS_H
#define OUTPUT_VIEW_MARKERS_H

#include "output/marker.h"

/* struct view. */
extern const struct marker_kind view_kind;

/* Items that several lists have. */
extern const struct marker_kind fact_kind;       /* struct view_fact */
extern const struct marker_kind line_kind;       /* struct view_line */
extern const struct marker_kind note_kind;       /* struct view_note */
extern const struct marker_kind remark_kind;     /* struct view_remark */
extern const struct marker_kind other_kind;      /* struct view_other */
extern const struct marker_kind change_kind;     /* struct view_change */
extern const struct marker_kind comparison_kind; /* struct view_comparison */
extern const struct marker_kind id_kind;         /* struct view_id */

/* Of shape_markers.c. */
extern const struct marker_kind scaling_kind;     /* struct view_scaling */
extern const struct marker_kind concurrency_kind; /* struct view_concurrency */
extern const struct marker_kind growth_kind;      /* struct view_growth */

/* Of history_markers.c. */
extern const struct marker_kind point_table_kind; /* view_point_table */
extern const struct marker_kind drift_kind;       /* struct view_drift */
extern const struct marker_kind history_kind;     /* struct view_history */

/* Of judgement_markers.c. */
extern const struct marker_kind section_kind; /* struct view_section */
extern const struct marker_kind target_kind;  /* struct view_target */
extern const struct marker_kind moved_kind;   /* struct view_moved */

#endif
