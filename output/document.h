/*
 * A document on paper: pages that fill from the top, headings that stay with
 * what follows, a table of contents, running heads and feet, bookmarks.
 *
 * Everything is placed once, in order; page numbers, contents and running
 * heads are drawn by document_finish, when all pages are known. The first page
 * is the cover and has no running head.
 */
#ifndef OUTPUT_DOCUMENT_H
#define OUTPUT_DOCUMENT_H

#include "base/arena.h"
#include "base/vec.h"
#include "output/canvas_pdf.h"

/* Measures in points. */
enum {
	DOCUMENT_MARGIN = 54,       /* left and right */
	DOCUMENT_TOP = 74,          /* where text begins, below the head */
	DOCUMENT_BOTTOM = 62,       /* what is left for the foot */
	DOCUMENT_HEADING_LEVELS = 3 /* 0 is a section */
};

/* A heading, where it came to stand. */
struct document_heading {
	const char *text;
	unsigned level;
	size_t page;
	double top;
};

/* A line of the contents, drawn when its page is known. */
struct document_entry {
	size_t page; /* of the contents */
	double baseline;
};

/* A heading waits for what it heads, so that they share a page. */
struct document_waiting {
	struct document_heading headings[DOCUMENT_HEADING_LEVELS];
	size_t count;
};

struct document {
	struct arena arena;
	struct pdf_file file;
	size_t page;       /* that is filled */
	double y;          /* where the next block begins */
	double tried_from; /* y before document_try, while it holds; else 0 */
	struct document_waiting waiting;
	VEC(struct document_heading) headings;
	VEC(struct document_entry) entries;
	size_t listed_from;         /* the heading of the first entry */
	const char *section;        /* the last heading of level 0 */
	VEC(const char *) sections; /* of each page, for its head */
	size_t figures;             /* that have a number */
	/* For the running heads and feet. */
	const char *name, *run;
};

/* document_close is due either way. font: see pdf_file_open. */
int document_open(struct document *document, enum pdf_paper paper,
    const char *font, struct err *err);

/* Width and height there is on a page for what is placed. */
double document_width(const struct document *document);
double document_height(const struct document *document);

/* A new page, unless this one is empty. */
void document_break(struct document *document);

/* Room on this page, below what waits. */
double document_room(const struct document *document);

/*
 * Where a block of that height goes: on this page, or if it has no room
 * there at the top of the next one. The headings that wait go before it.
 */
struct point document_place(struct document *document, double height);

/*
 * Between the two blocks are placed on a page without an end, and nothing is
 * drawn; document_tried returns the height they took, and all is as before.
 */
void document_try(struct document *document);
double document_tried(struct document *document);

/* Room between two blocks; none at the top of a page. */
void document_skip(struct document *document, double height);

/* Level 0 to 2. It waits for the next block. */
void document_heading(
    struct document *document, unsigned level, const char *text);

/*
 * Room for the contents: a line for each of count headings that follow, the
 * first two levels.
 */
void document_contents(struct document *document, size_t count);

/* A canvas on the page that is filled; close it. */
void document_canvas(struct document *document, struct canvas_pdf *canvas,
    struct point corner, double width, double height, double scale);

/* Draws on the page that is filled; at is on the page. */
void document_type(struct document *document, struct point at, const char *text,
    size_t length, const struct pdf_type *type);
void document_rule(struct document *document, double x, double y, double width,
    double thickness, enum ink ink);
void document_dot(struct document *document, struct point at, enum ink ink);

/* Contents, running heads, feet, bookmarks. */
void document_finish(struct document *document);

void document_close(struct document *document);

#endif
