#include "analysis/gate_line.h"

#include <math.h>

#include "analysis/sentence.h"
#include "base/text.h"

enum { COMMIT_DIGITS_MIN = 7 };

static const double DIGITS = 1e-12;

/* How the cases of the line stand against the baseline. */
struct standing {
	size_t compared, undecided, suspected, accepted, added, other_machine;
};

static bool
is_worse_high(const struct result_metric *metric)
{
	return metric->metric.better == BETTER_LOWER;
}

/*
 * The least that the metric became worse, as a ratio above 1. Without a ratio
 * all is lost, or it is not known how much.
 */
static double
least_change(const struct result_metric *metric)
{
	const struct comparison *comparison = metric->comparison;

	if (comparison->reason != NULL)
		return comparison->level == LEVEL_BLOCKER ? (double)INFINITY
							  : 1;
	return is_worse_high(metric) ? comparison->ratio_lower
				     : 1 / comparison->ratio_upper;
}

static enum level
level_asked(const struct gate *gate)
{
	const enum level levels[] = {
	    LEVEL_WARNING, LEVEL_CRITICAL, LEVEL_BLOCKER};
	size_t i;

	for (i = 0; i < sizeof levels / sizeof *levels; i++)
		if (strcmp(level_text(levels[i]), gate->no_regression) == 0)
			return levels[i];
	return LEVEL_BLOCKER;
}

static bool
is_broken(const struct gate *gate, const struct result_metric *metric)
{
	const struct comparison *comparison = metric->comparison;

	if (comparison->verdict != VERDICT_REGRESSION ||
	    comparison->accepted != NULL)
		return false;
	if (gate->no_regression != NULL)
		return comparison->level >= level_asked(gate);
	return gate->share == 0 ||
	       least_change(metric) >= (1 + gate->share) * (1 - DIGITS);
}

static bool
is_suspected(const struct gate *gate, const struct comparison *comparison)
{
	return comparison->verdict == VERDICT_REGRESSION &&
	       comparison->accepted == NULL &&
	       comparison->suspected >= (gate->no_regression != NULL
						? level_asked(gate)
						: LEVEL_WARNING);
}

static bool
is_reason(const char *reason, const char *word)
{
	return reason != NULL && strcmp(reason, word) == 0;
}

/* Is there nothing on the other side? */
static bool
is_added(const struct comparison *comparison)
{
	return comparison == NULL ||
	       is_reason(comparison->reason, "no-baseline-case") ||
	       is_reason(comparison->reason, "no-baseline-metric") ||
	       is_reason(comparison->reason, "missing-case") ||
	       is_reason(comparison->reason, "failed-case");
}

/* Were there two sides to look at? */
static bool
is_compared(const struct comparison *comparison)
{
	return !is_reason(comparison->reason, "insufficient-data") &&
	       !is_reason(comparison->reason, "other-unit");
}

/* One metric of a case; what it shows is set in the case's own standing. */
static void
look(const struct gate *gate, const struct result_metric *metric,
    struct standing *of, const struct result_metric **worst)
{
	const struct comparison *comparison = metric->comparison;

	if (is_added(comparison)) {
		of->added |= metric->is_measured;
		return;
	}
	if (is_reason(comparison->verdict_reason, "other-machine")) {
		of->other_machine = 1;
		return;
	}
	if (comparison->verdict == VERDICT_NONE)
		return;
	of->compared |= is_compared(comparison);
	of->accepted |= comparison->accepted != NULL;
	of->undecided |= comparison->verdict == VERDICT_INCONCLUSIVE ||
			 comparison->verdict == VERDICT_INSUFFICIENT_DATA ||
			 comparison->verdict == VERDICT_NEW_NONZERO;
	if (is_broken(gate, metric)) {
		if (*worst == NULL ||
		    least_change(metric) > least_change(*worst))
			*worst = metric;
	} else {
		of->suspected |= is_suspected(gate, comparison);
	}
}

