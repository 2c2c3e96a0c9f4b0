#include "analysis/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/distributions.h"
#include "analysis/moments.h"
#include "analysis/select.h"
#include "analysis/slopes.h"
#include "base/xalloc.h"

static const double MOST_AUTOCORRELATION = 0.95;

/* Values over time, and room for two times as many. */
struct course {
	const double *values, *times; /* times NULL: 0, 1, 2, … */
	size_t count;
	double *room;
};

static double
time_of(const struct course *course, size_t i)
{
	return course->times == NULL ? (double)i
				     : course->times[i] - course->times[0];
}

static double
slope_between(const struct course *course, size_t i, size_t j)
{
	return (course->values[j] - course->values[i]) /
	       (time_of(course, j) - time_of(course, i));
}

/* What is left when the slope is taken away goes into out. */
static void
take_away(const struct course *course, double slope, double *out)
{
	size_t i;

	for (i = 0; i < course->count; i++)
		out[i] = course->values[i] - slope * time_of(course, i);
}

static size_t
write_slopes(const struct course *course, double *slopes)
{
	size_t i, j, at = 0;

	for (i = 0; i < course->count; i++)
		for (j = i + 1; j < course->count; j++)
			slopes[at++] = slope_between(course, i, j);
	return at;
}

/* Slopes by rank: written out, or, where those are NULL, counted. */
struct ranking {
	double *slopes;
	struct slopes *counted;
	size_t total;
};

static void
ranking_init(struct ranking *ranking, const struct course *course)
{
	size_t n = course->count;

	*ranking = (struct ranking){.total = n * (n - 1) / 2};
	if (n > TREND_DIRECT_MAX) {
		ranking->counted = slopes_new(course->values, course->times, n);
		return;
	}
	ranking->slopes = xmalloc(ranking->total * sizeof(double));
	write_slopes(course, ranking->slopes);
}

static void
rank_slopes(struct ranking *ranking, const size_t ranks[2], double out[2])
{
	if (ranking->slopes != NULL) {
		select_ranks(ranking->slopes, ranking->total, ranks, 2, out);
		return;
	}
	out[0] = slopes_at(ranking->counted, ranks[0]);
	out[1] = ranks[1] == ranks[0] ? out[0]
				      : slopes_at(ranking->counted, ranks[1]);
}

static void
ranking_release(struct ranking *ranking)
{
	free(ranking->slopes);
	if (ranking->counted != NULL)
		slopes_free(ranking->counted);
}

double
trend_inflation(double autocorrelation)
{
	double r = autocorrelation < MOST_AUTOCORRELATION
		       ? fmax(autocorrelation, 0)
		       : MOST_AUTOCORRELATION;

	return (1 + r) / (1 - r);
}

/* Sets autocorrelation and inflation, once the slope is known. */
static void
measure_inflation(const struct course *course, double most, struct trend *trend)
{
	struct moments moments;
	double n = (double)course->count, r = 0;

	take_away(course, trend->slope, course->room);
	moments = moments_of(course->room, course->count);
	if (moments.autocorrelation.exists)
		r = (n * moments.autocorrelation.value + 1) / (n - 4);
	r = fmin(fmax(r, 0), (most - 1) / (most + 1));
	trend->autocorrelation = r;
	trend->inflation = (1 + r) / (1 - r);
}

/* The interval, once the inflation is known. */
static struct interval
interval_of(struct ranking *ranking, const struct trend *trend)
{
	double total = (double)ranking->total;
	double arm = distribution_normal_quantile(0.975) *
		     sqrt(trend->kendall.variance * trend->inflation);
	double low = floor((total - arm) / 2);
	double high = ceil((total + arm) / 2) + 1;
	double ends[2];

	if (low < 1 || high > total)
		return (struct interval){0};
	rank_slopes(
	    ranking, (const size_t[]){(size_t)low - 1, (size_t)high - 1}, ends);
	return (struct interval){true, ends[0], ends[1]};
}

bool
trend_of_inflated(const double *values, const double *times, size_t count,
    double most, struct trend *trend)
{
	struct course course = {values, times, count, NULL};
	struct ranking ranking;
	double middle[2];

	*trend = (struct trend){0};
	if (count < TREND_MIN)
		return false;
	course.room = xmalloc(2 * count * sizeof *course.room);
	ranking_init(&ranking, &course);
	rank_slopes(&ranking,
	    (const size_t[]){(ranking.total - 1) / 2, ranking.total / 2},
	    middle);
	trend->slope = 0.5 * (middle[0] + middle[1]);
	trend->total = trend->slope * time_of(&course, count - 1);
	measure_inflation(&course, most, trend);
	memcpy(course.room, values, count * sizeof *values);
	trend->kendall = kendall_of(course.room, count, course.room + count);
	trend->z = kendall_z(&trend->kendall, trend->inflation);
	trend->p = kendall_p(&trend->kendall, trend->inflation);
	trend->slope_interval = interval_of(&ranking, trend);
	ranking_release(&ranking);
	free(course.room);
	return true;
}

bool
trend_of(const double *values, const double *times, size_t count,
    struct trend *trend)
{
	return trend_of_inflated(
	    values, times, count, trend_inflation(1), trend);
}
