/*
 * summary.pdf: a view put into pdf.tpl and composed as a document.
 *
 * The template has the order, the titles and the prose; what is drawn (tables,
 * figures, contents, logo) stands in it by name. The tables of paper_parts.c
 * list these names. The same view gives the same bytes.
 */
#ifndef OUTPUT_PAPER_H
#define OUTPUT_PAPER_H

#include "output/document.h"
#include "output/marker.h"
#include "output/view.h"

struct err;
struct folder;
struct templates;

enum {
	PAPER_ROWS = 10000,     /* of the table of cases */
	PAPER_OTHERS = 1000,    /* of the table of other metrics */
	PAPER_OVERVIEWS = 4,    /* figures over all cases */
	PAPER_CASE_FIGURES = 12 /* cases with figures of their own */
};

struct paper_options {
	enum pdf_paper paper;
	const char *title; /* NULL: the product's, else the suite's name */
	const char *logo;  /* a PNG file, NULL: none */
	const char *font;  /* replaces the text face, NULL: none does */
};

/* What the template sees beside the view. */
struct paper_frame {
	const char *title, *product, *version, *previous, *description;
	const char *cpu, *report_tool, *suite_sha256;
	const char *more_cases, *more_others; /* where a table is cut */
	const char *has_rows, *has_overview, *has_figures, *has_others,
	    *has_long_ids;
	const char *has_logo;
	const char *has_trends, *more_trends, *has_acknowledged;
	VIEW_LIST(struct view_drift) drifts;
};

extern const struct marker_kind paper_kind;

/* "A4" or "Letter"; another name is an error. NULL is A4. */
int paper_size_parse(const char *name, enum pdf_paper *paper, struct err *err);

/* -1 when the logo or the font cannot be used. */
int paper_check(const struct paper_options *options, struct err *err);

int paper_write(const struct view *view, const struct templates *templates,
    const struct paper_options *options, struct folder *folder,
    struct err *err);

#endif
