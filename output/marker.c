#include "output/marker.h"

#include <stdbool.h>
#include <string.h>

#include "base/bridge.h"

/* The objects, then lists in lists: templates that go deeper stay. */
enum { SCOPE_DEPTH = MARKER_OBJECTS + 5 };

/* How every VIEW_LIST lies in memory. */
struct any_list {
	const void *items;
	size_t count;
};

/* A place in the template; those around it stand before it in the array. */
struct scope {
	struct marker_object in;
	bool is_outermost, is_innermost; /* of the array */
};

const struct marker_list marker_no_lists[] = {{0}};

const struct marker_text *
marker_find_text(const struct marker_kind *kind, const char *name)
{
	const struct marker_text *text;

	for (text = kind->texts; text->name != NULL; text++)
		if (strcmp(text->name, name) == 0)
			return text;
	return NULL;
}

const struct marker_list *
marker_find_list(const struct marker_kind *kind, const char *name)
{
	const struct marker_list *list;

	for (list = kind->lists; list->name != NULL; list++)
		if (strcmp(list->name, name) == 0)
			return list;
	return NULL;
}

/* The innermost scope that has the text, NULL if none has. */
static const struct scope *
find_text(const struct scope *scope, const char *name,
    const struct marker_text **text)
{
	for (;; scope--) {
		*text = marker_find_text(scope->in.kind, name);
		if (*text != NULL)
			return scope;
		if (scope->is_outermost)
			return NULL;
	}
}

static const struct scope *
find_list(const struct scope *scope, const char *name,
    const struct marker_list **list)
{
	for (;; scope--) {
		*list = marker_find_list(scope->in.kind, name);
		if (*list != NULL)
			return scope;
		if (scope->is_outermost)
			return NULL;
	}
}

static const char *
text_in(const struct scope *scope, const struct marker_text *text)
{
	const char *value;

	memcpy(&value, (const char *)scope->in.object + text->offset,
	    sizeof value);
	return value;
}

static struct any_list
list_in(const struct scope *scope, const struct marker_list *list)
{
	struct any_list value;

	memcpy(&value, (const char *)scope->in.object + list->offset,
	    sizeof value);
	return value;
}

static const char *
answer_value(void *scope, const char *name)
{
	const struct marker_text *text;
	const struct scope *owner = find_text(scope, name, &text);
	const char *value;

	if (owner == NULL)
		return NULL;
	value = text_in(owner, text);
	return value == NULL ? "" : value;
}

/* -1 when no list has that name. */
static long
list_count(const struct scope *scope, const char *name)
{
	const struct marker_list *list;
	const struct scope *owner = find_list(scope, name, &list);

	return owner == NULL ? -1 : (long)list_in(owner, list).count;
}

/* 1 when the text is there, 0 when not, -1 when none has that name. */
static long
text_count(const struct scope *scope, const char *name)
{
	const struct marker_text *text;
	const struct scope *owner = find_text(scope, name, &text);

	return owner == NULL ? -1 : text_in(owner, text) != NULL;
}

static long
answer_count(void *scope, const char *name)
{
	long count = text_count(scope, name);

	if (count < 0)
		count = list_count(scope, name);
	if (count < 0 && strncmp(name, "ANY_", 4) == 0) {
		count = list_count(scope, name + 4);
		return count > 0 ? 1 : count;
	}
	if (count < 0 && strncmp(name, "NO_", 3) == 0) {
		count = text_count(scope, name + 3);
		if (count < 0)
			count = list_count(scope, name + 3);
		return count < 0 ? -1 : count == 0;
	}
	return count;
}

static void *
answer_item(void *scope, const char *name, long index)
{
	const struct marker_list *list;
	const struct scope *owner = find_list(scope, name, &list);
	struct scope *inner = (struct scope *)scope + 1;

	/* A condition: inside it is what was outside. */
	if (owner == NULL || inner[-1].is_innermost)
		return scope;
	inner->in.kind = list->kind;
	inner->in.object = (const char *)list_in(owner, list).items +
			   (size_t)index * list->item_bytes;
	return inner;
}

int
marker_expand(struct template_set *templates, const char *name,
    const struct marker_object *objects, size_t count, struct buf *out,
    struct err *err)
{
	static const struct template_model model = {
	    answer_value, answer_count, answer_item};
	struct scope scopes[SCOPE_DEPTH] = {
	    [0] = {.is_outermost = true},
	    [SCOPE_DEPTH - 1] = {.is_innermost = true},
	};
	size_t i;

	for (i = 0; i < count; i++)
		scopes[i].in = objects[i];
	return template_set_expand(
	    templates, name, &model, &scopes[count - 1], out, err);
}
