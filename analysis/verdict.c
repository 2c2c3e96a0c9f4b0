#include "analysis/verdict.h"

#include <math.h>
#include <string.h>

#include "analysis/welch.h"

static const double Q_MAX = 0.05, EXACT_SHARE = 1e-4;
/* What rounding makes of a boundary: a ratio's logarithm is good to 12 digits.
 */
static const double DIGITS = 1e-12;

static bool
reaches(double logarithm, double share)
{
	return logarithm >= log1p(share) - DIGITS;
}

/* The highest level that a logarithm reaches. */
static enum level
level_at(double badness, const struct thresholds *thresholds)
{
	if (reaches(badness, thresholds->blocker))
		return LEVEL_BLOCKER;
	if (reaches(badness, thresholds->critical))
		return LEVEL_CRITICAL;
	if (reaches(badness, thresholds->warning))
		return LEVEL_WARNING;
	return LEVEL_NONE;
}

struct judged
verdict_of(
    const struct effect *badness, double q, const struct thresholds *thresholds)
{
	double unchanged = log1p(thresholds->unchanged) - DIGITS;
	enum level level = level_at(badness->lower, thresholds);
	enum level estimated = level_at(badness->d, thresholds);

	if (level != LEVEL_NONE)
		return (struct judged){VERDICT_REGRESSION, level, LEVEL_NONE};
	if (estimated != LEVEL_NONE && badness->lower > 0)
		return (struct judged){
		    VERDICT_REGRESSION, LEVEL_NONE, estimated};
	if (q <= Q_MAX && badness->lower > 0 &&
	    reaches(badness->d, thresholds->minor))
		return (struct judged){.verdict = VERDICT_REGRESSION};
	if (q <= Q_MAX && badness->upper < 0 &&
	    reaches(-badness->d, thresholds->minor))
		return (struct judged){.verdict = VERDICT_IMPROVEMENT};
	if (badness->lower > -unchanged && badness->upper < unchanged)
		return (struct judged){.verdict = VERDICT_UNCHANGED};
	return (struct judged){.verdict = VERDICT_INCONCLUSIVE};
}

struct judged
verdict_of_exact(double badness, const struct thresholds *thresholds)
{
	if (!(fabs(badness) > log1p(EXACT_SHARE) + DIGITS))
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

/*
 * Counts that repeat and have no ratio. Where more is better, nothing left of
 * what there was is worse than any level.
 */
static struct judged
verdict_of_difference(const struct comparison *comparison, enum better better)
{
	double here = comparison->center, there = comparison->base_center;
	double worse = better == BETTER_HIGHER ? there - here : here - there;

	if (fabs(worse) <= EXACT_SHARE * fmax(fabs(here), fabs(there)))
		return (struct judged){.verdict = VERDICT_UNCHANGED};
	if (comparison->is_base_zero && here > 0)
		return (struct judged){.verdict = VERDICT_NEW_NONZERO};
	if (worse < 0)
		return (struct judged){.verdict = VERDICT_IMPROVEMENT};
	return (struct judged){VERDICT_REGRESSION,
	    better == BETTER_HIGHER && there > 0 ? LEVEL_BLOCKER : LEVEL_NONE,
	    LEVEL_NONE};
}

/* No launch succeeded any more, and the interval leaves chance out. */
static bool
is_all_lost(const struct comparison *comparison)
{
	return comparison->is_zero && !comparison->is_base_zero &&
	       comparison->difference_interval.exists &&
	       comparison->difference_interval.high < 0;
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
		comparison->launches_needed = 0;
		judged = (struct judged){
		    .verdict = verdict_without_ratio(comparison)};
		if (comparison->rule == COMPARISON_EXACT &&
		    has_reason(comparison, "not-positive"))
			judged = verdict_of_difference(comparison, better);
		else if (comparison->rule == COMPARISON_SHARES &&
			 is_all_lost(comparison))
			judged = (struct judged){
			    VERDICT_REGRESSION, LEVEL_BLOCKER, LEVEL_NONE};
		comparison->verdict = judged.verdict;
		comparison->level = judged.level;
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
