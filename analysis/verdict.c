#include "analysis/verdict.h"

#include <math.h>
#include <string.h>

#include "analysis/welch.h"

static const double Q_MAX = 0.05, EXACT_SHARE = 1e-4;

/* The highest level that a logarithm reaches. */
static enum level
level_at(double badness, const struct thresholds *thresholds)
{
	if (badness >= log(1 + thresholds->blocker))
		return LEVEL_BLOCKER;
	if (badness >= log(1 + thresholds->critical))
		return LEVEL_CRITICAL;
	if (badness >= log(1 + thresholds->warning))
		return LEVEL_WARNING;
	return LEVEL_NONE;
}

struct judged
verdict_of(
    const struct effect *badness, double q, const struct thresholds *thresholds)
{
	double minor = log(1 + thresholds->minor);
	double unchanged = log(1 + thresholds->unchanged);
	enum level level = level_at(badness->lower, thresholds);
	enum level estimated = level_at(badness->d, thresholds);

	if (level != LEVEL_NONE)
		return (struct judged){VERDICT_REGRESSION, level, LEVEL_NONE};
	if (estimated != LEVEL_NONE && badness->lower > 0)
		return (struct judged){
		    VERDICT_REGRESSION, LEVEL_NONE, estimated};
	if (q <= Q_MAX && badness->lower > 0 && badness->d >= minor)
		return (struct judged){.verdict = VERDICT_REGRESSION};
	if (q <= Q_MAX && badness->upper < 0 && -badness->d >= minor)
		return (struct judged){.verdict = VERDICT_IMPROVEMENT};
	if (badness->lower > -unchanged && badness->upper < unchanged)
		return (struct judged){.verdict = VERDICT_UNCHANGED};
	return (struct judged){.verdict = VERDICT_INCONCLUSIVE};
}

struct judged
verdict_of_exact(double badness, const struct thresholds *thresholds)
{
	if (fabs(expm1(badness)) <= EXACT_SHARE)
		return (struct judged){.verdict = VERDICT_UNCHANGED};
	if (badness < 0)
		return (struct judged){.verdict = VERDICT_IMPROVEMENT};
	return (struct judged){
	    VERDICT_REGRESSION, level_at(badness, thresholds), LEVEL_NONE};
}

static bool
has_reason(const struct comparison *comparison, const char *reason)
{
	return comparison->reason != NULL &&
	       strcmp(comparison->reason, reason) == 0;
}

static enum verdict
verdict_without_ratio(const struct comparison *comparison)
{
	if (has_reason(comparison, "insufficient-data"))
		return VERDICT_INSUFFICIENT_DATA;
	if (has_reason(comparison, "other-unit"))
		return VERDICT_INCONCLUSIVE;
	if (!has_reason(comparison, "not-positive"))
		return VERDICT_NONE;
	if (comparison->is_base_zero && comparison->center > 0)
		return VERDICT_NEW_NONZERO;
	if (comparison->is_base_zero && comparison->is_zero)
		return VERDICT_UNCHANGED;
	return VERDICT_INCONCLUSIVE;
}

void
verdict_set(struct comparison *comparison, enum better better,
    const struct thresholds *thresholds)
{
	struct effect effect;
	struct judged judged;

	comparison->verdict_reason = NULL;
	comparison->level = comparison->suspected = LEVEL_NONE;
	if (comparison->reason != NULL) {
		comparison->verdict = verdict_without_ratio(comparison);
		if (comparison->verdict != VERDICT_NONE)
			comparison->verdict_reason = comparison->reason;
		return;
	}
	effect = comparison_effect(comparison);
	if (better == BETTER_HIGHER)
		effect = effect_swapped(&effect);
	judged = comparison->rule == COMPARISON_EXACT
		     ? verdict_of_exact(effect.d, thresholds)
		     : verdict_of(&effect, comparison->q, thresholds);
	comparison->verdict = judged.verdict;
	comparison->level = judged.level;
	comparison->suspected = judged.suspected;
	comparison->launches_needed = 0;
	if (judged.verdict == VERDICT_INCONCLUSIVE)
		comparison->launches_needed = welch_launches_needed(
		    comparison->run_sigma, thresholds->minor);
}

bool
verdict_needs_q(const struct comparison *comparison)
{
	return comparison->reason == NULL &&
	       comparison->rule != COMPARISON_EXACT && isfinite(comparison->p);
}
