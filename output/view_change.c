#include "output/view_change.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "output/quantity.h"
#include "output/view_parts.h"

/* A sign has the shape of the mark in the chart. */
static const struct wording no_change = {"no difference seen", "●", "plain"};
static const struct wording no_change_at_all = {"the same", "●", "plain"};

static const struct wording not_comparable = {"not comparable", "○", "plain"};

/* Of what was judged; of a regression the level says more. */
static const struct {
	struct wording words;
	enum chart_change_kind kind;
} verdicts[VERDICT_COUNT] = {
    [VERDICT_REGRESSION] = {{"regression", "■", "bad"}, CHART_CHANGE_WORSE},
    [VERDICT_IMPROVEMENT] = {{"improvement", "▲", "good"}, CHART_CHANGE_BETTER},
    [VERDICT_UNCHANGED] = {{"unchanged", "●", "plain"}, CHART_CHANGE_NONE},
    [VERDICT_INCONCLUSIVE] = {{"inconclusive", "○", "plain"},
	CHART_CHANGE_UNKNOWN},
    [VERDICT_INSUFFICIENT_DATA] = {{"too little data", "○", "plain"},
	CHART_CHANGE_UNKNOWN},
    [VERDICT_NEW_NONZERO] = {{"was zero before", "■", "warn"},
	CHART_CHANGE_UNKNOWN},
};

static const char *const level_words[] = {
    [LEVEL_NONE] = "minor",
    [LEVEL_WARNING] = "warning",
    [LEVEL_CRITICAL] = "critical",
    [LEVEL_BLOCKER] = "blocker",
};

/* From twice on a change is a factor (statistics, section 10). */
static const double FACTOR_MIN = 2;

/* Below it a share is written as "< 0.1 %", and less than that says nothing. */
static const double LEAST_SHARE = 0.001;

static const char *
reason_text(const struct comparison *comparison, struct arena *arena)
{
	static const struct pair words[] = {
	    {"insufficient-data", "too few launches, or none that differ"},
	    {"not-positive", "a value is not above zero"},
	    {"other-unit", "the units differ"},
	    {"missing-case", "the other case is not in this run"},
	    {"failed-case", "the other case failed"},
	    {"no-baseline-case", "the baseline has no such case"},
	    {"no-baseline-metric", "the baseline has no such metric"},
	    {"other-machine", "the baseline is of another machine"},
	};
	const char *reason = comparison->reason;
	size_t i;

	if (comparison->rule == COMPARISON_PAIRED &&
	    strcmp(reason, "insufficient-data") == 0)
		return "too few rounds in common";
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].name, reason) == 0)
			return words[i].value;
	return wording_line(reason, arena);
}

bool
view_change_is_judged(
    const struct result_metric *metric, const struct comparison *comparison)
{
	return comparison == metric->comparison &&
	       comparison->verdict != VERDICT_NONE;
}

static bool
has_ratio(const struct comparison *comparison)
{
	const struct interval *interval = &comparison->ratio_interval;

	return comparison->reason == NULL && isfinite(comparison->ratio) &&
	       comparison->ratio > 0 && interval->exists && interval->low > 0 &&
	       interval->low <= interval->high && isfinite(interval->high);
}

static bool
is_more(const struct comparison *of)
{
	return of->ratio_interval.low > 1;
}

static bool
is_less(const struct comparison *of)
{
	return of->ratio_interval.high < 1;
}

static const char *
direction_word(const struct comparison *of, const struct metric *metric)
{
	bool is_time =
	    strcmp(metric->unit, "ns") == 0 && metric->better == BETTER_LOWER;

	if (of->ratio > 1)
		return is_time ? "slower" : "more";
	return is_time ? "faster" : "less";
}

/* By the interval alone. */
static void
set_direction(struct view_change *change, const struct metric *metric)
{
	const struct comparison *of = change->of;
	bool is_better = is_more(of) == (metric->better == BETTER_HIGHER);

	if (!is_more(of) && !is_less(of)) {
		change->kind = CHART_CHANGE_NONE;
		change->seen =
		    of->rule == COMPARISON_EXACT ? no_change_at_all : no_change;
		return;
	}
	change->kind = is_better ? CHART_CHANGE_BETTER : CHART_CHANGE_WORSE;
	change->seen = (struct wording){
	    direction_word(of, metric),
	    is_better ? "▲" : "■",
	    is_better ? "good" : "bad",
	};
}

