#include "analysis/baseline.h"

#include <math.h>

#include "analysis/mann_whitney.h"
#include "analysis/ratio.h"
#include "analysis/record_copy.h"
#include "analysis/run_difference.h"
#include "analysis/shares.h"
#include "analysis/success_rate.h"

enum { SINGLE_SAMPLES_MIN = 6 };

struct comparing {
	const struct baseline *baseline;
	struct result *result;
	struct session_desk here, there;
	struct mann_whitney_table table;
	VEC(double) logs; /* of a history */
};

/* A case of the run. */
struct item {
	const struct series_case *kept, *base; /* base NULL: it has none */
	const struct result_case *described;
};

static const struct series_case *
find_case(const struct series *series, const char *id)
{
	size_t index;

	if (series == NULL || !map_get(&series->case_index, id, &index))
		return NULL;
	return &series->cases.items[index];
}

static const struct series_metric *
find_metric(const struct series_case *kept, const char *name)
{
	size_t i;

	for (i = 0; kept != NULL && i < kept->metrics.count; i++)
		if (strcmp(kept->metrics.items[i].metric.name, name) == 0)
			return &kept->metrics.items[i];
	return NULL;
}

/* NULL: fewer than five sessions, or another unit. */
static const struct history_series *
find_history(const struct baseline *baseline, const char *id,
    const struct metric *metric)
{
	const struct history_series *series;

	if (baseline->history == NULL)
		return NULL;
	series = history_find(baseline->history, id, metric->name);
	if (series == NULL || series->values.count < ARCHIVE_NOISE_MIN ||
	    strcmp(series->unit, metric->unit) != 0)
		return NULL;
	return series;
}

/* The newest session with two launches. */
static struct welch_side
last_within(const struct history_series *series)
{
	const struct history_value *value;
	size_t i = series->values.count;

	while (i-- > 0) {
		value = &series->values.items[i];
		if (value->launches >= 2 && isfinite(value->variance))
			return (struct welch_side){
			    value->launches, value->log, value->variance};
	}
	return (struct welch_side){0};
}

/* Which of the two levels is nearer. */
static double
level_of(const struct history_series *series, double log)
{
	return fabs(log - series->low) <= fabs(log - series->high)
		   ? series->low
		   : series->high;
}

/*
 * Each value counts as if it were at the level that ours is nearest to; there's
 * centre stays what was measured. there NULL: the centre of the history.
 */
static void
compare_archive(struct comparing *comparing,
    const struct history_series *series, const struct session *here,
    const struct session *there, struct comparison *out)
{
	struct welch_side last = last_within(series);
	struct archive_noise noise;
	struct session base;
	double log, ours = level_of(series, here->value);
	size_t i;

	comparing->logs.count = 0;
	for (i = 0; i < series->values.count; i++) {
		log = series->values.items[i].log;
		vec_push(&comparing->logs, log - level_of(series, log) + ours);
	}
	noise = archive_noise_of(
	    comparing->logs.items, comparing->logs.count, here->step);
	out->is_bimodal = series->low < series->high;
	if (there != NULL) {
		base = *there;
		base.value += ours - level_of(series, there->value);
	}
	ratio_archive(here, there == NULL ? NULL : &base, &noise, &last, out);
}

static bool
is_too_small(const struct session *session)
{
	return session->side.count < 2 && session->samples < SINGLE_SAMPLES_MIN;
}

static bool
are_constant(const struct metric *metric, const struct session *here,
    const struct session *there)
{
	return metric->is_exact && here->is_constant && there->is_constant;
}

static bool
are_exact(const struct metric *metric, const struct session *here,
    const struct session *there)
{
	return are_constant(metric, here, there) && here->is_positive &&
	       there->is_positive;
}

