#include "analysis/claims.h"

#include <math.h>

#include "analysis/case_index.h"
#include "analysis/claim_ratio.h"
#include "analysis/sentence.h"
#include "base/err.h"
#include "base/num.h"
#include "collector/limit.h"

static const double DIGITS = 1e-12;

/* A claim while it is judged. */
struct judging {
	const struct policy *policy;
	struct result *result;
	struct arena *arena;
	const struct map *ids; /* to indices of cases */
	const struct claim *claim;
	struct claim_result *out;
};

static void
say(struct judging *judging, enum claim_status status, const char *reason)
{
	judging->out->status = status;
	judging->out->reason = reason;
}

/* "engine/tool was not recorded" is a reason; "time" its subject. */
static bool
find_side(struct judging *judging, const char *id, struct claim_side *side)
{
	const struct claim *claim = judging->claim;
	const char *reason;
	size_t index;

	*side = (struct claim_side){0};
	if (!map_get(judging->ids, id, &index)) {
		say(judging, CLAIM_NOT_MEASURED,
		    arena_printf(judging->arena, "the run has no case \"%s\"",
			sentence_name(judging->arena, id)));
		return false;
	}
	side->item = &judging->result->cases[index];
	side->metric =
	    statistic_metric(side->item, claim->metric, &side->statistic);
	if (statistic_of(side->item, side->metric, side->statistic,
		judging->arena, &side->value, &reason))
		return true;
	say(judging, CLAIM_NOT_MEASURED,
	    arena_printf(judging->arena, "%s of %s: %s",
		sentence_name(judging->arena, claim->metric),
		sentence_name(judging->arena, id), reason));
	return false;
}

static const char *
value_text(
    const struct judging *judging, const struct claim_side *side, double value)
{
	return sentence_value(judging->arena, &side->metric->metric, value);
}

/* Is a at least as good as b? Equal to 12 digits is. */
static bool
is_as_good(enum better better, double a, double b)
{
	double slack = DIGITS * fabs(b);

	return better == BETTER_HIGHER ? a >= b - slack : a <= b + slack;
}

static bool
is_better(enum better better, double a, double b)
{
	return !is_as_good(better, b, a);
}

/* Why a comparison gives no ratio, in words. */
static const char *
comparison_trouble(
    const struct judging *judging, const struct comparison *comparison)
{
	static const char *const words[][2] = {
	    {"insufficient-data", "there are too few launches to compare"},
	    {"not-positive", "a value of 0 or less has no ratio"},
	    {"other-unit", "it is in another unit there"},
	    {"other-machine", "the baseline is of another machine"},
	    {"no-baseline-case", "the baseline does not have the case"},
	    {"missing-case", "the baseline does not have the case"},
	    {"failed-case", "the case failed there"},
	    {"no-baseline-metric", "the baseline does not have the metric"}};
	const char *reason = comparison->reason;
	size_t i;

	if (reason == NULL && comparison->verdict_reason != NULL &&
	    strcmp(comparison->verdict_reason, "other-machine") == 0)
		reason = comparison->verdict_reason;
	if (reason == NULL)
		return NULL;
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], reason) == 0)
			return words[i][1];
	return sentence_name(judging->arena, reason);
}

/* The comparison with a baseline if it gives a ratio; else NULL and why. */
static const struct comparison *
baseline_of(const struct judging *judging, const struct claim_side *side,
    const char **reason)
{
	const struct comparison *comparison = side->metric->comparison;

	if (comparison == NULL)
		*reason = judging->result->baseline == NULL &&
				  judging->result->history_count == 0
			      ? "there is no baseline"
			      : "the baseline does not have it";
	else if (!statistic_is_compared(side->metric, side->statistic))
		*reason = arena_printf(judging->arena,
		    "the baseline's %s is not known; only medians are compared",
		    statistic_text(side->statistic));
	else
		*reason = comparison_trouble(judging, comparison);
	return *reason == NULL ? comparison : NULL;
}

