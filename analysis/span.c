#include "analysis/span.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "base/xalloc.h"

/* One launch, or a piece of one, and where its values are. */
struct piece {
	uint32_t round, launch;
	uint32_t count;
	size_t first;
};

static void
push(struct spans *spans, uint32_t round, uint32_t launch, uint32_t count)
{
	if (spans->count == spans->capacity)
		vec_reserve(spans, spans->count + spans->count / 4 + 1);
	vec_push(spans, (struct span){round, launch, count, 1});
}

/* The last launch gives count values more. */
static void
extend(struct spans *spans, uint32_t count)
{
	struct span *last = &spans->items[spans->count - 1];
	uint32_t others = last->launches - 1;

	if (others == 0) {
		last->count += count;
		return;
	}
	/* It is no longer like the launches before it. */
	last->launches = others;
	push(spans, last->round + others, last->launch + others,
	    last->count + count);
}

void
spans_add(struct spans *spans, uint32_t round, uint32_t launch, uint32_t count)
{
	struct span *last;
	uint32_t by;

	if (spans->count == 0) {
		push(spans, round, launch, count);
		return;
	}
	last = &spans->items[spans->count - 1];
	by = launch - last->launch;
	if (by == last->launches - 1 && round - last->round == by)
		extend(spans, count);
	else if (by == last->launches && round - last->round == by &&
		 last->count == count)
		last->launches++;
	else
		push(spans, round, launch, count);
}

uint64_t
spans_launches(const struct spans *spans)
{
	uint64_t launches = 0;
	size_t i;

	for (i = 0; i < spans->count; i++)
		launches += spans->items[i].launches;
	return launches;
}

bool
spans_are_sorted(const struct spans *spans)
{
	const struct span *before, *span;
	uint32_t by;
	size_t i;

	for (i = 1; i < spans->count; i++) {
		span = &spans->items[i];
		before = span - 1;
		by = before->launches - 1;
		if (span->round < before->round + by ||
		    (span->round == before->round + by &&
			span->launch <= before->launch + by))
			return false;
	}
	return true;
}

static int
piece_compare(const void *left, const void *right)
{
	const struct piece *a = left, *b = right;

	if (a->round != b->round)
		return a->round < b->round ? -1 : 1;
	if (a->launch != b->launch)
		return a->launch < b->launch ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* Every launch alone, in the order of the values. */
static struct piece *
pieces_of(const struct spans *spans)
{
	struct piece *pieces =
	    xcalloc(spans_launches(spans) + 1, sizeof *pieces);
	const struct span *span;
	size_t i, count = 0, first = 0;
	uint32_t j;

	for (i = 0; i < spans->count; i++) {
		span = &spans->items[i];
		for (j = 0; j < span->launches; j++) {
			pieces[count++] = (struct piece){span->round + j,
			    span->launch + j, span->count, first};
			first += span->count;
		}
	}
	return pieces;
}

static void
reorder(double *values, const struct piece *pieces, size_t count)
{
	size_t i, total = 0, at = 0;
	double *sorted;

	for (i = 0; i < count; i++)
		total += pieces[i].count;
	sorted = xmalloc((total + 1) * sizeof *sorted);
	for (i = 0; i < count; i++) {
		memcpy(sorted + at, values + pieces[i].first,
		    pieces[i].count * sizeof *sorted);
		at += pieces[i].count;
	}
	memcpy(values, sorted, total * sizeof *sorted);
	free(sorted);
}

void
spans_sort(struct spans *spans, double *values, double *iterations)
{
	size_t i, count = spans_launches(spans);
	struct piece *pieces = pieces_of(spans);

	qsort(pieces, count, sizeof *pieces, piece_compare);
	reorder(values, pieces, count);
	if (iterations != NULL)
		reorder(iterations, pieces, count);
	spans->count = 0;
	for (i = 0; i < count; i++)
		spans_add(
		    spans, pieces[i].round, pieces[i].launch, pieces[i].count);
	free(pieces);
}

void
spans_release(struct spans *spans)
{
	vec_free(spans);
}
