/*
 * The warm-up of one launch (section 6.1 of the statistics text).
 *
 * MSER-5 (White, Simulation 69, 1997): of the m means y of five values each,
 * the first d are dropped that make sum (y_i - mean of the rest)² / (m - d)²
 * over i >= d the least, d <= m / 2; of several the fewest.
 */
#ifndef ANALYSIS_MSER_H
#define ANALYSIS_MSER_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate.h"

enum {
	MSER_BATCH = 5,
	MSER_MIN = 20 /* values; of fewer none are dropped */
};

struct mser {
	size_t drop; /* values at the start */
	/*
	 * The launch was still changing at its end: half of it would have to
	 * go, or the rest drifts by what drift says (drift.h).
	 */
	bool is_unsteady;
	struct estimate drift; /* 0.05: + 5 % over the rest */
};

/*
 * values[0..count) are finite and in the order they were taken. To be asked
 * only where the producer has not warmed up itself. O(count log count).
 */
struct mser mser_of(const double *values, size_t count);

#endif
