#include "analysis/notable.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/xalloc.h"

enum { RANK_COUNT = 6 };

bool
notable_is_trouble(const struct result_case *item)
{
	return item->status == CASE_STATUS_FAILED ||
	       item->status == CASE_STATUS_TIMEOUT ||
	       item->status == CASE_STATUS_BLOCKED ||
	       item->status == CASE_STATUS_MISSING;
}

bool
notable_has_flag(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    (item->metrics[i].flags & NOTABLE_FLAGS) != 0)
			return true;
	return false;
}

bool
notable_is_worse(const struct result_case *item)
{
	const struct result_metric *metric;
	size_t i, j;

	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (metric->comparison != NULL &&
		    metric->comparison->verdict == VERDICT_REGRESSION)
			return true;
		for (j = 0; j < metric->budget_count; j++)
			if (metric->budgets[j].status == BUDGET_RED)
				return true;
	}
	return false;
}

/* One that nobody accepted. */
static bool
has_change(const struct timeline *history)
{
	uint32_t i;

	if (history == NULL)
		return false;
	for (i = 0; i < history->change_count; i++)
		if (history->changes[i].acknowledged == NULL)
			return true;
	return history->drift != NULL && history->drift->is_regression;
}

bool
notable_has_changed(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (has_change(item->metrics[i].history))
			return true;
	return false;
}

static unsigned
rank(const struct result_case *item)
{
	if (notable_is_trouble(item) && !item->is_failure_allowed)
		return 0;
	if (notable_is_worse(item))
		return 1;
	if (notable_is_trouble(item) || item->is_cut_short)
		return 2;
	if (notable_has_changed(item))
		return 3;
	return notable_has_flag(item) ? 4 : 5;
}

/* Cases that are compared with one another, as a chain from its first one. */
struct block {
	size_t first; /* of the block, or of one joined to it */
	size_t next, last;
	unsigned rank; /* of the first: the least of all */
};

static size_t
first_of(struct block *blocks, size_t i)
{
	while (blocks[i].first != i)
		i = blocks[i].first = blocks[blocks[i].first].first;
	return i;
}

static void
join(struct block *blocks, const struct map *places, size_t i, const char *id)
{
	size_t a = first_of(blocks, i), b;

	if (id == NULL || !map_get(places, id, &b))
		return;
	b = first_of(blocks, b);
	if (a < b)
		blocks[b].first = a;
	else
		blocks[a].first = b;
}

static void
join_compared(const struct result *result, struct block *blocks)
{
	const struct result_case *cases = result->cases;
	struct map places = {0};
	size_t i;

	for (i = 0; i < result->case_count; i++)
		map_put(&places, cases[i].id, i);
	for (i = 0; i < result->case_count; i++) {
		join(blocks, &places, i, cases[i].reference);
		join(blocks, &places, i, cases[i].base);
	}
	map_release(&places);
}

static void
find_blocks(const struct result *result, struct block *blocks)
{
	size_t i, first;
	bool is_any_compared = false;
	struct block *block;

	for (i = 0; i < result->case_count; i++) {
		blocks[i] = (struct block){i, i, i, rank(&result->cases[i])};
		is_any_compared |= result->cases[i].reference != NULL ||
				   result->cases[i].base != NULL;
	}
	if (is_any_compared)
		join_compared(result, blocks);
	for (i = 0; i < result->case_count; i++) {
		first = first_of(blocks, i);
		if (first == i)
			continue;
		block = &blocks[first];
		blocks[block->last].next = i;
		block->last = i;
		if (blocks[i].rank < block->rank)
			block->rank = blocks[i].rank;
	}
}

void
notable_order(const struct result *result, const struct result_case **order)
{
	struct block *blocks = xcalloc(result->case_count + 1, sizeof *blocks);
	size_t i, member, count = 0;
	unsigned wanted;

	find_blocks(result, blocks);
	for (wanted = 0; wanted < RANK_COUNT; wanted++)
		for (i = 0; i < result->case_count; i++) {
			if (blocks[i].first != i || blocks[i].rank != wanted)
				continue;
			order[count++] = &result->cases[i];
			for (member = i; member != blocks[i].last;) {
				member = blocks[member].next;
				order[count++] = &result->cases[member];
			}
		}
	free(blocks);
}

void
notable_mark_pages(struct result *result, size_t count)
{
	const struct result_case **order;
	size_t i;

	if (count > result->case_count)
		count = result->case_count;
	order = xcalloc(result->case_count + 1, sizeof *order);
	notable_order(result, order);
	for (i = 0; i < count; i++)
		result->cases[order[i] - result->cases].has_page = true;
	free(order);
}
