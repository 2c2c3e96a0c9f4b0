#include "analysis/judge.h"

#include <math.h>

#include "analysis/baseline.h"
#include "analysis/confirm.h"
#include "analysis/gates.h"
#include "analysis/judge_notes.h"
#include "analysis/multiplicity.h"
#include "analysis/overall.h"
#include "analysis/policy.h"
#include "analysis/sentence.h"
#include "analysis/target.h"
#include "analysis/verdict.h"

/* Those of which a verdict may be said: what failed has a status instead. */
static bool
is_judged(const struct result_case *item, const struct result_metric *metric)
{
	return item->status == CASE_STATUS_OK && metric->is_judged;
}

/* A family of tests: all comparisons, or all references. */
struct family {
	VEC(struct comparison *) members;
	VEC(struct estimate) p;
};

static void
family_add(struct family *family, struct comparison *comparison)
{
	struct estimate p;

	if (comparison == NULL || !verdict_needs_q(comparison))
		return;
	p = (struct estimate){true, comparison->p};
	vec_push(&family->members, comparison);
	vec_push(&family->p, p);
}

static void
family_adjust(struct family *family)
{
	struct estimate *q = family->p.items;
	size_t i, count = family->members.count;

	if (count > 0)
		multiplicity_adjust(q, count, q);
	for (i = 0; i < count; i++)
		family->members.items[i]->q =
		    q[i].exists ? q[i].value : (double)NAN;
	vec_free(&family->members);
	vec_free(&family->p);
}

/* Is the comparison shown, and not judged? */
static bool
is_foreign(const struct judge_options *options, const struct result *result,
    const struct comparison *comparison)
{
	return result->is_other_machine && !options->is_forced &&
	       comparison->rule != COMPARISON_PAIRED &&
	       comparison->sessions == 0;
}

static void
adjust(const struct judge_options *options, struct result *result)
{
	struct family comparisons = {0}, references = {0};
	const struct result_metric *metric;
	const struct result_case *item;
	size_t i, j;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++) {
			metric = &item->metrics[j];
			if (!is_judged(item, metric))
				continue;
			if (metric->comparison != NULL &&
			    !is_foreign(options, result, metric->comparison))
				family_add(&comparisons, metric->comparison);
			family_add(&references, metric->reference);
		}
	}
	family_adjust(&comparisons);
	family_adjust(&references);
}

static void
set_verdict(const struct judge_options *options, const struct result *result,
    const struct result_metric *metric, const struct thresholds *thresholds)
{
	struct comparison *comparison = metric->comparison;

	if (comparison != NULL &&
	    (comparison->reason == NULL ||
		strcmp(comparison->reason, "not-positive") == 0) &&
	    is_foreign(options, result, comparison)) {
		comparison->verdict = VERDICT_INCONCLUSIVE;
		comparison->verdict_reason = "other-machine";
	} else if (comparison != NULL) {
		verdict_set(comparison, metric->metric.better, thresholds);
	}
	if (metric->reference != NULL)
		verdict_set(
		    metric->reference, metric->metric.better, thresholds);
}

static void
set_verdicts(const struct judge_options *options, const struct policy *policy,
    struct result *result)
{
	const struct result_metric *metric;
	const struct result_case *item;
	struct thresholds thresholds;
	size_t i, j;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++) {
			metric = &item->metrics[j];
			if (!is_judged(item, metric) ||
			    (metric->comparison == NULL &&
				metric->reference == NULL))
				continue;
			thresholds = policy_thresholds(
			    policy, item, metric->metric.name);
			set_verdict(options, result, metric, &thresholds);
		}
	}
}

/* The change without the accepted steps, a logarithm. */
static double
rest_of(
    const struct judge_accepted *accepted, const struct comparison *comparison)
{
	return accepted->is_from_baseline
		   ? accepted->rest
		   : comparison_effect(comparison).d + accepted->rest;
}

/*
 * Is it worse than what was accepted, beyond doubt and by more than what
 * passes for unchanged? Each step is as uncertain as the comparison.
 */
static bool
is_more_than(const struct judge_accepted *accepted,
    const struct result_metric *metric, const struct thresholds *thresholds)
{
	struct effect effect;
	double worse, arm;

	if (isnan(accepted->rest) || metric->comparison->reason != NULL)
		return false;
	effect = comparison_effect(metric->comparison);
	worse = rest_of(accepted, metric->comparison);
	arm = effect.d - effect.lower;
	if (metric->metric.better == BETTER_HIGHER) {
		worse = -worse;
		arm = effect.upper - effect.d;
	}
	return worse - sqrt(1 + (double)accepted->steps) * arm >
	       log1p(thresholds->unchanged);
}

