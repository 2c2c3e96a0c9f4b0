#include "analysis/paired.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/distributions.h"
#include "analysis/moments.h"
#include "analysis/signed_rank.h"
#include "analysis/sort.h"
#include "analysis/walsh.h"
#include "base/xalloc.h"

static const double ROUNDING = 0x1p-44;

static void
compare_means(struct paired *out, const double *differences, double noise_floor)
{
	struct moments moments = moments_of(differences, out->pairs);
	double pairs = (double)out->pairs, df = pairs - 1, error;
	double sd = moments.sd.value > ROUNDING ? moments.sd.value : 0;
	double arm, one_sided;

	error = sqrt(fmax(sd * sd / pairs, noise_floor));
	arm = distribution_t_quantile(0.975, df) * error;
	one_sided = distribution_t_quantile(0.95, df) * error;
	out->d = moments.mean;
	out->low = out->d - arm;
	out->high = out->d + arm;
	out->lower = out->d - one_sided;
	out->upper = out->d + one_sided;
	if (fabs(out->d) <= ROUNDING)
		out->p = 1;
	else if (error > 0)
		out->p = 2 * distribution_t_cdf(-fabs(out->d) / error, df);
	else
		out->p = 0;
}

/* Two-sided, of the centre being 0. */
static double
rank_p(const struct signed_rank *rank, const double *sorted)
{
	uint64_t total = walsh_total(rank->n);
	uint64_t not_above = walsh_count(sorted, rank->n, ROUNDING);
	uint64_t below = walsh_count(sorted, rank->n, nextafter(-ROUNDING, -1));
	uint64_t least = not_above;

	if (total - below < least)
		least = total - below;
	return fmin(1, 2 * signed_rank_cdf(rank, least));
}

/* Ranks know nothing of how coarse the values are. */
static void
widen(struct paired *out, double noise_floor)
{
	double df = (double)out->pairs - 1, error = sqrt(noise_floor);
	double arm = distribution_t_quantile(0.975, df) * error;
	double one_sided = distribution_t_quantile(0.95, df) * error;

	if (!(error > 0))
		return;
	out->low = fmin(out->low, out->d - arm);
	out->high = fmax(out->high, out->d + arm);
	out->lower = fmin(out->lower, out->d - one_sided);
	out->upper = fmax(out->upper, out->d + one_sided);
	out->p =
	    fmax(out->p, 2 * distribution_t_cdf(-fabs(out->d) / error, df));
}

/* differences are sorted. */
static void
compare_ranks(struct paired *out, const double *differences)
{
	enum { LOW, LOWER, LEFT, RIGHT, UPPER, HIGH, ENDS };
	struct signed_rank rank;
	size_t total = walsh_total(out->pairs), q, one_sided;
	double at[ENDS];

	signed_rank_init(&rank, out->pairs);
	q = signed_rank_quantile(&rank, 0.025);
	one_sided = signed_rank_quantile(&rank, 0.05);
	walsh_ranks(differences, out->pairs,
	    (const size_t[ENDS]){[LOW] = q - 1,
		[LOWER] = one_sided - 1,
		[LEFT] = (total - 1) / 2,
		[RIGHT] = total / 2,
		[UPPER] = total - one_sided,
		[HIGH] = total - q},
	    ENDS, at);
	out->d = 0.5 * (at[LEFT] + at[RIGHT]);
	out->low = at[LOW];
	out->lower = at[LOWER];
	out->upper = at[UPPER];
	out->high = at[HIGH];
	out->p = rank_p(&rank, differences);
}

struct paired
paired_of(
    const double *logs, const double *others, size_t count, double noise_floor)
{
	double *differences = xmalloc((2 * count + 1) * sizeof *differences);
	struct paired out = {0};
	double difference;
	size_t i;

	for (i = 0; i < count; i++) {
		difference = logs[i] - others[i];
		if (isfinite(difference))
			differences[out.pairs++] = difference;
	}
	if (out.pairs >= PAIRED_RANK_MIN) {
		sort_doubles(differences, out.pairs, differences + count);
		compare_ranks(&out, differences);
		widen(&out, noise_floor);
	} else if (out.pairs >= PAIRED_MIN) {
		compare_means(&out, differences, noise_floor);
	}
	out.exists = out.pairs >= PAIRED_MIN;
	free(differences);
	return out;
}