static void
stand_case(struct gate_desk *desk, const struct result_case *item,
    struct standing *all)
{
	const struct result_metric *worst = NULL;
	struct standing of = {0};
	struct offender offender = {.case_id = item->id, .item = item};
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    (desk->metric == NULL ||
			strcmp(desk->metric, item->metrics[i].metric.name) ==
			    0))
			look(&desk->line->gate, &item->metrics[i], &of, &worst);
	all->compared += of.compared;
	all->other_machine += of.other_machine;
	all->accepted += of.accepted;
	all->added += of.compared == 0 && of.added;
	if (worst == NULL) {
		all->suspected += of.suspected;
		all->undecided += of.undecided;
		if (of.undecided > 0)
			offenders_add(&desk->undecided, &offender);
		return;
	}
	offender.metric = worst;
	offender.what = worst->metric.name;
	offender.badness = least_change(worst);
	offenders_add(&desk->offenders, &offender);
}

static void
stand(struct gate_desk *desk, struct standing *all)
{
	size_t i;

	for (i = 0; i < desk->cases.count; i++)
		if (!gate_is_base(desk, desk->cases.items[i]))
			stand_case(desk, desk->cases.items[i], all);
	offenders_sort(&desk->offenders);
}

static const char *
offender_text(const struct gate_desk *desk, const struct offender *one)
{
	const struct comparison *comparison = one->metric->comparison;
	const struct metric *metric = &one->metric->metric;
	const char *id = sentence_name(desk->arena, one->case_id), *change;

	if (comparison->reason == NULL)
		change = sentence_change(desk->arena, comparison->ratio,
		    &comparison->ratio_interval);
	else
		change = arena_printf(desk->arena, "%s before, %s now",
		    sentence_value(
			desk->arena, metric, comparison->base_center),
		    sentence_value(desk->arena, metric, comparison->center));
	if (strcmp(one->what, "time") == 0)
		return arena_printf(desk->arena, "%s (%s)", id, change);
	return arena_printf(desk->arena, "%s (%s %s)", id,
	    sentence_name(desk->arena, one->what), change);
}

static bool
is_baseline(const char *wanted, const struct judge_options *options,
    const struct record_run *run)
{
	if (options->baseline_name != NULL &&
	    strcmp(wanted, options->baseline_name) == 0)
		return true;
	if (run == NULL)
		return false;
	return (run->id != NULL && strcmp(wanted, run->id) == 0) ||
	       (run->version != NULL &&
		   strcmp(wanted + (*wanted == 'v'),
		       run->version + (*run->version == 'v')) == 0) ||
	       (run->vcs_commit != NULL &&
		   strlen(wanted) >= COMMIT_DIGITS_MIN &&
		   text_starts_with(run->vcs_commit, wanted));
}

/* Why nothing can be said of the line at all; NULL: it can. */
static const char *
obstacle(const struct gate_desk *desk, const struct standing *all)
{
	const struct result *result = desk->result;
	const char *against = desk->line->gate.against;

	if (against != NULL &&
	    !is_baseline(against, desk->options, result->baseline))
		return arena_printf(desk->arena,
		    "The baseline it asks for, \"%s\", is not the one at hand.",
		    sentence_name(desk->arena, against));
	if (all->other_machine > 0 ||
	    (all->compared == 0 && result->is_other_machine &&
		!desk->options->is_forced))
		return "The baseline is of another machine.";
	if (all->compared > 0)
		return NULL;
	if (result->baseline == NULL && result->history_count == 0)
		return "There is no baseline to compare with.";
	if (result->baseline != NULL && all->added > 0)
		return "The baseline has none of the cases.";
	return "No case could be compared.";
}

