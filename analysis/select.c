#include "analysis/select.h"

#include "base/random.h"

enum { SELECT_INSERTION_MAX = 24 };

static void
insertion_sort(double *values, ptrdiff_t from, ptrdiff_t to)
{
	ptrdiff_t i, at;
	double value;

	for (i = from + 1; i <= to; i++) {
		value = values[i];
		for (at = i; at > from && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
}

/* The middle one of three values of values[from..to]. */
static double
pivot_of(
    const double *values, ptrdiff_t from, ptrdiff_t to, struct random *random)
{
	uint64_t count = (uint64_t)(to - from) + 1;
	double a = values[from + (ptrdiff_t)random_below(random, count)];
	double b = values[from + (ptrdiff_t)random_below(random, count)];
	double c = values[from + (ptrdiff_t)random_below(random, count)];

	if (a > b)
		return b > c ? b : a < c ? a : c;
	return a > c ? a : b < c ? b : c;
}

/*
 * Brings those of values[from..to] that are less than pivot to the front, and
 * is where the others begin. No branch: nothing could predict it (Lomuto's
 * partition).
 */
static ptrdiff_t
bring_less(double *values, ptrdiff_t from, ptrdiff_t to, double pivot)
{
	ptrdiff_t i, end = from;
	double value;

	for (i = from; i <= to; i++) {
		value = values[i];
		values[i] = values[end];
		values[end] = value;
		end += value < pivot;
	}
	return end;
}

/* The same for those that are equal. */
static ptrdiff_t
bring_equal(double *values, ptrdiff_t from, ptrdiff_t to, double pivot)
{
	ptrdiff_t i, end = from;
	double value;

	for (i = from; i <= to; i++) {
		value = values[i];
		values[i] = values[end];
		values[end] = value;
		end += value == pivot;
	}
	return end;
}

/*
 * Brings the rank-th value of values[from..to] to its place, and is the last
 * place from there on that has its value as well.
 */
static ptrdiff_t
select_rank(double *values, ptrdiff_t from, ptrdiff_t to, ptrdiff_t rank,
    struct random *random)
{
	ptrdiff_t less;
	double pivot;

	while (to - from >= SELECT_INSERTION_MAX) {
		pivot = pivot_of(values, from, to, random);
		less = bring_less(values, from, to, pivot);
		if (rank < less) {
			to = less - 1;
		} else if (from < less) {
			from = less;
		} else {
			/* The pivot is the least there. */
			from = bring_equal(values, from, to, pivot);
			if (rank < from)
				return from - 1;
		}
	}
	insertion_sort(values, from, to);
	return to;
}

void
select_ranks(double *values, size_t count, const size_t *ranks,
    size_t rank_count, double *out)
{
	struct random random = {count};
	ptrdiff_t placed = -1, last = (ptrdiff_t)count - 1;
	size_t i;

	for (i = 0; i < rank_count; i++) {
		if ((ptrdiff_t)ranks[i] > placed)
			placed = select_rank(values, placed + 1, last,
			    (ptrdiff_t)ranks[i], &random);
		out[i] = values[ranks[i]];
	}
}

struct middle
select_middle(double *values, size_t count)
{
	const size_t ranks[] = {(count - 1) / 2, count / 2};
	double found[2];

	select_ranks(values, count, ranks, 2, found);
	return (struct middle){found[0], found[1]};
}
