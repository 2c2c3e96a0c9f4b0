/*
 * report.json, format 1: a result, printed and read back.
 *
 * The first line holds what is true for the run and ends in "cases":[ ; then
 * comes one line a case; the last line begins with ] and holds the rest. The
 * writer and the reader hold one case's tree at a time and rely on these
 * lines. Numbers are in their shortest form that reads back the same, what
 * does not exist is null. What is read equals what was written, and writing
 * it again gives the same bytes. Unknown keys are skipped.
 */
#ifndef ANALYSIS_RESULT_JSON_H
#define ANALYSIS_RESULT_JSON_H

#include <stdio.h>

#include "analysis/result.h"

enum { RESULT_FORMAT = 1 };

struct err;

/* -1 when out does not take it. out stays open and is not flushed to disk. */
int result_json_write(const struct result *result, FILE *out, struct err *err);

/*
 * Fills result, which the caller releases; it is empty on -1. path is for the
 * messages: "report.json:3: …".
 */
int result_json_read(
    struct result *result, FILE *in, const char *path, struct err *err);

#endif
