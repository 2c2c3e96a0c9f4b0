/*
 * The brute-force twin of fpop.h, in O(n⁵): for short series.
 */
#ifndef TESTS_UNIT_SLOW_FPOP_H
#define TESTS_UNIT_SLOW_FPOP_H

#include <math.h>
#include <stddef.h>

enum { SLOW_FPOP_MOST = 400 };

/* The biweight cost of values at a level. */
static inline double
slow_cost_at(const double *values, size_t count, double level)
{
	double cost = 0;
	size_t i;

	for (i = 0; i < count; i++)
		cost += fmin(9, (values[i] - level) * (values[i] - level));
	return cost;
}

/*
 * The least cost of one segment: at the best level those within 3 of it have
 * it as their mean, and who they are changes 3 below and above each value.
 */
static inline double
slow_cost(const double *values, size_t count)
{
	static const double probes[] = {
	    -3 - 1e-9, -3 + 1e-9, 3 - 1e-9, 3 + 1e-9};
	double best = 9 * (double)count, level, sum, probe;
	size_t i, j, inside, side;

	for (i = 0; i < count; i++) {
		for (side = 0; side < 4; side++) {
			probe = values[i] + probes[side];
			for (sum = 0, inside = j = 0; j < count; j++) {
				if (fabs(values[j] - probe) >= 3)
					continue;
				sum += values[j];
				inside++;
			}
			level = sum / (double)inside;
			best = fmin(best, slow_cost_at(values, count, level));
		}
	}
	return best;
}

/* All segmentations, O(n²) segments; changes are not compared, see below. */
static inline double
slow_fpop(const double *values, size_t count, double penalty)
{
	double best[SLOW_FPOP_MOST + 1], here;
	size_t i, j;

	best[0] = -penalty;
	for (i = 1; i <= count; i++) {
		best[i] = (double)INFINITY;
		for (j = 0; j < i; j++) {
			here = best[j] + penalty + slow_cost(values + j, i - j);
			best[i] = fmin(best[i], here);
		}
	}
	return best[count];
}

#endif
