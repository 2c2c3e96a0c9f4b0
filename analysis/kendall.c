#include "analysis/kendall.h"

#include <math.h>
#include <string.h>

#include "analysis/distributions.h"

enum { KENDALL_INSERTION_MAX = 32 };

static uint64_t
insertion_sort(double *values, size_t count)
{
	uint64_t falling = 0;
	size_t i, at;
	double value;

	for (i = 1; i < count; i++) {
		value = values[i];
		for (at = i; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
		falling += i - at;
	}
	return falling;
}

/* left has been moved away from where out begins, right is at its end. */
static uint64_t
merge(const double *left, size_t left_count, const double *right,
    size_t right_count, double *out)
{
	const double *left_end = left + left_count;
	const double *right_end = right + right_count;
	uint64_t falling = 0;

	while (left < left_end && right < right_end) {
		if (*right < *left) {
			falling += (uint64_t)(left_end - left);
			*out++ = *right++;
		} else {
			*out++ = *left++;
		}
	}
	memcpy(out, left, (size_t)(left_end - left) * sizeof *out);
	return falling;
}

uint64_t
kendall_falling(double *values, size_t count, double *spare)
{
	size_t half = count / 2;
	uint64_t falling;

	if (count <= KENDALL_INSERTION_MAX)
		return insertion_sort(values, count);
	falling = kendall_falling(values, half, spare);
	falling += kendall_falling(values + half, count - half, spare);
	memcpy(spare, values, half * sizeof *values);
	return falling +
	       merge(spare, half, values + half, count - half, values);
}

/* t (t - 1) (2t + 5) */
static double
spread_of(double t)
{
	return t * (t - 1) * (2 * t + 5);
}

struct kendall
kendall_of(double *values, size_t count, double *spare)
{
	double n = (double)count, falling, equal = 0, spread = spread_of(n);
	size_t i, group;

	falling = (double)kendall_falling(values, count, spare);
	for (i = 0; i < count; i += group) {
		group = 1;
		while (i + group < count && values[i + group] == values[i])
			group++;
		equal += (double)group * (double)(group - 1) / 2;
		spread -= spread_of((double)group);
	}
	return (struct kendall){
	    n * (n - 1) / 2 - equal - 2 * falling, spread / 18};
}

double
kendall_z(const struct kendall *kendall, double inflation)
{
	double sd = sqrt(kendall->variance * inflation);

	if (!(sd > 0) || kendall->s == 0)
		return 0;
	return (kendall->s - copysign(1, kendall->s)) / sd;
}

double
kendall_p(const struct kendall *kendall, double inflation)
{
	double z = kendall_z(kendall, inflation);

	return fmin(1, 2 * distribution_normal_cdf(-fabs(z)));
}