static void
accept_regression(const struct judge_accepted *accepted,
    const struct result_metric *metric, const struct thresholds *thresholds,
    struct arena *arena)
{
	struct comparison *comparison = metric->comparison;

	if (accepted->over != NULL)
		comparison->lapsed = arena_printf(arena,
		    "accepted until %s (%s), and is judged again",
		    accepted->over, accepted->reason);
	else if (is_more_than(accepted, metric, thresholds))
		comparison->lapsed = arena_printf(arena,
		    "accepted (%s), but %s came besides", accepted->reason,
		    sentence_change(arena, exp(rest_of(accepted, comparison)),
			&(struct interval){0}));
	else
		comparison->accepted = arena_strdup(arena, accepted->reason);
}

static void
accept(const struct judge_accepted *accepted, const struct policy *policy,
    struct result_case *item, struct arena *arena)
{
	const struct result_metric *metric;
	struct thresholds thresholds;
	size_t i;

	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (metric->comparison == NULL ||
		    metric->comparison->verdict != VERDICT_REGRESSION ||
		    strcmp(metric->metric.name, accepted->metric) != 0)
			continue;
		thresholds =
		    policy_thresholds(policy, item, metric->metric.name);
		accept_regression(accepted, metric, &thresholds, arena);
	}
}

static void
accept_all(const struct judge_options *options, const struct policy *policy,
    struct result *result)
{
	struct map ids = {0};
	size_t i, place;

	for (i = 0; options->accepted_count > 0 && i < result->case_count; i++)
		map_put(&ids, result->cases[i].id, i);
	for (i = 0; i < options->accepted_count; i++)
		if (map_get(&ids, options->accepted[i].case_id, &place))
			accept(&options->accepted[i], policy,
			    &result->cases[place], &result->arena);
	map_release(&ids);
}

/* Which verdicts the judged metrics of the case have, a bit each. */
static unsigned
verdicts_of(const struct result_case *item, bool *is_added)
{
	const struct comparison *comparison;
	unsigned verdicts = 0;
	size_t i;

	*is_added = false;
	for (i = 0; i < item->metric_count; i++) {
		comparison = item->metrics[i].comparison;
		if (comparison == NULL || !is_judged(item, &item->metrics[i]))
			continue;
		verdicts |= 1U << comparison->verdict;
		*is_added =
		    *is_added ||
		    (comparison->reason != NULL &&
			(strcmp(comparison->reason, "no-baseline-case") == 0 ||
			    strcmp(comparison->reason, "failed-case") == 0));
	}
	return verdicts;
}

static void
count_verdicts(struct result *result)
{
	const unsigned open = 1U << VERDICT_INCONCLUSIVE |
			      1U << VERDICT_INSUFFICIENT_DATA |
			      1U << VERDICT_NEW_NONZERO;
	struct result_counts *counts = &result->counts;
	unsigned verdicts;
	bool is_added;
	size_t i;

	for (i = 0; i < result->case_count; i++) {
		verdicts = verdicts_of(&result->cases[i], &is_added);
		if (verdicts & 1U << VERDICT_REGRESSION)
			counts->regressions++;
		else if (verdicts & 1U << VERDICT_IMPROVEMENT)
			counts->improvements++;
		else if (verdicts & open)
			counts->inconclusive++;
		else if (verdicts & 1U << VERDICT_UNCHANGED)
			counts->unchanged++;
		else if (is_added)
			counts->added++;
	}
}

int
judge(const struct series *series, const struct judge_options *options,
    struct result *result, struct err *err)
{
	const struct baseline baseline = {
	    .series = options->baseline,
	    .is_named = options->is_baseline_named,
	    .history = options->history,
	    .is_part = options->is_part,
	};
	struct policy policy;

	if (options->policy != NULL)
		result->run.policy =
		    arena_strdup(&result->arena, options->policy);
	if (policy_read(&policy, result->run.policy, &result->arena, err) < 0)
		return -1;
	baseline_compare(&baseline, series, result);
	adjust(options, result);
	if (options->confirmed != NULL)
		confirm_apply(options->confirmed, result);
	set_verdicts(options, &policy, result);
	if (options->confirmed != NULL)
		confirm_close(options->confirmed, result);
	accept_all(options, &policy, result);
	count_verdicts(result);
	overall_means(result);
	overall_shift(result);
	scaling_build(&policy, options->baseline, result);
	concurrency_build(result);
	target_judge(&policy, result);
	gates_judge(&policy, options, result);
	judge_notes(options, result);
	return 0;
}
