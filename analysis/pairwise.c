#include "analysis/pairwise.h"

#include <stdlib.h>

#include "analysis/ordered.h"
#include "analysis/select.h"
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

static void
ranks_by_selection(const struct pairwise *pairs, const uint64_t *ranks,
    size_t rank_count, double *out)
{
	size_t total = (size_t)pairwise_total(pairs), i, j, at = 0;
	double *differences = xmalloc(total * sizeof *differences);
	size_t *places = xmalloc((rank_count + 1) * sizeof *places);

	for (i = 0; i < pairs->n; i++)
		for (j = 0; j < pairs->m; j++)
			differences[at++] = pairs->above[i] - pairs->below[j];
	for (i = 0; i < rank_count; i++)
		places[i] = (size_t)ranks[i];
	select_ranks(differences, total, places, rank_count, out);
	free(places);
	free(differences);
}

void
pairwise_ranks(const struct pairwise *pairs, const uint64_t *ranks,
    size_t rank_count, double *out)
{
	size_t i;

	if (pairwise_total(pairs) <= PAIRWISE_DIRECT_MAX) {
		ranks_by_selection(pairs, ranks, rank_count, out);
		return;
	}
	for (i = 0; i < rank_count; i++)
		out[i] = rank_by_halving(pairs, ranks[i]);
}
