#include "analysis/gate_line.h"

#include <math.h>

#include "analysis/sentence.h"

/* Budgets of the line's cases. */
struct tally {
	size_t count, broken, yellow, unmeasured;
};

static bool
is_asked(const struct gate_line *line, const struct budget_result *budget)
{
	if (line->is_own_budgets)
		return budget->has_gate && budget->gate == line->level;
	return !budget->has_gate;
}

/* A case that need not be measured. */
static bool
is_excused(const struct result_case *item)
{
	return item->status == CASE_STATUS_SKIPPED ||
	       (item->is_failure_allowed && item->status != CASE_STATUS_OK);
}

static void
take_budget(struct gate_desk *desk, const struct result_case *item,
    const struct result_metric *metric, const struct budget_result *budget,
    struct tally *tally)
{
	struct offender offender = {.case_id = item->id,
	    .what = budget->selector,
	    .item = item,
	    .metric = metric,
	    .budget = budget,
	    .badness = budget->over};
	bool is_broken =
	    budget->status == BUDGET_RED ||
	    (desk->line->gate.is_yellow && budget->status == BUDGET_YELLOW);

	if (budget->status == BUDGET_NOT_MEASURED) {
		if (is_excused(item))
			return;
		tally->unmeasured++;
		offender.badness = 0;
		offenders_add(&desk->undecided, &offender);
	}
	tally->count++;
	tally->broken += is_broken;
	tally->yellow += budget->status == BUDGET_YELLOW;
	if (isnan(offender.badness))
		offender.badness = (double)INFINITY;
	if (is_broken)
		offenders_add(&desk->offenders, &offender);
}

static struct tally
tally_budgets(struct gate_desk *desk)
{
	const struct result_case *item;
	const struct result_metric *metric;
	struct tally tally = {0};
	size_t i, j, k;

	for (i = 0; i < desk->cases.count; i++) {
		item = desk->cases.items[i];
		for (j = 0; j < item->metric_count; j++) {
			metric = &item->metrics[j];
			if (desk->metric != NULL &&
			    strcmp(desk->metric, metric->metric.name) != 0)
				continue;
			for (k = 0; k < metric->budget_count; k++)
				if (is_asked(desk->line, &metric->budgets[k]))
					take_budget(desk, item, metric,
					    &metric->budgets[k], &tally);
		}
	}
	return tally;
}

/* "search time.p95 (62 ms, 24 % over 50ms)". */
static const char *
broken_text(const struct gate_desk *desk, const struct offender *one)
{
	const struct budget_result *budget = one->budget;
	struct arena *arena = desk->arena;
	const char *by = "beyond";

	if (!isnan(budget->over))
		by = arena_printf(arena, "%s %s",
		    sentence_share(arena, budget->over),
		    budget->op == BUDGET_AT_MOST ? "over" : "beyond");
	return arena_printf(arena, "%s %s (%s, %s %s)",
	    sentence_name(arena, one->case_id), sentence_name(arena, one->what),
	    sentence_value(arena, &one->metric->metric, budget->value), by,
	    sentence_name(arena, budget->written));
}

static const char *
unmeasured_text(const struct gate_desk *desk, const struct offender *one)
{
	return arena_printf(desk->arena, "%s %s (%s)",
	    sentence_name(desk->arena, one->case_id),
	    sentence_name(desk->arena, one->what), one->budget->reason);
}

/* A gate of given cases that has nothing to judge may be misspelt. */
static struct gate_answer
answer_about_none(
    const struct gate_desk *desk, const char *wide, const char *narrow)
{
	bool is_wide = gate_is_wide(desk->line);

	return (struct gate_answer){
	    .status = is_wide ? GATE_PASS : GATE_UNKNOWN,
	    .reason = is_wide ? wide : narrow,
	    .is_about_none = true,
	};
}