static void
set_level(struct view_change *change, struct arena *arena)
{
	const struct comparison *of = change->of;

	if (of->verdict != VERDICT_REGRESSION)
		return;
	if (of->level < LEVEL_CRITICAL)
		change->seen.tone = "warn";
	change->level = level_words[of->level];
	if (of->suspected != LEVEL_NONE)
		change->level = arena_printf(
		    arena, "suspected %s", level_words[of->suspected]);
	if (of->accepted == NULL)
		return;
	change->seen.tone = "warn";
	change->level = arena_printf(arena, "%s, accepted", change->level);
}

/*
 * A reference is no earlier self: against it a case is slower, and has not
 * regressed, so there the interval alone speaks.
 */
static void
set_verdict(struct view_change *change, const struct result_metric *metric,
    struct arena *arena)
{
	const struct comparison *of = change->of;

	if (!view_change_is_judged(metric, of))
		return;
	change->seen = verdicts[of->verdict].words;
	change->kind = verdicts[of->verdict].kind;
	set_level(change, arena);
}

/* "2.31× slower [2.28, 2.35]". */
static void
set_factor(struct view_change *change, const struct metric *metric,
    struct arena *arena)
{
	const struct comparison *of = change->of;
	struct interval interval = of->ratio_interval;
	double factor = of->ratio;
	struct quantity quantity;

	if (factor < 1) {
		factor = 1 / factor;
		interval.low = 1 / of->ratio_interval.high;
		interval.high = 1 / of->ratio_interval.low;
	}
	quantity = quantity_of_ratio(factor, &interval);
	change->size = arena_printf(arena, "%s× %s",
	    quantity_number(&quantity, factor, arena),
	    direction_word(of, metric));
	change->change = arena_printf(arena, "%s [%s, %s]", change->size,
	    quantity_number(&quantity, interval.low, arena),
	    quantity_number(&quantity, interval.high, arena));
}

/* "+4.1 % [+3.2, +5.0]". */
static void
set_percent(struct view_change *change, struct arena *arena)
{
	const struct comparison *of = change->of;
	struct interval interval = {
	    .exists = true,
	    .low = 100 * (of->ratio_interval.low - 1),
	    .high = 100 * (of->ratio_interval.high - 1),
	};
	double percent = 100 * (of->ratio - 1);
	struct quantity quantity = quantity_of_change(percent, &interval);

	change->size = arena_printf(
	    arena, "%s %%", quantity_signed(&quantity, percent, arena));
	change->change = arena_printf(arena, "%s [%s, %s]", change->size,
	    quantity_signed(&quantity, interval.low, arena),
	    quantity_signed(&quantity, interval.high, arena));
}

/* "+4.1 % slower", "+31 %, critical", "2.31× slower, critical". */
static void
set_brief(struct view_change *change, const struct metric *metric,
    struct arena *arena)
{
	const char *word =
	    change->level == NULL ? change->seen.word : change->level;
	bool is_said = strcmp(word, direction_word(change->of, metric)) == 0;

	if (is_said && text_ends_with(change->size, word))
		change->brief = change->size;
	else
		change->brief = arena_printf(
		    arena, is_said ? "%s %s" : "%s, %s", change->size, word);
}

static void
set_numbers(struct view_change *change, const struct metric *metric,
    struct arena *arena)
{
	const struct comparison *of = change->of;
	struct quantity quantity =
	    quantity_of_ratio(of->ratio, &of->ratio_interval);

	change->ratio = arena_printf(
	    arena, "%s×", quantity_number(&quantity, of->ratio, arena));
	change->interval = arena_printf(arena, "[%s, %s]",
	    quantity_number(&quantity, of->ratio_interval.low, arena),
	    quantity_number(&quantity, of->ratio_interval.high, arena));
	change->ratio_exact = view_exact(of->ratio, arena);
	change->change_exact = view_exact(100 * (of->ratio - 1), arena);
	change->p = quantity_p(of->p, arena);
	if ((is_more(of) || is_less(of)) &&
	    (of->ratio >= FACTOR_MIN || of->ratio <= 1 / FACTOR_MIN))
		set_factor(change, metric, arena);
	else
		set_percent(change, arena);
	set_brief(change, metric, arena);
}

