/*
 * Samples made up for the tests of histograms, densities and plots.
 */
#ifndef TESTS_UNIT_SAMPLE_H
#define TESTS_UNIT_SAMPLE_H

#include <stdlib.h>

#include "base/random.h"
#include "base/xalloc.h"
#include "tests/unit/test.h"

/* In [0, 1). */
static inline double
sample_uniform(struct random *random)
{
	return (double)(random_next(random) >> 11) / 9007199254740992.0;
}

/* About normal: the sum of twelve uniform ones. */
static inline double
sample_normal(struct random *random)
{
	double sum = -6;
	int i;

	for (i = 0; i < 12; i++)
		sum += sample_uniform(random);
	return sum;
}

static inline int
sample_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static inline void
sample_sort(double *values, size_t count)
{
	qsort(values, count, sizeof *values, sample_compare);
}

/* count values around 1000, 50 wide; sorted. The caller frees them. */
static inline double *
sample_sorted_normal(size_t count, uint64_t seed)
{
	struct random random = {seed};
	double *values = xmalloc(count * sizeof *values);
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = 1000 + 50 * sample_normal(&random);
	sample_sort(values, count);
	return values;
}

#endif
