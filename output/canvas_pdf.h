/*
 * A canvas on a page of a PDF.
 *
 * Its origin is a corner somewhere on the page. What is not finite is dropped;
 * what lies outside is cut off where the canvas is clipped. Colours are those
 * of paper (theme.h). Tips have no place on paper.
 */
#ifndef OUTPUT_CANVAS_PDF_H
#define OUTPUT_CANVAS_PDF_H

#include "output/canvas.h"
#include "output/pdf_file.h"

struct canvas_pdf {
	struct canvas canvas;
	struct pdf_file *file;
	size_t page;
	struct point corner; /* of the canvas, on the page */
	double scale;        /* points on the page for one of the canvas */
	bool is_clipped;
};

/* A canvas over the whole page, not clipped. */
void canvas_pdf_page(
    struct canvas_pdf *canvas, struct pdf_file *file, size_t page);

/*
 * A canvas over a part of the page, clipped to it until it is closed. Drawn
 * smaller by scale, it is larger than that part by as much.
 */
void canvas_pdf_open(struct canvas_pdf *canvas, struct pdf_file *file,
    size_t page, struct point corner, double width, double height,
    double scale);
void canvas_pdf_close(struct canvas_pdf *canvas);

/* A line of text in any face: what the six primitives do not need. */
struct pdf_type {
	enum pdf_face face;
	double size;
	enum ink ink;
};

/* Draws text[0..length) from the baseline at. */
void canvas_pdf_type(struct canvas_pdf *canvas, struct point at,
    const char *text, size_t length, const struct pdf_type *type);

#endif
