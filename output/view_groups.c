#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/notable.h"
#include "analysis/sentence.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "output/figure.h"
#include "output/quantity.h"
#include "output/view_parts.h"

/* What is counted of the cases of one group. */
struct tally {
	const char *name;
	size_t cases, measured, attention, remarked;
	const struct result_metric *first; /* that was measured */
	double log_sum;
	bool is_alike; /* all medians are positive and of one metric */
};

static bool
is_same_metric(const struct result_metric *a, const struct result_metric *b)
{
	return strcmp(a->metric.name, b->metric.name) == 0 &&
	       strcmp(a->metric.unit, b->metric.unit) == 0;
}

static void
tally_add(struct tally *tally, const struct result_case *item)
{
	const struct result_metric *metric = view_first_metric(item);

	tally->cases++;
	tally->attention += notable_is_trouble(item) || item->is_cut_short;
	tally->remarked += notable_has_flag(item);
	if (metric == NULL)
		return;
	if (tally->first == NULL) {
		tally->first = metric;
		tally->is_alike = true;
	}
	tally->measured++;
	if (metric->summary.median > 0 && is_same_metric(metric, tally->first))
		tally->log_sum += log(metric->summary.median);
	else
		tally->is_alike = false;
}

static const char *
mean_text(const struct tally *tally, struct arena *arena)
{
	struct quantity quantity;
	double mean;

	if (!tally->is_alike)
		return NULL;
	mean = exp(tally->log_sum / (double)tally->measured);
	quantity = quantity_plain(tally->first->metric.unit, mean);
	return wording_line(quantity_text(&quantity, mean, arena), arena);
}

/* Of the metric that the mean is of; of the cases that are compared. */
static const char *
change_text(
    const struct result *result, const struct tally *tally, struct arena *arena)
{
	const struct mean_change *mean;
	size_t i;

	for (i = 0; i < result->mean_count && tally->first != NULL; i++) {
		mean = &result->means[i];
		if (mean->group != NULL && tally->name != NULL &&
		    strcmp(mean->group, tally->name) == 0 &&
		    strcmp(mean->metric, tally->first->metric.name) == 0)
			return sentence_change(
			    arena, mean->ratio, &(struct interval){0});
	}
	return NULL;
}

static struct view_group
group_of(
    const struct result *result, const struct tally *tally, struct arena *arena)
{
	return (struct view_group){
	    .name = wording_line(tally->name, arena),
	    .cases = arena_printf(arena, "%zu", tally->cases),
	    .measured = arena_printf(arena, "%zu", tally->measured),
	    .attention = arena_printf(arena, "%zu", tally->attention),
	    .remarked = arena_printf(arena, "%zu", tally->remarked),
	    .mean = mean_text(tally, arena),
	    .change = change_text(result, tally, arena),
	};
}

static void
add_groups(struct view *view, const struct result *result)
{
	VEC(struct tally) tallies = {0};
	struct view_group *groups;
	const struct result_case *item;
	struct map index = {0};
	size_t i, at;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		if (!map_get(
			&index, item->group == NULL ? "" : item->group, &at)) {
			at = tallies.count;
			map_put(
			    &index, item->group == NULL ? "" : item->group, at);
			vec_push(&tallies, (struct tally){.name = item->group});
		}
		tally_add(&tallies.items[at], item);
	}
	if (tallies.count > 1) {
		at = tallies.count < VIEW_GROUPS ? tallies.count : VIEW_GROUPS;
		groups = arena_alloc(&view->arena, at * sizeof *groups);
		for (i = 0; i < at; i++) {
			groups[i] =
			    group_of(result, &tallies.items[i], &view->arena);
			if (groups[i].change != NULL)
				view->has_group_changes = "yes";
		}
		view->groups.items = groups;
		view->groups.count = at;
		if (tallies.count > at)
			view->more_groups = arena_printf(&view->arena,
			    "%zu more groups are not listed here.",
			    tallies.count - at);
	}
	map_release(&index);
	vec_free(&tallies);
}

static int
compare_places(const void *a, const void *b)
{
	const struct result_case *const *x = a, *const *y = b;

	return (*x > *y) - (*x < *y);
}

static const char *
piece_caption(struct view *view, const struct view_piece *piece)
{
	struct buf out = {0};
	const char *caption;

	figure_overview_caption(&out, piece->cases, piece->count);
	caption = wording_line(
	    arena_strndup(&view->arena, buf_text(&out), out.length),
	    &view->arena);
	buf_release(&out);
	return caption;
}

