/*
 * The view of one case: what its page says. Built case by case, so that a
 * thousand pages need the memory of one.
 */
#ifndef OUTPUT_VIEW_CASE_H
#define OUTPUT_VIEW_CASE_H

#include "base/arena.h"
#include "output/view.h"
#include "output/view_change.h"

/* One line of the table of statistics; all of a metric share their digits. */
struct view_statistic {
	const char *name, *value;
	const char *interval; /* "18.20 to 18.62" */
	const char *exact;    /* in the base unit, in full */
};

/* One judged metric. */
struct view_metric {
	const char *name;
	const char *better;   /* "lower is better" */
	const char *missing;  /* why there is no number; NULL: there is */
	const char *headline; /* "18.40 ms" */
	const char *interval; /* "± 0.22 ms" */
	const char *unit;     /* of the statistics; NULL: plain numbers */
	const char *base;     /* the base unit, of exact; NULL: the same */
	const char *samples;  /* "30 samples from 10 launches" */
	const char *outliers; /* and the like: sentences */
	VIEW_LIST(struct view_statistic) statistics;
	VIEW_LIST(struct view_remark) remarks;  /* without cases and ids */
	VIEW_LIST(struct view_change) changes;  /* against other cases */
	VIEW_LIST(struct view_fact) walk;       /* to the verdict */
	VIEW_LIST(struct view_target) targets;  /* budgets of it */
	VIEW_LIST(struct view_history) history; /* one or none */
	const struct result_metric *of;
};

/* One metric that nobody judges. */
struct view_resource {
	const char *name, *unit;
	const char *missing; /* "not available"; NULL: there is a number */
	struct view_number median, min, max;
	const char *interval, *samples;
	VIEW_LIST(struct view_change) changes;
	const struct result_metric *of;
};

/* One of the commands that were timed one by one. */
struct view_stage {
	const char *name;
	const char *missing;            /* as above */
	const char *median, *interval;  /* of its time */
	const char *share;              /* of the whole's, NULL: not known */
	const char *rss;                /* NULL: not known */
	const struct result_metric *of; /* its time */
};

/* Another page. */
struct view_link {
	const char *file; /* beside this one */
	const char *text;
};

struct view_case {
	struct arena arena;
	struct view_id id;
	const char *file; /* "bench/x.html" */
	const char *list; /* "../index.html": the page that lists it */
	struct wording status;
	const char *allowed; /* NULL: it may not fail */
	const char *message; /* a block, NULL: it is ok */
	const char *command; /* a block: all of it; NULL: steps */
	const char *folder, *verify;
	VIEW_LIST(struct view_fact) facts; /* group, owner, launches, … */
	VIEW_LIST(struct view_fact) step_commands; /* name and block */
	VIEW_LIST(struct view_fact) params;
	VIEW_LIST(struct view_line) tags;
	VIEW_LIST(struct view_note) notes; /* about this case */
	VIEW_LIST(struct view_metric) metrics;
	VIEW_LIST(struct view_resource) resources;
	VIEW_LIST(struct view_stage) stages;
	const char *has_plots;                      /* of a resource */
	const char *has_changes;                    /* of a resource */
	const char *has_both;                       /* a base and a reference */
	VIEW_LIST(struct view_link) previous, next; /* one or none */
};

/*
 * Builds the view of the case with that place in the result. view is of the
 * same result; its order of pages says on which page the case is listed.
 */
void view_case_build(
    struct view_case *to, const struct view *view, size_t place);

/*
 * Part of it: what the table of statistics has no column for, in sentences:
 * outliers, modes, growth, autocorrelation, n_eff.
 */
const char *view_case_extras(
    const struct result_metric *metric, struct arena *arena);

/* Part of it: the steps. */
void view_case_add_stages(struct view_case *to, const struct result_case *item);

void view_case_release(struct view_case *view);

#endif
