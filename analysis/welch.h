/*
 * The ratio of two sides by the means of their launches' logarithms, with
 * Welch's t (rule B of the statistics text, below ten launches).
 *
 * v is the variance of a side's mean, the variance of its logarithms by their
 * number k, but at least what the resolution makes of it: (resolution /
 * value)² / 12. V = v + v' + 2 session_sigma², and V has
 * V² / (v² / (k - 1) + v'² / (k' - 1)) degrees of freedom (Welch, Biometrika
 * 34, 1947; Satterthwaite), a million at the most.
 */
#ifndef ANALYSIS_WELCH_H
#define ANALYSIS_WELCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/effect.h"

enum { WELCH_LAUNCHES_MAX = 1000000 }; /* that are ever called needed */

/* The standard deviation of a session where sides were not interleaved. */
extern const double welch_session_sigma;

/* One side: the mean of logarithms, one a launch. */
struct welch_side {
	uint64_t count;  /* those that are finite */
	double mean;     /* of two and more */
	double variance; /* of the mean, v */
};

/*
 * logs in any order; what is not finite does not count. relative_resolution is
 * resolution / value; 0 if it is not known.
 */
struct welch_side welch_side_of(
    const double *logs, size_t count, double relative_resolution);

struct welch {
	bool exists; /* false: nothing else is set */
	double variance, df;
	double run_sigma; /* of one launch: both sides together */
	struct effect effect;
};

/*
 * above less below. Exists with two launches a side, unless nothing varies at
 * all: then V or its degrees are not known. session_sigma is 0 where the
 * launches of both sides were interleaved.
 */
struct welch welch_of(const struct welch_side *above,
    const struct welch_side *below, double session_sigma);

/*
 * V² by the sum of v² / df of its two independent terms, at most a million.
 * NAN if variance and terms are 0.
 */
double welch_df(double variance, double v1, double df1, double v2, double df2);

/*
 * The least relative change that would have been seen with probability 0.8:
 * exp((t(0.975) + t(0.8)) √V) - 1.
 */
double welch_detectable(double variance, double df);

/*
 * The least k for which k launches a side can see a relative change, likewise:
 * (t(0.975) + t(0.8)) run_sigma √(2 / k) <= ln(1 + change) with 2k - 2 degrees.
 * 0 if WELCH_LAUNCHES_MAX are not enough, or change or run_sigma are not
 * positive and finite.
 */
uint64_t welch_launches_needed(double run_sigma, double change);

#endif
