#include "analysis/shift.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/distributions.h"
#include "analysis/mann_whitney.h"
#include "analysis/pairwise.h"
#include "analysis/sort.h"
#include "base/xalloc.h"

/* The sorted finite ones among values; the caller frees them. */
static double *
sort_finite(const double *values, size_t count, uint64_t *finite)
{
	double *sorted = xmalloc((2 * count + 1) * sizeof *sorted);
	size_t i;

	*finite = 0;
	for (i = 0; i < count; i++)
		if (isfinite(values[i]))
			sorted[(*finite)++] = values[i];
	sort_doubles(sorted, *finite, sorted + count);
	return sorted;
}

static uint64_t
rank_at(const struct mann_whitney *mw, double p)
{
	uint64_t q = mann_whitney_quantile(mw, p);

	return q > 0 ? q : 1;
}

/* The end of an interval around d, further out by noise on its side. */
static double
widen(double d, double end, double noise)
{
	return noise == 0 ? end : d + copysign(hypot(end - d, noise), noise);
}

/*
 * The arm towards 0 of the interval whose ends are the differences of rank q
 * from below and from above.
 */
static double
inner_arm(const struct pairwise *pairs, double d, uint64_t q)
{
	uint64_t rank = q - 1;

	if (d < 0)
		rank = pairwise_total(pairs) - 1 - rank;
	return fabs(d - pairwise_at(pairs, rank));
}

/* Does the interval of level 1 - 2 P(U <= q) leave 0 out? */
static bool
excludes_zero(const struct mann_whitney *mw, const struct pairwise *pairs,
    double d, double side_sd, uint64_t q)
{
	double tail = fmin(0.5, mann_whitney_cdf(mw, (double)q));
	double noise = distribution_normal_quantile(tail) * side_sd;

	return hypot(inner_arm(pairs, d, q), noise) < fabs(d);
}

/*
 * The quantile of U is q for all levels from 2 P(U <= q - 1) to 2 P(U <= q),
 * and only z changes between them. No interval of a level below 2 P(U <= 0)
 * has an end.
 */
static double
p_by_inversion(const struct mann_whitney *mw, const struct pairwise *pairs,
    double d, double side_sd)
{
	uint64_t low = 1, high = mann_whitney_quantile(mw, 0.5), middle;
	double arm, least;

	if (d == 0 || high < low || !excludes_zero(mw, pairs, d, side_sd, high))
		return 1;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (excludes_zero(mw, pairs, d, side_sd, middle))
			high = middle;
		else
			low = middle + 1;
	}
	arm = inner_arm(pairs, d, low);
	least = distribution_normal_cdf(-sqrt(d * d - arm * arm) / side_sd);
	least = fmax(least, mann_whitney_cdf(mw, (double)(low - 1)));
	return fmin(1, 2 * least);
}

static void
compare(struct shift *out, const struct mann_whitney *mw,
    const struct pairwise *pairs, double side_sd)
{
	uint64_t total = pairwise_total(pairs);
	uint64_t q = rank_at(mw, 0.025), one_sided = rank_at(mw, 0.05);
	double two_z = distribution_normal_quantile(0.975) * side_sd;
	double one_z = distribution_normal_quantile(0.95) * side_sd;
	double low = pairwise_at(pairs, q - 1);
	double high = pairwise_at(pairs, total - q);
	double lower = pairwise_at(pairs, one_sided - 1);
	double upper = pairwise_at(pairs, total - one_sided);
	double d = 0.5 * (pairwise_at(pairs, (total - 1) / 2) +
			     pairwise_at(pairs, total / 2));

	out->level = 1 - 2 * mann_whitney_cdf(mw, (double)(q - 1));
	out->effect = (struct effect){
	    .d = d,
	    .low = widen(d, low, -two_z),
	    .high = widen(d, high, two_z),
	    .lower = widen(d, lower, -one_z),
	    .upper = widen(d, upper, one_z),
	};
	out->effect.p = side_sd == 0 ? mann_whitney_p(mw, out->u)
				     : p_by_inversion(mw, pairs, d, side_sd);
}

struct shift
shift_of(struct mann_whitney_table *table, const double *above, size_t n,
    const double *below, size_t m, double side_sd)
{
	struct pairwise pairs = {0};
	struct mann_whitney mw;
	struct shift out = {0};
	double *ours = sort_finite(above, n, &out.n);
	double *theirs = sort_finite(below, m, &out.m);
	uint64_t not_above, less;

	out.exists = out.n > 0 && out.m > 0;
	if (out.exists) {
		pairwise_init(&pairs, ours, out.n, theirs, out.m);
		not_above = pairwise_count(&pairs, 0);
		less = pairwise_count(&pairs, -5e-324);
		out.u = (double)(pairwise_total(&pairs) - not_above) +
			0.5 * (double)(not_above - less);
		mw = mann_whitney_of(table, out.n, out.m,
		    mann_whitney_ties(ours, out.n, theirs, out.m));
		out.is_exact = mw.cdf != NULL;
		compare(&out, &mw, &pairs, side_sd);
	}
	pairwise_release(&pairs);
	free(ours);
	free(theirs);
	return out;
}
