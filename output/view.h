/*
 * The view: how a result reads. Every number is scaled and every word chosen
 * here, once; the page, and later the PDF and Markdown, only place them.
 *
 * All text is valid UTF-8 without control characters (but for line breaks and
 * tabs in blocks: messages and the suite). NULL is "not there". The arena owns
 * what was made; the rest points into the result, which must outlive the view.
 */
#ifndef OUTPUT_VIEW_H
#define OUTPUT_VIEW_H

#include "base/arena.h"
#include "base/map.h"
#include "output/view_history.h"
#include "output/view_judgement.h"
#include "output/view_shape.h"

struct policy;
struct view_comparison;

enum {
	VIEW_ID_CHARACTERS = 96,    /* a longer id is cut in its middle */
	VIEW_CASES_PER_PAGE = 1000, /* the first page is index.html */
	VIEW_OTHER_METRICS = 12,    /* columns for those not judged */
	VIEW_GROUPS = 100,          /* rows in the table of groups */
	VIEW_NAMED_CASES = 10       /* where a few stand for many */
};

struct view {
	struct arena arena;
	const char *title;
	struct wording verdict;
	const char *reason;  /* what decides it; NULL: nothing does */
	const char *decided; /* by which line of the checklist */
	const char *summary; /* what was measured, a sentence */
	const char *judged;  /* what moved, and targets; sentences */
	const char *against; /* what it was compared with */
	const char *terms;   /* what else differs, whose limits; sentences */
	const char *explanation;      /* of the verdict, a sentence */
	const char *has_many_metrics; /* NULL: all rows are of one metric */
	const char *metric;           /* the one metric of all rows */
	const char *dirty;            /* a sentence, NULL: the tree was clean */
	const char *tool, *suite_text, *sha256;
	VIEW_LIST(struct view_fact) facts; /* suite, commit, … */
	VIEW_LIST(struct view_note) notes;
	VIEW_LIST(struct view_section) sections; /* the checklist */
	VIEW_LIST(struct view_target) targets;   /* not green first */
	const char *more_targets;
	/* What was judged: the chart's, then regressions, improvements, … */
	VIEW_LIST(struct view_comparison) overall; /* one or none */
	VIEW_LIST(struct view_comparison) verdicts;
	const char *shift;                  /* of the machine, a sentence */
	const char *mean;                   /* of all changes, a sentence */
	VIEW_LIST(struct view_moved) moved; /* added, removed */
	VIEW_LIST(struct view_trouble) troubles;
	const char *more_troubles;         /* "12 more are in the table" */
	VIEW_LIST(struct view_page) pages; /* at least one */
	VIEW_LIST(struct view_line) other_names; /* columns of view_other */
	VIEW_LIST(struct view_remark) remarks;
	VIEW_LIST(struct view_fact) machine;
	VIEW_LIST(struct view_fact) environment;
	VIEW_LIST(struct view_difference) differences; /* from the baseline's */
	VIEW_LIST(struct view_line) commands;          /* how to reproduce */
	VIEW_LIST(struct view_fact) methods; /* how the numbers were made */
	VIEW_LIST(struct view_row) rows;     /* those of all pages */
	const char *has_plots;               /* NULL: no row has one */
	const char *has_pasts;               /* NULL: no row has a history */
	const char *has_moved;               /* NULL: no row was judged */
	VIEW_LIST(struct view_group) groups; /* two or more */
	const char *more_groups;
	const char *has_group_changes;
	VIEW_LIST(struct view_piece) overview;   /* of the first page's cases */
	VIEW_LIST(struct view_scaling) scalings; /* what fails first */
	const char *more_scalings;
	VIEW_LIST(struct view_concurrency) concurrencies;
	VIEW_LIST(struct view_memory) memory;
	VIEW_LIST(struct view_growth) growths; /* what is confirmed first */
	VIEW_LIST(struct view_step) steps;
	VIEW_LIST(struct view_comparison) comparisons; /* at most two */
	const char *compared; /* what they found, a sentence */
	struct view_trends trends;
	const char *conditions; /* what else the machine did; a caption */
	const struct result *result;
	const struct policy *policy;
	size_t family;     /* comparisons that q was made of */
	struct map places; /* of cases in result */
	/* One a case of result: its own page, or NULL; that which lists it. */
	const char *const *case_pages, *const *list_pages;
};

void view_build(struct view *view, const struct result *result);

void view_release(struct view *view);

#endif
