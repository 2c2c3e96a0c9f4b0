/*
 * What `perfolio check --why CASE` prints: for each judged metric of the case
 * the walk to its verdict, a numbered line a step, then its budgets.
 */
#ifndef OUTPUT_TEXT_WHY_H
#define OUTPUT_TEXT_WHY_H

#include <stdio.h>

#include "output/text_table.h"

/* The case with that place in the view's result. */
void text_why_write(const struct view *view, size_t place,
    const struct text_table_options *options, FILE *out);

#endif