/* " of level critical or above", " of 10 % or more". */
static const char *
how_much(const struct gate_desk *desk)
{
	const struct gate *gate = &desk->line->gate;

	if (gate->no_regression != NULL)
		return arena_printf(desk->arena, " of level %s%s",
		    gate->no_regression,
		    level_asked(gate) == LEVEL_BLOCKER ? "" : " or above");
	if (gate->share == 0)
		return "";
	return arena_printf(desk->arena, " of %s or more",
	    sentence_share(desk->arena, gate->share));
}

static const char *
pass_reason(const struct gate_desk *desk, const struct standing *all)
{
	struct arena *arena = desk->arena;
	const char *reason =
	    arena_printf(arena, "No regression%s in %s", how_much(desk),
		sentence_count(
		    arena, all->compared, "compared case", "compared cases"));

	if (all->suspected > 0)
		reason =
		    arena_printf(arena, "%s; %zu suspected, to be confirmed",
			reason, all->suspected);
	if (all->accepted > 0)
		reason = arena_printf(
		    arena, "%s; %zu accepted", reason, all->accepted);
	if (all->undecided > 0)
		reason = arena_printf(
		    arena, "%s; %zu undecided", reason, all->undecided);
	if (all->added > 0)
		reason = arena_printf(arena, "%s; %zu new", reason, all->added);
	return arena_printf(arena, "%s.", reason);
}

struct gate_answer
gate_no_regression(struct gate_desk *desk)
{
	struct standing all = {0};
	const char *why;
	size_t count;

	stand(desk, &all);
	why = obstacle(desk, &all);
	count = desk->offenders.list.count;
	if (why != NULL) {
		desk->offenders.list.count = desk->undecided.list.count = 0;
		return (struct gate_answer){
		    .status = GATE_UNKNOWN, .reason = why};
	}
	if (count == 0)
		return (struct gate_answer){.status = GATE_PASS,
		    .reason = pass_reason(desk, &all),
		    .is_undecided = all.undecided > 0};
	return (struct gate_answer){.status = GATE_FAIL,
	    .reason = arena_printf(desk->arena,
		"%zu of %s %s a regression%s: %s.", count,
		sentence_count(desk->arena, all.compared, "compared case",
		    "compared cases"),
		count == 1 ? "has" : "have", how_much(desk),
		gate_worst(desk, &desk->offenders, offender_text))};
}

struct gate_answer
gate_improves(struct gate_desk *desk)
{
	const struct gate *gate = &desk->line->gate;
	const char *name = desk->metric == NULL ? "time" : desk->metric;
	const struct result_metric *metric = NULL;
	const struct comparison *comparison;
	const struct result_case *item;
	struct interval none = {0};
	enum statistic unused;
	enum better better = BETTER_LOWER;
	double sum = 0, ratio;
	size_t i, count = 0;
	bool is_reached;

	for (i = 0; i < desk->cases.count; i++) {
		item = desk->cases.items[i];
		metric = statistic_metric(item, name, &unused);
		comparison = metric == NULL ? NULL : metric->comparison;
		if (comparison == NULL || comparison->reason != NULL ||
		    is_reason(comparison->verdict_reason, "other-machine"))
			continue;
		better = metric->metric.better;
		sum += log(comparison->ratio);
		count++;
	}
	if (count == 0)
		return (struct gate_answer){.status = GATE_UNKNOWN,
		    .reason = "Nothing could be compared with a baseline."};
	ratio = exp(sum / (double)count);
	is_reached = better == BETTER_HIGHER
			 ? ratio >= (1 + gate->share) * (1 - DIGITS)
			 : ratio <= 1 - gate->share + DIGITS;
	return (struct gate_answer){
	    .status = is_reached ? GATE_PASS : GATE_FAIL,
	    .reason = arena_printf(desk->arena,
		"%s changed by %s in the geometric mean of %s.",
		sentence_name(desk->arena, name),
		sentence_change(desk->arena, ratio, &none),
		sentence_count(
		    desk->arena, count, "compared case", "compared cases"))};
}
