#include "analysis/compare.h"

#include <math.h>

#include "analysis/distributions.h"
#include "analysis/paired.h"
#include "analysis/rounds.h"
#include "analysis/shares.h"
#include "analysis/success_rate.h"
#include "analysis/welch.h"

struct comparing {
	const struct series *series;
	struct result *result;
	const struct result_metric *metrics;
	struct rounds *rounds; /* of each of metrics; items NULL: not yet */
	VEC(double) logs, others;
};

/* A metric of a case, wherever something about it is kept. */
struct side {
	const struct series_case *kept;
	const struct series_metric *metric;
	const struct result_metric *described;
	const struct rounds *rounds;
};

static struct side
side_of(struct comparing *comparing, size_t case_index, size_t metric_index)
{
	const struct series_case *kept =
	    &comparing->series->cases.items[case_index];
	const struct result_metric *described =
	    &comparing->result->cases[case_index].metrics[metric_index];
	struct rounds *rounds =
	    &comparing->rounds[described - comparing->metrics];
	const struct series_metric *metric = &kept->metrics.items[metric_index];

	if (rounds->items == NULL && described->is_measured &&
	    described->summary.min > 0)
		*rounds = rounds_of(kept, metric);
	return (struct side){kept, metric, described, rounds};
}

/* Whatever a case gave that failed, nothing is compared with it. */
static bool
has_failed(const struct series_case *kept)
{
	return kept->has_outcome && kept->line.status != CASE_STATUS_OK &&
	       kept->line.status != CASE_STATUS_SKIPPED;
}

static bool
is_constant(const struct side *side)
{
	return side->metric->metric.is_exact &&
	       side->described->summary.min == side->described->summary.max;
}

/* The ratio is its own interval. */
static void
set_exact(struct comparison *out, double ratio)
{
	out->rule = COMPARISON_EXACT;
	if (!(ratio > 0) || !isfinite(ratio)) {
		out->reason = "insufficient-data";
		return;
	}
	out->ratio = out->ratio_lower = out->ratio_upper = ratio;
	out->ratio_interval = (struct interval){true, ratio, ratio};
}

/* The error is that of a t interval as wide. */
static void
set_error(struct comparison *out, const struct paired *pair)
{
	double rounds = (double)pair->pairs;
	double t = distribution_t_quantile(0.975, rounds - 1);

	out->df = rounds - 1;
	out->error = (pair->high - pair->low) / 2 / t;
	out->run_sigma = out->error * sqrt(rounds / 2);
	out->session_sigma = 0;
	out->detectable = welch_detectable(out->error * out->error, out->df);
}

static void
set_paired(struct comparison *out, const struct paired *pair)
{
	const struct effect effect = {
	    pair->d, pair->low, pair->high, pair->lower, pair->upper, pair->p};

	if (!pair->exists) {
		out->reason = "insufficient-data";
		return;
	}
	comparison_set(out, &effect);
	if (out->reason == NULL)
		set_error(out, pair);
}

static void
set_centers(struct comparison *out, const struct summary *here,
    const struct summary *there)
{
	out->launches = here->launches;
	out->base_launches = there->launches;
	out->center = here->median;
	out->base_center = there->median;
	out->is_zero = here->min == 0 && here->max == 0;
	out->is_base_zero = there->min == 0 && there->max == 0;
}

static void
set_difference(struct comparison *out)
{
	out->reason = "not-positive";
	out->difference =
	    (struct estimate){true, out->center - out->base_center};
}

static void
compare_sides(struct comparing *comparing, const struct side *here,
    const struct side *there, struct comparison *out)
{
	size_t least = here->rounds->count, count;
	struct paired pair;

	if (strcmp(here->metric->metric.unit, there->metric->metric.unit) !=
	    0) {
		out->reason = "other-unit";
		return;
	}
	out->rule = COMPARISON_PAIRED;
	if (!there->described->is_measured) {
		out->reason = "insufficient-data";
		return;
	}
	set_centers(out, &here->described->summary, &there->described->summary);
	if (!(here->described->summary.min > 0) ||
	    !(there->described->summary.min > 0)) {
		set_difference(out);
		if (is_constant(here) && is_constant(there))
			out->rule = COMPARISON_EXACT;
		return;
	}
	vec_reserve(&comparing->logs, least + 1);
	vec_reserve(&comparing->others, least + 1);
	count = rounds_match(here->rounds, there->rounds, comparing->logs.items,
	    comparing->others.items);
	out->pairs = count;
	if (is_constant(here) && is_constant(there)) {
		set_exact(out, out->center / out->base_center);
		return;
	}
	pair = paired_of(comparing->logs.items, comparing->others.items, count,
	    here->rounds->noise + there->rounds->noise);
	set_paired(out, &pair);
}