/* there has samples, or is NULL and series has sessions. */
static void
compare_sessions(struct comparing *comparing, const struct metric *metric,
    const struct history_series *series, const struct session *here,
    const struct session *there, struct comparison *out)
{
	if (there != NULL && are_exact(metric, here, there))
		ratio_exact(here, there, out);
	else if (there != NULL && !(here->is_positive && there->is_positive))
		ratio_difference(
		    here, there, are_constant(metric, here, there), out);
	else if (!here->is_positive)
		out->reason = "not-positive";
	else if (series == NULL && is_too_small(here))
		out->reason = "insufficient-data";
	else if (series != NULL)
		compare_archive(comparing, series, here, there, out);
	else if (is_too_small(there))
		out->reason = "insufficient-data";
	else
		ratio_of_launches(
		    here, there, welch_session_sigma, &comparing->table, out);
}

static bool
has_failed(const struct series_case *kept)
{
	return kept->has_outcome && kept->line.status != CASE_STATUS_OK;
}

/* The metric of the baseline; NULL: reason says why there is none. */
static const struct series_metric *
find_base(
    const struct item *item, const struct metric *metric, const char **reason)
{
	const struct series_metric *base =
	    find_metric(item->base, metric->name);

	*reason = NULL;
	if (item->base == NULL)
		*reason = "no-baseline-case";
	else if (base == NULL)
		*reason = "no-baseline-metric";
	else if (strcmp(base->metric.unit, metric->unit) != 0)
		*reason = "other-unit";
	else if (base->values.count == 0 || has_failed(item->base))
		*reason = "insufficient-data";
	return *reason == NULL ? base : NULL;
}

/* Does the archive decide, and not the baseline? */
static bool
wants_archive(const struct comparing *comparing, const struct session *here,
    const struct series_metric *base)
{
	const struct baseline *baseline = comparing->baseline;

	if (!here->is_positive)
		return false;
	if (baseline->series == NULL || !baseline->is_named)
		return true;
	return base != NULL && !comparing->result->is_other_machine;
}

static void
compare_metric(struct comparing *comparing, const struct item *item,
    const struct series_metric *metric, struct comparison *out)
{
	const struct baseline *baseline = comparing->baseline;
	const struct history_series *series;
	const struct series_metric *base;
	struct session here, there;
	const char *reason;
	bool is_centered; /* on the baseline */

	here = session_of(&comparing->here, metric);
	base = find_base(item, &metric->metric, &reason);
	if (base != NULL)
		there = session_of(&comparing->there, base);
	series = find_history(baseline, item->kept->line.id, &metric->metric);
	if (series != NULL && !wants_archive(comparing, &here, base))
		series = NULL;
	if (base == NULL && series == NULL) {
		out->reason = reason;
		return;
	}
	if (base != NULL && !(here.is_positive && there.is_positive)) {
		here = session_plain(&comparing->here, metric);
		there = session_plain(&comparing->there, base);
	}
	is_centered =
	    base != NULL &&
	    (series == NULL || baseline->is_named || !there.is_positive ||
		are_exact(&metric->metric, &here, &there));
	compare_sessions(comparing, &metric->metric, series, &here,
	    is_centered ? &there : NULL, out);
}

static struct share
share_of(uint64_t launches, uint64_t failed)
{
	return (struct share){
	    failed > launches ? 0 : launches - failed, launches};
}

/* The launches of the case there; none without a case. */
static struct share
share_there(const struct series_case *base)
{
	if (base == NULL)
		return (struct share){0};
	if (base->line.has_launches)
		return share_of(base->line.launches, base->line.failed);
	return share_of(base->launches_seen, base->failures_seen);
}

static double
success_of(struct share share)
{
	return share.all == 0 ? 1 : (double)share.good / (double)share.all;
}

/* Did as many launches of the case succeed there? */
static bool
has_same_success(const struct item *item)
{
	const struct result_case *here = item->described;

	return success_of(share_of(here->launches, here->failed)) ==
	       success_of(share_there(item->base));
}

/* success_rate, which is made of the launches. */
static void
compare_success(const struct item *item, struct comparison *out)
{
	const struct result_case *described = item->described;
	struct share here = share_of(described->launches, described->failed);
	struct share there = share_there(item->base);

	if (item->base == NULL)
		out->reason = "no-baseline-case";
	else if (there.all == 0)
		out->reason = "insufficient-data";
	else
		shares_compare(&here, &there, out);
}

