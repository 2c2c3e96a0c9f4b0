#include "output/figure_history.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "output/chart.h"
#include "output/chart_history.h"
#include "output/quantity.h"
#include "output/thin.h"
#include "output/trend_words.h"
#include "output/view_history.h"

enum { NAME_CHARACTERS = 96 };

/* The chart and what it is made of; all in the arena. */
struct drawing {
	struct arena arena;
	const struct result *result;
	const struct result_metric *metric;
	const struct timeline *timeline;
	struct chart_history chart;
	uint32_t *borders; /* first points of environments but the first */
	uint32_t border_count;
};

static const char *
short_line(const char *text, struct arena *arena)
{
	struct buf cut = {0};
	const char *copy;

	wording_cut(&cut, wording_line(text, arena), NAME_CHARACTERS);
	copy = arena_strdup(arena, buf_text(&cut));
	buf_release(&cut);
	return copy;
}

static const char *
value_text(struct drawing *drawing, double value)
{
	struct quantity quantity =
	    quantity_plain(drawing->metric->metric.unit, value);

	return short_line(
	    quantity_text(&quantity, value, &drawing->arena), &drawing->arena);
}

/* "4f3a12c0aa11, 2026-11-20" */
static const char *
run_name(struct drawing *drawing, uint32_t place)
{
	const struct timeline_run *run = &drawing->result->past[place];
	struct arena *arena = &drawing->arena;
	const char *day = view_day_of(run->started, arena);
	const char *name = view_commit_of(drawing->result, place, arena).text;

	return day == NULL ? name : arena_printf(arena, "%s, %s", name, day);
}

/* 95 % by the variance from session to session that the run's own is. */
static void
set_interval(const struct drawing *drawing, const struct timeline_point *from,
    struct chart_history_point *to)
{
	double arm = 1.96 * sqrt(from->variance);

	to->low = to->high = (double)NAN;
	if (!isfinite(arm))
		return;
	if (drawing->timeline->is_logarithmic) {
		to->low = from->center * exp(-arm);
		to->high = from->center * exp(arm);
	} else {
		to->low = from->center - arm;
		to->high = from->center + arm;
	}
}

static void
add_points(struct drawing *drawing)
{
	const struct timeline *timeline = drawing->timeline;
	struct chart_history_point *points = arena_alloc(
	    &drawing->arena, (timeline->point_count + 1) * sizeof *points);
	const struct timeline_point *from;
	uint32_t i;

	for (i = 0; i < timeline->point_count; i++) {
		from = &timeline->points[i];
		points[i].x = from->run;
		points[i].y = from->center;
		set_interval(drawing, from, &points[i]);
		if (timeline->point_count <= CHART_HISTORY_DOTS)
			points[i].tip = arena_printf(&drawing->arena,
			    "%s: %s, %" PRIu32 " launch%s",
			    run_name(drawing, from->run),
			    value_text(drawing, from->center), from->launches,
			    from->launches == 1 ? "" : "es");
	}
	drawing->chart.points = points;
	drawing->chart.point_count = timeline->point_count;
}

static void
find_borders(struct drawing *drawing)
{
	const struct timeline *timeline = drawing->timeline;
	const struct timeline_point *points = timeline->points;
	struct chart_history_border *borders = arena_alloc(
	    &drawing->arena, (timeline->point_count + 1) * sizeof *borders);
	const char *differs;
	uint32_t i, run;

	drawing->borders = arena_alloc(&drawing->arena,
	    (timeline->point_count + 1) * sizeof *drawing->borders);
	for (i = 1; i < timeline->point_count; i++) {
		differs = NULL;
		for (run = points[i - 1].run + 1; run <= points[i].run; run++)
			if (drawing->result->past[run].differs != NULL)
				differs = drawing->result->past[run].differs;
		if (differs == NULL)
			continue;
		borders[drawing->border_count].x = points[i].run;
		borders[drawing->border_count].name = short_line(
		    arena_printf(&drawing->arena, "new: %s", differs),
		    &drawing->arena);
		drawing->borders[drawing->border_count++] = i;
	}
	drawing->chart.borders = borders;
	drawing->chart.border_count = drawing->border_count;
}

