#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/sentence.h"
#include "analysis/verdict.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "output/quantity.h"
#include "output/view_change.h"
#include "output/view_parts.h"

enum { CHART_ROWS = 40 /* leaves room on a page of paper */ };

/* In the order of the report. */
enum kind { KIND_REGRESSION, KIND_IMPROVEMENT, KIND_UNDECIDED, KIND_UNCHANGED };

/* What was judged, before it is put into words. */
struct judged_pair {
	const struct result_case *item;
	const struct result_metric *metric;
	enum kind kind;
	int level;   /* of a regression: twice the level, less when suspected */
	double size; /* of the logarithm; negative: not known */
	size_t place;
};

struct ranking {
	VEC(struct judged_pair) pairs;
	size_t counts[KIND_UNCHANGED + 1];
};

static enum kind
kind_of(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_REGRESSION:
		return KIND_REGRESSION;
	case VERDICT_IMPROVEMENT:
		return KIND_IMPROVEMENT;
	case VERDICT_UNCHANGED:
		return KIND_UNCHANGED;
	default:
		return KIND_UNDECIDED;
	}
}

/* A suspicion comes behind what is sure of the same level. */
static int
level_rank(const struct comparison *of)
{
	if (of->level != LEVEL_NONE)
		return 2 * (int)of->level;
	return of->suspected == LEVEL_NONE ? 0 : 2 * (int)of->suspected - 1;
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct judged_pair *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->level != y->level)
		return y->level - x->level;
	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	return (x->place > y->place) - (x->place < y->place);
}

static void
ranking_add(struct ranking *ranking, const struct result_case *item,
    const struct result_metric *metric)
{
	const struct comparison *of = metric->comparison;
	struct judged_pair pair = {
	    .item = item,
	    .metric = metric,
	    .kind = kind_of(of->verdict),
	    .size = -1,
	    .place = ranking->pairs.count,
	};

	if (pair.kind == KIND_REGRESSION)
		pair.level = level_rank(of);
	if (of->reason == NULL && of->ratio > 0)
		pair.size = fabs(log(of->ratio));
	ranking->counts[pair.kind]++;
	vec_push(&ranking->pairs, pair);
}

static void
rank(struct ranking *ranking, struct view *view, const struct result *result)
{
	const struct result_metric *metric;
	size_t i, j;

	for (i = 0; i < result->case_count; i++)
		for (j = 0; j < result->cases[i].metric_count; j++) {
			metric = &result->cases[i].metrics[j];
			if (metric->comparison == NULL || !metric->is_judged ||
			    !view_change_is_judged(metric, metric->comparison))
				continue;
			ranking_add(ranking, &result->cases[i], metric);
			view->family += verdict_needs_q(metric->comparison);
		}
	if (ranking->pairs.count > 1)
		qsort(ranking->pairs.items, ranking->pairs.count,
		    sizeof *ranking->pairs.items, compare_pairs);
}

static void
fill(struct view *view, const struct judged_pair *pairs, size_t count,
    struct view_comparison *to)
{
	struct view_change *changes =
	    arena_alloc(&view->arena, (count + 1) * sizeof *changes);
	size_t i;

	for (i = 0; i < count; i++) {
		changes[i] = view_change_of(&view->arena, view, pairs[i].item,
		    pairs[i].metric, pairs[i].metric->comparison);
		if (strcmp(changes[i].metric, changes[0].metric) != 0)
			to->has_many_metrics = "yes";
		if (changes[i].adjusted != NULL)
			to->has_adjusted = "yes";
	}
	to->against = view_other_name(view->result);
	to->changes.items = changes;
	to->changes.count = count;
	if (to->has_many_metrics == NULL && count > 0)
		to->metric = changes[0].metric;
}

static const char *
more_text(struct view *view, size_t rest, const char *what)
{
	if (rest == 0)
		return NULL;
	return arena_printf(&view->arena,
	    "%zu more %s not listed here; results.csv and the pages of the "
	    "cases have them.",
	    rest, what);
}

static void
add_section(struct view *view, const struct judged_pair *pairs, size_t count,
    const struct view_comparison *words, size_t most, const char *what)
{
	struct view_comparison *sections =
	    (struct view_comparison *)view->verdicts.items;
	struct view_comparison *to = &sections[view->verdicts.count];
	size_t shown = count < most ? count : most;

	if (count == 0)
		return;
	*to = *words;
	fill(view, pairs, shown, to);
	to->more = more_text(view, count - shown, what);
	view->verdicts.count++;
}

