/*
 * How far one side lies from another, by ranks: Hodges and Lehmann's estimate
 * with the interval of Mann and Whitney's test (section 1.2 of the statistics
 * text; rule B for ten launches and more).
 *
 * d is the median of all N differences between a value above and one below. q
 * is the 0.025 quantile of U (mann_whitney.h), at least 1, and the interval's
 * ends are the differences of rank q and N + 1 - q, counted from 1; the
 * one-sided ends likewise at 0.05. p is that of the U test. Without a tie
 * between the sides it is below 0.05 exactly where the interval leaves 0 out;
 * with such ties an end may be 0 itself. For three values and less a side q is
 * 0 by right and the interval holds level, which is less than 0.95.
 *
 * Something that moves a whole side at once, like a session, is not seen among
 * the differences. side_sd is its standard deviation in d, and each arm a
 * becomes √(a² + (z side_sd)²) with z the normal quantile of the interval. p
 * is then the least level at which such an interval leaves 0 out.
 */
#ifndef ANALYSIS_SHIFT_H
#define ANALYSIS_SHIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/effect.h"

struct mann_whitney_table;

struct shift {
	uint64_t n, m; /* values that count, above and below */
	bool exists;   /* false: a side is empty, and nothing below is set */
	bool is_exact; /* U was counted */
	double u;
	double level; /* of the interval without side_sd */
	struct effect effect;
};

/*
 * Logarithms, to see ratios; in any order. What is not finite does not count.
 * side_sd >= 0. O(n m log n) up to PAIRWISE_DIRECT_MAX differences, beyond that
 * a thousand passes over both sides.
 */
struct shift shift_of(struct mann_whitney_table *table, const double *above,
    size_t n, const double *below, size_t m, double side_sd);

#endif
