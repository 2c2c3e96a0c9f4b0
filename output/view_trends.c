#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "output/shell.h"
#include "output/trend_words.h"
#include "output/view_parts.h"

/* A change point before it is put into words. */
struct ranked_point {
	const struct result_case *item;
	const struct result_metric *metric;
	const struct timeline_change *change;
	int level;   /* of what is worse: twice the level, less if suspected */
	double size; /* of the logarithm; else the strength */
	size_t place;
};

struct ranked_drift {
	struct view_drift words;
	size_t place;
};

struct trends {
	VEC(struct ranked_point) points;
	VEC(struct ranked_drift) drifts;
	size_t worse, better, suspected, accepted, creeping, bimodal;
	struct trend_short few;
};

static bool
is_before(const struct ranked_point *a, const struct ranked_point *b)
{
	if (a->change->is_regression != b->change->is_regression)
		return a->change->is_regression;
	if (a->level != b->level)
		return a->level > b->level;
	if (a->size != b->size)
		return a->size > b->size;
	return a->place < b->place;
}

static int
compare_points(const void *a, const void *b)
{
	return is_before(a, b) ? -1 : is_before(b, a);
}

static void
add_point(struct trends *trends, const struct result_case *item,
    const struct result_metric *metric, const struct timeline_change *change)
{
	struct ranked_point point = {
	    .item = item,
	    .metric = metric,
	    .change = change,
	    .size = change->strength,
	    .place = trends->points.count,
	};

	if (change->ratio > 0 && isfinite(change->ratio))
		point.size = fabs(log(change->ratio));
	if (change->is_regression && change->level != LEVEL_NONE)
		point.level = 2 * (int)change->level - !change->is_confirmed;
	vec_push(&trends->points, point);
	if (change->acknowledged != NULL) {
		trends->accepted++;
		return;
	}
	trends->worse += change->is_regression;
	trends->better += !change->is_regression;
	trends->suspected += !change->is_confirmed;
}

static void
add_history(struct trends *trends, struct view *view,
    const struct result_case *item, const struct result_metric *metric)
{
	const struct timeline *timeline = metric->history;
	size_t told = trends->points.count;
	struct view_drift drift;
	uint32_t i;

	for (i = 0; i < timeline->change_count; i++)
		if (timeline->points[timeline->changes[i].point].run >=
		    view->result->past_from)
			add_point(trends, item, metric, &timeline->changes[i]);
	if (timeline->shape == TIMELINE_SHORT && trends->points.count == told)
		trend_short_add(&trends->few, timeline);
	if (timeline->drift == NULL && timeline->modes == NULL)
		return;
	drift = view_drift_of(&view->arena, view, item, metric);
	vec_push(&trends->drifts,
	    (struct ranked_drift){drift, trends->drifts.count});
	if (timeline->drift != NULL)
		trends->creeping++;
	else
		trends->bimodal++;
}

/* Those that are accepted, or those that are not. */
static const struct view_point *
points_of(struct view *view, const struct trends *trends, bool is_accepted,
    size_t *count)
{
	struct view_point *points = arena_alloc(
	    &view->arena, (trends->points.count + 1) * sizeof *points);
	const struct ranked_point *from;
	size_t i;

	*count = 0;
	for (i = 0; i < trends->points.count; i++) {
		from = &trends->points.items[i];
		if ((from->change->acknowledged != NULL) == is_accepted)
			points[(*count)++] = view_point_of(&view->arena, view,
			    from->item, from->metric, from->change);
	}
	return points;
}

static int
compare_drifts(const void *a, const void *b)
{
	const struct ranked_drift *left = a, *right = b;
	const struct timeline_drift *x = left->words.of->history->drift;
	const struct timeline_drift *y = right->words.of->history->drift;

	if ((x == NULL) != (y == NULL))
		return x == NULL ? 1 : -1;
	if (x != NULL && x->is_regression != y->is_regression)
		return x->is_regression ? -1 : 1;
	if (x != NULL && fabs(x->total) != fabs(y->total))
		return fabs(x->total) > fabs(y->total) ? -1 : 1;
	return (left->place > right->place) - (left->place < right->place);
}

static void
add_drifts(struct view *view, struct trends *trends)
{
	size_t count = trends->drifts.count, i;
	struct view_drift *drifts =
	    arena_alloc(&view->arena, (count + 1) * sizeof *drifts);

	if (count > 1)
		qsort(trends->drifts.items, count, sizeof *trends->drifts.items,
		    compare_drifts);
	for (i = 0; i < count; i++)
		drifts[i] = trends->drifts.items[i].words;
	view->trends.drifts.items = drifts;
	view->trends.drifts.count = count;
}

static const char *
plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* "3 changes for the worse and 1 for the better, 1 of them suspected". */
static const char *
counts_text(const struct trends *trends, struct arena *arena)
{
	struct buf out = {0};
	struct wording_list list = {.out = &out, .separator = "; "};
	const char *text;

	if (trends->worse > 0)
		buf_addf(&out, "%zu change%s for the worse", trends->worse,
		    plural(trends->worse));
	if (trends->worse > 0 && trends->better > 0)
		buf_addf(&out, " and %zu for the better", trends->better);
	else if (trends->better > 0)
		buf_addf(&out, "%zu change%s for the better", trends->better,
		    plural(trends->better));
	if (trends->suspected > 0)
		buf_addf(&out, ", %zu of them suspected", trends->suspected);
	list.has_begun = out.length > 0;
	wording_list_add(&list, trends->accepted, "acknowledged");
	wording_list_add(&list, trends->creeping,
	    trends->creeping == 1 ? "drift" : "drifts");
	wording_list_add(&list, trends->bimodal, "bimodal");
	if (!list.has_begun)
		buf_add_string(&out, "no change");
	list.has_begun = true;
	trend_short_list(&trends->few, &list);
	text = arena_strndup(arena, out.text, out.length);
	buf_release(&out);
	return text;
}