static void
add_sections(struct view *view, const struct ranking *ranking)
{
	static const struct view_comparison regressions = {
	    .anchor = "regressions",
	    .heading = "Regressions",
	    .introduction =
		"The highest level first, then the largest change. A level "
		"stands where the one-sided 95 % end of the change reaches "
		"its threshold; a suspected one is not sure and fails no "
		"gate. Minor ones were told from chance over all cases.",
	};
	static const struct view_comparison improvements = {
	    .anchor = "improvements",
	    .heading = "Improvements",
	    .introduction =
		"The largest first, told from chance over all cases.",
	};
	static const struct view_comparison undecided = {
	    .anchor = "undecided",
	    .heading = "Inconclusive",
	    .introduction =
		"Neither a change nor its absence could be shown. The least "
		"that would have been seen four times in five says how far "
		"the measurement reaches.",
	};
	const struct judged_pair *pairs = ranking->pairs.items;
	const size_t *counts = ranking->counts;

	view->verdicts.items =
	    arena_alloc(&view->arena, 3 * sizeof(struct view_comparison));
	add_section(view, pairs, counts[KIND_REGRESSION], &regressions,
	    VIEW_CHANGES, "regressions are");
	if (ranking->pairs.count == 0)
		return;
	pairs += counts[KIND_REGRESSION];
	add_section(view, pairs, counts[KIND_IMPROVEMENT], &improvements,
	    VIEW_CHANGES, "improvements are");
	pairs += counts[KIND_IMPROVEMENT];
	add_section(view, pairs, counts[KIND_UNDECIDED], &undecided,
	    VIEW_UNDECIDED, "that nothing can be said of are");
}

static const char *
chart_caption(struct view *view, const struct ranking *ranking, size_t shown)
{
	size_t all = ranking->pairs.count;
	const char *against = view_other_name(view->result);
	const char *lead =
	    shown < all ? arena_printf(&view->arena,
			      "The %zu most notable of %zu changes", shown, all)
	    : all == 1  ? "One change"
			: arena_printf(&view->arena, "All %zu changes", all);

	return arena_printf(&view->arena,
	    "%s against %s, %swith the 95 %% interval: %zu regression%s, %zu "
	    "improvement%s, %zu inconclusive, %zu unchanged%s. A square is a "
	    "regression, a triangle an improvement, a circle unchanged, a "
	    "ring inconclusive.",
	    lead, against, all == 1 ? "" : "each ",
	    ranking->counts[KIND_REGRESSION],
	    ranking->counts[KIND_REGRESSION] == 1 ? "" : "s",
	    ranking->counts[KIND_IMPROVEMENT],
	    ranking->counts[KIND_IMPROVEMENT] == 1 ? "" : "s",
	    ranking->counts[KIND_UNDECIDED], ranking->counts[KIND_UNCHANGED],
	    shown < all ? " in all" : "");
}

/*
 * The chart: regressions, and improvements at least in a third of it, then
 * what is left.
 */
static void
add_overall(struct view *view, const struct ranking *ranking)
{
	struct view_comparison *to = arena_alloc(&view->arena, sizeof *to);
	struct judged_pair chosen[CHART_ROWS];
	const size_t *counts = ranking->counts;
	size_t worse = counts[KIND_REGRESSION], better, rest, count, i;

	count = ranking->pairs.count;
	if (count == 0)
		return;
	better = counts[KIND_IMPROVEMENT];
	if (worse + better > CHART_ROWS) {
		if (better > CHART_ROWS / 3)
			better = worse < CHART_ROWS * 2 / 3 ? CHART_ROWS - worse
							    : CHART_ROWS / 3;
		worse = CHART_ROWS - better;
	}
	rest = counts[KIND_UNDECIDED] + counts[KIND_UNCHANGED];
	if (rest > CHART_ROWS - worse - better)
		rest = CHART_ROWS - worse - better;
	for (i = 0; i < worse; i++)
		chosen[i] = ranking->pairs.items[i];
	for (i = 0; i < better; i++)
		chosen[worse + i] =
		    ranking->pairs.items[counts[KIND_REGRESSION] + i];
	for (i = 0; i < rest; i++)
		chosen[worse + better + i] =
		    ranking->pairs.items[counts[KIND_REGRESSION] +
					 counts[KIND_IMPROVEMENT] + i];
	to->anchor = "changes";
	to->heading = "Changes";
	fill(view, chosen, worse + better + rest, to);
	to->caption = chart_caption(view, ranking, to->changes.count);
	view->overall.items = to;
	view->overall.count = 1;
}

