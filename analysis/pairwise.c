#include "analysis/pairwise.h"

#include <stdlib.h>

#include "analysis/ordered.h"
#include "analysis/sort.h"
#include "base/xalloc.h"

uint64_t
pairwise_total(const struct pairwise *pairs)
{
	return (uint64_t)pairs->n * pairs->m;
}

/* The difference grows with above and falls with below, rounded or not. */
uint64_t
pairwise_count(const struct pairwise *pairs, double x)
{
	uint64_t count = 0;
	size_t i, start = 0;

	for (i = 0; i < pairs->n; i++) {
		while (start < pairs->m &&
		       pairs->above[i] - pairs->below[start] > x)
			start++;
		count += pairs->m - start;
	}
	return count;
}

/* The least double that more than rank differences do not exceed. */
static double
rank_by_halving(const struct pairwise *pairs, uint64_t rank)
{
	uint64_t low =
	    ordered_key(pairs->above[0] - pairs->below[pairs->m - 1]);
	uint64_t high =
	    ordered_key(pairs->above[pairs->n - 1] - pairs->below[0]);
	uint64_t middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (pairwise_count(pairs, ordered_value(middle)) > rank)
			high = middle;
		else
			low = middle + 1;
	}
	return ordered_value(low) + 0; /* -0 is 0 */
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
				     : rank_by_halving(pairs, rank);
}

void
pairwise_release(struct pairwise *pairs)
{
	free(pairs->sorted);
	pairs->sorted = NULL;
}
