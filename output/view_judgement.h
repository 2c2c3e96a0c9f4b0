/*
 * How a result stands: the checklist, the targets, what moved, and the walk
 * through a verdict. Part of the view, see output/view.h.
 */
#ifndef OUTPUT_VIEW_JUDGEMENT_H
#define OUTPUT_VIEW_JUDGEMENT_H

#include "analysis/judgement.h"
#include "output/chart_bullet.h"
#include "output/view_items.h"

struct view;

enum {
	VIEW_TARGETS = 200,   /* rows in the table of targets */
	VIEW_UNDECIDED = 20,  /* rows of what nothing can be said of */
	VIEW_MOVED_CASES = 50 /* that were added, or removed, by name */
};

/* A line of the checklist. */
struct view_gate {
	const char *name, *reason;
	const char *level;             /* "must" */
	struct wording status;         /* "passed" */
	const char *manual;            /* NULL: not a person's to attest */
	VIEW_LIST(struct view_id) ids; /* at most VIEW_NAMED_CASES */
	const char *more;              /* "and 12 more" */
	const struct gate_result *of;
};

/* Lines of one section; those without one come first. */
struct view_section {
	const char *name; /* NULL: none */
	VIEW_LIST(struct view_gate) gates;
};

/* A budget of a case, or a claim. */
struct view_target {
	struct view_id id;    /* text NULL: a claim of no case */
	const char *claim;    /* its name; NULL: a budget */
	const char *what;     /* of a claim: "from 250ms to 45ms" */
	const char *selector; /* "time.p95" */
	const char *gate;     /* "should", where the line says one */
	const char *baseline; /* "41.2 ms", "new" */
	const char *target;   /* "≤ 50ms" */
	const char *measured; /* "52.1 ms"; NULL: it was not, see note */
	struct wording status;
	const char *headroom;  /* "6.2 % left", "over by 4 %, tolerated" */
	const char *uncertain; /* the interval straddles a colour's edge */
	const char *note;      /* a sentence; NULL: none */
	const char *svg;       /* a bullet, set by who draws it on a page */
	const char *is_open;   /* NULL: green, holds or planned */
	struct chart_bullet bullet; /* of a budget that was measured */
	const struct budget_result *budget;
};

/* Cases that are in one of two runs. */
struct view_moved {
	const char *heading, *introduction;
	VIEW_LIST(struct view_id) ids;
	const char *more;
};

/* One step of the way to a verdict. */
struct view_walk {
	VIEW_LIST(struct view_fact) steps;
};

/* The budget of a case in words; links are the view's. */
struct view_target view_target_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    const struct budget_result *budget);

/* What the case's metric is held against, as the run's policy has it. */
struct thresholds view_thresholds(const struct view *view,
    const struct result_case *item, const char *metric);

/*
 * The numbers of a metric's comparison with a baseline or a base, in the order
 * in which a person checks them, and the verdict that they come to; no steps
 * where none was judged.
 */
struct view_walk view_walk_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric);

#endif
