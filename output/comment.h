/*
 * comment.md: what a pull request is told. The verdict and why, the
 * checklist, what regressed and improved, targets that are not green, what to
 * do next.
 *
 * Always under COMMENT_BYTES, what GitHub takes: tables end at COMMENT_ROWS
 * rows, and before that where room ends; then it is said.
 */
#ifndef OUTPUT_COMMENT_H
#define OUTPUT_COMMENT_H

#include <stdio.h>

#include "output/view.h"

enum { COMMENT_BYTES = 60 * 1000, COMMENT_ROWS = 20 };

/* Writing errors stay in the stream. */
void comment_write(const struct view *view, FILE *out);

#endif
