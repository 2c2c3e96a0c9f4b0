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

/* Brings the rank-th value of values[from..to] to its place. */
static void
select_rank(double *values, ptrdiff_t from, ptrdiff_t to, ptrdiff_t rank,
    struct random *random)
{
	ptrdiff_t i, j;
	double pivot, swap;

	while (to - from >= SELECT_INSERTION_MAX) {
		pivot = pivot_of(values, from, to, random);
		i = from;
		j = to;
		while (i <= j) {
			while (values[i] < pivot)
				i++;
			while (pivot < values[j])
				j--;
			if (i > j)
				break;
			swap = values[i];
			values[i++] = values[j];
			values[j--] = swap;
		}
		if (rank > j && rank < i)
			return;
		if (rank <= j)
			to = j;
		else
			from = i;
	}
	insertion_sort(values, from, to);
}

void
select_ranks(double *values, size_t count, const size_t *ranks,
    size_t rank_count, double *out)
{
	struct random random = {count};
	ptrdiff_t from = 0, last = (ptrdiff_t)count - 1;
	size_t i;

	for (i = 0; i < rank_count; i++) {
		select_rank(values, from, last, (ptrdiff_t)ranks[i], &random);
		out[i] = values[ranks[i]];
		from = (ptrdiff_t)ranks[i];
	}
}
