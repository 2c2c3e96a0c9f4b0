#include "analysis/quantile.h"

#include <math.h>

double
quantile_of_sorted(const double *sorted, size_t count, double p)
{
	double position = (double)(count - 1) * p;
	size_t below = (size_t)position;
	double fraction = position - (double)below;

	if (below + 1 >= count)
		return sorted[count - 1];
	return sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
}

double
quantile_median(const double *sorted, size_t count)
{
	return quantile_of_sorted(sorted, count, 0.5);
}

/* The index of the first value not below edge. */
static size_t
first_from(const double *sorted, size_t count, double edge)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (sorted[middle] < edge)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Seen from center the values are two sorted rows of distances. Both are
 * walked outwards together, the nearer value first.
 */
double
quantile_mad(const double *sorted, size_t count, double center)
{
	size_t right = first_from(sorted, count, center), left = right, i;
	double distance = 0, before = 0;

	for (i = 0; i <= count / 2; i++) {
		before = distance;
		if (left > 0 && (right == count || center - sorted[left - 1] <
						       sorted[right] - center))
			distance = center - sorted[--left];
		else
			distance = sorted[right++] - center;
	}
	if (count % 2 == 1)
		return distance;
	return before + 0.5 * (distance - before);
}

bool
quantile_tail_resolved(size_t count, unsigned tail_percent)
{
	return count * tail_percent >= 300;
}