/*
 * Measured again beside what it is compared with: then it is the value of that
 * run, as the other one is.
 */
static void
take_measured(const struct judging *judging,
    const struct comparison *comparison, struct claim_side *side)
{
	if (judging->result->run.against == NULL &&
	    comparison->case_id != NULL && isfinite(comparison->center) &&
	    strcmp(comparison->case_id, side->item->id) != 0)
		side->value =
		    (struct statistic_value){.value = comparison->center};
	judging->out->measured = side->value.value;
}

static bool
read_value(struct judging *judging, const struct node *node,
    const struct metric *metric, double *value)
{
	const struct metric_entry *known = metric_find(metric->name);
	struct metric_entry entry = {.metric = *metric,
	    .kind = known != NULL ? known->kind : metric_kind_of(metric->unit),
	    .source = METRIC_SOURCE_OWN,
	    .extra = -1};
	struct err err;

	if (limit_read_value(node, &entry, value, &err) == 0)
		return true;
	say(judging, CLAIM_NOT_MEASURED,
	    arena_strdup(judging->arena, err.text));
	return false;
}

/* The claimed values and what there is beside the measured one. */
struct move {
	double from, to;
	double base; /* NAN: there is none */
	bool is_overstated;
};

static void
say_move(struct judging *judging, const struct claim_side *side,
    const struct move *move)
{
	const struct claim *claim = judging->claim;
	struct arena *arena = judging->arena;
	enum better better = side->metric->metric.better;
	double measured = side->value.value;
	const char *now = value_text(judging, side, measured), *before = "";
	bool has_base = !isnan(move->base);

	if (has_base)
		before = arena_printf(arena, ", %s before",
		    value_text(judging, side, move->base));
	if (is_as_good(better, measured, move->to) && !move->is_overstated)
		say(judging, CLAIM_HOLDS,
		    arena_printf(arena, "it is %s%s; %s is claimed", now,
			before, claim->to->text));
	else if (is_as_good(better, measured, move->to))
		say(judging, CLAIM_PARTLY,
		    arena_printf(arena,
			"it is %s, as claimed, but the baseline is %s and "
			"not %s",
			now, value_text(judging, side, move->base),
			claim->from->text));
	else if (is_better(better, measured, move->from) &&
		 (!has_base || is_better(better, measured, move->base)))
		say(judging, CLAIM_PARTLY,
		    arena_printf(arena,
			"it is %s%s: better than %s, and short of %s", now,
			before, claim->from->text, claim->to->text));
	else
		say(judging, CLAIM_FAILS,
		    arena_printf(arena,
			"it is %s%s: no better, and %s is claimed", now, before,
			claim->to->text));
}

static void
judge_move(struct judging *judging)
{
	const struct claim *claim = judging->claim;
	struct claim_result *out = judging->out;
	const struct comparison *comparison;
	struct move move = {.base = (double)NAN};
	struct thresholds thresholds;
	const char *reason = NULL;
	double slack;
	struct claim_side side;

	if (!find_side(judging, claim->case_id, &side) ||
	    !read_value(
		judging, claim->from, &side.metric->metric, &move.from) ||
	    !read_value(judging, claim->to, &side.metric->metric, &move.to))
		return;
	out->measured = side.value.value;
	out->target = move.to;
	out->ratio = move.from > 0 ? side.value.value / move.from : (double)NAN;
	comparison = baseline_of(judging, &side, &reason);
	if (comparison != NULL) {
		thresholds = policy_thresholds(
		    judging->policy, side.item, side.metric->metric.name);
		slack = 1 + thresholds.unchanged;
		move.base = out->baseline = comparison->base_center;
		take_measured(judging, comparison, &side);
		out->ratio = comparison->ratio;
		out->ratio_interval = comparison->ratio_interval;
		move.is_overstated =
		    is_better(side.metric->metric.better, move.base,
			side.metric->metric.better == BETTER_HIGHER
			    ? move.from * slack
			    : move.from / slack);
	}
	say_move(judging, &side, &move);
}

