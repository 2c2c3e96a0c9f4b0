/*
 * What the lists of a view are made of; see output/view.h.
 */
#ifndef OUTPUT_VIEW_ITEMS_H
#define OUTPUT_VIEW_ITEMS_H

#include "analysis/result.h"
#include "output/wording.h"

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
	const char *exact; /* in the base unit, in full */
};

/* "name: value". */
struct view_fact {
	const char *name, *value;
};

/* A fact of the machine or its environment that is another than before. */
struct view_difference {
	const char *name, *base, *here; /* "not known" where it is not */
};

/* One line of text. */
struct view_line {
	const char *text;
};

/* The id of a case. */
struct view_id {
	const char *text;                  /* at most VIEW_ID_CHARACTERS */
	const char *whole;                 /* NULL: text is all of it */
	const char *page;                  /* "bench/x.html"; NULL: none */
	VIEW_LIST(struct view_line) parts; /* of text: it may break there */
};

/* One judged metric of one case, or a case without any number. */
struct view_row {
	struct view_id id;
	const char *group;
	const char *tags; /* "a b", with space and % in them as %XX */
	const char *metric;
	struct wording status;
	const char *message; /* why it is not ok, one line */
	struct view_number median, min, p95, max;
	struct view_number interval; /* "± 0.05", "[11.9, 13.4]" */
	const char *unit;
	struct view_number change; /* against the baseline: "+4.1 %" */
	struct wording moved;      /* "regression"; word NULL: not judged */
	struct view_number spread; /* median absolute deviation / median */
	const char *samples;       /* "10" */
	const char *launches;      /* "10", "7 of 10" when some failed */
	struct view_number rss;    /* "1.9 MiB" */
	const struct result_metric *past; /* with a history, or NULL */
	const char *remarks; /* words of the flags: "few samples, noisy" */
	const struct result_metric *drawn; /* with a plot, or NULL */
	const struct result_case *of;
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
	const char *line;    /* the same as one line */
	const char *launches;
	const char *command, *folder, *owner;
	VIEW_LIST(struct view_fact) steps; /* in place of a command */
	const char *holds_up; /* what cannot be decided; NULL: nothing */
	/* Others that one thing blocks; at most VIEW_NAMED_CASES. */
	const char *shared; /* "12 more cases, for the same reason" */
	VIEW_LIST(struct view_id) others;
	const char *more; /* "and 2 more" */
	const struct result_case *of;
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
	const char *cases;             /* "3 cases" */
	VIEW_LIST(struct view_id) ids; /* at most VIEW_NAMED_CASES */
	const char *more;              /* "and 12 more" */
};

/* The cases of one group. */
struct view_group {
	const char *name; /* NULL: those without one */
	const char *cases, *measured, *attention, *remarked; /* counts */
	const char *mean;   /* geometric, of the medians if alike */
	const char *change; /* geometric mean of the changes; NULL: none */
};

/* Cases that one overview shows: the same metric, the same unit. */
struct view_piece {
	const struct result_case *const *cases;
	size_t count;
	const char *caption;
};

/* A case that needs much memory. */
struct view_memory {
	struct view_id id;
	const char *median, *max;
};

/* What to do about one thing that is not green. */
struct view_step {
	const char *text, *command;
};

#endif
