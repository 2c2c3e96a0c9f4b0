/*
 * How metrics grow: with a parameter, with what runs at once, over a run. Part
 * of the view, see output/view.h.
 */
#ifndef OUTPUT_VIEW_SHAPE_H
#define OUTPUT_VIEW_SHAPE_H

#include "analysis/result.h"
#include "output/view_items.h"

struct buf;
struct canvas;

enum {
	VIEW_SHAPES = 100, /* rows of a table, those that fail first */
	VIEW_CURVES = 6    /* of them that are drawn */
};

/* A metric of a benchmark over one of its parameters. */
struct view_scaling {
	const char *name; /* "search, mode=exact" */
	const char *metric, *over;
	const char *sizes;     /* "100 to 10000, 5 sizes" */
	const char *class;     /* "n log n", "n or n log n"; NULL: not known */
	const char *exponent;  /* "1.12 [1.08, 1.16]"; NULL: not known */
	const char *bound;     /* "at most n log n"; NULL: none was asked */
	struct wording status; /* "passes", "superlinear" */
	const char *change;    /* against the baseline, NULL: none */
	const char *reason;    /* a sentence, NULL: none */
	const char *is_open;   /* NULL: it passes, or nothing was asked */
	const char *svg, *caption; /* set by who draws it on a page */
	const struct scaling_result *of;
};

/* One number of workers. */
struct view_level {
	const char *workers, *throughput, *latency, *speedup, *efficiency;
};

/* A benchmark with several at once. */
struct view_concurrency {
	const char *name;
	struct wording status; /* "linear", "retrograde" */
	const char *law;       /* what the fit says; NULL: there is none */
	VIEW_LIST(struct view_level) levels;
	const char *svg, *caption; /* set by who draws it on a page */
	const struct concurrency_result *of;
};

/* Memory that grows while a case runs. */
struct view_growth {
	struct view_id id;
	const char *metric, *kind, *total;
	struct wording status; /* "confirmed" */
	const char *launches;  /* "4 of 5" */
	const char *is_open;   /* NULL: not confirmed, or but a step */
};

/* The medians over the sizes, and the curve that fits best. */
double figure_scaling_height(const struct scaling_result *scaling);
void figure_scaling(
    struct canvas *canvas, const struct scaling_result *scaling);
void figure_scaling_caption(
    struct buf *out, const struct view_scaling *scaling);

/* The throughput over the workers, and what it would be if it were linear. */
double figure_concurrency_height(const struct concurrency_result *of);
void figure_concurrency(
    struct canvas *canvas, const struct concurrency_result *of);
void figure_concurrency_caption(
    struct buf *out, const struct view_concurrency *concurrency);

#endif