/* The raw change and what is left of it without the machine's shift. */
static const char *
adjusted_text(const struct view *view, const struct result_metric *metric,
    const struct comparison *of, struct arena *arena)
{
	const struct machine_shift *shift = &view->result->shift;
	double percent = 100 * (of->ratio * exp(-shift->shift) - 1);
	struct quantity quantity;

	if (!shift->exists || of != metric->comparison ||
	    strcmp(shift->metric, metric->metric.name) != 0 ||
	    !isfinite(percent))
		return NULL;
	quantity = quantity_of_change(percent, &(struct interval){0});
	return arena_printf(
	    arena, "%s %%", quantity_signed(&quantity, percent, arena));
}

static const char *
counts_text(const struct comparison *of, struct arena *arena)
{
	if (of->rule == COMPARISON_PAIRED)
		return arena_printf(arena, "%" PRIu64 " round%s", of->pairs,
		    of->pairs == 1 ? "" : "s");
	if (of->launches == 0)
		return NULL;
	if (of->rule == COMPARISON_ARCHIVE)
		return arena_printf(arena, "%" PRIu64 " and %" PRIu64 " runs",
		    of->launches, of->sessions);
	return arena_printf(
	    arena, "%" PRIu64 " and %" PRIu64, of->launches, of->base_launches);
}

static void
add_doubt(struct view_change *change, const char *what, const char *text,
    struct arena *arena)
{
	change->doubt = arena_printf(arena, "%s%s%s%s",
	    change->doubt == NULL ? "" : change->doubt,
	    change->doubt == NULL ? "" : "; ", what, wording_line(text, arena));
}

/* What says how far the numbers can be trusted. */
static void
set_trust(struct view_change *change, struct arena *arena)
{
	const struct comparison *of = change->of;

	change->q = quantity_p(of->q, arena);
	change->counts = counts_text(of, arena);
	if (isfinite(of->detectable) && of->detectable > 0)
		change->least =
		    quantity_share(fmax(of->detectable, LEAST_SHARE), arena);
	if (of->launches_needed > 0)
		change->needed =
		    arena_printf(arena, "%" PRIu64, of->launches_needed);
	if (of->verdict_reason != NULL &&
	    strcmp(of->verdict_reason, "other-machine") == 0)
		change->doubt = "other machine";
	else if (of->is_implausible)
		change->doubt = "check that it still does the work";
	else if (of->is_single_run)
		change->doubt = "single launch";
	if (of->accepted != NULL)
		add_doubt(change, "reason: ", of->accepted, arena);
	if (of->lapsed != NULL)
		add_doubt(change, "", of->lapsed, arena);
}

static struct view_id
id_of(struct arena *arena, const struct view *view, const char *text)
{
	struct view_id id = view_id_of_text(arena, text);
	size_t place;

	if (map_get(&view->places, text, &place))
		id.page = view->case_pages[place];
	return id;
}

struct view_change
view_change_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    const struct comparison *comparison)
{
	struct view_change change = {.of = comparison};

	change.id = id_of(arena, view, item->id);
	if (comparison->case_id != NULL &&
	    strcmp(comparison->case_id, item->id) != 0)
		change.other = id_of(arena, view, comparison->case_id);
	change.role = comparison != metric->comparison ? "reference"
		      : change.other.text != NULL      ? "base"
		      : view_is_of_archive(comparison) ? "earlier runs"
						       : "baseline";
	change.metric = wording_line(metric->metric.name, arena);
	change.rounds = arena_printf(arena, "%" PRIu64, comparison->pairs);
	set_trust(&change, arena);
	if (!has_ratio(comparison)) {
		change.seen = not_comparable;
		set_verdict(&change, metric, arena);
		change.reason = comparison->reason == NULL
				    ? "it has no interval"
				    : reason_text(comparison, arena);
		return change;
	}
	set_direction(&change, &metric->metric);
	set_verdict(&change, metric, arena);
	set_numbers(&change, &metric->metric, arena);
	change.adjusted = adjusted_text(view, metric, comparison, arena);
	return change;
}
