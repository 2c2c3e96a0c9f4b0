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
#include "output/view_items.h"

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
	const char *summary;          /* a sentence */
	const char *explanation;      /* of the verdict, a sentence */
	const char *carried;          /* what a later version judges */
	const char *has_many_metrics; /* NULL: all rows are of one metric */
	const char *metric;           /* the one metric of all rows */
	const char *dirty;            /* a sentence, NULL: the tree was clean */
	const char *tool, *suite_text, *sha256;
	VIEW_LIST(struct view_fact) facts; /* suite, commit, … */
	VIEW_LIST(struct view_note) notes;
	VIEW_LIST(struct view_trouble) troubles;
	const char *more_troubles;         /* "12 more are in the table" */
	VIEW_LIST(struct view_page) pages; /* at least one */
	VIEW_LIST(struct view_line) other_names; /* columns of view_other */
	VIEW_LIST(struct view_remark) remarks;
	VIEW_LIST(struct view_fact) machine;
	VIEW_LIST(struct view_fact) environment;
	VIEW_LIST(struct view_line) commands; /* how to reproduce */
	VIEW_LIST(struct view_fact) methods;  /* how the numbers were made */
	VIEW_LIST(struct view_row) rows;      /* those of all pages */
	const char *has_plots;                /* NULL: no row has one */
	VIEW_LIST(struct view_group) groups;  /* two or more */
	const char *more_groups;
	VIEW_LIST(struct view_piece) overview; /* of the first page's cases */
	VIEW_LIST(struct view_memory) memory;
	VIEW_LIST(struct view_step) steps;
	const struct result *result;
	/* One a case of result: its own page, or NULL; that which lists it. */
	const char *const *case_pages, *const *list_pages;
};

void view_build(struct view *view, const struct result *result);

void view_release(struct view *view);

#endif
