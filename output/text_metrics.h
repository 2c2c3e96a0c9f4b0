/*
 * How wide text is where nobody can be asked: in SVG, whose font is the
 * reader's.
 */
#ifndef OUTPUT_TEXT_METRICS_H
#define OUTPUT_TEXT_METRICS_H

#include <stdbool.h>

/*
 * The width of text (UTF-8) set at size, in the unit of size. It is that of
 * DejaVu Sans, which is wider than the usual sans-serif fonts, so that text
 * rather leaves room than takes it.
 */
double text_metrics_width(const char *text, double size, bool is_bold);

#endif