static int
compare_numbers(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double
median_of(const struct timeline *timeline, uint32_t from, uint32_t to)
{
	double *values = xcalloc(to - from, sizeof *values), median;
	uint32_t i;

	for (i = from; i < to; i++)
		values[i - from] = timeline->points[i].center;
	qsort(values, to - from, sizeof *values, compare_numbers);
	median = (values[(to - from - 1) / 2] + values[(to - from) / 2]) / 2;
	free(values);
	return median;
}

static void
add_line(struct drawing *drawing, struct chart_history_line *lines,
    uint32_t from, uint32_t to, double level)
{
	const struct timeline_point *points = drawing->timeline->points;

	if (to - from < 2)
		return;
	lines[drawing->chart.line_count++] = (struct chart_history_line){
	    {points[from].run, level}, {points[to - 1].run, level}};
}

/* Back from where the line is at last; straight where the scale is. */
static void
add_slope(struct drawing *drawing, struct chart_history_line *lines,
    const struct timeline_drift *drift)
{
	const struct timeline_point *points = drawing->timeline->points;
	double first = drawing->timeline->is_logarithmic
			   ? drift->now / (1 + drift->total)
			   : drift->now - drift->total;

	lines[drawing->chart.line_count++] =
	    (struct chart_history_line){{points[drift->first].run, first},
		{points[drift->last].run, drift->now}};
}

/* Points [from, to) without a change between them: a slope, or a level. */
static void
add_stretch(struct drawing *drawing, struct chart_history_line *lines,
    uint32_t from, uint32_t to, double level)
{
	const struct timeline *timeline = drawing->timeline;
	const struct timeline_drift *drift;
	uint32_t i;

	for (i = 0; i < timeline->drift_count; i++) {
		drift = &timeline->drifts[i];
		if (drift->first < from || drift->last >= to)
			continue;
		add_slope(drawing, lines, drift);
		return;
	}
	add_line(drawing, lines, from, to,
	    isfinite(level) ? level : median_of(timeline, from, to));
}

/* The levels of points [from, to), which share an environment. */
static void
add_levels(struct drawing *drawing, struct chart_history_line *lines,
    uint32_t from, uint32_t to)
{
	const struct timeline *timeline = drawing->timeline;
	const struct timeline_change *change;
	uint32_t i, at = from;
	double level = (double)NAN;

	for (i = 0; i < timeline->change_count; i++) {
		change = &timeline->changes[i];
		if (change->point <= from || change->point >= to)
			continue;
		add_stretch(drawing, lines, at, change->point, change->before);
		at = change->point;
		level = change->after;
	}
	add_stretch(drawing, lines, at, to, level);
}

static void
add_lines(struct drawing *drawing)
{
	const struct timeline *timeline = drawing->timeline;
	struct chart_history_line *lines = arena_alloc(&drawing->arena,
	    (timeline->change_count + drawing->border_count + 3) *
		sizeof *lines);
	uint32_t i, from = 0, to;

	for (i = 0; i <= drawing->border_count; i++, from = to) {
		to = i < drawing->border_count ? drawing->borders[i]
					       : timeline->point_count;
		if (i == drawing->border_count && timeline->modes != NULL) {
			add_line(
			    drawing, lines, from, to, timeline->modes->low);
			add_line(
			    drawing, lines, from, to, timeline->modes->high);
		} else {
			add_levels(drawing, lines, from, to);
		}
	}
	drawing->chart.lines = lines;
	drawing->chart.line_name =
	    timeline->shape == TIMELINE_DRIFT ? "trend" : "level";
}

static const char *
mark_tip(struct drawing *drawing, const struct timeline_change *change)
{
	uint32_t run = drawing->timeline->points[change->point].run;
	const char *what = change->acknowledged != NULL ? "acknowledged"
			   : change->is_regression      ? "worse"
							: "better";

	return short_line(
	    arena_printf(&drawing->arena, "%s: %s, %s%s",
		run_name(drawing, run),
		trend_words_change(
		    change, drawing->metric->metric.unit, &drawing->arena),
		what, change->is_confirmed ? "" : ", suspected"),
	    &drawing->arena);
}

static void
add_marks(struct drawing *drawing)
{
	const struct timeline *timeline = drawing->timeline;
	struct chart_history_mark *marks = arena_alloc(
	    &drawing->arena, (timeline->change_count + 1) * sizeof *marks);
	const struct timeline_change *change;
	uint32_t i;

	for (i = 0; i < timeline->change_count; i++) {
		change = &timeline->changes[i];
		marks[i] = (struct chart_history_mark){
		    .x = timeline->points[change->point].run,
		    .y = change->after,
		    .kind = change->acknowledged != NULL
				? CHART_HISTORY_ACKNOWLEDGED
			    : change->is_regression ? CHART_HISTORY_WORSE
						    : CHART_HISTORY_BETTER,
		    .is_hollow = !change->is_confirmed,
		    .is_severe = change->level > LEVEL_WARNING,
		    .tip = mark_tip(drawing, change),
		};
	}
	drawing->chart.marks = marks;
	drawing->chart.mark_count = timeline->change_count;
}

/* A limit is drawn where a drift comes near it. */
static void
add_limit(struct drawing *drawing)
{
	const struct timeline_drift *drift = drawing->timeline->drift;
	const struct budget_result *budget;
	size_t i;

	drawing->chart.limit = (double)NAN;
	if (drift == NULL || drawing->timeline->runs_to_limit == 0)
		return;
	for (i = 0; i < drawing->metric->budget_count; i++) {
		budget = &drawing->metric->budgets[i];
		if (budget->op == BUDGET_RANGE ||
		    fabs(budget->limit / drift->now - 1) > 1)
			continue;
		drawing->chart.limit = budget->limit;
		drawing->chart.limit_name = arena_printf(&drawing->arena,
		    "limit %s", value_text(drawing, budget->limit));
	}
}

static void
drawing_build(struct drawing *drawing, const struct result *result,
    const struct result_metric *metric)
{
	const struct timeline *timeline = metric->history;
	uint32_t last = timeline->point_count - 1;

	*drawing = (struct drawing){
	    .result = result, .metric = metric, .timeline = timeline};
	drawing->chart.name = short_line(metric->metric.name, &drawing->arena);
	drawing->chart.unit = short_line(metric->metric.unit, &drawing->arena);
	if (timeline->point_count == 0)
		return;
	add_points(drawing);
	find_borders(drawing);
	add_lines(drawing);
	add_marks(drawing);
	add_limit(drawing);
	drawing->chart.first = run_name(drawing, timeline->points[0].run);
	if (last > 0)
		drawing->chart.last =
		    run_name(drawing, timeline->points[last].run);
}

double
figure_history_height(
    const struct result *result, const struct result_metric *metric)
{
	struct drawing drawing;
	double height;

	drawing_build(&drawing, result, metric);
	height = chart_history_height(&drawing.chart);
	arena_release(&drawing.arena);
	return height;
}

void
figure_history(struct canvas *canvas, const struct result *result,
    const struct result_metric *metric)
{
	struct drawing drawing;

	drawing_build(&drawing, result, metric);
	chart_history_draw(canvas, &drawing.chart);
	arena_release(&drawing.arena);
}

static void
add_borders_text(struct buf *out, const struct drawing *drawing)
{
	size_t count = drawing->border_count;

	if (count == 0)
		return;
	buf_addf(out,
	    " The environment changed %zu time%s, at the upright line%s: "
	    "levels are not compared across.",
	    count, count == 1 ? "" : "s", count == 1 ? "" : "s");
}

void
figure_history_caption(struct buf *out, const struct result *result,
    const struct result_metric *metric)
{
	const struct timeline *timeline = metric->history;
	struct drawing drawing;
	uint32_t count = timeline->point_count;

	drawing_build(&drawing, result, metric);
	if (count == 0) {
		buf_add_string(out, "No history is known.");
		goto out;
	}
	buf_addf(out, "History of %s, run by run", drawing.chart.name);
	buf_addf(out, ": %s now",
	    value_text(&drawing, timeline->points[count - 1].center));
	if (timeline->change_count > 0)
		buf_addf(out, ", and %" PRIu32 " change%s of level",
		    timeline->change_count,
		    timeline->change_count == 1 ? "" : "s");
	buf_addf(out, ". %s the 95 %% interval of a run's own launches.",
	    count <= CHART_HISTORY_DOTS ? "The bar through a point is"
					: "The band is");
	add_borders_text(out, &drawing);
out:
	arena_release(&drawing.arena);
}

void
figure_history_spark(struct canvas *canvas, const struct result_metric *metric)
{
	const struct timeline *timeline = metric->history;
	const struct timeline_point *from = timeline->points;
	VEC(struct point) line = {0};
	double low = HUGE_VAL, high = -HUGE_VAL, span, height;
	uint32_t i, count = timeline->point_count;
	const double margin = 2.5;

	for (i = 0; i < count; i++) {
		low = fmin(low, from[i].center);
		high = fmax(high, from[i].center);
	}
	if (count == 0)
		return;
	/* Noise of a percent is no mountain. */
	span = fmax(high - low, 0.05 * fabs(high));
	low = (low + high - span) / 2;
	height = canvas->height - 2 * margin;
	for (i = 0; i < count; i++)
		vec_push(&line,
		    (struct point){
			margin + (from[i].run - from[0].run) *
				     (canvas->width - 2 * margin) /
				     fmax(from[count - 1].run - from[0].run, 1),
			margin + height -
			    (span > 0 ? (from[i].center - low) / span * height
				      : height / 2)});
	line.count = thin_points(line.items, count, FIGURE_HISTORY_SPARK);
	canvas->ops->polyline(canvas, line.items, line.count, 1, INK_DATA);
	canvas->ops->dot(canvas, line.items[line.count - 1], 1.75, DOT_CIRCLE,
	    INK_DATA, NULL);
	vec_free(&line);
}
