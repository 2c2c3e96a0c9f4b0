#include "analysis/pairwise.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/ordered.h"
#include "analysis/select.h"
#include "analysis/sort.h"
#include "base/xalloc.h"

enum { PROBES_MAX = 24 };

uint64_t
pairwise_total(const struct pairwise *pairs)
{
	return (uint64_t)pairs->n * pairs->m;
}

/* Between two neighbouring differences: how many are at most x, and both. */
struct cut {
	uint64_t count;
	double at, next; /* infinite beyond the ends */
};

/* The difference grows with above and falls with below, rounded or not. */
static struct cut
cut_at(const struct pairwise *pairs, double x)
{
	struct cut cut = {0, -(double)INFINITY, (double)INFINITY};
	size_t i, start = 0;
	double d = 0;

	for (i = 0; i < pairs->n; i++) {
		for (; start < pairs->m; start++) {
			d = pairs->above[i] - pairs->below[start];
			if (d <= x)
				break;
			cut.next = d < cut.next ? d : cut.next;
		}
		cut.count += pairs->m - start;
		if (start < pairs->m)
			cut.at = d > cut.at ? d : cut.at;
	}
	return cut;
}

uint64_t
pairwise_count(const struct pairwise *pairs, double x)
{
	return cut_at(pairs, x).count;
}

/*
 * before of the differences are at most low, and to of them at most high;
 * before <= rank < to. Both are differences, and so is least, which follows
 * low.
 */
struct bracket {
	double low, least, high;
	uint64_t before, to;
};

/*
 * Where the rank would be if differences lay evenly within the bracket, a
 * little beyond it on the side that is farther away; every third time, and
 * after a while always, half-way.
 */
static double
next_probe(
    const struct bracket *bracket, uint64_t rank, size_t probe, double little)
{
	double low = bracket->low, width = bracket->high - low;
	double left = (double)(rank - bracket->before);
	double right = (double)(bracket->to - rank);
	uint64_t key = ordered_key(low);

	if (probe >= PROBES_MAX)
		return ordered_value(
		    key + (ordered_key(bracket->high) - key) / 2);
	if (probe % 3 == 2)
		return low + width / 2;
	return low + width * (left > right ? left - little : left + little) /
			 (left + right);
}

/*
 * The bracket of few differences that the rank is in, or of one value: that of
 * high.
 */
static struct bracket
find_bracket(const struct pairwise *pairs, uint64_t rank, uint64_t few)
{
	struct bracket in = {
	    .low = pairs->above[0] - pairs->below[pairs->m - 1],
	    .high = pairs->above[pairs->n - 1] - pairs->below[0],
	    .to = pairwise_total(pairs),
	};
	struct cut cut = cut_at(pairs, in.low);
	size_t probe;
	double x;

	in.before = cut.count;
	in.least = cut.next;
	if (rank < in.before)
		return (struct bracket){
		    .low = in.low, .high = in.low, .to = in.before};
	for (probe = 0; in.to - in.before > few && in.least < in.high;
	     probe++) {
		x = next_probe(&in, rank, probe, (double)few / 4);
		/* Each count is to leave fewer differences within. */
		if (!(in.least < x && x < in.high))
			x = in.least;
		cut = cut_at(pairs, x);
		if (cut.count > rank) {
			in.high = cut.at;
			in.to = cut.count;
		} else {
			in.low = cut.at;
			in.least = cut.next;
			in.before = cut.count;
		}
	}
	return in;
}

/* Those differences within the bracket, low itself left out. */
static void
write_within(
    const struct pairwise *pairs, const struct bracket *in, double *differences)
{
	size_t i, j, from = 0, to = 0, at = 0;

	for (i = 0; i < pairs->n; i++) {
		while (from < pairs->m &&
		       pairs->above[i] - pairs->below[from] > in->high)
			from++;
		while (to < pairs->m &&
		       pairs->above[i] - pairs->below[to] > in->low)
			to++;
		for (j = from; j < to; j++)
			differences[at++] = pairs->above[i] - pairs->below[j];
	}
}

static double
find_rank(const struct pairwise *pairs, uint64_t rank)
{
	uint64_t few = pairs->n + pairs->m;
	struct bracket in = find_bracket(pairs, rank, few);
	size_t place = (size_t)(rank - in.before);
	double *differences, out;

	if (in.low == in.high || in.to - in.before > few)
		return in.high + 0; /* -0 is 0 */
	differences = xmalloc((size_t)few * sizeof *differences);
	write_within(pairs, &in, differences);
	select_ranks(differences, (size_t)(in.to - in.before), &place, 1, &out);
	free(differences);
	return out + 0;
}

/* Each row falls by the same values below, so that it is sorted. */
static double *
sort_differences(const struct pairwise *pairs)
{
	size_t total = (size_t)pairwise_total(pairs), i, j, at = 0;
	double *sorted = xmalloc(2 * total * sizeof *sorted);

	for (i = 0; i < pairs->n; i++)
		for (j = pairs->m; j-- > 0;)
			sorted[at++] = pairs->above[i] - pairs->below[j];
	sort_rows(sorted, pairs->n, pairs->m, sorted + total);
	return sorted;
}

void
pairwise_init(struct pairwise *pairs, const double *above, size_t n,
    const double *below, size_t m)
{
	*pairs =
	    (struct pairwise){.above = above, .below = below, .n = n, .m = m};
	if (pairwise_total(pairs) <= PAIRWISE_DIRECT_MAX)
		pairs->sorted = sort_differences(pairs);
}

double
pairwise_at(const struct pairwise *pairs, uint64_t rank)
{
	return pairs->sorted != NULL ? pairs->sorted[rank]
				     : find_rank(pairs, rank);
}

void
pairwise_release(struct pairwise *pairs)
{
	free(pairs->sorted);
	pairs->sorted = NULL;
}
