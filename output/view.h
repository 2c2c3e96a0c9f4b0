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

#include "analysis/result.h"
#include "output/wording.h"

enum {
	VIEW_ID_CHARACTERS = 96,    /* a longer id is cut in its middle */
	VIEW_CASES_PER_PAGE = 1000, /* the first page is index.html */
	VIEW_OTHER_METRICS = 12     /* columns for those not judged */
};

#define VIEW_LIST(T)                                                           \
	struct {                                                               \
		const T *items;                                                \
		size_t count;                                                  \
	}

/*
 * A number in a column that lines up at the decimal point. shift is what is
 * missing on its right, in half digits, as a class name: "s0" to "s13".
 */
struct view_number {
	const char *text;
	const char *shift;
};

/* "name: value". */
struct view_fact {
	const char *name, *value;
};

/* One line of text. */
struct view_line {
	const char *text;
};

/* The id of a case. */
struct view_id {
	const char *text;                  /* at most VIEW_ID_CHARACTERS */
	const char *whole;                 /* NULL: text is all of it */
	VIEW_LIST(struct view_line) parts; /* of text: it may break there */
};

/* One judged metric of one case, or a case without any number. */
struct view_row {
	struct view_id id;
	const char *metric;
	struct wording status;
	const char *message; /* why it is not ok, one line */
	struct view_number median, min, p95, max;
	struct view_number interval; /* "± 0.05", "[11.9, 13.4]" */
	const char *unit;
	const char *spread;   /* median absolute deviation / median */
	const char *samples;  /* "10" */
	const char *launches; /* "10", "7 of 10" when some failed */
	const char *rss;      /* "1.9 MiB" */
	const char *remarks;  /* words of the flags: "few samples, noisy" */
};

/* The metrics of one case that nobody judges: a median each. */
struct view_other {
	struct view_id id;
	VIEW_LIST(struct view_line) cells; /* one a column of the view */
};

/* One page of cases. */
struct view_page {
	const char *file;            /* "index.html", "cases-2.html" */
	const char *number;          /* "2" */
	const char *range;           /* "1001 to 2000 of 2345" */
	const char *previous, *next; /* files */
	VIEW_LIST(struct view_row) rows;
	VIEW_LIST(struct view_other) others;
};

/* A case that failed, timed out, is blocked or missing. */
struct view_trouble {
	struct view_id id;
	struct wording status;
	const char *allowed; /* NULL: it may not fail */
	const char *message; /* a block */
	const char *launches;
	const char *command, *folder, *owner;
	const char *verify; /* the command that shows whether it is cured;
			       NULL: not known */
};

struct view_note {
	struct wording level;
	const char *id, *text, *advice;
};

/* What a flag means, and in how many cases it was raised. */
struct view_remark {
	const char *word, *sentence, *advice;
	const char *cases; /* "3 cases" */
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
};

void view_build(struct view *view, const struct result *result);

void view_release(struct view *view);

#endif
