#include "collector/params.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "base/vec.h"

/* Names that perfolio fills in itself. */
static const char *const reserved[] = {
    "seed", "variant", "concurrency", "start"};

struct param_list {
	VEC(struct param) params;
	VEC(size_t) axes;
};

static int
check_name(const struct node *name, struct err *err)
{
	size_t i;

	if (name->text[0] == '\0' || strpbrk(name->text, "{}") != NULL)
		return node_fail(name, err,
		    "\"%.80s\" cannot be the name of a parameter", name->text);
	for (i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (strcmp(reserved[i], name->text) == 0)
			return node_fail(name, err,
			    "\"%s\" is perfolio's own; give the parameter "
			    "another name",
			    name->text);
	return 0;
}

static int
read_values(struct arena *arena, const struct node *name,
    const struct node *value, struct text_list *list, struct err *err)
{
	const char **items;
	size_t i;

	if (node_expect(value, NODE_LIST, name->text, err) < 0)
		return -1;
	if (value->count == 0)
		return node_fail(value, err,
		    "%.80s has no values; without any there is no case",
		    name->text);
	items = arena_alloc(arena, value->count * sizeof *items);
	for (i = 0; i < value->count; i++) {
		if (node_expect(value->items[i], NODE_TEXT,
			"a parameter's value", err) < 0)
			return -1;
		items[i] = value->items[i]->text;
	}
	*list = (struct text_list){items, value->count};
	return 0;
}

/* In a product a value that is there twice makes one case twice. */
static int
check_twins(const struct node *values, struct err *err)
{
	struct map seen = {0};
	size_t i;
	int result = 0;

	for (i = 0; i < values->count && result == 0; i++)
		if (!map_put(&seen, values->items[i]->text, i))
			result = node_fail(values->items[i], err,
			    "the value \"%.80s\" is there twice",
			    values->items[i]->text);
	map_release(&seen);
	return result;
}

static int
add_param(struct arena *arena, const struct node *name,
    const struct node *value, size_t axis, struct param_list *list,
    struct err *err)
{
	struct param param = {.name = name->text, .axis = axis};
	size_t i;

	if (check_name(name, err) < 0 ||
	    read_values(arena, name, value, &param.values, err) < 0)
		return -1;
	for (i = 0; i < list->params.count; i++)
		if (strcmp(list->params.items[i].name, param.name) == 0)
			return node_fail(name, err,
			    "the parameter \"%.80s\" is there twice",
			    param.name);
	vec_push(&list->params, param);
	return 0;
}

static int
read_product(struct arena *arena, const struct node *params,
    struct param_list *list, struct err *err)
{
	const struct node *name, *value;
	size_t i;

	for (i = 0; i < params->count; i++) {
		name = params->keys[i];
		value = params->items[i];
		if (strcmp(name->text, "zip") == 0 ||
		    strcmp(name->text, "exclude") == 0)
			continue;
		if (add_param(arena, name, value, list->axes.count, list, err) <
			0 ||
		    check_twins(value, err) < 0)
			return -1;
		vec_push(&list->axes, value->count);
	}
	return 0;
}

static int
read_zip(struct arena *arena, const struct node *zip, struct param_list *list,
    struct err *err)
{
	size_t i;

	if (node_expect(zip, NODE_MAP, "zip", err) < 0)
		return -1;
	if (zip->count == 0)
		return node_fail(zip, err, "zip is empty");
	for (i = 0; i < zip->count; i++) {
		if (add_param(arena, zip->keys[i], zip->items[i],
			list->axes.count, list, err) < 0)
			return -1;
		if (zip->items[i]->count != zip->items[0]->count)
			return node_fail(zip->items[i], err,
			    "\"%.80s\" has %zu values and \"%.80s\" has %zu; "
			    "a zip pairs them",
			    zip->keys[i]->text, zip->items[i]->count,
			    zip->keys[0]->text, zip->items[0]->count);
	}
	vec_push(&list->axes, zip->items[0]->count);
	return 0;
}

static void
add_own(struct param_list *list, const struct params_source *source)
{
	const struct added_param *added;
	size_t i;

	for (i = 0; i < source->added_count; i++) {
		added = &source->added[i];
		vec_push(&list->params, (struct param){added->name,
					    added->values, list->axes.count});
		vec_push(&list->axes, added->values.count);
	}
}

static int
compare_params(const void *a, const void *b)
{
	return strcmp(
	    ((const struct param *)a)->name, ((const struct param *)b)->name);
}

static int
check_size(
    const struct node *place, const struct param_list *list, struct err *err)
{
	size_t total = 1, i;

	for (i = 0; i < list->axes.count; i++) {
		if (list->axes.items[i] > PARAMS_MAX_COMBINATIONS / total)
			return node_fail(place, err,
			    "these parameters make more than %d cases",
			    PARAMS_MAX_COMBINATIONS);
		total *= list->axes.items[i];
	}
	return 0;
}

/* The one of the two places a key may stand in. */
static int
only_one(const struct node *inside, const struct node *beside, const char *name,
    const struct node **out, struct err *err)
{
	if (inside != NULL && beside != NULL)
		return node_fail(beside, err,
		    "%s stands both here and in params, line %zu", name,
		    inside->line);
	*out = inside != NULL ? inside : beside;
	return 0;
}

static int
read_excludes(struct arena *arena, const struct node *exclude,
    struct params *params, struct err *err)
{
	size_t i;

	if (node_expect(exclude, NODE_LIST, "exclude", err) < 0)
		return -1;
	params->excludes =
	    arena_alloc(arena, exclude->count * sizeof *params->excludes);
	params->exclude_count = exclude->count;
	for (i = 0; i < exclude->count; i++)
		if (condition_read(arena, exclude->items[i],
			"an item of exclude", params, &params->excludes[i],
			err) < 0)
			return -1;
	return 0;
}

static void
keep(struct arena *arena, struct param_list *list, struct params *out)
{
	out->count = list->params.count;
	out->axis_count = list->axes.count;
	out->items = arena_alloc(arena, out->count * sizeof *out->items);
	out->axes = arena_alloc(arena, out->axis_count * sizeof *out->axes);
	if (out->count == 0)
		return;
	memcpy(out->items, list->params.items, out->count * sizeof *out->items);
	memcpy(
	    out->axes, list->axes.items, out->axis_count * sizeof *out->axes);
	qsort(out->items, out->count, sizeof *out->items, compare_params);
}

int
params_read(struct arena *arena, const struct params_source *source,
    struct params *out, struct err *err)
{
	const struct node *params = source->params, *zip = source->zip;
	const struct node *exclude = source->exclude;
	struct param_list list = {0};
	int result = -1;

	*out = (struct params){0};
	if (params != NULL) {
		if (node_expect(params, NODE_MAP, "params", err) < 0)
			return -1;
		if (only_one(node_get(params, "zip"), zip, "zip", &zip, err) <
			0 ||
		    only_one(node_get(params, "exclude"), exclude, "exclude",
			&exclude, err) < 0)
			return -1;
		if (read_product(arena, params, &list, err) < 0)
			goto out;
	}
	if (zip != NULL && read_zip(arena, zip, &list, err) < 0)
		goto out;
	add_own(&list, source);
	if (check_size(params != NULL ? params
		       : zip != NULL  ? zip
				      : source->place,
		&list, err) < 0)
		goto out;
	keep(arena, &list, out);
	result = exclude == NULL ? 0 : read_excludes(arena, exclude, out, err);
out:
	vec_free(&list.params);
	vec_free(&list.axes);
	return result;
}

/* The parameter of that name; count if there is none. */
static size_t
find_param(const struct params *params, const char *name)
{
	size_t i;

	for (i = 0; i < params->count; i++)
		if (strcmp(params->items[i].name, name) == 0)
			break;
	return i;
}

static bool
holds_text(const struct text_list *list, const char *text)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->items[i], text) == 0)
			return true;
	return false;
}

