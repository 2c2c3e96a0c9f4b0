/*
 * Reads a template before it is used: whether every section is closed, every
 * marker known where it stands, and every included file there. ctemplate
 * would tell only of what it happens to expand, and not in which line.
 */
#ifndef OUTPUT_TEMPLATE_CHECK_H
#define OUTPUT_TEMPLATE_CHECK_H

#include <stddef.h>

struct err;
struct marker_kind;

struct template_source {
	const char *name; /* "index.tpl" */
	const char *path; /* as errors show it */
	const char *text;
};

/*
 * Checks the source of that name, and what it includes, as it will be filled
 * with objects of these kinds, the outermost first. -1: file, line, marker.
 */
int template_check(const struct template_source *sources, size_t source_count,
    const char *name, const struct marker_kind *const *kinds, size_t kind_count,
    struct err *err);

#endif
