/*
 * A canvas that is one <svg> element, to stand inside an HTML5 page.
 *
 * It holds classes and no colour: "chart" on the element, the ink's class of
 * theme.h on each mark whose ink is not that of the element, which theme_css
 * gives its colours. Lines of one ink and width that follow each other become
 * one path: draw them in a row. There is no id and no reference, so that any
 * number of them can share a page. A unit is a point of the canvas. Tips are
 * <title> children of their marks.
 */
#ifndef OUTPUT_CANVAS_SVG_H
#define OUTPUT_CANVAS_SVG_H

#include "output/canvas.h"

struct canvas_svg {
	struct canvas canvas; /* what charts draw on */
	struct buf *out;      /* the caller's */
	enum ink ink;         /* of the element, and so of most marks */
	size_t line_end; /* of out, behind the path that was written last */
	enum ink line_ink;
	double line_width;
};

/*
 * Opens the element: out must outlive the canvas. label is what a reader
 * hears who does not see it; NULL hides the element from them, for what is
 * said in text beside it.
 */
void canvas_svg_begin(struct canvas_svg *svg, struct buf *out, double width,
    double height, const char *label);

/* Closes the element. */
void canvas_svg_end(struct canvas_svg *svg);

/*
 * Adds text so that it is only text, in an element or in a quoted attribute.
 * What HTML does not allow (control characters, noncharacters, invalid UTF-8)
 * becomes U+FFFD, a line break or a tab a space.
 */
void canvas_svg_escape(struct buf *out, const char *text);

/* Adds a number with at most two decimals; it is clipped to ±32,000. */
void canvas_svg_number(struct buf *out, double value);

#endif
