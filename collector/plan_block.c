#include "collector/plan_block.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/xalloc.h"

static size_t
index_of(const struct map *ids, const char *id, size_t self)
{
	size_t index;

	return id != NULL && map_get(ids, id, &index) ? index : self;
}

static void
resolve_links(struct plan *plan, const struct plan_link *links)
{
	struct map ids = {0};
	struct plan_case *plan_case;
	bool has_links = false;
	size_t i, found;

	for (i = 0; i < plan->case_count; i++)
		if (links[i].reference != NULL || links[i].base != NULL)
			has_links = true;
	for (i = 0; has_links && i < plan->case_count; i++)
		map_put(&ids, plan->cases[i].record.id, i);
	for (i = 0; i < plan->case_count; i++) {
		plan_case = &plan->cases[i];
		plan_case->reference = index_of(&ids, links[i].reference, i);
		plan_case->base = index_of(&ids, links[i].base, i);
		/* One that was left out is named all the same: it is missing.
		 */
		if (links[i].reference != NULL &&
		    (plan_case->reference != i ||
			!map_get(&ids, links[i].reference, &found)))
			plan_case->record.reference = links[i].reference;
		if (plan_case->base != i)
			plan_case->record.base =
			    plan->cases[plan_case->base].record.id;
	}
	map_release(&ids);
}

/*
 * The cases of a block all lead to one: the base of the reference. next[i] is
 * the following case of i's block, and first[i] the one it begins with.
 */
static void
chain_blocks(const struct plan *plan, size_t *first, size_t *next)
{
	size_t count = plan->case_count, i, root;
	size_t *head = xcalloc(count + 1, sizeof *head);
	size_t *last = xcalloc(count + 1, sizeof *last);

	for (i = 0; i < count; i++)
		head[i] = next[i] = count;
	for (i = 0; i < count; i++) {
		root = plan->cases[plan->cases[i].reference].base;
		if (head[root] == count)
			head[root] = i;
		else
			next[last[root]] = i;
		last[root] = i;
		first[i] = head[root];
	}
	free(head);
	free(last);
}

/* order[new index] is the old one, place[old index] the new one. */
static void
reorder(struct plan *plan, const size_t *order, const size_t *place)
{
	struct plan_case *cases =
	    arena_alloc(&plan->arena, plan->case_count * sizeof *plan->cases);
	size_t i;

	for (i = 0; i < plan->case_count; i++) {
		cases[i] = plan->cases[order[i]];
		cases[i].reference = place[cases[i].reference];
		cases[i].base = place[cases[i].base];
	}
	plan->cases = cases;
}

void
plan_blocks_form(struct plan *plan, const struct plan_link *links)
{
	size_t count = plan->case_count, at = 0, begin, i, j;
	size_t *first = xcalloc(count + 1, sizeof *first);
	size_t *next = xcalloc(count + 1, sizeof *next);
	size_t *order = xcalloc(count + 1, sizeof *order);
	size_t *place = xcalloc(count + 1, sizeof *place);

	resolve_links(plan, links);
	chain_blocks(plan, first, next);
	for (i = 0; i < count; i++) {
		if (first[i] != i)
			continue;
		begin = at;
		for (j = i; j < count; j = next[j]) {
			plan->cases[j].block_first = begin;
			place[j] = at;
			order[at++] = j;
		}
		for (j = i; j < count; j = next[j])
			plan->cases[j].block_count = at - begin;
	}
	reorder(plan, order, place);
	free(first);
	free(next);
	free(order);
	free(place);
}