struct gate_answer
gate_budget(struct gate_desk *desk)
{
	struct tally tally = tally_budgets(desk);
	struct arena *arena = desk->arena;
	const char *budgets =
	    sentence_count(arena, tally.count, "budget", "budgets");

	offenders_sort(&desk->offenders);
	if (tally.count == 0)
		return answer_about_none(
		    desk, "There is no budget.", "Its cases have no budget.");
	if (tally.broken > 0)
		return (struct gate_answer){.status = GATE_FAIL,
		    .reason = arena_printf(arena, "%zu of %s %s %s: %s.",
			tally.broken, budgets, tally.broken == 1 ? "is" : "are",
			desk->line->gate.is_yellow ? "not green" : "red",
			gate_worst(desk, &desk->offenders, broken_text))};
	if (tally.unmeasured > 0)
		return (struct gate_answer){.status = GATE_UNKNOWN,
		    .reason = arena_printf(arena,
			"%zu of %s could not be measured: %s.",
			tally.unmeasured, budgets,
			gate_worst(desk, &desk->undecided, unmeasured_text))};
	return (struct gate_answer){.status = GATE_PASS,
	    .reason =
		tally.yellow > 0
		    ? arena_printf(arena, "None of %s is red; %zu yellow.",
			  budgets, tally.yellow)
		    : arena_printf(arena, "%s: all green.", budgets)};
}

/* The case's own id, or one of those it is between. */
static bool
is_claim_asked(const struct gate_desk *desk, const struct claim_result *claim,
    const struct map *cases)
{
	enum statistic statistic;
	size_t length, unused;

	if (claim->status == CLAIM_PLANNED)
		return false;
	length = statistic_split(claim->metric, &statistic);
	if (desk->metric != NULL &&
	    (strncmp(claim->metric, desk->metric, length) != 0 ||
		desk->metric[length] != '\0'))
		return false;
	if (desk->line->gate.case_pattern == NULL)
		return true;
	return (claim->case_id != NULL &&
		   map_get(cases, claim->case_id, &unused)) ||
	       (claim->other_id != NULL &&
		   map_get(cases, claim->other_id, &unused));
}

static const char *
claim_text(const struct gate_desk *desk, const struct offender *one)
{
	const char *name = sentence_name(desk->arena, one->what);

	return arena_printf(desk->arena, "%s (%s: %s)", name,
	    claim_status_text(one->claim->status), one->claim->reason);
}

static struct tally
tally_claims(struct gate_desk *desk)
{
	const struct claim_result *claim;
	struct offender offender;
	struct tally tally = {0};
	struct map cases = {0};
	size_t i;

	for (i = 0; i < desk->cases.count; i++)
		map_put(&cases, desk->cases.items[i]->id, i);
	for (i = 0; i < desk->result->claim_count; i++) {
		claim = &desk->result->claims[i];
		if (!is_claim_asked(desk, claim, &cases))
			continue;
		offender = (struct offender){.case_id = claim->case_id,
		    .what = claim->name,
		    .claim = claim,
		    .badness = claim->status == CLAIM_FAILS};
		tally.count++;
		if (claim->status == CLAIM_NOT_MEASURED) {
			tally.unmeasured++;
			offenders_add(&desk->undecided, &offender);
		} else if (claim->status != CLAIM_HOLDS) {
			tally.broken++;
			offenders_add(&desk->offenders, &offender);
		}
	}
	map_release(&cases);
	return tally;
}

struct gate_answer
gate_claims(struct gate_desk *desk)
{
	struct tally tally = tally_claims(desk);
	struct arena *arena = desk->arena;
	const char *claims =
	    sentence_count(arena, tally.count, "claim", "claims");

	offenders_sort(&desk->offenders);
	if (tally.count == 0)
		return answer_about_none(desk, "Nothing is claimed.",
		    "Nothing is claimed of its cases.");
	if (tally.broken > 0)
		return (struct gate_answer){.status = GATE_FAIL,
		    .reason = arena_printf(arena, "%zu of %s %s not hold: %s.",
			tally.broken, claims, tally.broken == 1 ? "does" : "do",
			gate_worst(desk, &desk->offenders, claim_text))};
	if (tally.unmeasured > 0)
		return (struct gate_answer){.status = GATE_UNKNOWN,
		    .reason = arena_printf(arena,
			"%zu of %s could not be measured: %s.",
			tally.unmeasured, claims,
			gate_worst(desk, &desk->undecided, claim_text))};
	return (struct gate_answer){.status = GATE_PASS,
	    .reason = arena_printf(arena, "%s: all hold.", claims)};
}
