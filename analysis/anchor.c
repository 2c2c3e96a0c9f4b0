#include "analysis/anchor.h"

#include <stdlib.h>

#include "base/xalloc.h"

static size_t
distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* The anchors and the changes that were found anew. */
struct anchoring {
	const size_t *anchors;
	size_t anchor_count;
	struct changes found;
	struct change_step *steps;
	size_t step_count;
};

static int
compare_steps(const void *a, const void *b)
{
	const struct change_step *x = a, *y = b;

	return (x->index > y->index) - (x->index < y->index);
}

static void
add_step(struct anchoring *all, size_t index, bool is_anchor)
{
	size_t i;

	for (i = 0; i < all->step_count; i++)
		if (all->steps[i].index == index)
			return;
	all->steps[all->step_count++] = (struct change_step){index, is_anchor};
}

static void
add_new(struct anchoring *all)
{
	size_t i, j, index;

	for (i = 0; i < all->found.count; i++) {
		index = all->found.items[i].index;
		for (j = 0; j < all->anchor_count; j++)
			if (distance(all->anchors[j], index) <= ANCHOR_APART)
				break;
		if (j == all->anchor_count)
			add_step(all, index, false);
	}
	qsort(all->steps, all->step_count, sizeof *all->steps, compare_steps);
}

static bool
has_anchor(const struct changes *changes, size_t index)
{
	size_t i;

	for (i = 0; i < changes->count; i++)
		if (changes->items[i].index == index)
			return true;
	return false;
}

/* The found change nearest to a dropped anchor; NULL if none is near. */
static const struct change *
find_near(const struct changes *found, size_t anchor)
{
	const struct change *best = NULL;
	size_t i, here;

	for (i = 0; i < found->count; i++) {
		here = distance(found->items[i].index, anchor);
		if (here <= ANCHOR_MOVE &&
		    (best == NULL || here < distance(best->index, anchor)))
			best = &found->items[i];
	}
	return best;
}

/* Steps of a second try. False if no dropped anchor can move. */
static bool
move_dropped(struct anchoring *all, const struct changes *kept)
{
	const struct change *near;
	bool is_moved = false;
	size_t i;

	all->step_count = 0;
	for (i = 0; i < all->anchor_count; i++) {
		if (has_anchor(kept, all->anchors[i])) {
			add_step(all, all->anchors[i], true);
			continue;
		}
		near = find_near(&all->found, all->anchors[i]);
		if (near == NULL)
			continue;
		add_step(all, near->index, false);
		is_moved = true;
	}
	add_new(all);
	return is_moved;
}

struct changes
anchor_changes(struct mann_whitney_table *table, const double *values,
    size_t count, const size_t *anchors, size_t anchor_count,
    const struct change_options *options)
{
	struct anchoring all = {
	    .anchors = anchors, .anchor_count = anchor_count};
	struct changes out;
	size_t i;

	all.found = changes_of(table, values, count, options);
	if (anchor_count == 0)
		return all.found;
	all.steps = xcalloc(anchor_count + all.found.count, sizeof *all.steps);
	for (i = 0; i < anchor_count; i++)
		add_step(&all, anchors[i], true);
	add_new(&all);
	out = changes_confirm(
	    table, values, count, all.steps, all.step_count, options);
	if (move_dropped(&all, &out)) {
		changes_release(&out);
		out = changes_confirm(
		    table, values, count, all.steps, all.step_count, options);
	}
	free(all.steps);
	changes_release(&all.found);
	return out;
}
