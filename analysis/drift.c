#include "analysis/drift.h"

#include <math.h>
#include <string.h>

#include "analysis/quantile.h"
#include "analysis/trend.h"

static const double DRIFT_P = 0.01, DRIFT_LEAST = 0.02;

/* The medians of DRIFT_POINTS stretches of more values than that. */
static void
thin(const double *values, size_t count, double *room, double *points)
{
	size_t i, from, length;

	for (i = 0; i < DRIFT_POINTS; i++) {
		from = count * i / DRIFT_POINTS;
		length = count * (i + 1) / DRIFT_POINTS - from;
		memcpy(room, values + from, length * sizeof *values);
		points[i] = quantile_select_median(room, length);
	}
}

bool
drift_is_sure(const struct kendall *kendall, double inflation)
{
	return kendall_p(kendall, inflation) < DRIFT_P;
}

bool
drift_is_possible(const double *values, size_t count, double *room)
{
	struct kendall kendall;

	memcpy(room, values, count * sizeof *values);
	kendall = kendall_of(room, count, room + count);
	return drift_is_sure(&kendall, 1);
}

/* With the r of neighbours' differences. */
static double
inflation_of_steps(const double *logs, size_t count, double *room)
{
	double near, far, ratio;
	size_t i;

	for (i = 0; i + 1 < count; i++)
		room[i] = fabs(logs[i + 1] - logs[i]);
	near = quantile_select_median(room, count - 1);
	for (i = 0; i + 2 < count; i++)
		room[i] = fabs(logs[i + 2] - logs[i]);
	far = quantile_select_median(room, count - 2);
	ratio = far / near;
	return trend_inflation(ratio * ratio - 1);
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
	if (count < TREND_MIN || !drift_is_possible(values, count, room) ||
	    !(room[0] > 0))
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
	if (!drift_is_sure(&trend.kendall, inflation))
		return (struct estimate){0};
	return (struct estimate){true, change};
}
