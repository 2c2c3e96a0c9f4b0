/*
 * Mann and Whitney's statistic U: how many of the n m pairs of a value above
 * and one below have the greater value above; a tie counts one half.
 *
 * Where neither side has more than MANN_WHITNEY_EXACT_MAX values and no two of
 * all are equal, its distribution is counted. With P(n, m, u) the probability
 * of u, the greatest of all n + m values is one of those above with
 * probability n / (n + m), and then exceeds all m below:
 *
 *     P(n, m, u) = n / (n + m) P(n - 1, m, u - m) + m / (n + m) P(n, m - 1, u)
 *
 * (Mann and Whitney, Annals of Mathematical Statistics 18, 1947, made into
 * probabilities). Nothing is subtracted, so every digit but the last two is
 * right. Otherwise U is normal with mean n m / 2, variance
 * n m / 12 (N + 1 - sum (t³ - t) / (N (N - 1))), N = n + m, over the groups of
 * t equal values, and a continuity correction of 1/2.
 */
#ifndef ANALYSIS_MANN_WHITNEY_H
#define ANALYSIS_MANN_WHITNEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MANN_WHITNEY_EXACT_MAX = 50,
	MANN_WHITNEY_U_MAX = MANN_WHITNEY_EXACT_MAX * MANN_WHITNEY_EXACT_MAX,
	MANN_WHITNEY_KEPT = 4
};

/*
 * Remembers the last few counted distributions: about 80 KiB. Zeroed is empty
 * and valid; it owns nothing.
 */
struct mann_whitney_table {
	struct mann_whitney_row {
		uint64_t least, most;               /* of n, m; 0: empty */
		double cdf[MANN_WHITNEY_U_MAX + 1]; /* of u */
	} rows[MANN_WHITNEY_KEPT];
	size_t next; /* the row to be forgotten */
};

/* The distribution of U when both sides are alike. */
struct mann_whitney {
	uint64_t n, m;
	const double *cdf; /* counted, in the table; NULL: normal */
	double mean, sd;   /* sd 0: all values are equal */
};

/*
 * ties is the sum of t³ - t over the groups of t equal values; 0: none. It is
 * a double because a million equal values have more than 2^53. n, m > 0. The
 * table must live as long as what is returned, and is valid until four other
 * sizes have been asked for. Counting takes O(n² m²) additions, 2 million at
 * the most.
 */
struct mann_whitney mann_whitney_of(
    struct mann_whitney_table *table, uint64_t n, uint64_t m, double ties);

/* P(U <= u), 0 <= u <= n m; u may lie half-way between whole numbers. */
double mann_whitney_cdf(const struct mann_whitney *mw, double u);

/* The smallest u with P(U <= u) >= p, 0 < p < 1: R's qwilcox if counted. */
uint64_t mann_whitney_quantile(const struct mann_whitney *mw, double p);

/* Two-sided p of u: twice the smaller of P(U <= u) and P(U >= u). */
double mann_whitney_p(const struct mann_whitney *mw, double u);

/*
 * The sum of t³ - t over the groups of equal values among two sorted rows.
 * O(n + m).
 */
double mann_whitney_ties(
    const double *sorted, size_t count, const double *others, size_t others_n);

#endif
