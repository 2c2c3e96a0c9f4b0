#include "output/trend_words.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "analysis/fpop.h"
#include "base/arena.h"
#include "output/quantity.h"
#include "output/wording.h"

enum { COMMIT_CHARACTERS = 12, HASH_CHARACTERS = 40, DATE_BYTES = 10 };

/* "[+1.5, +2.6]", "" without an interval. */
static const char *
percents_text(const struct interval *interval, const struct quantity *quantity,
    struct arena *arena)
{
	if (!interval->exists)
		return "";
	return arena_printf(arena, " [%s, %s]",
	    quantity_signed(quantity, interval->low, arena),
	    quantity_signed(quantity, interval->high, arena));
}

/* "2.31× [2.28, 2.35]" */
static const char *
factor_text(const struct timeline_change *change, struct arena *arena)
{
	const struct interval *interval = &change->ratio_interval;
	struct quantity quantity = quantity_of_ratio(change->ratio, interval);
	const char *ratio = quantity_number(&quantity, change->ratio, arena);

	if (!interval->exists)
		return arena_printf(arena, "%s×", ratio);
	return arena_printf(arena, "%s× [%s, %s]", ratio,
	    quantity_number(&quantity, interval->low, arena),
	    quantity_number(&quantity, interval->high, arena));
}

/* "+2.1 % [+1.5, +2.6]", "2.31× […]", "+3.2 ms" where there is no ratio. */
const char *
trend_words_change(
    const struct timeline_change *change, const char *unit, struct arena *arena)
{
	double difference = change->after - change->before;
	struct interval percents = change->ratio_interval;
	struct quantity quantity;

	if (!isfinite(change->ratio)) {
		quantity = quantity_plain(unit, difference);
		return arena_printf(arena, "%s%s%s",
		    quantity_signed(&quantity, difference, arena),
		    quantity.scale.name[0] == '\0' ? "" : " ",
		    quantity.scale.name);
	}
	if (change->ratio >= 2 || change->ratio <= 0.5)
		return factor_text(change, arena);
	percents.low = 100 * (percents.low - 1);
	percents.high = 100 * (percents.high - 1);
	quantity = quantity_of_change(100 * (change->ratio - 1), &percents);
	return arena_printf(arena, "%s %%%s",
	    quantity_signed(&quantity, 100 * (change->ratio - 1), arena),
	    percents_text(&percents, &quantity, arena));
}

/* A whole hash of git, and nothing else, is shortened. */
static const char *
commit_text(const char *commit, struct arena *arena)
{
	size_t length = strlen(commit);

	if (length >= HASH_CHARACTERS &&
	    strspn(commit, "0123456789abcdef") == length)
		return arena_strndup(arena, commit, COMMIT_CHARACTERS);
	return wording_line(commit, arena);
}

/* A commit, else a run's id, else its index. */
static const char *
name_of(const struct text_trend *trend, uint32_t run, struct arena *arena)
{
	const struct timeline_run *of = &trend->runs[run];

	if (of->commit != NULL)
		return commit_text(of->commit, arena);
	return of->id != NULL ? wording_line(of->id, arena)
			      : arena_printf(arena, "%" PRIu32, run);
}

const char *
trend_words_run(
    const struct text_trend *trend, uint32_t run, struct arena *arena)
{
	const struct timeline_run *of = &trend->runs[run];
	const char *name = name_of(trend, run, arena);

	if (of->started == NULL || (of->commit == NULL && of->id == NULL))
		return name;
	return arena_printf(arena, "%s %.*s", name, DATE_BYTES,
	    wording_line(of->started, arena));
}

static const char *
where_text(const struct text_trend *trend, uint32_t point, struct arena *arena)
{
	return trend_words_run(
	    trend, trend->timeline->points[point].run, arena);
}

const char *
trend_words_between(const struct text_trend *trend,
    const struct timeline_change *change, struct arena *arena)
{
	return arena_printf(arena, "%s .. %s",
	    name_of(
		trend, trend->timeline->points[change->point - 1].run, arena),
	    where_text(trend, change->point, arena));
}

/* "worse, critical, suspected; perhaps at 119 … 123" */
const char *
trend_words_seen(const struct text_trend *trend,
    const struct timeline_change *change, struct arena *arena)
{
	const char *out = change->is_regression ? "worse" : "better";

	if (change->level != LEVEL_NONE)
		out = arena_printf(
		    arena, "%s, %s", out, level_text(change->level));
	if (!change->is_confirmed)
		out = arena_printf(arena, "%s, suspected", out);
	if (change->acknowledged != NULL)
		out = arena_printf(arena, "%s, acknowledged: %s", out,
		    wording_line(change->acknowledged, arena));
	if (change->earliest == change->latest)
		return out;
	return arena_printf(arena, "%s; %s … %s possible", out,
	    where_text(trend, change->earliest, arena),
	    where_text(trend, change->latest, arena));
}

