/*
 * Kendall's count of the pairs that rise and of those that fall.
 */
#ifndef ANALYSIS_KENDALL_H
#define ANALYSIS_KENDALL_H

#include <stddef.h>
#include <stdint.h>

/*
 * s is the number of pairs i < j with values[i] < values[j] less that with
 * values[i] > values[j]. Its variance, were every order as likely, is
 * [n (n - 1) (2n + 5) - sum t (t - 1) (2t + 5)] / 18 over the groups of t
 * equal values (Kendall, Rank Correlation Methods, 1948).
 */
struct kendall {
	double s, variance;
};

/* Sorts values on the way; spare has room for count. O(count log count). */
struct kendall kendall_of(double *values, size_t count, double *spare);

/*
 * The pairs i < j with values[i] > values[j], counted while merging (Knight,
 * Journal of the American Statistical Association 61, 1966). Sorts values.
 */
uint64_t kendall_falling(double *values, size_t count, double *spare);

/*
 * Two-sided p of s by the normal distribution, with a continuity correction of
 * 1, where autocorrelation makes the variance inflation times as large.
 */
double kendall_p(const struct kendall *kendall, double inflation);

/* The same as a normal deviate; 0 where there is no variance. */
double kendall_z(const struct kendall *kendall, double inflation);

#endif