/* Cases [0..count) share a metric: cut into pieces of like size. */
static struct view_piece *
cut_pieces(struct view *view, const struct result_case *const *cases,
    size_t count, struct view_piece *pieces)
{
	size_t wanted =
	    (count + FIGURE_OVERVIEW_ROWS - 1) / FIGURE_OVERVIEW_ROWS;
	size_t i, from, to;

	for (i = 0; i < wanted; i++) {
		from = count * i / wanted;
		to = count * (i + 1) / wanted;
		*pieces = (struct view_piece){cases + from, to - from, NULL};
		pieces->caption = piece_caption(view, pieces);
		pieces++;
	}
	return pieces;
}

/*
 * The cases of the first page in the suite's order, those of the first metric
 * first, then those of the next.
 */
static void
add_overview(struct view *view, const struct result_case *const *order)
{
	size_t shown = view->result->case_count < VIEW_CASES_PER_PAGE
			   ? view->result->case_count
			   : VIEW_CASES_PER_PAGE;
	const struct result_case **left, **taken;
	struct view_piece *pieces, *end;
	const struct result_metric *metric;
	size_t i, rest, count;

	left = arena_alloc(&view->arena, (shown + 1) * sizeof *left);
	taken = arena_alloc(&view->arena, (shown + 1) * sizeof *taken);
	pieces = arena_alloc(&view->arena, (shown + 1) * sizeof *pieces);
	for (i = rest = 0; i < shown; i++)
		if (view_first_metric(order[i]) != NULL)
			left[rest++] = order[i];
	qsort(left, rest, sizeof *left, compare_places);
	end = pieces;
	while (rest > 0) {
		metric = view_first_metric(left[0]);
		count = shown = 0;
		for (i = 0; i < rest; i++)
			if (is_same_metric(view_first_metric(left[i]), metric))
				taken[count++] = left[i];
			else
				left[shown++] = left[i];
		end = cut_pieces(view, taken, count, end);
		taken += count;
		rest = shown;
	}
	view->overview.items = pieces;
	view->overview.count = (size_t)(end - pieces);
}

static const struct result_metric *
memory_of(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (strcmp(item->metrics[i].metric.name, "max_rss") == 0 &&
		    item->metrics[i].is_measured)
			return &item->metrics[i];
	return NULL;
}

/* The places of the VIEW_NAMED_CASES largest, the largest first. */
static size_t
find_largest(const struct result *result, size_t *places)
{
	const struct result_metric *metric;
	size_t i, at, count = 0;

	for (i = 0; i < result->case_count; i++) {
		metric = memory_of(&result->cases[i]);
		if (metric == NULL)
			continue;
		at = count;
		while (
		    at > 0 &&
		    memory_of(&result->cases[places[at - 1]])->summary.median <
			metric->summary.median)
			at--;
		if (at == VIEW_NAMED_CASES)
			continue;
		if (count < VIEW_NAMED_CASES)
			count++;
		memmove(places + at + 1, places + at,
		    (count - at - 1) * sizeof *places);
		places[at] = i;
	}
	return count;
}

static const char *
size_text(const char *unit, double value, struct arena *arena)
{
	struct quantity quantity = quantity_plain(unit, value);

	quantity.decimals = quantity.scale.divisor > 1;
	return quantity_text(&quantity, value, arena);
}

static void
add_memory(struct view *view, const struct result *result)
{
	size_t places[VIEW_NAMED_CASES], count = find_largest(result, places);
	struct arena *arena = &view->arena;
	struct view_memory *memory =
	    arena_alloc(arena, (count + 1) * sizeof *memory);
	const struct result_case *item;
	const struct result_metric *metric;
	size_t i;

	for (i = 0; i < count; i++) {
		item = &result->cases[places[i]];
		metric = memory_of(item);
		memory[i] = (struct view_memory){
		    .id = view_id_of(view, item),
		    .median = size_text(
			metric->metric.unit, metric->summary.median, arena),
		    .max = size_text(
			metric->metric.unit, metric->summary.max, arena),
		};
	}
	view->memory.items = memory;
	view->memory.count = count;
}

void
view_add_groups(struct view *view, const struct result_case *const *order)
{
	add_groups(view, view->result);
	add_overview(view, order);
	add_memory(view, view->result);
}
