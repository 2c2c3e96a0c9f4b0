/*
 * --since: from which run of a line on changes are told of.
 */
#ifndef CLI_TREND_SINCE_H
#define CLI_TREND_SINCE_H

#include "cli/trend_line.h"

/*
 * A day (2026-11-01) begins with itself; a commit or tag, a baseline or any
 * other RUN is what is compared with: the period begins behind it. *from may be
 * the number of runs: nothing is as new. 0 without --since.
 */
int trend_since(const struct trend_line *line, const struct trend_look *look,
    size_t *from, struct err *err);

#endif
