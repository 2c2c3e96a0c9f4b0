#include "analysis/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/distributions.h"
#include "analysis/moments.h"
#include "analysis/ordered.h"
#include "analysis/select.h"
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

/*
 * How many slopes are at most slope: those pairs that do not rise once it is
 * taken away, which is all but those that fall in the opposite order.
 */
static uint64_t
count_slopes(const struct course *course, double slope)
{
	size_t n = course->count, i;
	uint64_t pairs = (uint64_t)n * (n - 1) / 2;
	double *left = course->room, swap;

	take_away(course, slope, left);
	for (i = 0; i < n / 2; i++) {
		swap = left[i];
		left[i] = left[n - 1 - i];
		left[n - 1 - i] = swap;
	}
	return pairs - kendall_falling(left, n, left + n);
}

/* The slope of the rank-th pair, counted from 0. */
static double
slope_by_halving(const struct course *course, size_t rank)
{
	double least = (double)INFINITY, greatest = -(double)INFINITY, slope;
	uint64_t low, high, middle;
	size_t i;

	/* Neighbours have the extremes: all others are means of theirs. */
	for (i = 1; i < course->count; i++) {
		slope = slope_between(course, i - 1, i);
		least = fmin(least, slope);
		greatest = fmax(greatest, slope);
	}
	low = ordered_key(least);
	high = ordered_key(greatest);
	while (low < high) {
		middle = low + (high - low) / 2;
		if (count_slopes(course, ordered_value(middle)) > rank)
			high = middle;
		else
			low = middle + 1;
	}
	return ordered_value(low) + 0;
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

/* slopes NULL: there are too many to be written out. */
static void
slopes_at(const struct course *course, double *slopes, size_t total,
    const size_t *ranks, size_t rank_count, double *out)
{
	size_t i;

	if (slopes != NULL)
		select_ranks(slopes, total, ranks, rank_count, out);
	for (i = 0; slopes == NULL && i < rank_count; i++)
		out[i] = slope_by_halving(course, ranks[i]);
}

/* Sets autocorrelation and inflation, once the slope is known. */
static void
measure_inflation(const struct course *course, struct trend *trend)
{
	struct moments moments;
	double n = (double)course->count, r = 0;

	take_away(course, trend->slope, course->room);
	moments = moments_of(course->room, course->count);
	if (moments.autocorrelation.exists)
		r = (n * moments.autocorrelation.value + 1) / (n - 4);
	r = fmin(fmax(r, 0), MOST_AUTOCORRELATION);
	trend->autocorrelation = r;
	trend->inflation = (1 + r) / (1 - r);
}

/* The interval, once the inflation is known. */
static struct interval
interval_of(const struct course *course, const struct trend *trend,
    double *slopes, size_t total)
{
	double arm = distribution_normal_quantile(0.975) *
		     sqrt(trend->kendall.variance * trend->inflation);
	double low = floor(((double)total - arm) / 2);
	double high = ceil(((double)total + arm) / 2) + 1;
	double ends[2];

	if (low < 1 || high > (double)total)
		return (struct interval){0};
	slopes_at(course, slopes, total,
	    (const size_t[]){(size_t)low - 1, (size_t)high - 1}, 2, ends);
	return (struct interval){true, ends[0], ends[1]};
}

bool
trend_of(const double *values, const double *times, size_t count,
    struct trend *trend)
{
	struct course course = {values, times, count, NULL};
	size_t total = count * (count - 1) / 2;
	double *slopes = NULL, middle[2];

	*trend = (struct trend){0};
	if (count < TREND_MIN)
		return false;
	course.room = xmalloc(2 * count * sizeof *course.room);
	if (count <= TREND_DIRECT_MAX) {
		slopes = xmalloc(total * sizeof *slopes);
		write_slopes(&course, slopes);
	}
	slopes_at(&course, slopes, total,
	    (const size_t[]){(total - 1) / 2, total / 2}, 2, middle);
	trend->slope = 0.5 * (middle[0] + middle[1]);
	trend->total = trend->slope * time_of(&course, count - 1);
	measure_inflation(&course, trend);
	memcpy(course.room, values, count * sizeof *values);
	trend->kendall = kendall_of(course.room, count, course.room + count);
	trend->z = kendall_z(&trend->kendall, trend->inflation);
	trend->p = kendall_p(&trend->kendall, trend->inflation);
	trend->slope_interval = interval_of(&course, trend, slopes, total);
	free(slopes);
	free(course.room);
	return true;
}
