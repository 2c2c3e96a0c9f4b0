#include "analysis/walsh.h"

#include <stdlib.h>

#include "analysis/ordered.h"
#include "analysis/select.h"
#include "base/xalloc.h"

uint64_t
walsh_total(size_t count)
{
	return (uint64_t)count * (count + 1) / 2;
}

static double
average(double a, double b)
{
	return 0.5 * (a + b);
}

/* The average grows with either value, rounded or not. */
uint64_t
walsh_count(const double *sorted, size_t count, double x)
{
	uint64_t pairs = 0;
	size_t i, end = count;

	for (i = 0; i < end; i++) {
		while (end > i && average(sorted[i], sorted[end - 1]) > x)
			end--;
		pairs += end - i;
	}
	return pairs;
}

/* The least double that more than rank averages do not exceed. */
static double
rank_by_halving(const double *sorted, size_t count, size_t rank)
{
	uint64_t low = ordered_key(sorted[0]), middle;
	uint64_t high = ordered_key(sorted[count - 1]);

	while (low < high) {
		middle = low + (high - low) / 2;
		if (walsh_count(sorted, count, ordered_value(middle)) > rank)
			high = middle;
		else
			low = middle + 1;
	}
	return ordered_value(low) + 0; /* -0 is 0 */
}

void
walsh_ranks(const double *sorted, size_t count, const size_t *ranks,
    size_t rank_count, double *out)
{
	double *averages;
	size_t i, j, at = 0;

	if (count > WALSH_DIRECT_MAX) {
		for (i = 0; i < rank_count; i++)
			out[i] = rank_by_halving(sorted, count, ranks[i]);
		return;
	}
	averages = xmalloc((walsh_total(count) + 1) * sizeof *averages);
	for (i = 0; i < count; i++)
		for (j = i; j < count; j++)
			averages[at++] = average(sorted[i], sorted[j]);
	select_ranks(averages, at, ranks, rank_count, out);
	free(averages);
}
