/*
 * A PDF under construction: pages, links, bookmarks, and at the end its bytes.
 *
 * Pages count from 0 and can be drawn on until the file is written. Places are
 * in points from the upper left corner of the page. libharu keeps its first
 * error and ignores what follows, so nothing but pdf_file_write fails. The
 * same calls give the same bytes: no date, no random id.
 */
#ifndef OUTPUT_PDF_FILE_H
#define OUTPUT_PDF_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/vec.h"
#include "output/canvas.h"
#include "output/pdf_font.h"

struct err;
struct png;

enum pdf_paper { PDF_PAPER_A4, PDF_PAPER_LETTER };

/* A page, and what its graphics state is set to. */
struct pdf_page {
	HPDF_Page page;
	enum ink fill, stroke;
	double line_width;
	const struct pdf_font *font;
	double font_size;
};

struct pdf_file {
	HPDF_Doc pdf;
	HPDF_STATUS error; /* the first one */
	struct pdf_fonts fonts;
	double width, height; /* of a page, points */
	VEC(struct pdf_page) pages;
	HPDF_Image logo;                /* NULL: none */
	double logo_width, logo_height; /* pixels */
};

enum { PDF_BOOKMARK_LEVELS = 3 };

struct pdf_bookmarks {
	HPDF_Outline parents[PDF_BOOKMARK_LEVELS];
};

/*
 * A file without pages. font replaces the text face (NULL: none).
 * pdf_file_close is due either way.
 */
int pdf_file_open(struct pdf_file *file, enum pdf_paper paper, const char *font,
    struct err *err);

/* Title, and who made it; before the first page. */
void pdf_file_describe(
    struct pdf_file *file, const char *title, const char *creator);

/* The index of a new page behind the others. */
size_t pdf_file_add_page(struct pdf_file *file);

/*
 * A bookmark; level 0 is the outermost, and a deeper one belongs to the last
 * one above it. parents is zeroed before the first.
 */
void pdf_file_bookmark(struct pdf_file *file, struct pdf_bookmarks *bookmarks,
    unsigned level, const char *title, size_t page, double top);

/* An area of a page that leads to a place on another. */
void pdf_file_link(struct pdf_file *file, size_t page, struct point corner,
    double width, double height, size_t target, double top);

/* A picture for pdf_file_draw_logo. */
void pdf_file_set_logo(struct pdf_file *file, const struct png *png);
void pdf_file_draw_logo(struct pdf_file *file, size_t page, struct point corner,
    double width, double height);

/* Its bytes, all at once. out's own errors stay in out. */
int pdf_file_write(struct pdf_file *file, FILE *out, struct err *err);

void pdf_file_close(struct pdf_file *file);

#endif
