#include "analysis/thin.h"

size_t
thin_count(size_t count, unsigned bits)
{
	unsigned shift = 0;

	while (count >> shift >> bits != 0)
		shift++;
	return count >> shift << shift;
}

/* Without a division each: out[i] is at (i (count - 1) + gaps / 2) / gaps. */
void
thin_sorted(const double *sorted, size_t count, double *out, size_t wanted)
{
	size_t gaps = wanted - 1, step = (count - 1) / gaps;
	size_t rest = (count - 1) % gaps, over = gaps / 2, at = 0, i;

	for (i = 0; i < wanted; i++) {
		out[i] = sorted[at];
		at += step;
		over += rest;
		if (over >= gaps) {
			over -= gaps;
			at++;
		}
	}
}
