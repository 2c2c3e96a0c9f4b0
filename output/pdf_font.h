/*
 * The faces of a PDF: DejaVu Sans, its bold and its monospaced face, and for
 * other scripts a font of the user's in place of the first.
 *
 * Only the glyphs that are used get embedded. A face that lacks a character
 * borrows it: from the text face, then from DejaVu Sans. Widths are kept, so
 * that measuring is cheap. Text is UTF-8; what lies beyond U+FFFF is shown as
 * U+FFFD, since libharu has codes of 16 bits only.
 */
#ifndef OUTPUT_PDF_FONT_H
#define OUTPUT_PDF_FONT_H

#include <stddef.h>
#include <stdint.h>

#include <hpdf.h>

#include "output/sfnt.h"

struct err;

enum pdf_face {
	PDF_FACE_TEXT,
	PDF_FACE_BOLD,
	PDF_FACE_MONO,
	PDF_FACE_SPARE, /* DejaVu Sans, where the text face is another */
	PDF_FACE_COUNT
};

enum { PDF_CODES = 0x10000 };

struct pdf_font {
	HPDF_Font font; /* NULL: not there */
	struct sfnt file;
	int16_t *widths; /* of each code, in thousandths of the size */
};

struct pdf_fonts {
	struct pdf_font faces[PDF_FACE_COUNT];
};

/*
 * Loads the faces into a document; file replaces the text face, NULL: none
 * does. pdf_fonts_close is due either way.
 */
int pdf_fonts_open(
    struct pdf_fonts *fonts, HPDF_Doc pdf, const char *file, struct err *err);

/* The face that shows this code. */
enum pdf_face pdf_fonts_face(
    const struct pdf_fonts *fonts, enum pdf_face wanted, uint32_t code);

/* Width of text[0..length) in points. */
double pdf_fonts_width(const struct pdf_fonts *fonts, enum pdf_face face,
    double size, const char *text, size_t length);

/*
 * How many bytes of text[0..length) fit into width, at least one character
 * if there is any; broken behind a space, "/", "," or "-" where that is
 * possible, and never in a character.
 */
size_t pdf_fonts_fit(const struct pdf_fonts *fonts, enum pdf_face face,
    double size, double width, const char *text, size_t length);

/* Due once before the document is written: composite glyphs get all parts. */
void pdf_fonts_finish(const struct pdf_fonts *fonts);

/* Frees what is ours; the document owns the rest. */
void pdf_fonts_close(struct pdf_fonts *fonts);

/* The code at *text, which moves behind it; 0 at the end. */
uint32_t pdf_code_next(const char **text, const char *end);

#endif
