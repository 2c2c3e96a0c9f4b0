/*
 * The report: which files it has, and who writes them.
 */
#ifndef OUTPUT_WRITER_H
#define OUTPUT_WRITER_H

#include "analysis/result.h"

struct err;
struct folder;
struct template_set;

enum report_format {
	REPORT_HTML = 1 << 0, /* index.html, cases-2.html, … */
	REPORT_CSV = 1 << 1,  /* results.csv; the caller adds samples.csv */
	REPORT_JSON = 1 << 2, /* report.json */
	REPORT_ALL = (1 << 3) - 1
};

struct report_options {
	unsigned formats;               /* of enum report_format */
	struct template_set *templates; /* NULL: those we carry */
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