static void
add_shift(struct view *view, const struct result *result)
{
	const struct machine_shift *shift = &result->shift;

	if (shift->exists)
		view->shift = arena_printf(&view->arena,
		    "Nearly everything moved: %s of %" PRIu64
		    " cases by about %s. That is the machine, the toolchain "
		    "or code that all share. The gates judge the changes as "
		    "measured; beside each stands what is left of it without "
		    "this shift.",
		    wording_line(shift->metric, &view->arena), shift->cases,
		    sentence_change(&view->arena, exp(shift->shift),
			&(struct interval){0}));
}

static void
add_mean(struct view *view, const struct result *result)
{
	const struct mean_change *mean;
	struct buf out = {0};
	size_t i;

	for (i = 0; i < result->mean_count; i++) {
		mean = &result->means[i];
		if (mean->group != NULL || mean->cases < 2)
			continue;
		buf_addf(&out, "%s%s changed by %s over %" PRIu64 " cases",
		    out.length == 0 ? "" : ", ",
		    sentence_name(&view->arena, mean->metric),
		    sentence_change(
			&view->arena, mean->ratio, &(struct interval){0}),
		    mean->cases);
	}
	if (out.length > 0)
		view->mean = arena_printf(&view->arena,
		    "In the geometric mean, %s against %s.", out.text,
		    view_other_name(result));
	buf_release(&out);
}

static bool
is_added(const struct result *result, const struct result_case *item)
{
	const struct comparison *of;
	size_t i;

	if (result->baseline == NULL && result->history_count == 0)
		return false;
	for (i = 0; i < item->metric_count; i++) {
		of = item->metrics[i].comparison;
		if (of != NULL && of->reason != NULL &&
		    strcmp(of->reason, "no-baseline-case") == 0)
			return true;
	}
	return false;
}

bool
view_is_removed(const struct result *result, const struct result_case *item)
{
	return (result->baseline != NULL || result->history_count > 0) &&
	       item->status == CASE_STATUS_MISSING && item->launches == 0 &&
	       item->metric_count == 0 && item->command_count == 0 &&
	       item->step_count == 0;
}

static void
add_moved(struct view *view, const struct result *result,
    const struct view_moved *words,
    bool (*is_one)(const struct result *, const struct result_case *))
{
	struct view_moved *to =
	    &((struct view_moved *)view->moved.items)[view->moved.count];
	struct view_id *ids =
	    arena_alloc(&view->arena, VIEW_MOVED_CASES * sizeof *ids);
	size_t i, found = 0;

	for (i = 0; i < result->case_count; i++)
		if (is_one(result, &result->cases[i]) &&
		    found++ < VIEW_MOVED_CASES)
			ids[found - 1] = view_id_of(view, &result->cases[i]);
	if (found == 0)
		return;
	*to = *words;
	to->heading =
	    arena_printf(&view->arena, "%s: %zu", words->heading, found);
	to->ids.items = ids;
	to->ids.count = found < VIEW_MOVED_CASES ? found : VIEW_MOVED_CASES;
	if (found > VIEW_MOVED_CASES)
		to->more = arena_printf(
		    &view->arena, "and %zu more", found - VIEW_MOVED_CASES);
	view->moved.count++;
}

void
view_add_verdicts(struct view *view, const struct result *result)
{
	static const struct view_moved added = {.heading = "Added cases",
	    .introduction = "The baseline has none of these."};
	static const struct view_moved removed = {.heading = "Removed cases",
	    .introduction = "The baseline has these, and this run has not."};
	struct ranking ranking = {0};

	rank(&ranking, view, result);
	add_sections(view, &ranking);
	add_overall(view, &ranking);
	vec_free(&ranking.pairs);
	add_shift(view, result);
	add_mean(view, result);
	view->moved.items =
	    arena_alloc(&view->arena, 2 * sizeof(struct view_moved));
	add_moved(view, result, &added, is_added);
	add_moved(view, result, &removed, view_is_removed);
}
