#include "output/view_history.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/history_brief.h"
#include "analysis/quantile.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "output/quantity.h"
#include "output/trend_words.h"
#include "output/view.h"
#include "output/view_parts.h"

enum { COMMIT_CHARACTERS = 12, DATE_BYTES = 10, URL_BYTES = 2000 };

const char *
view_link_of(const char *text)
{
	const char *c;

	if (text == NULL || !(text_starts_with(text, "http://") ||
				text_starts_with(text, "https://")))
		return NULL;
	for (c = text; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7F ||
		    strchr("\"<>\\^`{|}", *c) != NULL)
			return NULL;
	return c - text <= URL_BYTES ? text : NULL;
}

const char *
view_day_of(const char *moment, struct arena *arena)
{
	if (moment == NULL || strspn(moment, "0123456789-") < DATE_BYTES)
		return NULL;
	return arena_strndup(arena, moment, DATE_BYTES);
}

const char *
view_days_of(
    const struct result *result, size_t first, size_t last, struct arena *arena)
{
	const char *from = view_day_of(result->past[first].started, arena);
	const char *to = view_day_of(result->past[last].started, arena);

	if (from == NULL || to == NULL)
		return "";
	if (strcmp(from, to) == 0)
		return arena_printf(arena, " on %s", from);
	return arena_printf(arena, " from %s to %s", from, to);
}

static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

/* A commit is a part of a path: what is not plain is written %XX. */
static const char *
commit_url(const struct result *result, const char *commit, struct arena *arena)
{
	struct buf url = {0};
	const char *c, *copy;

	if (*commit == '\0' || view_link_of(result->commit_url) == NULL)
		return NULL;
	buf_add_string(&url, result->commit_url);
	for (c = commit; *c != '\0'; c++)
		if (strchr(PLAIN, *c) != NULL)
			buf_add_char(&url, *c);
		else
			buf_addf(&url, "%%%02X", (unsigned char)*c);
	copy = arena_strndup(arena, url.text, url.length);
	buf_release(&url);
	return view_link_of(copy);
}

struct view_commit
view_commit_of(const struct result *result, uint32_t place, struct arena *arena)
{
	const struct timeline_run *run = &result->past[place];
	struct view_commit commit = {0};
	struct buf cut = {0};

	if (run->commit == NULL) {
		commit.text = run->id == NULL
				  ? arena_printf(arena, "run %" PRIu32, place)
				  : view_id_of_text(arena, run->id).text;
		return commit;
	}
	commit.url = commit_url(result, run->commit, arena);
	if (run->commit[strspn(run->commit, PLAIN)] == '\0') {
		commit.text =
		    arena_printf(arena, "%.*s", COMMIT_CHARACTERS, run->commit);
		return commit;
	}
	text_printable(&cut, run->commit, COMMIT_CHARACTERS);
	commit.text = arena_strdup(arena, buf_text(&cut));
	buf_release(&cut);
	return commit;
}

/* Square and triangle as everywhere, hollow while it is only suspected. */
static struct wording
seen_of(const struct timeline_change *change, struct arena *arena)
{
	const char *word = change->is_regression ? "worse" : "better";
	const char *tone = "good";

	if (change->acknowledged != NULL)
		return (struct wording){"acknowledged", "✓", "plain"};
	if (change->is_regression) {
		if (change->level != LEVEL_NONE)
			word = level_text(change->level);
		tone = change->level > LEVEL_WARNING && change->is_confirmed
			   ? "bad"
			   : "warn";
	}
	if (change->is_confirmed)
		return (struct wording){
		    word, change->is_regression ? "■" : "▲", tone};
	return (struct wording){arena_printf(arena, "suspected, %s", word),
	    change->is_regression ? "□" : "△", tone};
}

/* "or any from 3f2a… to 81bc…" where the data do not tell which. */
static const char *
range_of(const struct result *result, const struct timeline *timeline,
    const struct timeline_change *change, struct arena *arena)
{
	const struct timeline_point *points = timeline->points;

	if (change->earliest == change->latest)
		return NULL;
	return arena_printf(arena, "or any from %s to %s",
	    view_commit_of(result, points[change->earliest].run, arena).text,
	    view_commit_of(result, points[change->latest].run, arena).text);
}

static const char *
ago_of(const struct result *result, uint32_t place, struct arena *arena)
{
	size_t runs = result->past_count - 1 - place;

	return runs == 0 ? "this run"
			 : arena_printf(arena, "%zu run%s ago", runs,
			       runs == 1 ? "" : "s");
}

static const char *
level_number(const char *unit, double value, struct arena *arena)
{
	struct quantity quantity = quantity_plain(unit, value);

	return wording_line(quantity_text(&quantity, value, arena), arena);
}

