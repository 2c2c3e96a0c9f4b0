#include "analysis/moments.h"

#include <math.h>

/* A sum and what rounding has taken from it (Knuth, TAOCP 2, 4.2.2). */
struct sum {
	double total, lost;
};

static inline void
sum_add(struct sum *sum, double x)
{
	double total = sum->total + x;
	double part = total - sum->total;

	sum->lost += (sum->total - (total - part)) + (x - part);
	sum->total = total;
}

static double
sum_value(const struct sum *sum)
{
	return sum->total + sum->lost;
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

/* What there is to know about values, all multiplied by scale. */
static struct moments
scaled_moments(const double *values, size_t count, double scale)
{
	struct sum sum = {0}, squares = {0}, products = {0};
	struct moments moments = {0};
	double center, shift, deviation, before = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum_add(&sum, values[i] * scale);
	center = sum_value(&sum) / (double)count;

	/* The mean is seldom a double; shift is what center lacks. */
	sum = (struct sum){0};
	for (i = 0; i < count; i++)
		sum_add(&sum, values[i] * scale - center);
	shift = sum_value(&sum) / (double)count;
	moments.mean = center + shift;
	if (count < 2)
		return moments;

	for (i = 0; i < count; i++) {
		deviation = values[i] * scale - center - shift;
		sum_add(&squares, deviation * deviation);
		sum_add(&products, deviation * before);
		before = deviation;
	}
	moments.sd.exists = true;
	moments.sd.value = sqrt(sum_value(&squares) / (double)(count - 1));
	if (count < 3 || sum_value(&squares) == 0)
		return moments;
	moments.autocorrelation.exists = true;
	moments.autocorrelation.value =
	    sum_value(&products) / sum_value(&squares);
	return moments;
}

struct moments
moments_of(const double *values, size_t count)
{
	double scale = scale_for(values, count);
	struct moments moments = scaled_moments(values, count, scale);

	moments.mean /= scale;
	moments.sd.value /= scale;
	return moments;
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
