/*
 * The names that templates may use, and where their values stand.
 *
 * A kind names the members of one struct: its texts ({{MEDIAN}}) and its
 * lists ({{#ROWS}}…{{/ROWS}}, repeated for each item). {{#MEDIAN}} is shown
 * if the text is not NULL, {{#NO_MEDIAN}} if it is, {{#ANY_ROWS}} once if the
 * list has an item. Inside a list the item's markers are seen first, then
 * those around it.
 *
 * To add a template: its kinds as tables like those of view_markers.c, a line
 * in the tables of templates.c (its roots) and assets.c, its markers in
 * docs/templates.md (a test compares), and marker_expand to fill it.
 */
#ifndef OUTPUT_MARKER_H
#define OUTPUT_MARKER_H

#include <stddef.h>

struct buf;
struct err;
struct template_set;
struct marker_kind;

/* A const char *, NULL: not there. */
struct marker_text {
	const char *name;
	size_t offset;
};

/* Two members side by side: a pointer to the items, a size_t count. */
struct marker_list {
	const char *name;
	size_t offset;
	size_t item_bytes;
	const struct marker_kind *kind;
};

struct marker_kind {
	const char *name;                /* its heading in the documentation */
	const struct marker_text *texts; /* both end with a zeroed entry */
	const struct marker_list *lists;
};

/* For kinds without lists. */
extern const struct marker_list marker_no_lists[];

/* An object and what its members are called. */
struct marker_object {
	const struct marker_kind *kind;
	const void *object;
};

enum { MARKER_OBJECTS = 4 };

/*
 * Fills the template with objects, the outermost first, at most
 * MARKER_OBJECTS, and appends the whole of it to out. On -1 out is as it was.
 */
int marker_expand(struct template_set *templates, const char *name,
    const struct marker_object *objects, size_t count, struct buf *out,
    struct err *err);

/* Whether a kind has the text or list of that name; NULL if not. */
const struct marker_text *marker_find_text(
    const struct marker_kind *kind, const char *name);
const struct marker_list *marker_find_list(
    const struct marker_kind *kind, const char *name);

#endif
