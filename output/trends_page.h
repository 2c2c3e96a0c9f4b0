/*
 * The trends: every change point, drift and history of two modes on
 * trends.html, the first of them on index.html.
 */
#ifndef OUTPUT_TRENDS_PAGE_H
#define OUTPUT_TRENDS_PAGE_H

#include "output/marker.h"
#include "output/view.h"

struct buf;
struct err;
struct folder;
struct templates;

/* What one page shows, with its sparklines. */
struct trends_part {
	VIEW_LIST(struct view_point_table) tables;
	VIEW_LIST(struct view_drift) drifts;
};

/*
 * The change points from that place on, at most that many; with the first of
 * them the acknowledged ones and the drifts, as many of each. All is in arena;
 * text is used and emptied.
 */
struct trends_part trends_part_of(const struct view *view, size_t from,
    size_t most, struct arena *arena, struct buf *text);

/* The small line of a metric's history, an <svg>. */
const char *trends_spark(
    const struct result_metric *metric, struct arena *arena, struct buf *text);

extern const struct marker_kind trends_kind; /* private to trends_page.c */

/* trends.html, trends-2.html, …; none where no history is long enough. */
int trends_pages_write(const struct view *view,
    const struct templates *templates, struct folder *folder, struct err *err);

#endif
