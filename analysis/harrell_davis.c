#include "analysis/harrell_davis.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/distributions.h"
#include "analysis/quantile.h"
#include "base/vec.h"

static const double NEGLIGIBLE = 1e-17;

void
harrell_davis_release(struct harrell_davis *weights)
{
	free(weights->weights);
	*weights = (struct harrell_davis){0};
}

/* I_{i/n}(a, b) and what is left to 1, each with its own digits. */
struct share {
	double below, above;
};

static struct share
share_at(uint64_t n, double p, uint64_t i)
{
	double a = ((double)n + 1) * p, b = ((double)n + 1) * (1 - p);

	return (struct share){
	    distribution_beta_cdf((double)i / (double)n, a, b),
	    distribution_beta_cdf((double)(n - i) / (double)n, b, a)};
}

/* The last i with next to nothing below it, and the first with so above. */
static void
find_range(uint64_t n, double p, uint64_t *first, uint64_t *end)
{
	uint64_t low = 0, high = n, middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (share_at(n, p, middle).below <= NEGLIGIBLE)
			low = middle;
		else
			high = middle;
	}
	*first = low;
	for (high = n; high - low > 1;) {
		middle = low + (high - low) / 2;
		if (share_at(n, p, middle).above <= NEGLIGIBLE)
			high = middle;
		else
			low = middle;
	}
	*end = high;
}

static void
set_single(struct harrell_davis *weights, size_t at)
{
	weights->first = at;
	weights->count = 1;
	weights->weights[0] = 1;
}

static void
normalise(struct harrell_davis *weights)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < weights->count; i++)
		sum += weights->weights[i];
	for (i = 0; i < weights->count; i++)
		weights->weights[i] /= sum;
}

static void
make_room(struct harrell_davis *weights, size_t count)
{
	if (weights->capacity >= count)
		return;
	weights->weights =
	    xrealloc(weights->weights, count * sizeof *weights->weights);
	weights->capacity = count;
}

void
harrell_davis_set(struct harrell_davis *weights, uint64_t n, double p)
{
	struct share before, here;
	uint64_t first, end;
	size_t i;

	if (weights->n == n && weights->p == p)
		return;
	weights->n = n;
	weights->p = p;
	make_room(weights, 1);
	if (n == 1 || p <= 0 || p >= 1) {
		set_single(weights, p >= 1 ? n - 1 : 0);
		return;
	}
	find_range(n, p, &first, &end);
	make_room(weights, end - first);
	weights->first = first;
	weights->count = end - first;
	before = share_at(n, p, first);
	for (i = 0; i < weights->count; i++) {
		here = share_at(n, p, first + i + 1);
		/* The smaller share has more digits. */
		weights->weights[i] = before.above > 0.5
					  ? here.below - before.below
					  : before.above - here.above;
		before = here;
	}
	normalise(weights);
}

double
harrell_davis_of(const struct harrell_davis *weights, const double *sorted)
{
	const double *values = sorted + weights->first;
	double center = values[weights->count / 2], sum = 0;
	size_t i;

	/* Equal values are their own quantile, to the last digit. */
	for (i = 0; i < weights->count; i++)
		sum += weights->weights[i] * (values[i] - center);
	return center + sum;
}

double
harrell_davis_error(const struct harrell_davis *weights, const double *sorted)
{
	const double *values = sorted + weights->first;
	double center = harrell_davis_of(weights, sorted), sum = 0, away;
	size_t i;

	for (i = 0; i < weights->count; i++) {
		away = values[i] - center;
		sum += weights->weights[i] * away * away;
	}
	return sqrt(sum);
}

/* P(B <= k) for B ~ Bin(n, p), k < n. */
static double
binomial_cdf(uint64_t k, uint64_t n, double p)
{
	return distribution_beta_cdf(1 - p, (double)(n - k), (double)k + 1);
}

/* The smallest k with P(B <= k) >= level. */
static uint64_t
binomial_quantile(double level, uint64_t n, double p)
{
	uint64_t low = 0, high = n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (binomial_cdf(middle, n, p) >= level)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

struct tail_ranks
tail_ranks_of(uint64_t n, double p)
{
	struct tail_ranks ranks = {
	    .low = binomial_quantile(0.025, n, p),
	    .high = binomial_quantile(0.975, n, p) + 1,
	    .upper = binomial_quantile(0.95, n, p) + 1,
	};

	if (ranks.high > n)
		ranks.high = 0;
	if (ranks.upper > n)
		ranks.upper = 0;
	return ranks;
}

/* At least wanted are expected beyond; 30 values have 3 beyond 0.9. */
static bool
is_beyond(uint64_t n, double p, double wanted)
{
	return (double)n * (1 - p) >= wanted * (1 - 1e-12);
}

enum tail_method
tail_method_of(uint64_t n, double p)
{
	if (is_beyond(n, p, 3))
		return TAIL_WEIGHTED;
	if (!is_beyond(n, p, 1))
		return TAIL_NONE;
	return n >= tail_minimum_upper(p) ? TAIL_ORDER : TAIL_UNRESOLVED;
}

static uint64_t
values_needed(double level, double p)
{
	return (uint64_t)ceil(log(level) / log(p));
}

uint64_t
tail_minimum(double p)
{
	return values_needed(0.025, p);
}

uint64_t
tail_minimum_upper(double p)
{
	return values_needed(0.05, p);
}

static void
weigh(struct tail *out, struct harrell_davis *weights, const double *sorted,
    size_t count, double p)
{
	double arm;

	harrell_davis_set(weights, count, p);
	arm = distribution_t_quantile(0.975, (double)count - 1) *
	      harrell_davis_error(weights, sorted);
	out->value = harrell_davis_of(weights, sorted);
	out->interval =
	    (struct interval){true, out->value - arm, out->value + arm};
}

static void
rank(struct tail *out, const double *sorted, size_t count, double p)
{
	struct tail_ranks ranks = tail_ranks_of(count, p);
	uint64_t high = ranks.high > 0 ? ranks.high : ranks.upper;

	out->is_one_sided = ranks.low == 0 || ranks.high == 0;
	out->interval = (struct interval){true,
	    sorted[out->is_one_sided ? 0 : ranks.low - 1], sorted[high - 1]};
}

struct tail
tail_of(
    struct harrell_davis *weights, const double *sorted, size_t count, double p)
{
	struct tail out = {.method = tail_method_of(count, p)};

	if (out.method == TAIL_WEIGHTED) {
		weigh(&out, weights, sorted, count, p);
		return out;
	}
	out.value = out.method == TAIL_NONE
			? sorted[count - 1]
			: quantile_of_sorted(sorted, count, p);
	if (out.method == TAIL_ORDER)
		rank(&out, sorted, count, p);
	return out;
}