static struct view_id
id_of(const struct view *view, const struct result_case *item,
    struct arena *arena)
{
	struct view_id id = view_id_of_text(arena, item->id);

	id.page = view->case_pages[item - view->result->cases];
	return id;
}

struct view_point
view_point_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    const struct timeline_change *change)
{
	const struct timeline *timeline = metric->history;
	const struct timeline_point *points = timeline->points;
	const char *unit = metric->metric.unit;
	struct view_point to = {.of = metric, .change_of = change};

	to.id = id_of(view, item, arena);
	to.metric = wording_line(metric->metric.name, arena);
	to.seen = seen_of(change, arena);
	to.status = change->is_confirmed ? "confirmed" : "suspected";
	if (change->level != LEVEL_NONE)
		to.level = level_text(change->level);
	to.change =
	    wording_line(trend_words_change(change, unit, arena), arena);
	if (isfinite(change->ratio))
		to.change_exact = view_exact(100 * (change->ratio - 1), arena);
	to.before = level_number(unit, change->before, arena);
	to.after = level_number(unit, change->after, arena);
	to.last =
	    view_commit_of(view->result, points[change->point - 1].run, arena);
	to.first =
	    view_commit_of(view->result, points[change->point].run, arena);
	to.date = view_day_of(
	    view->result->past[points[change->point].run].started, arena);
	to.ago = ago_of(view->result, points[change->point].run, arena);
	to.range = range_of(view->result, timeline, change, arena);
	to.reason = wording_line(change->acknowledged, arena);
	to.link = view_link_of(change->acknowledged_link);
	return to;
}

/* Is half of the change or more left where the level is now? */
static bool
is_left(const struct timeline_change *change, double now)
{
	return fabs(now - change->before) >=
		   fabs(change->after - change->before) / 2 &&
	       (now > change->before) == (change->after > change->before);
}

/* The median of the newest environment. */
static double
newest_level(const struct timeline *timeline)
{
	uint32_t from = timeline->segment_from, i;
	size_t count = timeline->point_count - from;
	double *values = xcalloc(count, sizeof *values), median;

	for (i = 0; i < count; i++)
		values[i] = timeline->points[from + i].center;
	median = quantile_select_median(values, count);
	free(values);
	return median;
}

bool
view_point_is_open(const struct view_point *point)
{
	const struct timeline *timeline = point->of->history;
	const struct timeline_change *change = point->change_of, *last;

	if (!change->is_regression || !change->is_confirmed ||
	    change->acknowledged != NULL)
		return false;
	last = &timeline->changes[timeline->change_count - 1];
	return is_left(change, last->after) &&
	       (last->point >= timeline->segment_from ||
		   is_left(change, newest_level(timeline)));
}

/* The limit that it moves towards: the nearest one ahead. */
static const char *
limit_ahead(const struct result_metric *metric, struct arena *arena)
{
	const struct timeline_drift *drift = metric->history->drift;
	const struct budget_result *budget, *found = NULL;
	bool is_rising = drift->per_point > 0;
	double limit, nearest = 0;
	size_t i;

	for (i = 0; i < metric->budget_count; i++) {
		budget = &metric->budgets[i];
		if (budget->op == BUDGET_AT_LEAST && is_rising)
			continue;
		if (budget->op == BUDGET_AT_MOST && !is_rising)
			continue;
		limit = budget->op == BUDGET_RANGE && is_rising ? budget->high
								: budget->limit;
		if (is_rising ? limit <= drift->now : limit >= drift->now)
			continue;
		if (found != NULL &&
		    fabs(limit - drift->now) >= fabs(nearest - drift->now))
			continue;
		found = budget;
		nearest = limit;
	}
	return found == NULL
		   ? "its limit"
		   : arena_printf(arena, "its limit %s",
			 level_number(metric->metric.unit, nearest, arena));
}

/* "0.3 %", "1.2 ms" without its sign. */
static const char *
slope_text(const struct result_metric *metric, double value, bool has_sign,
    struct arena *arena)
{
	struct interval none = {0};
	struct quantity quantity;
	double shown = has_sign ? value : fabs(value);

	if (!metric->history->is_logarithmic) {
		quantity = quantity_plain(metric->metric.unit, shown);
		return arena_printf(arena, "%s%s%s",
		    quantity_signed(&quantity, shown, arena) +
			(has_sign ? 0 : shown > 0),
		    quantity.scale.name[0] == '\0' ? "" : " ",
		    quantity.scale.name);
	}
	quantity = quantity_of_change(100 * shown, &none);
	if (!has_sign)
		return arena_printf(arena, "%s %%",
		    quantity_number(&quantity, 100 * shown, arena));
	return arena_printf(
	    arena, "%s %%", quantity_signed(&quantity, 100 * shown, arena));
}

