/*
 * How a time grows with a size (section 7 of the statistics text).
 *
 * Every class g is fitted as ln t = ln(a g(n) + b) by least squares of the
 * logarithms, once with b = 0 and once with b >= 0: 60 values of ln(b / a)
 * between ln g_min - 6 and ln g_max + 2, then a golden section. Of the two the
 * smaller AICc counts: N ln(RSS / N) + 2k + 2k (k + 1) / (N - k - 1), k = 2
 * without and 3 with b (Hurvich and Tsai, Biometrika 76, 1989). A class has
 * the weight exp(-difference to the least / 2) among all, and is named if
 * that is 0.8 or more.
 *
 * The exponent is the slope of ln t on ln n over the upper half of the sizes,
 * with the t interval of its residuals; below COMPLEXITY_HALF_MIN sizes over
 * all of them, with the variance sum w² V of the cases' own.
 */
#ifndef ANALYSIS_COMPLEXITY_H
#define ANALYSIS_COMPLEXITY_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate.h"

enum {
	COMPLEXITY_MIN = 5,     /* distinct sizes for a class */
	COMPLEXITY_SPAN = 8,    /* times the least must be the greatest */
	COMPLEXITY_HALF_MIN = 6 /* sizes of which a half is enough */
};

enum complexity_class {
	COMPLEXITY_CONSTANT,
	COMPLEXITY_LOGARITHMIC,
	COMPLEXITY_LINEAR,
	COMPLEXITY_LINEARITHMIC,
	COMPLEXITY_QUADRATIC,
	COMPLEXITY_CUBIC,
	COMPLEXITY_CLASSES
};

/* "1", "log n", "n", "n log n", "n²", "n³". */
const char *complexity_class_text(enum complexity_class class);

struct complexity_point {
	double size, time;        /* both positive and finite, or left out */
	struct estimate variance; /* of ln time */
};

struct complexity_fit {
	bool exists; /* false: its g is not positive at some size */
	bool has_offset;
	double scale, offset; /* a and b */
	double aicc, behind;  /* behind the least */
	double weight;
};

enum scaling {
	SCALING_UNDECIDED,
	SCALING_SUBLINEAR,  /* the interval ends below 0.9 */
	SCALING_LINEAR,     /* it lies within [0.9, 1.1] */
	SCALING_SUPERLINEAR /* it begins above 1.1 */
};

struct exponent {
	bool exists;
	double value;
	struct estimate error;    /* its standard error */
	double df;                /* INFINITY: normal */
	struct interval interval; /* 95 %; exists if error does */
	enum scaling scaling;
};

struct complexity {
	size_t sizes; /* distinct ones */
	bool exists;  /* false: too few sizes or too near; no fits */
	struct complexity_fit fits[COMPLEXITY_CLASSES];
	enum complexity_class best;
	bool is_named; /* else those less than 4 behind are possible */
	struct exponent exponent; /* from two sizes on */
};

/* points in any order. */
struct complexity complexity_of(
    const struct complexity_point *points, size_t count);

/* above less below; none unless both have an error. */
struct exponent exponent_difference(
    const struct exponent *above, const struct exponent *below);

#endif
