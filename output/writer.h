/*
 * The report: which files it has, and who writes them.
 */
#ifndef OUTPUT_WRITER_H
#define OUTPUT_WRITER_H

#include "analysis/result.h"
#include "output/paper.h"

struct err;
struct folder;
struct templates;

enum report_format {
	/* index.html, cases-2.html, …, trends.html, bench/ */
	REPORT_HTML = 1 << 0,
	/* results.csv, history.csv; the caller adds samples.csv */
	REPORT_CSV = 1 << 1,
	REPORT_JSON = 1 << 2,  /* report.json */
	REPORT_PDF = 1 << 3,   /* summary.pdf */
	REPORT_MD = 1 << 4,    /* comment.md */
	REPORT_JUNIT = 1 << 5, /* junit.xml */
	REPORT_ALL = (1 << 6) - 1
};

struct report_options {
	unsigned formats;                  /* of enum report_format */
	const struct templates *templates; /* NULL: those we carry */
	struct paper_options paper;
};

/* "html,csv" as formats; an unknown name is an error that lists them. */
int report_formats_parse(const char *list, unsigned *formats, struct err *err);

/*
 * Writes the files of the formats into the folder. The caller may add more,
 * and commits.
 */
int report_write(const struct result *result, struct folder *folder,
    const struct report_options *options, struct err *err);

#endif
