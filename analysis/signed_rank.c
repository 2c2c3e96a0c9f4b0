#include "analysis/signed_rank.h"

#include <math.h>
#include <string.h>

#include "analysis/distributions.h"

static uint64_t
greatest(const struct signed_rank *rank)
{
	return rank->n * (rank->n + 1) / 2;
}

void
signed_rank_init(struct signed_rank *rank, uint64_t n)
{
	double *count = rank->cdf, total = ldexp(1, (int)n);
	uint64_t i, w, sum = 0;

	rank->n = n;
	if (n > SIGNED_RANK_EXACT_MAX)
		return;
	memset(rank->cdf, 0, sizeof rank->cdf);
	count[0] = 1;
	for (i = 1; i <= n; i++) {
		sum += i;
		for (w = sum; w >= i; w--)
			count[w] += count[w - i];
	}
	for (w = 1; w <= sum; w++)
		count[w] += count[w - 1];
	for (w = 0; w <= sum; w++)
		count[w] /= total;
}

double
signed_rank_cdf(const struct signed_rank *rank, uint64_t w)
{
	double n = (double)rank->n, mean, sd;

	if (w >= greatest(rank))
		return 1;
	if (rank->n <= SIGNED_RANK_EXACT_MAX)
		return rank->cdf[w];
	mean = n * (n + 1) / 4;
	sd = sqrt(n * (n + 1) * (2 * n + 1) / 24);
	return distribution_normal_cdf(((double)w + 0.5 - mean) / sd);
}

uint64_t
signed_rank_quantile(const struct signed_rank *rank, double p)
{
	uint64_t low = 0, high = greatest(rank), middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (signed_rank_cdf(rank, middle) >= p)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}