static void
compare_case(struct comparing *comparing, const struct item *item)
{
	struct arena *arena = &comparing->result->arena;
	const struct series_metric *kept;
	struct result_metric *metric;
	struct comparison *out;
	bool is_share;
	size_t i;

	for (i = 0; i < item->kept->metrics.count; i++) {
		kept = &item->kept->metrics.items[i];
		metric = &item->described->metrics[i];
		is_share = success_rate_is_meant(kept) && metric->is_measured;
		if (metric->comparison != NULL ||
		    (kept->values.count == 0 && !is_share))
			continue;
		out = arena_alloc(arena, sizeof *out);
		*out = comparison_none(item->described->id, NULL);
		metric->comparison = out;
		if (is_share) {
			compare_success(item, out);
			continue;
		}
		compare_metric(comparing, item, kept, out);
		out->is_implausible = comparison_is_large(out) &&
				      !comparing->result->is_other_machine &&
				      has_same_success(item);
	}
}

/* The case is not in the run any more. */
static struct result_case
missing_case(struct pool *pool, const struct record_case *line)
{
	struct arena *arena = pool->arena;

	return (struct result_case){
	    .id = arena_strdup(arena, line->id),
	    .group = pool_keep(pool, line->group),
	    .benchmark = pool_keep(pool, line->benchmark),
	    .params = record_pairs_copy(pool, line->params, line->param_count),
	    .param_count = line->param_count,
	    .tags = record_names_copy(pool, line->tags, line->tag_count),
	    .tag_count = line->tag_count,
	    .owner = pool_keep(pool, line->owner),
	    .status = CASE_STATUS_MISSING,
	    .message = "The baseline has this case, and this run has not.",
	    .is_failure_allowed = line->is_failure_allowed,
	};
}

static void
add_missing(const struct series *base, const struct series *series,
    struct pool *pool, struct result *result)
{
	const struct record_case *line;
	VEC(struct result_case) cases = {0};
	struct result_case *all;
	size_t i, count = result->case_count;

	for (i = 0; i < base->cases.count; i++) {
		line = &base->cases.items[i].line;
		if (line->status != CASE_STATUS_MISSING &&
		    line->status != CASE_STATUS_SKIPPED &&
		    find_case(series, line->id) == NULL)
			vec_push(&cases, missing_case(pool, line));
	}
	if (cases.count > 0) {
		result->case_count = count + cases.count;
		result->counts.cases += cases.count;
		result->counts.missing += cases.count;
		all = arena_alloc(
		    &result->arena, result->case_count * sizeof *all);
		if (count > 0)
			memcpy(all, result->cases, count * sizeof *all);
		memcpy(&all[count], cases.items, cases.count * sizeof *all);
		result->cases = all;
	}
	vec_free(&cases);
}

static void
name_history(const struct history *history, struct result *result)
{
	const char **runs;
	size_t i;

	runs =
	    arena_alloc(&result->arena, history->sessions.count * sizeof *runs);
	for (i = 0; i < history->sessions.count; i++)
		runs[i] = arena_strdup(
		    &result->arena, history->sessions.items[i].run);
	result->history = runs;
	result->history_count = history->sessions.count;
}

void
baseline_compare(const struct baseline *baseline, const struct series *series,
    struct result *result)
{
	struct pool pool = {.arena = &result->arena};
	struct comparing comparing = {.baseline = baseline, .result = result};
	struct item item;
	size_t i;

	if (baseline->series != NULL)
		run_difference(&baseline->series->run, &pool, result);
	if (baseline->history != NULL)
		name_history(baseline->history, result);
	if (baseline->series == NULL && result->history_count == 0) {
		pool_release(&pool);
		return;
	}
	for (i = 0; i < series->cases.count; i++) {
		item.kept = &series->cases.items[i];
		item.base = find_case(baseline->series, item.kept->line.id);
		item.described = &result->cases[i];
		compare_case(&comparing, &item);
	}
	if (baseline->series != NULL && !baseline->is_part)
		add_missing(baseline->series, series, &pool, result);
	session_desk_release(&comparing.here);
	session_desk_release(&comparing.there);
	vec_free(&comparing.logs);
	pool_release(&pool);
}
