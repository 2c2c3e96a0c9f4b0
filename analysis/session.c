#include "analysis/session.h"

#include <math.h>

#include "analysis/moments.h"
#include "analysis/quantile.h"
#include "analysis/select.h"
#include "analysis/sort.h"
#include "analysis/warmup.h"

/* Of the median by that of the mean, √(π / 2); of the normal's MAD. */
static const double MEDIAN_FACTOR = 1.2533, MAD_FACTOR = 1.4826;
static const double CONSTANT_SHARE = 1e-4;

static const double *
sorted_copy(struct session_desk *desk, const double *values, size_t count)
{
	vec_reserve(&desk->sorted, count);
	vec_reserve(&desk->spare, count);
	memcpy(desk->sorted.items, values, count * sizeof *values);
	sort_doubles(desk->sorted.items, count, desk->spare.items);
	return desk->sorted.items;
}

/* What all samples are like. */
static void
look(struct session *session, const double *values)
{
	double least = values[0], greatest = values[0];
	size_t i;

	for (i = 1; i < session->samples; i++) {
		least = fmin(least, values[i]);
		greatest = fmax(greatest, values[i]);
	}
	session->is_positive = least > 0;
	session->is_zero = least == 0 && greatest == 0;
	session->is_constant =
	    greatest - least <=
	    CONSTANT_SHARE * fmin(fabs(least), fabs(greatest));
}

/* The median of the logarithms of count values. */
static double
log_median(const struct middle *middle, size_t count)
{
	double upper = log(middle->high);

	return count % 2 == 1 ? upper : (log(middle->low) + upper) / 2;
}

static void
add_launch(struct session_desk *desk, const struct session *session,
    const double *values, size_t count)
{
	struct middle middle;
	double median;

	vec_reserve(&desk->spare, count);
	memcpy(desk->spare.items, values, count * sizeof *values);
	middle = select_middle(desk->spare.items, count);
	median = quantile_median((const double[]){middle.low, middle.high}, 2);
	vec_push(&desk->medians, median);
	vec_push(&desk->launches,
	    session->is_logarithmic ? log_median(&middle, count) : median);
}

static void
add_launches(struct session_desk *desk, const struct session *session,
    const struct series_metric *metric)
{
	const double *values = metric->values.items;
	const struct span *span;
	size_t i;
	uint32_t j;

	desk->medians.count = desk->launches.count = 0;
	for (i = 0; i < metric->spans.count; i++) {
		span = &metric->spans.items[i];
		for (j = 0; j < span->launches; j++) {
			add_launch(desk, session, values, span->count);
			values += span->count;
		}
	}
}

/* SE² of a launch that stands alone. */
static double
variance_within(struct session_desk *desk, const struct session *session,
    const double *values)
{
	size_t n = session->samples, i;
	struct estimate n_eff;
	struct moments moments;
	const double *sorted;
	double *own, error;

	vec_reserve(&desk->medians, n);
	own = desk->medians.items;
	for (i = 0; i < n; i++)
		own[i] = session->is_logarithmic ? log(values[i]) : values[i];
	moments = moments_of(own, n);
	n_eff = moments_effective_count(&moments, n);
	sorted = sorted_copy(desk, own, n);
	error = MEDIAN_FACTOR * MAD_FACTOR *
		quantile_mad(sorted, n, quantile_median(sorted, n));
	return error * error / (n_eff.exists ? n_eff.value : (double)n);
}

/* Fills in the rest; metric has no warm-up. */
static void
measure(struct session_desk *desk, const struct series_metric *metric,
    struct session *session)
{
	add_launches(desk, session, metric);
	session->launches = desk->launches.items;
	session->step = series_step(metric);
	session->center = quantile_median(
	    sorted_copy(desk, desk->medians.items, desk->medians.count),
	    desk->medians.count);
	if (session->is_logarithmic)
		session->step /= session->center;
	session->side = welch_side_of(
	    session->launches, desk->launches.count, session->step);
	session->value = session->side.mean;
	session->variance = session->side.variance;
	if (session->side.count < 2) {
		session->value = session->launches[0];
		session->variance =
		    fmax(variance_within(desk, session, metric->values.items),
			session->step * session->step / 12);
	}
}

/* What all samples are like; samples 0: there are none. */
static struct session
begin(const struct series_metric *steady)
{
	struct session session = {.samples = steady->values.count};

	if (session.samples > 0)
		look(&session, steady->values.items);
	return session;
}

struct session
session_of(struct session_desk *desk, const struct series_metric *metric)
{
	const struct series_metric *steady =
	    warmup_without(metric, &desk->steady);
	struct session session = begin(steady);

	session.is_logarithmic = session.is_positive;
	if (session.samples > 0)
		measure(desk, steady, &session);
	return session;
}

struct session
session_plain(struct session_desk *desk, const struct series_metric *metric)
{
	const struct series_metric *steady =
	    warmup_without(metric, &desk->steady);
	struct session session = begin(steady);

	if (session.samples > 0)
		measure(desk, steady, &session);
	return session;
}

void
session_desk_release(struct session_desk *desk)
{
	warmup_release(&desk->steady);
	vec_free(&desk->sorted);
	vec_free(&desk->spare);
	vec_free(&desk->medians);
	vec_free(&desk->launches);
}
