/*
 * What a run compares, on the terminal: below the table, a line a change, those
 * with a common reference together.
 */
#ifndef OUTPUT_TEXT_CHANGES_H
#define OUTPUT_TEXT_CHANGES_H

#include <stdio.h>

struct text_table_options;
struct view;

/* Nothing where nothing is compared; else with an empty line at its end. */
void text_changes_write(const struct view *view,
    const struct text_table_options *options, FILE *out);

#endif
