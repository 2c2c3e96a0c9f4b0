/*
 * What `perfolio check` prints: the verdict and what decides it, the
 * checklist, targets that are not green, regressions, and those of the past.
 *
 * Lines are as long as their text but for ids and names, which are cut.
 * Nothing from outside reaches the terminal uncleaned: see output/view.h.
 */
#ifndef OUTPUT_TEXT_CHECK_H
#define OUTPUT_TEXT_CHECK_H

#include <stdio.h>

#include "output/text_table.h"

void text_check_write(const struct view *view,
    const struct text_table_options *options, FILE *out);

#endif
