#include "analysis/fpop.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/level_cost.h"
#include "analysis/quantile.h"
#include "base/xalloc.h"

static const double MOST_AUTOCORRELATION = 0.8, SCALE_OF_MEDIAN = 1.4826022;

/* The median of |values[i + lag] - values[i] - rise|. */
static double
median_difference(
    const double *values, size_t count, size_t lag, double rise, double *room)
{
	size_t i;

	for (i = 0; i + lag < count; i++)
		room[i] = fabs(values[i + lag] - values[i] - rise);
	return quantile_select_median(room, count - lag);
}

/* The median difference of neighbours. */
static double
median_rise(const double *values, size_t count, double *room)
{
	size_t i;

	for (i = 0; i + 1 < count; i++)
		room[i] = values[i + 1] - values[i];
	return quantile_select_median(room, count - 1);
}

/*
 * A creep makes each value follow the last one as autocorrelation does. Where
 * the median difference is a third of its median size, or more, it is taken
 * away. Without a creep it seldom is as much, and then the smaller estimate
 * counts all the same.
 */
static double
raw_without_creep(const double *values, size_t count,
    const struct fpop_noise *noise, double least_sd, double *room)
{
	double rise = median_rise(values, count, room), one, two;

	if (3 * fabs(rise) * SCALE_OF_MEDIAN < noise->difference_sd * sqrt(2))
		return noise->raw;
	one = median_difference(values, count, 1, rise, room);
	two = median_difference(values, count, 2, 2 * rise, room);
	if (SCALE_OF_MEDIAN * one < least_sd * sqrt(2))
		return 0;
	return fmin(noise->raw, two * two / (one * one) - 1);
}

double
fpop_least_sd(double relative_resolution)
{
	return fmax(1e-4, relative_resolution / sqrt(12));
}

struct fpop_noise
fpop_noise_of(const double *values, size_t count, double least_sd)
{
	double *room = xmalloc(count * sizeof *room), n = (double)count;
	double one = median_difference(values, count, 1, 0, room);
	double two = median_difference(values, count, 2, 0, room);
	struct fpop_noise noise = {0};
	double ratio, raw;

	noise.difference_sd = fmax(SCALE_OF_MEDIAN * one / sqrt(2), least_sd);
	if (one > 0) {
		ratio = two / one;
		noise.raw = ratio * ratio - 1;
	}
	if (count >= FPOP_AUTOCORRELATED_MIN && noise.raw > 2 / sqrt(n)) {
		raw = raw_without_creep(values, count, &noise, least_sd, room);
		noise.autocorrelation =
		    fmin(fmax(raw - 2 / sqrt(n), 0), MOST_AUTOCORRELATION);
	}
	free(room);
	noise.scale = noise.difference_sd / sqrt(1 - noise.autocorrelation);
	noise.inflation =
	    (1 + noise.autocorrelation) / (1 - noise.autocorrelation);
	noise.penalty = 2.5 * noise.inflation * log(n);
	return noise;
}

/* values seen from the first one, in units of scale. */
static double *
standardise(const double *values, size_t count, double scale)
{
	double *out = xmalloc((count + 1) * sizeof *out);
	size_t i;

	for (i = 0; i < count; i++)
		out[i] = (values[i] - values[0]) / scale;
	return out;
}

static void
start(struct level_cost *cost, const double *values, size_t count)
{
	double low = values[0], high = values[0];
	size_t i;

	for (i = 1; i < count; i++) {
		low = fmin(low, values[i]);
		high = fmax(high, values[i]);
	}
	level_cost_start(cost, low - 1, high + 1);
}

/* last[i] is where the last segment of the first i values begins. */
static void
trace_back(struct fpop *out, const size_t *last, size_t count)
{
	size_t at, i;

	for (at = last[count]; at > 0; at = last[at])
		out->count++;
	out->changes = xmalloc((out->count + 1) * sizeof *out->changes);
	i = out->count;
	for (at = last[count]; at > 0; at = last[at])
		out->changes[--i] = at;
}

struct fpop
fpop_of(const double *values, size_t count, double scale, double penalty)
{
	struct level_cost cost = {0};
	struct fpop out = {0};
	double *standard;
	size_t *last, i;

	if (count == 0)
		return out;
	standard = standardise(values, count, scale);
	last = xcalloc(count + 1, sizeof *last);
	start(&cost, standard, count);
	for (i = 0; i < count; i++) {
		level_cost_add(&cost, standard[i]);
		out.cost = level_cost_least(&cost, &last[i + 1]);
		level_cost_cap(&cost, out.cost + penalty, i + 1);
	}
	trace_back(&out, last, count);
	level_cost_release(&cost);
	free(standard);
	free(last);
	return out;
}

void
fpop_release(struct fpop *fpop)
{
	free(fpop->changes);
	*fpop = (struct fpop){0};
}

void
fpop_costs(const double *values, size_t count, double scale, double most,
    double *costs)
{
	struct level_cost cost = {0};
	double *standard;
	size_t i, from;

	costs[0] = 0;
	if (count == 0)
		return;
	standard = standardise(values, count, scale);
	start(&cost, standard, count);
	for (i = 0; i < count; i++) {
		level_cost_add(&cost, standard[i]);
		level_cost_cap(&cost, most, 0);
		costs[i + 1] = level_cost_least(&cost, &from);
	}
	level_cost_release(&cost);
	free(standard);
}
