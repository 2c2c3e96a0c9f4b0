#include "analysis/interval.h"

#include <math.h>
#include <stdbool.h>

#include "analysis/distributions.h"
#include "analysis/moments.h"

static const double LEVEL = 0.95;

/* The level of [x(k), x(n + 1 - k)]. */
static double
rank_level(uint64_t k, uint64_t n)
{
	return 1 - 2 * distribution_coin_cdf(k - 1, n);
}

struct median_rank
median_rank_of(uint64_t n)
{
	struct median_rank rank = {0};
	double size = (double)n, guess, inner, share;
	uint64_t k;

	if (n < INTERVAL_MEDIAN_MIN)
		return rank;
	/* The normal approximation is off by one or two at most. */
	guess = floor(size / 2 - 0.98 * sqrt(size));
	k = guess < 1 ? 1 : (uint64_t)guess;
	while (k > 1 && rank_level(k, n) < LEVEL)
		k--;
	while (rank_level(k + 1, n) >= LEVEL)
		k++;
	rank.k = k;
	rank.level = rank_level(k, n);
	inner = rank_level(k + 1, n);
	share = (rank.level - LEVEL) / (rank.level - inner);
	rank.lambda = (size - (double)k) * share /
		      ((double)k + (size - 2 * (double)k) * share);
	return rank;
}

static const struct interval_row *
table_row(struct interval_table *table, uint64_t n)
{
	struct interval_row *row = &table->rows[n % INTERVAL_TABLE_SIZE];

	if (row->n == n)
		return row;
	row->n = n;
	row->t = distribution_t_quantile(0.975, (double)n - 1);
	row->rank = median_rank_of(n);
	return row;
}

/* An interval with an infinite end is none. */
static struct interval
interval_between(double low, double high)
{
	if (!isfinite(low) || !isfinite(high))
		return (struct interval){0};
	return (struct interval){true, low, high};
}

struct interval
interval_mean(struct interval_table *table, double mean, double sd, double n)
{
	double t, arm;

	if (n == floor(n))
		t = table_row(table, (uint64_t)n)->t;
	else
		t = distribution_t_quantile(0.975, n - 1);
	arm = t * (sd / sqrt(n));
	return interval_between(mean - arm, mean + arm);
}

struct interval
interval_log_mean(
    struct interval_table *table, const double *values, size_t count)
{
	double logs[INTERVAL_MEDIAN_MIN] = {0};
	struct moments moments;
	struct interval interval;
	bool is_positive = true;
	size_t i;

	for (i = 0; i < count; i++)
		is_positive = is_positive && values[i] > 0;
	for (i = 0; i < count; i++)
		logs[i] = is_positive ? log(values[i]) : values[i];
	moments = moments_of(logs, count);
	interval =
	    interval_mean(table, moments.mean, moments.sd.value, (double)count);
	if (!is_positive || !interval.exists)
		return interval;
	return interval_between(exp(interval.low), exp(interval.high));
}

struct interval
interval_median(
    struct interval_table *table, const double *sorted, size_t count)
{
	const struct median_rank *rank;
	const double *low, *high;

	if (count < INTERVAL_MEDIAN_MIN)
		return (struct interval){0};
	rank = &table_row(table, count)->rank;
	low = &sorted[rank->k - 1];
	high = &sorted[count - rank->k];
	return interval_between(low[0] + rank->lambda * (low[1] - low[0]),
	    high[0] - rank->lambda * (high[0] - high[-1]));
}

struct interval
interval_median_order(const double *sorted, size_t count)
{
	struct median_rank rank = median_rank_of(count);

	if (rank.k == 0)
		return (struct interval){0};
	return interval_between(sorted[rank.k - 1], sorted[count - rank.k]);
}

double
interval_range_level(uint64_t n)
{
	return 1 - ldexp(1, 1 - (int)n);
}

struct interval
interval_widen(struct interval interval, double center, double factor)
{
	if (!interval.exists)
		return interval;
	return interval_between(center - (center - interval.low) * factor,
	    center + (interval.high - center) * factor);
}
