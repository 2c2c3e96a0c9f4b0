/*
 * Did what was measured change while it was measured?
 *
 * It drifted where the trend (trend.h) of the logarithms comes to more than
 * 2 % from the first value to the last, and has p < 0.01 by Mann and Kendall.
 *
 * Yue and Wang's correction alone takes every bend for autocorrelation: of
 * runs of 40 launches with 2 % noise it sees 5 % where the values grow by half
 * and level off, and none where they double at once. So the smallest of three
 * estimates counts: theirs on the logarithms, theirs on the values themselves,
 * and (median |z_i+2 - z_i| / median |z_i+1 - z_i|)² - 1, which neither a bend
 * nor a step moves (Chakar et al., Bernoulli 23, 2017). Simulated, this sees
 * 73 % and 75 % of these; without a drift at most 1 % of independent values and
 * 5 % of those with an autocorrelation of 0.6 are taken for one.
 *
 * Above DRIFT_POINTS values, those looked at are the medians of that many
 * stretches of equal length. Where a value is not positive, nothing is said.
 */
#ifndef ANALYSIS_DRIFT_H
#define ANALYSIS_DRIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate.h"
#include "analysis/kendall.h"

enum {
	DRIFT_LAUNCHES_MIN = 10, /* launches whose medians are looked at */
	DRIFT_SAMPLES_MIN = 20,  /* samples, of a launch that stands alone */
	DRIFT_POINTS = 1000
};

/*
 * The relative change over all values, 0.05 for + 5 %; none if they did not
 * drift or are fewer than ten. room holds 2 * count doubles. Kendall's count
 * in O(count log count), and for the few that pass it all slopes.
 */
struct estimate drift_of(const double *values, size_t count, double *room);

/* Is p below 0.01? */
bool drift_is_sure(const struct kendall *kendall, double inflation);

/*
 * May it be, for an inflation of 1? Autocorrelation only ever makes p larger,
 * so that most values need neither logarithms nor slopes. Leaves the values
 * sorted in room, which holds 2 * count doubles.
 */
bool drift_is_possible(const double *values, size_t count, double *room);

#endif
