/*
 * A trend: Theil and Sen's slope, and whether there is one by Mann and Kendall
 * with Yue and Wang's correction for autocorrelation.
 *
 * The slope is the median of (z_j - z_i) / (t_j - t_i), i < j (Sen, Journal of
 * the American Statistical Association 63, 1968). r is the lag-1
 * autocorrelation of z - slope t, bounded to
 * r* = clip((n r + 1) / (n - 4), 0, 0.95), and the variance of Kendall's S is
 * multiplied by (1 + r*) / (1 - r*) (Yue and Wang, Water Resources Management
 * 18, 2004). The interval's ends are the slopes of rank floor((N - C) / 2) and
 * ceil((N + C) / 2) + 1, counted from 1, of all N, with C the 0.975 normal
 * quantile times the root of that variance.
 *
 * Up to TREND_DIRECT_MAX values all slopes are written out. Beyond that they
 * are counted (slopes.h), in O(n log n) expected; a slope is then as near to
 * the true one as z - slope t can tell.
 */
#ifndef ANALYSIS_TREND_H
#define ANALYSIS_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate.h"
#include "analysis/kendall.h"

enum {
	TREND_MIN = 10, /* values; fewer have no trend */
	TREND_DIRECT_MAX = 60
};

struct trend {
	double slope;                   /* per unit of time */
	struct interval slope_interval; /* 95 %; none if it has no end */
	double total;                   /* slope times the whole time */
	struct kendall kendall;
	double autocorrelation; /* r* */
	double inflation;       /* of the variance */
	double z, p;            /* two-sided */
};

/*
 * values[0..count) were taken at times, which rise; NULL: 0, 1, 2, …. False,
 * and nothing set, below TREND_MIN values. To see relative changes, give
 * logarithms.
 */
bool trend_of(const double *values, const double *times, size_t count,
    struct trend *trend);

/* (1 + r) / (1 - r) for an autocorrelation r, bounded to [0, 0.95]. */
double trend_inflation(double autocorrelation);

/*
 * The same as trend_of where the inflation is known to be no more than most, 1
 * or more: a bend is not autocorrelation.
 */
bool trend_of_inflated(const double *values, const double *times, size_t count,
    double most, struct trend *trend);

#endif
