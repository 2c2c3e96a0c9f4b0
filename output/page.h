/*
 * The pages that list cases: a view put into index.tpl and cases.tpl.
 */
#ifndef OUTPUT_PAGE_H
#define OUTPUT_PAGE_H

#include "output/marker.h"
#include "output/view.h"

struct buf;
struct err;
struct folder;
struct templates;

/*
 * Points: of a chart across the page, and of one that has another beside it.
 * style.css bounds both on a screen, so that their letters are a table's.
 */
enum { PAGE_CHART_WIDTH = 560, PAGE_PAIR_WIDTH = 400 };

/* What stands around every page. */
struct frame {
	const char *root; /* "" or "../": where index.html is */
	const char *style, *style_hash, *script, *script_hash;
	const char *table_script, *table_script_hash;
};

struct frame frame_of(const struct templates *templates, const char *root);

extern const struct marker_kind frame_kind; /* struct frame */
extern const struct marker_kind page_kind;  /* private to page.c */

/*
 * Expands a template and writes it as a file of the folder. text is used for
 * it and emptied.
 */
int page_put(struct folder *folder, const struct templates *templates,
    const char *template, const char *file, const struct marker_object *objects,
    size_t count, struct buf *text, struct err *err);

/* Writes index.html and, for more than 1,000 cases, cases-2.html, … */
int page_write(const struct view *view, const struct templates *templates,
    struct folder *folder, struct err *err);

#endif
