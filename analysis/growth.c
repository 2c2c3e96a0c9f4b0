#include "analysis/growth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fpop.h"
#include "analysis/level_cost.h"
#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "analysis/trend.h"
#include "base/xalloc.h"

static const double LEAST_SHARE = 0.02, LINEAR_MARGIN = 4;
static const double TAUS[] = {0.03, 0.05, 0.1, 0.2, 0.33};

const char *
growth_kind_text(enum growth_kind kind)
{
	static const char *const texts[] = {
	    "unknown", "stable", "linear", "exponential", "saturating", "step"};

	return texts[kind];
}

/* A course of values and room for what the models make of it. */
struct course {
	double *values, *logs, *curve, *times, *costs;
	size_t count;
	double stretch; /* iterations a value */
	struct fpop_noise noise;
};

/* A model and what it says. */
struct model {
	enum growth_kind kind;
	double cost, first, last; /* modelled ends */
	double slope;
	size_t steps;
};

static double
median_of(const double *values, size_t count, double *room)
{
	memcpy(room, values, count * sizeof *values);
	sort_doubles(room, count, room + count);
	return quantile_median(room, count);
}

static void
course_init(struct course *course, const double *values, size_t count)
{
	double *room = xmalloc(2 * count * sizeof *room);
	size_t i, from, end, n = count;

	if (n > GROWTH_POINTS)
		n = GROWTH_POINTS;
	course->count = n;
	course->stretch = (double)count / (double)n;
	course->values = xmalloc((5 * n + 1) * sizeof *course->values);
	course->logs = course->values + n;
	course->curve = course->logs + n;
	course->times = course->curve + n;
	course->costs = course->times + n;
	for (i = 0; i < n; i++) {
		from = i * count / n;
		end = (i + 1) * count / n;
		course->values[i] = median_of(values + from, end - from, room);
		course->logs[i] = log(course->values[i]);
	}
	free(room);
}

/*
 * The cost of the logarithms seen from the curve, at the best height, which
 * bends course->curve. Sets the ends as well.
 */
static double
cost_of_curve(struct course *course, struct model *model)
{
	double *curve = course->curve, level, bound = 0, away;
	size_t n = course->count, i;
	double *room = xmalloc(2 * n * sizeof *room);

	for (i = 0; i < n; i++)
		curve[i] = course->logs[i] - curve[i];
	level = median_of(curve, n, room);
	for (i = 0; i < n; i++) {
		away = (curve[i] - level) / course->noise.scale;
		bound += fmin(away * away, LEVEL_COST_MOST);
	}
	model->first = exp(course->logs[0] - curve[0] + level);
	model->last = exp(course->logs[n - 1] - curve[n - 1] + level);
	fpop_costs(curve, n, course->noise.scale, bound, course->costs);
	free(room);
	return course->costs[n];
}

/* The median of values less slope times course->times. */
static double
intercept_of(const struct course *course, const double *values, double slope)
{
	size_t n = course->count, i;
	double *room = xmalloc(3 * n * sizeof *room), level;

	for (i = 0; i < n; i++)
		room[i] = values[i] - slope * course->times[i];
	level = median_of(room, n, room + n);
	free(room);
	return level;
}

/*
 * A line in course->times through values; its logarithms become the curve.
 * False if it is not positive everywhere.
 */
static bool
draw_line(struct course *course, struct model *model)
{
	struct trend trend;
	double level, value;
	size_t i;

	if (!trend_of(course->values, course->times, course->count, &trend))
		return false;
	level = intercept_of(course, course->values, trend.slope);
	model->slope = trend.slope;
	for (i = 0; i < course->count; i++) {
		value = level + trend.slope * course->times[i];
		if (!(value > 0))
			return false;
		course->curve[i] = log(value);
	}
	return true;
}

static void
set_times(struct course *course, double tau)
{
	double n = (double)course->count, t;
	size_t i;

	for (i = 0; i < course->count; i++) {
		t = (double)i;
		course->times[i] = tau > 0 ? 1 - exp(-t / (tau * n)) : t;
	}
}

static struct model
constant(struct course *course)
{
	struct model model = {.kind = GROWTH_STABLE};

	memset(course->curve, 0, course->count * sizeof *course->curve);
	model.cost = cost_of_curve(course, &model);
	return model;
}

static struct model
linear(struct course *course)
{
	struct model model = {.kind = GROWTH_LINEAR, .cost = (double)INFINITY};

	set_times(course, 0);
	if (draw_line(course, &model))
		model.cost =
		    cost_of_curve(course, &model) + course->noise.penalty / 2;
	return model;
}

static struct model
exponential(struct course *course)
{
	struct model model = {
	    .kind = GROWTH_EXPONENTIAL, .cost = (double)INFINITY};
	struct trend trend;
	size_t i;

	if (!trend_of(course->logs, NULL, course->count, &trend))
		return model;
	for (i = 0; i < course->count; i++)
		course->curve[i] = trend.slope * (double)i;
	model.cost = cost_of_curve(course, &model) + course->noise.penalty / 2;
	return model;
}

static struct model
saturating(struct course *course, double tau)
{
	struct model model = {
	    .kind = GROWTH_SATURATING, .cost = (double)INFINITY};

	set_times(course, tau);
	if (draw_line(course, &model))
		model.cost =
		    cost_of_curve(course, &model) + course->noise.penalty;
	return model;
}

static struct model
steps(const struct course *course)
{
	struct model model = {.kind = GROWTH_STEP};
	size_t n = course->count, end, start;
	struct fpop fpop = fpop_of(
	    course->logs, n, course->noise.scale, course->noise.penalty);
	double *room = xmalloc(2 * n * sizeof *room);

	model.cost = fpop.cost;
	model.steps = fpop.count;
	end = fpop.count > 0 ? fpop.changes[0] : n;
	start = fpop.count > 0 ? fpop.changes[fpop.count - 1] : 0;
	model.first = median_of(course->values, end, room);
	model.last = median_of(course->values + start, n - start, room);
	free(room);
	fpop_release(&fpop);
	return model;
}

/* The simpler one comes first and stays where costs are equal. */
static struct model
cheapest(struct course *course)
{
	struct model best = constant(course), line = linear(course);
	struct model other = exponential(course);
	size_t i;

	if (other.cost > line.cost - LINEAR_MARGIN)
		other = line;
	if (other.cost < best.cost)
		best = other;
	for (i = 0; i < sizeof TAUS / sizeof *TAUS; i++) {
		other = saturating(course, TAUS[i]);
		if (other.cost < best.cost)
			best = other;
	}
	other = steps(course);
	if (other.steps > 0 && other.cost < best.cost)
		best = other;
	return best;
}

static bool
are_positive(const double *values, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!(values[i] > 0) || isinf(values[i]))
			return false;
	return true;
}

struct growth
growth_of(const double *values, size_t count, double relative_resolution,
    double least)
{
	struct growth out = {0};
	struct course course;
	struct model best;

	if (count < GROWTH_MIN || !are_positive(values, count))
		return out;
	course_init(&course, values, count);
	course.noise = fpop_noise_of(
	    course.logs, course.count, fpop_least_sd(relative_resolution));
	best = cheapest(&course);
	out.kind = best.kind;
	out.total = best.last / best.first - 1;
	if (fabs(out.total) < LEAST_SHARE ||
	    fabs(best.last - best.first) < least)
		out.kind = GROWTH_STABLE;
	if (out.kind == GROWTH_LINEAR)
		out.per_step = best.slope / course.stretch;
	if (out.kind == GROWTH_STEP)
		out.steps = best.steps;
	free(course.values);
	return out;
}