/* "60x", checked when it was read. */
static double
factor_of(const struct node *node)
{
	char copy[NUM_TEXT_BYTES];
	size_t length = strlen(node->text) - 1;
	double factor = (double)NAN;

	if (length >= sizeof copy)
		return (double)NAN;
	memcpy(copy, node->text, length);
	copy[length] = '\0';
	return num_parse(copy, &factor) ? factor : (double)NAN;
}

/* The ratio that is claimed; 1 by between alone. */
static double
claimed_ratio(const struct claim *claim, enum better better)
{
	double factor;

	if (claim->by != NULL) {
		factor = factor_of(claim->by);
		return better == BETTER_HIGHER ? factor : 1 / factor;
	}
	return better == BETTER_HIGHER ? 1 + claim->improves
				       : 1 - claim->improves;
}

/* How much is claimed, as its author wrote it; NULL: only that it is better. */
static const char *
claimed_text(const struct claim *claim)
{
	const struct node *improves = node_get(claim->node, "improves");

	if (claim->by != NULL)
		return claim->by->text;
	return improves == NULL ? NULL : improves->text;
}

/* The ratio as it was claimed: a factor of the better over the worse. */
static const char *
ratio_text(const struct judging *judging, enum better better, double ratio,
    const struct interval *interval)
{
	struct interval mirrored = *interval;

	if (judging->claim->by == NULL)
		return sentence_change(judging->arena, ratio, interval);
	if (better == BETTER_LOWER) {
		ratio = 1 / ratio;
		mirrored.low = 1 / interval->high;
		mirrored.high = 1 / interval->low;
	}
	return sentence_factor(judging->arena, ratio, &mirrored);
}

/* out has the ratio; other is what it is compared with, in words. */
static void
say_ratio(
    struct judging *judging, const struct claim_side *side, const char *other)
{
	const struct claim *claim = judging->claim;
	const struct claim_result *out = judging->out;
	const struct interval *interval = &out->ratio_interval;
	struct arena *arena = judging->arena;
	enum better better = side->metric->metric.better;
	double wanted = claimed_ratio(claim, better), end = out->ratio;
	const char *much = claimed_text(claim), *found;
	bool is_reached, is_real;

	if (interval->exists)
		end = better == BETTER_HIGHER ? interval->low : interval->high;
	is_real = is_better(better, end, 1);
	is_reached = is_as_good(better, out->ratio, wanted) &&
		     is_better(better, out->ratio, 1);
	found = arena_printf(arena, "%s against %s (%s, %s there)",
	    ratio_text(judging, better, out->ratio, interval), other,
	    value_text(judging, side, out->measured),
	    value_text(judging, side, out->baseline));
	if (much != NULL)
		found = arena_printf(arena, "%s; %s is claimed", found, much);
	if (is_reached && is_real)
		say(judging, CLAIM_HOLDS, found);
	else if (much != NULL && is_reached)
		say(judging, CLAIM_PARTLY,
		    arena_printf(arena, "%s, and it may be noise", found));
	else if (is_real)
		say(judging, CLAIM_PARTLY, found);
	else
		say(judging, CLAIM_FAILS,
		    is_better(better, out->ratio, 1)
			? arena_printf(arena, "%s, and it may be noise", found)
			: found);
}

static void
judge_change(struct judging *judging)
{
	const struct claim *claim = judging->claim;
	struct claim_result *out = judging->out;
	const struct comparison *comparison;
	const char *reason = NULL;
	struct claim_side side;

	if (!find_side(judging, claim->case_id, &side))
		return;
	out->measured = side.value.value;
	comparison = baseline_of(judging, &side, &reason);
	if (comparison == NULL) {
		say(judging, CLAIM_NOT_MEASURED, reason);
		return;
	}
	take_measured(judging, comparison, &side);
	out->baseline = comparison->base_center;
	out->ratio = comparison->ratio;
	out->ratio_interval = comparison->ratio_interval;
	out->target =
	    out->baseline * claimed_ratio(claim, side.metric->metric.better);
	say_ratio(judging, &side, "the baseline");
}

