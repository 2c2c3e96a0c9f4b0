#include "analysis/drift.h"

#include <math.h>
#include <string.h>

#include "analysis/select.h"
#include "analysis/trend.h"

static const double DRIFT_P = 0.01, DRIFT_LEAST = 0.02;
static const double MOST_AUTOCORRELATION = 0.95;

/* The median of values, which change places. */
static double
median_of(double *values, size_t count)
{
	double middle[2];

	select_ranks(values, count,
	    (const size_t[]){(count - 1) / 2, count / 2}, 2, middle);
	return 0.5 * (middle[0] + middle[1]);
}

/* The medians of DRIFT_POINTS stretches of more values than that. */
static void
thin(const double *values, size_t count, double *room, double *points)
{
	size_t i, from, length;

	for (i = 0; i < DRIFT_POINTS; i++) {
		from = count * i / DRIFT_POINTS;
		length = count * (i + 1) / DRIFT_POINTS - from;
		memcpy(room, values + from, length * sizeof *values);
		points[i] = median_of(room, length);
	}
}

/*
 * Autocorrelation only ever makes p larger, so that most values need neither
 * logarithms nor slopes.
 */
static bool
may_drift(const double *values, size_t count, double *room)
{
	struct kendall kendall;

	memcpy(room, values, count * sizeof *values);
	kendall = kendall_of(room, count, room + count);
	return room[0] > 0 && kendall_p(&kendall, 1) < DRIFT_P;
}

/* (1 + r) / (1 - r) with the r of neighbours' differences. */
static double
inflation_of_steps(const double *logs, size_t count, double *room)
{
	double near, far, ratio, r;
	size_t i;

	for (i = 0; i + 1 < count; i++)
		room[i] = fabs(logs[i + 1] - logs[i]);
	near = median_of(room, count - 1);
	for (i = 0; i + 2 < count; i++)
		room[i] = fabs(logs[i + 2] - logs[i]);
	far = median_of(room, count - 2);
	ratio = far / near;
	r = ratio * ratio - 1;
	if (!(r < MOST_AUTOCORRELATION))
		r = MOST_AUTOCORRELATION;
	r = fmax(r, 0);
	return (1 + r) / (1 - r);
}

struct estimate
drift_of(const double *values, size_t count, double *room)
{
	double points[DRIFT_POINTS], logs[DRIFT_POINTS], change, inflation;
	struct trend plain, trend;
	size_t i;

	if (count > DRIFT_POINTS) {
		thin(values, count, room, points);
		values = points;
		count = DRIFT_POINTS;
	}
	if (count < TREND_MIN || !may_drift(values, count, room))
		return (struct estimate){0};
	for (i = 0; i < count; i++)
		logs[i] = log(values[i]);
	trend_of(logs, NULL, count, &trend);
	change = expm1(trend.total);
	if (!(fabs(change) > DRIFT_LEAST))
		return (struct estimate){0};
	trend_of(values, NULL, count, &plain);
	inflation = fmin(fmin(trend.inflation, plain.inflation),
	    inflation_of_steps(logs, count, room));
	if (kendall_p(&trend.kendall, inflation) >= DRIFT_P)
		return (struct estimate){0};
	return (struct estimate){true, change};
}
