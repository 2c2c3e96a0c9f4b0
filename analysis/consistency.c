#include "analysis/consistency.h"

#include <math.h>
#include <string.h>

#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "base/vec.h"

static const double CHANCE = 0.05, LEVEL = 0.95;

/* By the recurrence of its terms, in logarithms where they would vanish. */
uint64_t
consistency_allowed(uint64_t n, double p, double level)
{
	double log_term = (double)n * log1p(-p), below = exp(log_term);
	double odds = log(p) - log1p(-p);
	uint64_t k = 0;

	while (below < level && k < n) {
		log_term += log((double)(n - k) / (double)(k + 1)) + odds;
		below += exp(log_term);
		k++;
	}
	return k;
}

static bool
is_change(const struct comparison *comparison)
{
	return comparison->verdict == VERDICT_REGRESSION ||
	       comparison->verdict == VERDICT_IMPROVEMENT ||
	       comparison->verdict == VERDICT_NEW_NONZERO;
}

/* Shown, and not judged? */
static bool
is_foreign(const struct comparison *comparison)
{
	return comparison->verdict_reason != NULL &&
	       strcmp(comparison->verdict_reason, "other-machine") == 0;
}

struct consistency
consistency_of(const struct result *result)
{
	struct consistency found = {0};
	const struct result_metric *metric;
	bool is_compared, is_changed;
	VEC(double) shifts = {0};
	double *spare;
	size_t i, j;

	for (i = 0; i < result->case_count; i++) {
		is_compared = is_changed = false;
		for (j = 0; j < result->cases[i].metric_count; j++) {
			metric = &result->cases[i].metrics[j];
			if (!metric->is_judged || metric->comparison == NULL)
				continue;
			is_changed |= is_change(metric->comparison);
			if (is_foreign(metric->comparison)) {
				found.is_other_machine = true;
				continue;
			}
			is_compared |= metric->comparison->reason == NULL;
			if (metric->comparison->reason == NULL &&
			    metric->comparison->ratio > 0)
				vec_push(&shifts,
				    fabs(log(metric->comparison->ratio)));
		}
		found.cases += is_compared || is_changed;
		found.changed += is_changed;
	}
	if (found.cases > 0)
		found.allowed = consistency_allowed(found.cases, CHANCE, LEVEL);
	found.is_consistent = found.cases > 0 && found.changed <= found.allowed;
	if (shifts.count >= 2) {
		spare = xcalloc(shifts.count, sizeof *spare);
		sort_doubles(shifts.items, shifts.count, spare);
		free(spare);
		found.sigma = (struct estimate){
		    true, 1.4826 * quantile_median(shifts.items, shifts.count) /
			      sqrt(2)};
	}
	vec_free(&shifts);
	return found;
}
