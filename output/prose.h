/*
 * Text in a document: paragraphs, preformatted text, lists of facts.
 *
 * Lines are broken by measured width. A paragraph of up to four lines stays on
 * one page; of a longer one at least two lines do.
 */
#ifndef OUTPUT_PROSE_H
#define OUTPUT_PROSE_H

#include "output/document.h"
#include "output/markup.h"

struct prose_style {
	double size, leading; /* points; leading is a line's height */
	enum ink ink;
	bool is_bold;
	bool has_dot;         /* before its first line, in the indent */
	double indent, width; /* width 0: all there is */
	double before, after; /* room around it */
};

/* The look of words like "lead fine"; the tone of "good", "warn", "bad". */
struct prose_style prose_style_of(const char *words);
enum ink prose_ink(const char *words);

void prose_paragraph(struct document *document, const struct run *runs,
    size_t count, const struct prose_style *style);

/* A caption: "Figure 3. …", its number in bold. */
void prose_caption(
    struct document *document, const char *number, const char *text);

/* Height of a caption with that text. */
double prose_caption_height(
    struct document *document, const char *number, const char *text);

/* Lines as they are, in the monospaced face, on a ground; few stay together. */
void prose_block(struct document *document, const char *text);

/* Names in one column, values in another: dt and dd of a template. */
void prose_facts(
    struct document *document, const struct block *blocks, size_t count);

#endif
