/*
 * Does memory grow from iteration to iteration, and how (section 7 of the
 * statistics text)?
 *
 * Each model costs what fpop.h says of the logarithms, seen from its curve,
 * and a penalty: constant 0, linear and exponential half of beta, saturating
 * (a + b (1 - exp(-t / tau)), tau of 0.03, 0.05, 0.1, 0.2 and 0.33 of the
 * length) one beta, steps one beta each. Slopes are Theil and Sen's (trend.h);
 * the height of a curve is the one that costs least. The cheapest model is
 * taken, but linear rather than exponential where the two are less than 4
 * apart. What comes to less than 2 %, or less than least_bytes, is stable.
 *
 * One launch alone proves no leak: with autocorrelated noise every fourth
 * stable one shows a step. Two should.
 */
#ifndef ANALYSIS_GROWTH_H
#define ANALYSIS_GROWTH_H

#include <stddef.h>

enum {
	GROWTH_MIN = 20, /* values */
	GROWTH_POINTS =
	    500, /* medians of as many stretches, if there are more */
	GROWTH_LEAST_BYTES = 65536
};

enum growth_kind {
	GROWTH_UNKNOWN, /* too few values, or one is not positive */
	GROWTH_STABLE,
	GROWTH_LINEAR,
	GROWTH_EXPONENTIAL,
	GROWTH_SATURATING,
	GROWTH_STEP
};

/* "unknown", "stable", "linear", … */
const char *growth_kind_text(enum growth_kind kind);

struct growth {
	enum growth_kind kind;
	double total;    /* 0.05: + 5 % from the first to the last, modelled */
	double per_step; /* of linear: in the values' unit an iteration */
	size_t steps;    /* of GROWTH_STEP */
};

/*
 * values[0..count) in their order, one an iteration. relative_resolution is
 * resolution / value, 0 if it is not known; least is GROWTH_LEAST_BYTES for
 * bytes, 0 for other units. O(count + GROWTH_POINTS²).
 */
struct growth growth_of(const double *values, size_t count,
    double relative_resolution, double least);

#endif
