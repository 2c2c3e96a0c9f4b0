/*
 * Intervals at 95 % for the centre of a sample.
 *
 * docs/statistics.md says why these: they hold their level on every shape we
 * tried, and the one for the median stays narrow where there are outliers.
 */
#ifndef ANALYSIS_INTERVAL_H
#define ANALYSIS_INTERVAL_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/estimate.h"

enum {
	INTERVAL_MEDIAN_MIN = 6, /* values for a median interval at 95 % */
	INTERVAL_TABLE_SIZE = 256
};

/*
 * Where the interval of the median lies among n sorted values, with
 * B ~ Bin(n, 1/2): k is the largest rank with level = 1 - 2 P(B <= k - 1) at
 * least 0.95, and lambda the way from it to rank k + 1 at which the level is
 * 0.95 (Hettmansperger and Sheather, Statistics & Probability Letters 4,
 * 1986). For fewer than six values there is none and k is 0.
 */
struct median_rank {
	uint64_t k;
	double lambda, level;
};

/* A dozen evaluations of a distribution, for any n. */
struct median_rank median_rank_of(uint64_t n);

/*
 * Remembers what depends on n alone. Zeroed is empty and valid; it owns
 * nothing.
 */
struct interval_table {
	struct interval_row {
		uint64_t n; /* 0: empty */
		double t;   /* 0.975 quantile, n - 1 degrees */
		struct median_rank rank;
	} rows[INTERVAL_TABLE_SIZE];
};

/* mean ± t s / √n with n - 1 degrees of freedom; n >= 2 may be fractional. */
struct interval interval_mean(
    struct interval_table *table, double mean, double sd, double n);

/*
 * The geometric mean with the t interval of the logarithms when every value
 * is positive, else the arithmetic one with its own: for two to five values,
 * too few for interval_median.
 */
struct interval interval_log_mean(
    struct interval_table *table, const double *values, size_t count);

/* The interpolated interval of the median. None below six values. */
struct interval interval_median(
    struct interval_table *table, const double *sorted, size_t count);

/* [x(k), x(n + 1 - k)], not interpolated: at least 95 %. None below six. */
struct interval interval_median_order(const double *sorted, size_t count);

/*
 * The level of [min, max] as an interval of the median, 1 - 2^(1 - n): all
 * there is for two to five values.
 */
double interval_range_level(uint64_t n);

/* Both arms around center times factor. */
struct interval interval_widen(
    struct interval interval, double center, double factor);

#endif
