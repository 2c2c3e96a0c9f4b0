/*
 * The table on the terminal: one line a row of the view, then the summary,
 * the notes and what the remarks mean.
 *
 * Columns line up by characters. Nothing from outside reaches the terminal
 * uncleaned: the view has no control characters, and line breaks of messages
 * are shown as \n.
 */
#ifndef OUTPUT_TEXT_TABLE_H
#define OUTPUT_TEXT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "output/view.h"

struct text_table_options {
	size_t width;     /* characters a line may have; 0: any number */
	bool is_coloured; /* ANSI colours on the status */
};

/*
 * Writes the table. In a narrow one the ids are cut in their middle, and if
 * that does not do, columns are left out. Writing errors stay in the stream.
 */
void text_table_write(const struct view *view,
    const struct text_table_options *options, FILE *out);

/* The colour of a tone: "good", "warn", "bad"; "" for others. */
const char *text_table_colour(const char *tone);

#endif