static int
fail_unknown_param(
    const struct node *name, const struct params *params, struct err *err)
{
	const char **names;
	size_t i;

	if (params->count == 0)
		return node_fail(name, err,
		    "\"%.80s\" is no parameter; this benchmark has none",
		    name->text);
	names = xcalloc(params->count, sizeof *names);
	for (i = 0; i < params->count; i++)
		names[i] = params->items[i].name;
	node_fail_unknown(
	    name, "parameter", name->text, names, params->count, err);
	free(names);
	return -1;
}

static int
read_term_values(struct arena *arena, const struct node *value,
    const struct param *param, struct text_list *list, struct err *err)
{
	const struct node *const *items = &value;
	const char **texts;
	size_t count = 1, i;

	if (value->type == NODE_LIST) {
		items = value->items;
		count = value->count;
	}
	if (count == 0)
		return node_fail(value, err, "no values are here");
	texts = arena_alloc(arena, count * sizeof *texts);
	for (i = 0; i < count; i++) {
		if (node_expect(
			items[i], NODE_TEXT, "a parameter's value", err) < 0)
			return -1;
		if (!holds_text(&param->values, items[i]->text))
			return node_fail_unknown(items[i], "value",
			    items[i]->text, param->values.items,
			    param->values.count, err);
		texts[i] = items[i]->text;
	}
	*list = (struct text_list){texts, count};
	return 0;
}

int
condition_read(struct arena *arena, const struct node *node, const char *what,
    const struct params *params, struct condition *condition, struct err *err)
{
	struct condition_term *term;
	size_t i;

	if (node_expect(node, NODE_MAP, what, err) < 0)
		return -1;
	if (node->count == 0)
		return node_fail(node, err, "%s is empty", what);
	condition->terms =
	    arena_alloc(arena, node->count * sizeof *condition->terms);
	condition->count = node->count;
	for (i = 0; i < node->count; i++) {
		term = &condition->terms[i];
		term->param = find_param(params, node->keys[i]->text);
		if (term->param == params->count)
			return fail_unknown_param(node->keys[i], params, err);
		if (read_term_values(arena, node->items[i],
			&params->items[term->param], &term->values, err) < 0)
			return -1;
	}
	return 0;
}

size_t
params_combinations(const struct params *params)
{
	size_t total = 1, i;

	for (i = 0; i < params->axis_count; i++)
		total *= params->axes[i];
	return total;
}

bool
params_combination(
    const struct params *params, size_t index, const char **values)
{
	size_t axis = params->axis_count, at, i;

	while (axis-- > 0) {
		at = index % params->axes[axis];
		index /= params->axes[axis];
		for (i = 0; i < params->count; i++)
			if (params->items[i].axis == axis)
				values[i] = params->items[i].values.items[at];
	}
	for (i = 0; i < params->exclude_count; i++)
		if (condition_holds(&params->excludes[i], values))
			return false;
	return true;
}

bool
condition_holds(const struct condition *condition, const char *const *values)
{
	size_t i;

	for (i = 0; i < condition->count; i++)
		if (!holds_text(&condition->terms[i].values,
			values[condition->terms[i].param]))
			return false;
	return true;
}

void
condition_impose(const struct condition *condition, const char **values)
{
	size_t i;

	for (i = 0; i < condition->count; i++)
		values[condition->terms[i].param] =
		    condition->terms[i].values.items[0];
}