/* "+0.031 % a run [+0.028, +0.034]" */
static const char *
slope_text(const struct text_trend *trend, struct arena *arena)
{
	const struct timeline_drift *drift = trend->timeline->drift;
	const struct interval *interval = &drift->per_point_interval;
	bool is_relative = trend->timeline->is_logarithmic;
	double factor = is_relative ? 100 : 1;
	struct quantity quantity =
	    quantity_plain("", factor * drift->per_point);
	const char *slope =
	    quantity_signed(&quantity, factor * drift->per_point, arena);
	const char *unit = is_relative ? " %" : "";

	if (!interval->exists)
		return arena_printf(arena, "%s%s a run", slope, unit);
	return arena_printf(arena, "%s%s a run [%s, %s]", slope, unit,
	    quantity_signed(&quantity, factor * interval->low, arena),
	    quantity_signed(&quantity, factor * interval->high, arena));
}

static const char *
total_text(const struct text_trend *trend, struct arena *arena)
{
	double total = trend->timeline->drift->total;
	struct interval none = {0};
	struct quantity quantity = quantity_of_change(100 * total, &none);

	if (trend->timeline->is_logarithmic)
		return arena_printf(arena, "%s %%",
		    quantity_signed(&quantity, 100 * total, arena));
	quantity = quantity_plain(trend->unit, total);
	return quantity_signed(&quantity, total, arena);
}

_Static_assert(FPOP_MIN == 8, "the texts say eight");
static const char TOO_SHORT[] = "too short to say (8 runs needed)";
static const char CUT_SHORT[] =
    "too short since the environment changed (8 runs needed)";

static bool
is_cut(const struct timeline *timeline)
{
	return timeline->point_count >= FPOP_MIN;
}

const char *
trend_words_short(const struct timeline *timeline)
{
	return is_cut(timeline) ? CUT_SHORT : TOO_SHORT;
}

void
trend_short_add(struct trend_short *few, const struct timeline *timeline)
{
	few->count++;
	few->cut += is_cut(timeline);
	if (few->longest == NULL ||
	    timeline->point_count > few->longest->point_count)
		few->longest = timeline;
}

void
trend_short_list(const struct trend_short *few, struct wording_list *list)
{
	wording_list_add(list, few->count - few->cut, TOO_SHORT);
	wording_list_add(list, few->cut, CUT_SHORT);
}

/* "over 57 of 87 runs, since the environment changed" */
static const char *
extent_text(const struct timeline *timeline, struct arena *arena)
{
	const struct timeline_drift *drift = timeline->drift;
	uint32_t count = drift->last - drift->first + 1;

	if (count == timeline->point_count)
		return arena_printf(arena, "over %" PRIu32 " runs", count);
	return arena_printf(arena, "over %" PRIu32 " of %" PRIu32 " runs%s",
	    count, timeline->point_count,
	    drift->first == timeline->segment_from
		? ", since the environment changed"
		: "");
}

/* "drifts by … over 200 runs: worse; the limit is reached in 31 runs" */
const char *
trend_words_drift(const struct text_trend *trend, struct arena *arena)
{
	const struct timeline *timeline = trend->timeline;
	const struct timeline_drift *drift = timeline->drift;
	const char *out =
	    arena_printf(arena, "%s, %s %s: %s", slope_text(trend, arena),
		total_text(trend, arena), extent_text(timeline, arena),
		drift->is_regression ? "worse" : "better");

	if (timeline->runs_to_limit == 0)
		return out;
	return arena_printf(arena,
	    "%s; at that rate the limit is reached in %" PRIu32 " runs", out,
	    timeline->runs_to_limit);
}

const char *
trend_words_modes(const struct text_trend *trend, struct arena *arena)
{
	const struct timeline_modes *modes = trend->timeline->modes;
	struct quantity quantity = quantity_plain(trend->unit, modes->high);

	return arena_printf(arena,
	    "it jumps between %s and %s throughout (%s of the runs above): no "
	    "change, but look for what differs from run to run",
	    quantity_text(&quantity, modes->low, arena),
	    quantity_text(&quantity, modes->high, arena),
	    quantity_share(modes->high_share, arena));
}
