/*
 * The baseline-metrics document: what a run says about each operation and its
 * size, against which limits and with how much headroom, on which machine and
 * when. For those who read no report: Markdown, or one HTML file that needs
 * nothing beside it.
 */
#ifndef OUTPUT_BASELINE_DOCUMENT_H
#define OUTPUT_BASELINE_DOCUMENT_H

#include <stdio.h>

#include "output/marker.h"

struct err;
struct result;
struct templates;

enum baseline_format { BASELINE_MD, BASELINE_HTML };

extern const struct marker_kind baseline_kind; /* private to the .c */

/* "md", "html"; -1 names those there are. */
int baseline_format_parse(
    const char *name, enum baseline_format *format, struct err *err);

/*
 * name is the baseline's. templates may be NULL: those we carry. -1 when out
 * does not take it or a template is wrong; out stays open.
 */
int baseline_document_write(const struct result *result, const char *name,
    enum baseline_format format, const struct templates *templates, FILE *out,
    struct err *err);

#endif
