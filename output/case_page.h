/*
 * The page of one case, bench/SLUG-HASH.html: its view and its charts put
 * into bench.tpl.
 */
#ifndef OUTPUT_CASE_PAGE_H
#define OUTPUT_CASE_PAGE_H

#include "output/marker.h"
#include "output/view.h"

struct err;
struct folder;
struct templates;

extern const struct marker_kind case_page_kind; /* private to case_page.c */

/* Writes the page of every case that has one. */
int case_pages_write(const struct view *view, const struct templates *templates,
    struct folder *folder, struct err *err);

#endif
