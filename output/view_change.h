/*
 * One case against another in one metric, or against the same of a baseline,
 * as it reads.
 *
 * Where it was judged the verdict says what was seen. Else it has a direction
 * when the 95 % interval of its ratio excludes 1, and none is seen where not.
 */
#ifndef OUTPUT_VIEW_CHANGE_H
#define OUTPUT_VIEW_CHANGE_H

#include "output/chart_changes.h"
#include "output/view_items.h"

struct view;

struct view_change {
	struct view_id id;
	struct view_id other; /* what it is compared with; text NULL: itself,
				 in an earlier run */
	const char *role;     /* of the other: "base", "reference", "baseline"
			       */
	const char *metric;
	struct wording seen; /* "slower", "not comparable" */
	const char *reason;  /* why not; NULL with a ratio */
	/* NULL without a ratio: */
	const char *ratio;    /* "2.31×", the case over the other */
	const char *interval; /* "[2.28, 2.35]" */
	const char *change;   /* "+4.1 % [+3.2, +5.0]", "2.31× slower […]" */
	const char *size;     /* "+4.1 %", "2.31× slower" */
	const char *brief;    /* with what was seen: "+4.1 % slower" */
	const char *p, *q;    /* NULL: not known */
	const char *rounds;   /* in which both gave a value */
	const char *counts;   /* "30 and 30 launches", "20 rounds" */
	const char *level;    /* "critical", "suspected critical", "minor",
				 "critical, accepted"; NULL: it is no regression
			       */
	const char *adjusted; /* the change without the machine's shift */
	const char *least;    /* "4.2 %": the least that would have been seen */
	const char *needed;   /* launches a side that would show the minor
				 change; NULL: not known */
	const char *doubt;    /* "single launch", "reason: signatures are
				 checked"; NULL: none */
	const char *ratio_exact, *change_exact;
	enum chart_change_kind kind;
	const struct comparison *of;
};

/*
 * Like cases next to each other: what a run compares, one section each for its
 * base and for references.
 */
struct view_comparison {
	const char *anchor;  /* "against", "compared", "regressions", … */
	const char *heading; /* "Head against base" */
	const char *against; /* "base", "the reference" */
	const char *introduction; /* a sentence */
	const char *metric;       /* of all of them, or: */
	const char *has_many_metrics;
	const char *has_adjusted;              /* changes have one */
	VIEW_LIST(struct view_change) changes; /* the largest ones first */
	const char *more;    /* a sentence: what is left out */
	const char *caption; /* of the chart */
	const char *svg;     /* the chart, set by who draws it on a page */
};

enum { VIEW_CHANGES = 200 /* rows of a section, at most */ };

/* Is it against an earlier run, or --against's base, and was it judged? */
bool view_change_is_judged(
    const struct result_metric *metric, const struct comparison *comparison);

/* The section with that anchor, NULL if there is none. */
const struct view_comparison *view_comparison_find(
    const struct view *view, const char *anchor);

/* The texts live in arena; links are the view's. comparison is of metric. */
struct view_change view_change_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    const struct comparison *comparison);

#endif
