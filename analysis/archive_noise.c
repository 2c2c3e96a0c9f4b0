#include "analysis/archive_noise.h"

#include <math.h>
#include <string.h>

#include "analysis/quantile.h"
#include "analysis/sort.h"

/* The newest sessions that count, the newest first. */
static size_t
newest(const double *logs, size_t count, double out[ARCHIVE_NOISE_MAX])
{
	size_t kept = 0;

	while (count > 0 && kept < ARCHIVE_NOISE_MAX)
		if (isfinite(logs[--count]))
			out[kept++] = logs[count];
	return kept;
}

static double
median_of(const double *values, size_t count)
{
	double sorted[ARCHIVE_NOISE_MAX], spare[ARCHIVE_NOISE_MAX];

	memcpy(sorted, values, count * sizeof *values);
	sort_doubles(sorted, count, spare);
	return quantile_median(sorted, count);
}

static double
mean_of(const double *values, size_t count)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += values[i];
	return sum / (double)count;
}

/* Sets scale and sigma, from the absolute differences. */
static void
measure(struct archive_noise *noise, double *differences, size_t count,
    double resolution)
{
	double bound, sigma;
	size_t i;

	noise->scale = 1.4826022 * median_of(differences, count);
	bound = noise->scale;
	if (bound == 0)
		bound = fmax(mean_of(differences, count), resolution);
	for (i = 0; i < count; i++) {
		differences[i] = fmin(differences[i], 2.5 * bound);
		differences[i] *= differences[i];
	}
	sigma = sqrt(mean_of(differences, count) / 2) / 0.9887163;
	noise->sigma = fmax(sigma, fmax(resolution / sqrt(12), 1e-5));
}

struct archive_noise
archive_noise_of(const double *logs, size_t count, double relative_resolution)
{
	double values[ARCHIVE_NOISE_MAX], differences[ARCHIVE_NOISE_MAX];
	struct archive_noise noise = {0};
	size_t kept = newest(logs, count, values), i;

	noise.sessions = kept;
	if (kept < ARCHIVE_NOISE_MIN)
		return noise;
	noise.exists = true;
	for (i = 1; i < kept; i++)
		differences[i - 1] = fabs(values[i] - values[i - 1]);
	measure(&noise, differences, kept - 1, relative_resolution);
	noise.df = 0.7 * (double)(kept - 1);
	noise.centered = kept < ARCHIVE_CENTER_MAX ? kept : ARCHIVE_CENTER_MAX;
	noise.center = median_of(values, noise.centered);
	return noise;
}

double
archive_variance(const struct archive_noise *noise, uint64_t base_sessions)
{
	double efficiency = base_sessions >= 3 ? acos(-1) / 2 : 1;

	return noise->sigma * noise->sigma *
	       (1 + efficiency / (double)base_sessions);
}

/* Takes what the launches say if it is more than what the archive says. */
static void
look_within(struct archive_ratio *out, uint64_t base_sessions,
    const struct welch_side *within, const struct welch_side *base_within)
{
	double v = 0, df = 1, variance;

	if (within == NULL || within->count < 2)
		return;
	if (base_within != NULL && base_within->count >= 2) {
		v = base_within->variance / (double)base_sessions;
		df = (double)base_within->count - 1;
	}
	variance = within->variance + v;
	if (variance <= out->variance)
		return;
	out->is_within = true;
	out->variance = variance;
	out->df = welch_df(
	    variance, within->variance, (double)within->count - 1, v, df);
}

struct archive_ratio
archive_ratio_of(const struct archive_noise *noise, double log,
    const double *base, const struct welch_side *within,
    const struct welch_side *base_within)
{
	uint64_t sessions = base == NULL ? noise->centered : 1;
	double center = base == NULL ? noise->center : *base;
	struct archive_ratio out = {0};

	if (!noise->exists)
		return out;
	out.variance = archive_variance(noise, sessions);
	out.df = noise->df;
	look_within(&out, sessions, within, base_within);
	out.exists = effect_of(log - center, out.variance, out.df, &out.effect);
	return out.exists ? out : (struct archive_ratio){0};
}
