#include "analysis/offenders.h"

#include "base/map.h"

void
offenders_add(struct offenders *offenders, const struct offender *one)
{
	struct offender copy = *one;

	copy.order = offenders->list.count;
	vec_push(&offenders->list, copy);
}

static int
compare(const void *left, const void *right)
{
	const struct offender *a = left, *b = right;

	if (a->badness != b->badness)
		return a->badness < b->badness ? 1 : -1;
	return (a->order > b->order) - (a->order < b->order);
}

void
offenders_sort(struct offenders *offenders)
{
	if (offenders->list.count > 1)
		qsort(offenders->list.items, offenders->list.count,
		    sizeof *offenders->list.items, compare);
}

const char *const *
offenders_cases(
    const struct offenders *offenders, struct arena *arena, size_t *count)
{
	const char **cases =
	    arena_alloc(arena, offenders->list.count * sizeof *cases);
	struct map seen = {0};
	const char *id;
	size_t i;

	*count = 0;
	for (i = 0; i < offenders->list.count; i++) {
		id = offenders->list.items[i].case_id;
		if (id != NULL && map_put(&seen, id, 0))
			cases[(*count)++] = id;
	}
	map_release(&seen);
	return cases;
}

void
offenders_release(struct offenders *offenders)
{
	vec_free(&offenders->list);
}
