#include "analysis/comparison.h"

#include <math.h>
#include <stddef.h>

static const double LARGE = 2;

static const char *const rule_texts[COMPARISON_RULES] = {
    [COMPARISON_PAIRED] = "paired",
    [COMPARISON_EXACT] = "exact",
    [COMPARISON_SHARES] = "shares",
    [COMPARISON_ARCHIVE] = "A",
    [COMPARISON_LAUNCHES] = "B",
    [COMPARISON_SINGLE] = "C",
};

static const char *const verdict_texts[VERDICT_COUNT] = {
    [VERDICT_NONE] = NULL,
    [VERDICT_REGRESSION] = "regression",
    [VERDICT_IMPROVEMENT] = "improvement",
    [VERDICT_UNCHANGED] = "unchanged",
    [VERDICT_INCONCLUSIVE] = "inconclusive",
    [VERDICT_INSUFFICIENT_DATA] = "insufficient-data",
    [VERDICT_NEW_NONZERO] = "new-nonzero",
};

static const char *const level_texts[] = {
    [LEVEL_NONE] = "none",
    [LEVEL_WARNING] = "warning",
    [LEVEL_CRITICAL] = "critical",
    [LEVEL_BLOCKER] = "blocker",
};

const char *
comparison_rule_text(enum comparison_rule rule)
{
	return rule_texts[rule];
}

const char *
verdict_text(enum verdict verdict)
{
	return verdict_texts[verdict];
}

const char *
level_text(enum level level)
{
	return level_texts[level];
}

struct comparison
comparison_none(const char *case_id, const char *reason)
{
	const double none = (double)NAN;

	return (struct comparison){
	    .case_id = case_id,
	    .reason = reason,
	    .center = none,
	    .base_center = none,
	    .ratio = none,
	    .ratio_lower = none,
	    .ratio_upper = none,
	    .p = none,
	    .q = none,
	    .error = none,
	    .df = none,
	    .run_sigma = none,
	    .session_sigma = none,
	    .detectable = none,
	};
}

void
comparison_set(struct comparison *comparison, const struct effect *effect)
{
	if (!(exp(effect->low) > 0) || !isfinite(exp(effect->high))) {
		comparison->reason = "insufficient-data";
		return;
	}
	comparison->ratio = exp(effect->d);
	comparison->ratio_interval =
	    (struct interval){true, exp(effect->low), exp(effect->high)};
	comparison->ratio_lower = exp(effect->lower);
	comparison->ratio_upper = exp(effect->upper);
	comparison->p = effect->p;
}

struct effect
comparison_effect(const struct comparison *comparison)
{
	return (struct effect){
	    .d = log(comparison->ratio),
	    .low = log(comparison->ratio_interval.low),
	    .high = log(comparison->ratio_interval.high),
	    .lower = log(comparison->ratio_lower),
	    .upper = log(comparison->ratio_upper),
	    .p = comparison->q,
	};
}

bool
comparison_is_large(const struct comparison *comparison)
{
	return comparison->reason == NULL && comparison->ratio > 0 &&
	       fabs(log(comparison->ratio)) >= log(LARGE);
}
