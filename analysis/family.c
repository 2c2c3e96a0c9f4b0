#include "analysis/family.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/num.h"

struct finding {
	struct families *families;
	struct map index; /* what a family has in common -> its place */
	struct map bases; /* ids of the cases of --against's base */
	struct buf key;
};

static void
add_text(struct buf *key, const char *text)
{
	if (text == NULL)
		buf_add_string(key, "-:");
	else
		buf_addf(key, "%zu:%s", strlen(text), text);
}

/* Benchmark, group, the parameter's name, and the others with values. */
static const char *
key_of(struct buf *key, const struct result_case *item, size_t param)
{
	size_t i;

	buf_reset(key);
	add_text(key, item->benchmark);
	add_text(key, item->group);
	add_text(key, item->params[param].name);
	for (i = 0; i < item->param_count; i++) {
		if (i == param)
			continue;
		add_text(key, item->params[i].name);
		add_text(key, item->params[i].value);
	}
	return buf_text(key);
}

static void
add(struct finding *finding, const struct result_case *item, size_t param)
{
	struct families *families = finding->families;
	struct family_member member = {.item = item};
	const char *key;
	size_t at;

	if (!num_parse(item->params[param].value, &member.size) ||
	    !(member.size > 0))
		return;
	key = key_of(&finding->key, item, param);
	if (!map_get(&finding->index, key, &at)) {
		at = families->list.count;
		map_put(&finding->index, key, at);
		vec_add(&families->list)->over = item->params[param].name;
	}
	vec_push(&families->list.items[at].members, member);
}

static int
compare_members(const void *left, const void *right)
{
	const struct family_member *a = left, *b = right;

	if (a->size != b->size)
		return a->size < b->size ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

void
families_find(
    struct families *families, const struct result *result, const char *over)
{
	struct finding finding = {.families = families};
	const struct result_case *item;
	size_t i, j;

	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].base != NULL)
			map_put(&finding.bases, result->cases[i].base, i);
	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		if (map_get(&finding.bases, item->id, &j))
			continue;
		for (j = 0; j < item->param_count; j++)
			if (over == NULL ||
			    strcmp(item->params[j].name, over) == 0)
				add(&finding, item, j);
	}
	for (i = 0; i < families->list.count; i++)
		qsort(families->list.items[i].members.items,
		    families->list.items[i].members.count,
		    sizeof(struct family_member), compare_members);
	map_release(&finding.index);
	map_release(&finding.bases);
	buf_release(&finding.key);
}

void
families_release(struct families *families)
{
	size_t i;

	for (i = 0; i < families->list.count; i++)
		vec_free(&families->list.items[i].members);
	vec_free(&families->list);
}

const struct pair *
family_params(const struct family *family, struct arena *arena, size_t *count)
{
	const struct result_case *item = family->members.items[0].item;
	struct pair *params =
	    arena_alloc(arena, item->param_count * sizeof *params);
	size_t i;

	*count = 0;
	for (i = 0; i < item->param_count; i++)
		if (strcmp(item->params[i].name, family->over) != 0)
			params[(*count)++] = item->params[i];
	return params;
}
