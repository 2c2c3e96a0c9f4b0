/*
 * The answer on stdout and the report folder, for every command that has a
 * result in its hands.
 */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include <stdbool.h>

#include "analysis/result.h"
#include "analysis/series.h"

struct err;
struct loaded;

/* Prints the table, or with is_json report.json. path: the run file's. */
int answer_print(const struct result *result, const char *path, bool is_json,
    struct err *err);

/*
 * Prints what a judged result may be released by, or with is_json report.json;
 * an enum exit_status: EXIT_STATUS_GATE when the verdict is no-go.
 */
int answer_check_result(const struct result *result, const char *path,
    bool is_json, struct err *err);

/*
 * How the verdict on a case came about. name is an id, or a part of exactly
 * one. An enum exit_status.
 */
int answer_why(const struct result *result, const char *name, struct err *err);

/* What the command line says of the report; NULL is what is usual. */
struct answer_words {
	const char *formats; /* "html,csv"; all */
	const char *paper;   /* "A4" */
	const char *pdf_title, *logo, *font;
	const char *templates; /* a folder; those we carry */
};

/* -1 when one of them cannot be followed: before anything is measured. */
int answer_check(const struct answer_words *words, struct err *err);

/* Writes the report, samples.csv included, and prints where it is. */
int answer_report(const struct loaded *loaded, const char *folder,
    const struct answer_words *words, struct err *err);

/*
 * The same from a result alone; samples.csv only when series is not NULL.
 */
int answer_report_result(const struct result *result,
    const struct series *series, const char *path,
    const struct answer_words *words, struct err *err);

#endif
