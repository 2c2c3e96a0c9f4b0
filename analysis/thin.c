#include "analysis/thin.h"

#include <stdint.h>

size_t
thin_count(size_t count, unsigned bits)
{
	unsigned shift = 0;

	while (count >> shift >> bits != 0)
		shift++;
	return count >> shift << shift;
}

void
thin_sorted(const double *sorted, size_t count, double *out, size_t wanted)
{
	uint64_t gaps = wanted - 1, i;

	for (i = 0; i < wanted; i++)
		out[i] = sorted[(i * (count - 1) + gaps / 2) / gaps];
}
