/*
 * What pages and papers are made of: the templates, the style and the script
 * that the program carries, each replaced by the file of the same name in the
 * user's folder if there is one.
 *
 * A zeroed struct is empty and valid; the arena owns the texts.
 */
#ifndef OUTPUT_TEMPLATES_H
#define OUTPUT_TEMPLATES_H

#include "base/arena.h"
#include "output/marker.h"

struct err;
struct template_set;

/* A template that is no part of another, and what it is filled with. */
struct template_root {
	const char *name;
	const struct marker_kind
	    *kinds[MARKER_OBJECTS + 1]; /* ends with NULL */
};

extern const struct template_root template_roots[]; /* name NULL at the end */

struct templates {
	struct arena arena;
	struct template_set *set;
	/* What stands inline, and its "sha256-…" for the policy of the page. */
	const char *style, *style_hash, *script, *script_hash;
	/* Where cases are listed. */
	const char *table_script, *table_script_hash;
	/* The style of a case's page; its script, if it has nothing to copy. */
	const char *case_style, *case_style_hash;
	const char *case_script, *case_script_hash;
};

/*
 * Reads and checks all of them. folder NULL: only those we carry. -1 with
 * file and line for one that cannot be read, has another name than ours, is
 * no template, or has a marker that does not exist where it stands.
 */
int templates_open(
    struct templates *templates, const char *folder, struct err *err);

void templates_close(struct templates *templates);

#endif
