/*
 * Histories in words: where a case changed, by how much, at which commit; what
 * creeps, and what jumps. Part of the view, see output/view.h.
 */
#ifndef OUTPUT_VIEW_HISTORY_H
#define OUTPUT_VIEW_HISTORY_H

#include "analysis/result.h"
#include "output/view_items.h"

struct view;

enum {
	VIEW_TRENDS = 20,           /* change points on index.html */
	VIEW_TRENDS_PER_PAGE = 1000 /* on trends.html, trends-2.html, … */
};

/* A commit; of a run without one its id. */
struct view_commit {
	const char *text; /* at most 12 characters */
	const char *url;  /* http or https; NULL: not known */
};

/* A change point of one metric of one case. */
struct view_point {
	struct view_id id;
	const char *metric;
	struct wording seen; /* "critical", "suspected warning", "better" */
	const char *status;  /* "confirmed", "suspected" */
	const char *level;   /* "critical"; NULL: none */
	const char *change;  /* "+31 % [+28, +34]" */
	const char *change_exact;       /* percent, in full; NULL: not known */
	const char *before, *after;     /* "18.4 ms" */
	struct view_commit last, first; /* last good, first bad */
	const char *date;               /* of the first bad; NULL: not known */
	const char *ago;                /* "12 runs ago", of the first bad */
	const char *range;  /* "or any of 3f2a to 81bc"; NULL: it is sure */
	const char *reason; /* why it was accepted; NULL: it was not */
	const char *link;   /* of that; http or https */
	const char *spark;  /* set by who draws it on a page */
	const struct result_metric *of;
	const struct timeline_change *change_of;
};

/* A history that creeps, or jumps between two levels throughout. */
struct view_drift {
	struct view_id id;
	const char *metric;
	struct wording seen; /* "gets worse", "bimodal" */
	const char *text;    /* a sentence */
	const char *spark;   /* set by who draws it on a page */
	const struct result_metric *of;
};

/* Change points in a table. */
struct view_point_table {
	const char *label;       /* what it is, a few words */
	const char *caption;     /* a sentence */
	const char *has_cases;   /* NULL: all are of one case and metric */
	const char *has_reasons; /* NULL: none was accepted */
	VIEW_LIST(struct view_point) points;
};

/* The history of a metric, on the page of its case. */
struct view_history {
	const char *summary;                       /* sentences */
	VIEW_LIST(struct view_point_table) tables; /* one or none */
	const char *svg, *caption; /* set by who draws it on a page */
	const struct result_metric *of;
};

/*
 * Over all cases and metrics, by level and size: what is worse, then what is
 * better. With since, what lies before it is left out.
 */
struct view_trends {
	size_t histories;    /* of all metrics */
	const char *heading; /* NULL: no history, or each is too short */
	const char *summary; /* sentences; NULL: there is no history */
	const char *more;    /* what index.html leaves out; NULL: nothing */
	VIEW_LIST(struct view_point) points;
	VIEW_LIST(struct view_point) acknowledged; /* never alarm */
	VIEW_LIST(struct view_drift) drifts;       /* and two modes */
};

/* The change in words; its id is that of the case, with its page. */
struct view_point view_point_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    const struct timeline_change *change);

/*
 * Does somebody have to look? It is worse, confirmed and accepted by nobody,
 * and half of it or more is left: behind the last change, and behind a newer
 * border of environments.
 */
bool view_point_is_open(const struct view_point *point);

/*
 * The drift, or the two modes, of a metric's history; text is NULL if it has
 * neither.
 */
struct view_drift view_drift_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric);

/* Of a metric with a history. */
struct view_history view_history_of(struct arena *arena,
    const struct view *view, const struct result_case *item,
    const struct result_metric *metric);

/* That of a run of the result's past. */
struct view_commit view_commit_of(
    const struct result *result, uint32_t place, struct arena *arena);

/* "2026-11-20" of "2026-11-20T18:12:03.412Z"; NULL: it is no moment. */
const char *view_day_of(const char *moment, struct arena *arena);

/*
 * " from 2026-01-04 to 2026-11-20" of the runs in those places of the result's
 * past, " on 2026-11-20", "" where the days are not known.
 */
const char *view_days_of(const struct result *result, size_t first, size_t last,
    struct arena *arena);

/* The text if it begins with http:// or https:// and is fit for a link. */
const char *view_link_of(const char *text);

#endif
