/*
 * The only door to C++: two things no C library we may use can do.
 *
 * ctemplate fills HTML templates, and std::to_chars prints the shortest
 * double that reads back the same. No C++ exception crosses this header.
 */
#ifndef BASE_BRIDGE_H
#define BASE_BRIDGE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct buf;
struct err;

/* The shortest text that reads back as value (finite). Returns its length. */
size_t bridge_print_double(double value, char *text, size_t size);

/*
 * Where a template's markers get their values: ctemplate asks, we answer.
 *
 * scope is whatever the model made of the place in the template; it is handed
 * back with every question. The answers live until the expansion ends.
 */
struct template_model {
	/* The value of {{NAME}} in scope; NULL is an error in the template. */
	const char *(*value)(void *scope, const char *name);

	/*
	 * How often {{#NAME}} repeats in scope: 0 hides it, -1 is an error in
	 * the template.
	 */
	long (*count)(void *scope, const char *name);

	/* The scope of the index-th repetition; lives until the next call. */
	void *(*item)(void *scope, const char *name, long index);
};

/*
 * A set of templates, each under a file name ("index.tpl"). They begin with
 * {{%AUTOESCAPE context="HTML"}}. {{>HEAD}} includes head.tpl of the same set,
 * which sees the scope it is included in; the disk is never read.
 */
struct template_set;

struct template_set *template_set_new(void);
void template_set_free(struct template_set *set);

/*
 * Adds a template; -1 when it cannot be parsed, or the set has one of that
 * name or was expanded already.
 */
int template_set_add(struct template_set *set, const char *name,
    const char *text, size_t length, struct err *err);

/*
 * Expands a template and appends the whole of it to out. On -1 out is as it
 * was and err names the template and the marker.
 */
int template_set_expand(struct template_set *set, const char *name,
    const struct template_model *model, void *scope, struct buf *out,
    struct err *err);

#ifdef __cplusplus
}
#endif

#endif
