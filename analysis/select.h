/*
 * Single ranks of values that need no order otherwise.
 */
#ifndef ANALYSIS_SELECT_H
#define ANALYSIS_SELECT_H

#include <stddef.h>

/*
 * out[i] is what would stand at ranks[i] if values[0..count) were sorted;
 * ranks count from 0, do not fall and are below count. values are put into
 * another order; no NaN. O(count) for a few ranks (Hoare's FIND, the pivots
 * from a fixed seed).
 */
void select_ranks(double *values, size_t count, const size_t *ranks,
    size_t rank_count, double *out);

/* The two values in the middle; of an odd number it is one, twice. */
struct middle {
	double low, high;
};

/* values as above; count > 0. */
struct middle select_middle(double *values, size_t count);

#endif