/* What changed there is not told of. */
static const char *
elsewhere_text(const struct result *result, struct arena *arena)
{
	uint64_t runs = result->past_elsewhere;

	if (runs == 0)
		return "";
	return arena_printf(arena,
	    " %" PRIu64 " earlier run%s on another machine %s not in this.",
	    runs, runs == 1 ? "" : "s", runs == 1 ? "is" : "are");
}

/* "In 40 runs from … to …, 12 histories: 3 changes …". */
static const char *
summary_of(
    const struct view *view, const struct trends *trends, struct arena *arena)
{
	const struct result *result = view->result;
	size_t from = result->past_from, runs = result->past_count - from;
	size_t histories = view->trends.histories;

	return arena_printf(arena, "%zu run%s%s, %zu histor%s: %s.%s", runs,
	    plural(runs),
	    view_days_of(result, from, result->past_count - 1, arena),
	    histories, histories == 1 ? "y" : "ies", counts_text(trends, arena),
	    elsewhere_text(result, arena));
}

static const char *
more_of(const struct view_trends *trends, struct arena *arena)
{
	const size_t counts[] = {trends->points.count,
	    trends->acknowledged.count, trends->drifts.count};
	size_t more = 0, i;

	for (i = 0; i < sizeof counts / sizeof *counts; i++)
		if (counts[i] > VIEW_TRENDS)
			more += counts[i] - VIEW_TRENDS;
	if (more == 0)
		return NULL;
	return arena_printf(
	    arena, "%zu more stand%s there.", more, more == 1 ? "s" : "");
}

static bool
has_history(const struct result_metric *metric)
{
	return metric->history != NULL && metric->history->point_count > 0;
}

static size_t
count_histories(const struct result *result)
{
	const struct result_case *item;
	size_t count = 0, i, j;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++)
			count += has_history(&item->metrics[j]);
	}
	return count;
}

void
view_add_trends(struct view *view, const struct result *result)
{
	struct view_trends *to = &view->trends;
	struct trends trends = {0};
	const struct result_case *item;
	size_t i, j;

	to->histories = count_histories(result);
	if (to->histories == 0 || result->past_count == 0)
		return;
	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++)
			if (has_history(&item->metrics[j]))
				add_history(
				    &trends, view, item, &item->metrics[j]);
	}
	if (trends.few.count == to->histories) {
		to->summary = arena_printf(&view->arena,
		    "Trends: a history of %" PRIu32 " run%s is %s.%s",
		    trends.few.longest->point_count,
		    plural(trends.few.longest->point_count),
		    trend_words_short(trends.few.longest),
		    elsewhere_text(result, &view->arena));
		goto out;
	}
	if (trends.points.count > 1)
		qsort(trends.points.items, trends.points.count,
		    sizeof *trends.points.items, compare_points);
	to->points.items = points_of(view, &trends, false, &to->points.count);
	to->acknowledged.items =
	    points_of(view, &trends, true, &to->acknowledged.count);
	add_drifts(view, &trends);
	to->heading = result->since == NULL
			  ? "Trends and change points"
			  : arena_printf(&view->arena, "Changes since %s",
				wording_line(result->since, &view->arena));
	to->summary = summary_of(view, &trends, &view->arena);
	to->more = more_of(to, &view->arena);
out:
	vec_free(&trends.points);
	vec_free(&trends.drifts);
}

/* "perfolio ack CASE --commit LAST..FIRST --reason TEXT" */
static const char *
ack_command(struct view *view, const struct view_point *point)
{
	const struct timeline_point *points = point->of->history->points;
	const struct timeline_run *past = view->result->past;
	uint32_t at = point->change_of->point;
	const char *last = past[points[at - 1].run].commit;
	const char *first = past[points[at].run].commit;
	struct buf text = {0};
	const char *copy;

	if (last == NULL || first == NULL || point->id.whole != NULL)
		return NULL;
	buf_add_string(&text, "perfolio ack ");
	shell_add_word(&text, point->id.text);
	buf_add_string(&text, " --commit ");
	shell_add_word(
	    &text, arena_printf(&view->arena, "%s..%s", last, first));
	buf_add_string(&text, " --reason 'why'");
	copy = wording_line(
	    arena_strndup(&view->arena, text.text, text.length), &view->arena);
	buf_release(&text);
	return copy;
}

size_t
view_trend_steps(struct view *view, struct view_step *steps)
{
	const struct view_point *point;
	size_t i, count = 0;

	for (i = 0; i < view->trends.points.count && count < VIEW_TREND_STEPS;
	     i++) {
		point = &view->trends.points.items[i];
		if (point->level == NULL || !view_point_is_open(point))
			continue;
		steps[count].text = arena_printf(&view->arena,
		    "%s became worse, %s %s, between %s and %s: find the "
		    "cause, or say why it is accepted.",
		    point->id.text, point->metric, point->change,
		    point->last.text, point->first.text);
		steps[count++].command = ack_command(view, point);
	}
	return count;
}
