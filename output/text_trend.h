/*
 * Histories on the terminal: where they changed, by how much and how sure that
 * is; what drifts, and what jumps between two levels.
 */
#ifndef OUTPUT_TEXT_TREND_H
#define OUTPUT_TEXT_TREND_H

#include <stdio.h>

#include "output/trend_words.h"

struct text_table_options;

/* One history: a line a change, in order, and a sentence on its shape. */
void text_trend_write(const struct text_trend *trend,
    const struct text_table_options *options, FILE *out);

/*
 * Many: a line a change, those of the highest level first, then the largest;
 * then drifts likewise, then those with two modes, then a summary. With is_all
 * the others follow, a line each.
 */
void text_trends_write(const struct text_trend *trends, size_t count,
    bool is_all, const struct text_table_options *options, FILE *out);

#endif
