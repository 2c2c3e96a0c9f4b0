/*
 * Standard output as a terminal: how wide it is, and whether it has colours.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "output/text_table.h"

/* Any width and no colour where it is none; NO_COLOR and TERM are honoured. */
struct text_table_options terminal_options(void);

#endif
