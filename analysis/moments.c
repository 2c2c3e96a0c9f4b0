#include "analysis/moments.h"

#include <math.h>

/* Two numbers that are added at once: one alone would wait for itself. */
typedef double pair __attribute__((vector_size(2 * sizeof(double))));

/* Two sums and what rounding has taken from them (Knuth, TAOCP 2, 4.2.2). */
struct sums {
	pair total, lost;
};

static inline void
sums_add(struct sums *sums, pair x)
{
	pair total = sums->total + x;
	pair part = total - sums->total;

	sums->lost += (sums->total - (total - part)) + (x - part);
	sums->total = total;
}

/* Both of them together. */
static double
sums_joined(const struct sums *sums)
{
	struct sums all = *sums;

	sums_add(&all, (pair){sums->total[1], 0});
	return all.total[0] + (all.lost[0] + all.lost[1]);
}

/*
 * The power of two that brings values whose squares or sums would leave the
 * range of a double near one; 1 for all others.
 */
static double
scale_for(const double *values, size_t count)
{
	double largest = 0;
	int exponent;
	size_t i;

	for (i = 0; i < count; i++)
		largest = fabs(values[i]) > largest ? fabs(values[i]) : largest;
	if (largest == 0 || (largest > 0x1p-300 && largest < 0x1p300))
		return 1;
	frexp(largest, &exponent);
	/* 2^1023 is the last one there is. */
	return ldexp(1, exponent < -1023 ? 1023 : -exponent);
}

/* The sum of what values, multiplied by scale, are above center. */
static double
sum_above(const double *values, size_t count, double scale, double center)
{
	struct sums sums = {0};
	size_t i;

	for (i = 0; i + 1 < count; i += 2)
		sums_add(
		    &sums, (pair){values[i], values[i + 1]} * scale - center);
	if (i < count)
		sums_add(&sums, (pair){values[i] * scale - center, 0});
	return sums_joined(&sums);
}

/* The mean is seldom a double; shift is what center lacks. */
struct mean {
	double center, shift;
};

static struct mean
scaled_mean(const double *values, size_t count, double scale)
{
	struct mean mean;

	mean.center = sum_above(values, count, scale, 0) / (double)count;
	mean.shift =
	    sum_above(values, count, scale, mean.center) / (double)count;
	return mean;
}

/* What there is to know about values, all multiplied by scale. */
static struct moments
scaled_moments(const double *values, size_t count, double scale)
{
	struct mean mean = scaled_mean(values, count, scale);
	struct moments moments = {.mean = mean.center + mean.shift};
	struct sums sums = {0}; /* of squares and products */
	double deviation, before = 0;
	pair both;
	size_t i;

	if (count < 2)
		return moments;
	for (i = 0; i < count; i++) {
		deviation = values[i] * scale - mean.center - mean.shift;
		sums_add(&sums, (pair){deviation, before} * deviation);
		before = deviation;
	}
	both = sums.total + sums.lost;
	moments.sd.exists = true;
	moments.sd.value = sqrt(both[0] / (double)(count - 1));
	if (count < 3 || both[0] == 0)
		return moments;
	moments.autocorrelation.exists = true;
	moments.autocorrelation.value = both[1] / both[0];
	return moments;
}

/* Did nothing on the way to x leave the range of a double? */
static bool
is_ordinary(double x)
{
	return fabs(x) > 0x1p-300 && fabs(x) < 0x1p300;
}

struct moments
moments_of(const double *values, size_t count)
{
	struct moments moments = scaled_moments(values, count, 1);
	double scale;

	if (is_ordinary(count < 2 ? moments.mean : moments.sd.value))
		return moments;
	scale = scale_for(values, count);
	if (scale == 1)
		return moments;
	moments = scaled_moments(values, count, scale);
	moments.mean /= scale;
	moments.sd.value /= scale;
	return moments;
}

double
moments_mean(const double *values, size_t count)
{
	struct mean mean = scaled_mean(values, count, 1);
	double scale;

	if (is_ordinary(mean.center))
		return mean.center + mean.shift;
	scale = scale_for(values, count);
	mean = scaled_mean(values, count, scale);
	return (mean.center + mean.shift) / scale;
}

struct estimate
moments_effective_count(const struct moments *moments, size_t count)
{
	double n = (double)count, r = 0, n_eff;

	if (count < 5)
		return (struct estimate){0};
	if (moments->autocorrelation.exists)
		r = (n * moments->autocorrelation.value + 1) / (n - 4);
	r = fmin(fmax(r, 0), 0.97);
	n_eff = n * (1 - r) / (1 + r);
	return (struct estimate){true, fmax(n_eff, 2)};
}
