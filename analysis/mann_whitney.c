#include "analysis/mann_whitney.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/distributions.h"
#include "base/xalloc.h"

enum { ROW = MANN_WHITNEY_U_MAX + 1 };

/* What R's qwilcox allows: 1 / 20 is 0.05, however it was summed. */
static const double ROUNDING = 10 * DBL_EPSILON;

/*
 * One step of the recurrence: rows[j] held P(i - 1, j, .) and gets P(i, j, .);
 * rows[j - 1] has its new values already.
 */
static void
count_row(double (*rows)[ROW], uint64_t i, uint64_t j)
{
	double above = (double)i / (double)(i + j);
	double below = (double)j / (double)(i + j);
	uint64_t u;

	for (u = i * j + 1; u-- > j;)
		rows[j][u] = above * rows[j][u - j] + below * rows[j - 1][u];
	for (u = 0; u < j; u++)
		rows[j][u] = below * rows[j - 1][u];
}

static void
count_distribution(struct mann_whitney_row *row)
{
	double(*rows)[ROW] = xcalloc(row->most + 1, sizeof *rows);
	uint64_t i, j, u, greatest = row->least * row->most;
	double sum = 0;

	for (j = 0; j <= row->most; j++)
		rows[j][0] = 1;
	for (i = 1; i <= row->least; i++)
		for (j = 1; j <= row->most; j++)
			count_row(rows, i, j);
	for (u = 0; u <= greatest; u++) {
		sum += rows[row->most][u];
		row->cdf[u] = fmin(sum, 1);
	}
	row->cdf[greatest] = 1;
	free(rows);
}

static const double *
find_distribution(
    struct mann_whitney_table *table, uint64_t least, uint64_t most)
{
	struct mann_whitney_row *row;
	size_t i;

	for (i = 0; i < MANN_WHITNEY_KEPT; i++) {
		row = &table->rows[i];
		if (row->least == least && row->most == most)
			return row->cdf;
	}
	row = &table->rows[table->next];
	table->next = (table->next + 1) % MANN_WHITNEY_KEPT;
	row->least = least;
	row->most = most;
	count_distribution(row);
	return row->cdf;
}

struct mann_whitney
mann_whitney_of(
    struct mann_whitney_table *table, uint64_t n, uint64_t m, double ties)
{
	double pairs = (double)n * (double)m, all = (double)n + (double)m;
	double variance = pairs / 12 * (all + 1 - ties / (all * (all - 1)));
	struct mann_whitney mw = {.n = n, .m = m, .mean = pairs / 2};

	/* All equal: rounding must not leave a variance. */
	if (ties < all * (all * all - 1) && variance > 0)
		mw.sd = sqrt(variance);
	if (n <= MANN_WHITNEY_EXACT_MAX && m <= MANN_WHITNEY_EXACT_MAX &&
	    ties == 0)
		mw.cdf = n < m ? find_distribution(table, n, m)
			       : find_distribution(table, m, n);
	return mw;
}

double
mann_whitney_cdf(const struct mann_whitney *mw, double u)
{
	if (mw->cdf != NULL)
		return mw->cdf[(size_t)u];
	if (u >= 2 * mw->mean)
		return 1;
	if (mw->sd == 0)
		return u < mw->mean ? 0 : 1;
	return distribution_normal_cdf((u + 0.5 - mw->mean) / mw->sd);
}

uint64_t
mann_whitney_quantile(const struct mann_whitney *mw, double p)
{
	uint64_t low = 0, high = mw->n * mw->m, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (mann_whitney_cdf(mw, (double)middle) >= p - ROUNDING)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

double
mann_whitney_p(const struct mann_whitney *mw, double u)
{
	/* The distribution is symmetric around its mean. */
	double least = fmin(u, 2 * mw->mean - u);

	return fmin(1, 2 * mann_whitney_cdf(mw, least));
}

/* How many of values[from..count) are equal to value, from first on. */
static size_t
run_length(const double *values, size_t count, size_t from, double value)
{
	size_t at = from;

	while (at < count && values[at] == value)
		at++;
	return at - from;
}

double
mann_whitney_ties(
    const double *sorted, size_t count, const double *others, size_t others_n)
{
	size_t i = 0, j = 0, here, there;
	double value, t, ties = 0;

	while (i < count || j < others_n) {
		if (j == others_n || (i < count && sorted[i] <= others[j]))
			value = sorted[i];
		else
			value = others[j];
		here = run_length(sorted, count, i, value);
		there = run_length(others, others_n, j, value);
		i += here;
		j += there;
		t = (double)(here + there);
		ties += t * (t * t - 1);
	}
	return ties;
}
