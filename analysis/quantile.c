#include "analysis/quantile.h"

#include <math.h>

#include "analysis/select.h"

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

double
quantile_select_median(double *values, size_t count)
{
	struct middle middle = select_middle(values, count);

	return quantile_median((const double[]){middle.low, middle.high}, 2);
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
 * Seen from center the values are two sorted rows of distances: leftwards
 * below it, rightwards from it on. The rank-th distance, counted from 0, is
 * the greater of the last ones that either row has among the rank + 1 least.
 */
static double
distance_at(const double *sorted, size_t count, double center, size_t rank)
{
	size_t split = first_from(sorted, count, center), taken;
	size_t low = 0, high = split < rank + 1 ? split : rank + 1;

	/* low to high are how many of them may be on the left. */
	if (rank + 1 > count - split)
		low = rank + 1 - (count - split);
	while (low < high) {
		taken = low + (high - low) / 2;
		if (center - sorted[split - 1 - taken] <
		    sorted[split + rank - taken] - center)
			low = taken + 1;
		else
			high = taken;
	}
	if (low == 0)
		return sorted[split + rank] - center;
	if (low == rank + 1)
		return center - sorted[split - low];
	return fmax(
	    center - sorted[split - low], sorted[split + rank - low] - center);
}

double
quantile_mad(const double *sorted, size_t count, double center)
{
	double upper = distance_at(sorted, count, center, count / 2), lower;

	if (count % 2 == 1)
		return upper;
	lower = distance_at(sorted, count, center, count / 2 - 1);
	return lower + 0.5 * (upper - lower);
}

bool
quantile_tail_resolved(size_t count, unsigned tail_percent)
{
	return count * tail_percent >= 300;
}