static void
judge_between(struct judging *judging)
{
	const struct claim *claim = judging->claim;
	struct claim_result *out = judging->out;
	struct claim_side first, second;
	struct statistic_value ratio;

	if (!find_side(judging, out->other_id, &first) ||
	    !find_side(judging, out->case_id, &second))
		return;
	out->baseline = first.value.value;
	out->measured = second.value.value;
	if (strcmp(first.metric->metric.unit, second.metric->metric.unit) !=
	    0) {
		say(judging, CLAIM_NOT_MEASURED,
		    "the two cases have it in different units");
		return;
	}
	if (!claim_ratio(&first, &second, &ratio)) {
		say(judging, CLAIM_NOT_MEASURED,
		    "a value of 0 or less has no ratio");
		return;
	}
	out->ratio = ratio.value;
	out->ratio_interval = ratio.interval;
	if (claimed_text(claim) != NULL)
		out->target = out->baseline * claimed_ratio(claim,
						  second.metric->metric.better);
	say_ratio(
	    judging, &second, sentence_name(judging->arena, out->other_id));
}

static const char *
text_of(const struct judging *judging)
{
	const struct claim *claim = judging->claim;
	struct arena *arena = judging->arena;
	const char *much = claimed_text(claim), *better = "";

	if (claim->from != NULL)
		return arena_printf(
		    arena, "from %s to %s", claim->from->text, claim->to->text);
	if (claim->between != NULL)
		better = arena_printf(arena, " against %s",
		    sentence_name(arena, claim->between->items[0]->text));
	if (much == NULL)
		return claim->between == NULL
			   ? "planned"
			   : arena_printf(arena, "better%s", better);
	return arena_printf(arena, "%s %s%s",
	    claim->by != NULL ? "better by" : "improves", much, better);
}

static void
judge_one(struct judging *judging)
{
	const struct claim *claim = judging->claim;
	struct claim_result *out = judging->out;

	*out = (struct claim_result){.name = claim->name,
	    .metric = claim->metric,
	    .case_id = claim->case_id,
	    .is_planned = claim->is_planned,
	    .baseline = (double)NAN,
	    .target = (double)NAN,
	    .measured = (double)NAN,
	    .ratio = (double)NAN};
	if (claim->between != NULL) {
		out->other_id = claim->between->items[0]->text;
		out->case_id = claim->between->items[1]->text;
	}
	out->text = text_of(judging);
	if (claim->between != NULL)
		judge_between(judging);
	else if (out->case_id != NULL && claim->from != NULL)
		judge_move(judging);
	else if (out->case_id != NULL && claimed_text(claim) != NULL)
		judge_change(judging);
	if (!claim->is_planned)
		return;
	out->status = CLAIM_PLANNED;
	out->reason = out->reason == NULL
			  ? "it is planned"
			  : arena_printf(judging->arena,
				"it is planned; today %s", out->reason);
}

void
claims_judge(const struct policy *policy, struct result *result)
{
	struct map ids = {0};
	struct claim_result *claims;
	struct judging judging = {.policy = policy,
	    .result = result,
	    .arena = &result->arena,
	    .ids = &ids};
	size_t i;

	result->claims = NULL;
	result->claim_count = 0;
	if (policy->claim_count == 0)
		return;
	case_index_fill(&ids, result);
	claims =
	    arena_alloc(&result->arena, policy->claim_count * sizeof *claims);
	for (i = 0; i < policy->claim_count; i++) {
		judging.claim = &policy->claims[i];
		judging.out = &claims[i];
		judge_one(&judging);
	}
	result->claims = claims;
	result->claim_count = policy->claim_count;
	map_release(&ids);
}