/*
 * Runs that measured it, from one point to another; of a history that may lack
 * points (analysis/history_brief.h) all runs.
 */
static uint32_t
runs_between(const struct view *view, const struct timeline *timeline,
    uint32_t first, uint32_t last)
{
	uint32_t runs =
	    timeline->points[last].run - timeline->points[first].run + 1;

	return runs > history_brief_most(view->trends.histories)
		   ? runs
		   : last - first + 1;
}

/* "It grows by 0.3 % a run, +12 % over 40 runs; it reaches …" */
static const char *
drift_text(const struct view *view, const struct result_metric *metric,
    struct arena *arena)
{
	const struct timeline *timeline = metric->history;
	const struct timeline_drift *drift = timeline->drift;
	uint32_t runs = runs_between(view, timeline, drift->first, drift->last);
	const char *text =
	    arena_printf(arena, "It %s by %s a run, %s over %" PRIu32 " runs",
		drift->per_point < 0 ? "falls" : "grows",
		slope_text(metric, drift->per_point, false, arena),
		slope_text(metric, drift->total, true, arena), runs);

	if (timeline->runs_to_limit == 0)
		return wording_line(arena_printf(arena, "%s.", text), arena);
	return wording_line(
	    arena_printf(arena,
		"%s; at that rate it reaches %s in about %" PRIu32 " run%s.",
		text, limit_ahead(metric, arena), timeline->runs_to_limit,
		timeline->runs_to_limit == 1 ? "" : "s"),
	    arena);
}

static const char *
modes_text(const struct result_metric *metric, struct arena *arena)
{
	const struct timeline_modes *modes = metric->history->modes;
	const char *unit = metric->metric.unit;

	return arena_printf(arena,
	    "It jumps between %s and %s throughout, and is at the upper one "
	    "in %s of the runs: no change, but something differs from run to "
	    "run.",
	    level_number(unit, modes->low, arena),
	    level_number(unit, modes->high, arena),
	    quantity_share(modes->high_share, arena));
}

struct view_drift
view_drift_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric)
{
	const struct timeline *timeline = metric->history;
	struct view_drift to = {.of = metric};

	to.id = id_of(view, item, arena);
	to.metric = wording_line(metric->metric.name, arena);
	if (timeline->drift != NULL) {
		to.seen = timeline->drift->is_regression
			      ? (struct wording){"gets worse", "■", "warn"}
			      : (struct wording){"gets better", "▲", "good"};
		to.text = drift_text(view, metric, arena);
	} else if (timeline->modes != NULL) {
		to.seen = (struct wording){"bimodal", "◆", "plain"};
		to.text = modes_text(metric, arena);
	}
	return to;
}

static const char *
history_summary(const struct view *view, const struct result_metric *metric,
    const char *drift, struct arena *arena)
{
	const struct timeline *timeline = metric->history;
	const struct timeline_point *points = timeline->points;
	uint32_t count = timeline->change_count;
	uint32_t last = timeline->point_count - 1;
	uint32_t runs = runs_between(view, timeline, 0, last);
	const char *what = "no change";

	if (timeline->shape == TIMELINE_SHORT && count == 0)
		what = trend_words_short(timeline);
	else if (count > 0)
		what = arena_printf(arena, "%" PRIu32 " change%s", count,
		    count == 1 ? "" : "s");
	return arena_printf(arena, "%" PRIu32 " run%s%s: %s.%s%s", runs,
	    runs == 1 ? "" : "s",
	    view_days_of(view->result, points[0].run, points[last].run, arena),
	    what, drift == NULL ? "" : " ", drift == NULL ? "" : drift);
}

struct view_history
view_history_of(struct arena *arena, const struct view *view,
    const struct result_case *item, const struct result_metric *metric)
{
	const struct timeline *timeline = metric->history;
	uint32_t count = timeline->change_count, i;
	struct view_point *points =
	    arena_alloc(arena, (count + 1) * sizeof *points);
	struct view_point_table *table = arena_alloc(arena, sizeof *table);
	struct view_history to = {.of = metric};

	to.summary = history_summary(
	    view, metric, view_drift_of(arena, view, item, metric).text, arena);
	to.tables.items = table;
	to.tables.count = count > 0;
	table->label = arena_printf(
	    arena, "Changes of %s", wording_line(metric->metric.name, arena));
	table->caption = "Changes of level, the newest first.";
	table->points.items = points;
	table->points.count = count;
	for (i = 0; i < count; i++) {
		points[i] = view_point_of(arena, view, item, metric,
		    &timeline->changes[count - 1 - i]);
		if (points[i].reason != NULL)
			table->has_reasons = "yes";
	}
	return to;
}
