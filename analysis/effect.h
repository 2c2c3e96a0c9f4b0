/*
 * How far one side lies from another, and how sure that is.
 *
 * d is a difference of logarithms, above less below: a ratio of 1 is 0. All
 * fields are finite. Swapping the sides negates d and mirrors the ends, to the
 * last digit.
 */
#ifndef ANALYSIS_EFFECT_H
#define ANALYSIS_EFFECT_H

#include <stdbool.h>

struct effect {
	double d;
	double low, high;    /* 95 % interval */
	double lower, upper; /* ends of the one-sided 95 % intervals */
	double p;            /* two-sided, of d = 0 */
};

/*
 * An estimate d with that variance, of Student's t with df degrees of freedom;
 * df INFINITY is the normal distribution. False, and nothing set, unless d and
 * the variance are finite, the variance is not negative and df is positive. A
 * variance of 0 gives an interval without width, and p is 1 or 0.
 */
bool effect_of(double d, double variance, double df, struct effect *effect);

/* The other side above. */
struct effect effect_swapped(const struct effect *effect);

#endif