static void
compare_shares(const struct result_case *here, const struct result_case *there,
    struct comparison *out)
{
	const struct share one = {
	    here->launches - here->failed, here->launches};
	const struct share other = {
	    there->launches - there->failed, there->launches};

	out->rule = COMPARISON_SHARES;
	if (here->launches < here->failed || here->launches == 0 ||
	    there->launches < there->failed || there->launches == 0)
		out->reason = "insufficient-data";
	else
		shares_compare(&one, &other, out);
}

/* The index of the metric of that name; false if the case has none. */
static bool
find_metric(const struct series_case *kept, const char *name, size_t likely,
    size_t *index)
{
	*index = likely;
	if (likely < kept->metrics.count &&
	    strcmp(kept->metrics.items[likely].metric.name, name) == 0)
		return true;
	for (*index = 0; *index < kept->metrics.count; ++*index)
		if (strcmp(kept->metrics.items[*index].metric.name, name) == 0)
			return true;
	return false;
}

/*
 * One metric of one case against the case of that id, NULL if there is nothing
 * to compare: this metric has no sample, or that case not this metric.
 */
static struct comparison *
compare_metric(struct comparing *comparing, size_t case_index,
    size_t metric_index, const char *id)
{
	const struct series *series = comparing->series;
	const struct series_metric *metric =
	    &series->cases.items[case_index].metrics.items[metric_index];
	bool is_share = success_rate_is_meant(metric);
	struct side here, there;
	struct comparison *out;
	size_t other, index;
	bool is_there;

	if (id == NULL || (metric->values.count == 0 && !is_share))
		return NULL;
	is_there = map_get(&series->case_index, id, &other);
	here = side_of(comparing, case_index, metric_index);
	if (is_there &&
	    (other == case_index ||
		!find_metric(&series->cases.items[other],
		    here.metric->metric.name, metric_index, &index)))
		return NULL;
	out = arena_alloc(&comparing->result->arena, sizeof *out);
	if (!is_there) {
		id = arena_strdup(&comparing->result->arena, id);
		*out = comparison_none(id, "missing-case");
		return out;
	}
	if (has_failed(&series->cases.items[other])) {
		id = comparing->result->cases[other].id;
		*out = comparison_none(id, "failed-case");
		return out;
	}
	there = side_of(comparing, other, index);
	*out = comparison_none(comparing->result->cases[other].id, NULL);
	if (is_share)
		compare_shares(&comparing->result->cases[case_index],
		    &comparing->result->cases[other], out);
	else
		compare_sides(comparing, &here, &there, out);
	return out;
}

static bool
has_comparisons(const struct series *series)
{
	size_t i;

	for (i = 0; i < series->cases.count; i++)
		if (series->cases.items[i].line.reference != NULL ||
		    series->cases.items[i].line.base != NULL)
			return true;
	return false;
}

/* Did the value double or halve while as many launches succeeded? */
static bool
is_implausible(const struct comparing *comparing, size_t index,
    const struct comparison *comparison)
{
	const struct result *result = comparing->result;
	const struct result_case *here = &result->cases[index], *there;
	size_t other;

	if (comparison == NULL || !comparison_is_large(comparison) ||
	    !map_get(
		&comparing->series->case_index, comparison->case_id, &other))
		return false;
	there = &result->cases[other];
	return here->failed * there->launches == there->failed * here->launches;
}

static void
compare_case(
    struct comparing *comparing, size_t index, struct result_metric *metrics)
{
	const struct series_case *kept = &comparing->series->cases.items[index];
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		metrics[i].comparison =
		    compare_metric(comparing, index, i, kept->line.base);
		if (is_implausible(comparing, index, metrics[i].comparison))
			metrics[i].comparison->is_implausible = true;
		metrics[i].reference =
		    compare_metric(comparing, index, i, kept->line.reference);
	}
}

void
compare_cases(const struct series *series, struct result *result,
    struct result_metric *metrics)
{
	struct comparing comparing = {
	    .series = series, .result = result, .metrics = metrics};
	struct result_metric *next = metrics;
	size_t i, count;

	if (!has_comparisons(series))
		return;
	for (i = 0; i < series->cases.count; i++)
		next += series->cases.items[i].metrics.count;
	count = (size_t)(next - metrics);
	comparing.rounds = xcalloc(count + 1, sizeof *comparing.rounds);
	next = metrics;
	for (i = 0; i < series->cases.count; i++) {
		compare_case(&comparing, i, next);
		next += series->cases.items[i].metrics.count;
	}
	for (i = 0; i < count; i++)
		rounds_release(&comparing.rounds[i]);
	free(comparing.rounds);
	vec_free(&comparing.logs);
	vec_free(&comparing.others);
}
