#include "output/chart_time.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "output/axis.h"
#include "output/chart.h"

enum { TITLE_HEIGHT = 27, PLOT_HEIGHT = 150 };

/* One drawing: the chart and where its values stand. */
struct time_plot {
	const struct chart_time *chart;
	struct axis x, y;
	double top, bottom;
	bool has_launches; /* some launch has several samples */
};

double
chart_time_height(const struct chart_time *chart)
{
	if (chart->plot->point_count == 0)
		return CHART_EMPTY_HEIGHT;
	return TITLE_HEIGHT + PLOT_HEIGHT + CHART_AXIS_HEIGHT +
	       CHART_FOOT_HEIGHT;
}

static bool
has_long_launch(const struct result_plot *plot)
{
	size_t i;

	for (i = 1; i < plot->point_count; i++)
		if (plot->points[i].launch == plot->points[i - 1].launch)
			return true;
	return false;
}

/* How a sample is drawn; ordinal counts the launches from 0. */
static struct chart_mark
mark_of(const struct time_plot *plot, const struct result_point *point,
    size_t ordinal)
{
	/* The other shapes stand for warm-up and outliers. */
	static const enum dot_shape shapes[] = {
	    DOT_CIRCLE, DOT_SQUARE, DOT_TRIANGLE};
	struct chart_mark mark = chart_mark_of(point);

	if (mark.shape != DOT_CIRCLE || !plot->has_launches)
		return mark;
	mark.shape = shapes[ordinal % 3];
	mark.ink = (enum ink)(INK_SERIES + ordinal % 8);
	return mark;
}

static struct point
place_of(const struct time_plot *plot, size_t i)
{
	return (struct point){axis_at(&plot->x, (double)(i + 1)),
	    axis_at(&plot->y, plot->chart->plot->points[i].value)};
}

static void
draw_median(struct canvas *canvas, const struct time_plot *plot)
{
	const struct chart_time *chart = plot->chart;
	double low, high, y = axis_at(&plot->y, chart->median);

	if (chart->interval.exists) {
		low = axis_at(&plot->y, chart->interval.low);
		high = axis_at(&plot->y, chart->interval.high);
		canvas->ops->rect(canvas, (struct point){plot->x.from, high},
		    plot->x.to - plot->x.from, low - high, INK_DATA_SOFT, NULL);
	}
	canvas_line(canvas, (struct point){plot->x.from, y},
	    (struct point){plot->x.to, y}, 1, INK_DATA);
}

/* Where dots would hide one another, the line alone is drawn. */
static bool
is_dense(const struct time_plot *plot)
{
	return plot->chart->plot->point_count > CHART_DOTS_MAX;
}

/* A line through the samples of a launch; through all if each has one. */
static void
draw_path(struct canvas *canvas, const struct time_plot *plot)
{
	const struct result_plot *from = plot->chart->plot;
	double width = is_dense(plot) ? 0.75 : 0.5;
	enum ink ink = is_dense(plot) ? INK_DATA : INK_AXIS;
	VEC(struct point) line = {0};
	size_t i, ordinal = 0;

	for (i = 0; i < from->point_count; i++) {
		if (plot->has_launches && i > 0 &&
		    from->points[i].launch != from->points[i - 1].launch) {
			canvas->ops->polyline(
			    canvas, line.items, line.count, width, ink);
			line.count = 0;
			ordinal++;
		}
		if (plot->has_launches && is_dense(plot))
			ink = (enum ink)(INK_SERIES + ordinal % 8);
		if (isfinite(from->points[i].value))
			vec_push(&line, place_of(plot, i));
	}
	canvas->ops->polyline(canvas, line.items, line.count, width, ink);
	vec_free(&line);
}

static bool
is_notable(const struct result_point *point)
{
	return point->is_warmup || point->is_mild || point->is_severe;
}

static void
draw_samples(struct canvas *canvas, const struct time_plot *plot)
{
	const struct result_plot *from = plot->chart->plot;
	const struct result_point *point;
	struct arena arena = {0};
	struct chart_mark mark;
	size_t i, ordinal = 0;

	for (i = 0; i < from->point_count; i++) {
		point = &from->points[i];
		ordinal += i > 0 && point->launch != point[-1].launch;
		mark = mark_of(plot, point, ordinal);
		if (!isfinite(point->value) ||
		    (is_dense(plot) && !is_notable(point)))
			continue;
		canvas->ops->dot(canvas, place_of(plot, i),
		    from->point_count <= 100 ? 2.5 : 2, mark.shape, mark.ink,
		    chart_point_tip(point, &plot->chart->quantity, &arena));
		if (!axis_has(&plot->y, point->value))
			chart_draw_arrow(canvas, place_of(plot, i),
			    point->value > plot->y.high ? CHART_UP : CHART_DOWN,
			    mark.ink);
	}
	arena_release(&arena);
}

static void
draw_keys(struct canvas *canvas, const struct time_plot *plot, double left)
{
	static const struct chart_key keys[] = {
	    {"median", INK_DATA, CHART_KEY_LINE, 0},
	    {"its interval", INK_DATA_SOFT, CHART_KEY_PATCH, 0},
	    {"warm-up", INK_WARMUP, CHART_KEY_DOT, DOT_DIAMOND},
	    {"mild outlier", INK_OUTLIER, CHART_KEY_DOT, DOT_RING},
	    {"severe", INK_OUTLIER, CHART_KEY_DOT, DOT_CROSS},
	};
	const struct result_plot *from = plot->chart->plot;
	bool is_used[5] = {true, plot->chart->interval.exists};
	struct chart_key used[5];
	size_t i, count = 0;

	for (i = 0; i < from->point_count; i++) {
		is_used[2] |= from->points[i].is_warmup;
		is_used[3] |= from->points[i].is_mild;
		is_used[4] |= from->points[i].is_severe;
	}
	for (i = 0; i < 5; i++)
		if (is_used[i])
			used[count++] = keys[i];
	chart_draw_keys(
	    canvas, (struct point){left, 10}, canvas->width, used, count);
}

static void
draw_titles(struct canvas *canvas, const struct time_plot *plot)
{
	struct buf title = {0}, cut = {0};

	axis_title(&plot->y, &title, plot->chart->name);
	canvas_fit(canvas, &cut, title.text, &chart_label, canvas->width / 2);
	canvas_text(canvas, 0, 10, buf_text(&cut), &chart_label);
	draw_keys(canvas, plot,
	    canvas->ops->text_width(canvas, buf_text(&cut), &chart_label) + 20);
	chart_draw_foot(canvas, canvas->height, NULL, 0,
	    plot->chart->plot->is_thinned
		? "samples in order, thinned to the extremes"
	    : plot->has_launches ? "sample, in order; by launch"
				 : "sample, in order");
	buf_release(&title);
	buf_release(&cut);
}

static void
set_axes(struct time_plot *plot, struct canvas *canvas,
    const struct chart_range *range)
{
	const struct chart_time *chart = plot->chart;
	double low = fmin(range->low, chart->median);
	double high = fmax(range->high, chart->median);
	double count = (double)chart->plot->point_count, left;

	if (chart->interval.exists) {
		low = fmin(low, chart->interval.low);
		high = fmax(high, chart->interval.high);
	}
	axis_init(&plot->y, low, high, chart->unit, false);
	axis_pad(&plot->y, 0.06);
	axis_place_y(&plot->y, plot->bottom, plot->top);
	left = axis_label_width(&plot->y, canvas) + 8;
	axis_init(&plot->x, fmax(0.25, 0.5 - count / 100),
	    count + 0.5 + count / 100, "", false);
	plot->x.is_whole = true;
	axis_place_x(&plot->x, canvas, fmin(left, canvas->width / 2),
	    canvas->width - CHART_EDGE);
	/* Points that were thinned have no numbers. */
	if (chart->plot->is_thinned)
		plot->x.tick_count = 0;
}

void
chart_time_draw(struct canvas *canvas, const struct chart_time *chart)
{
	struct time_plot plot = {
	    .chart = chart,
	    .top = TITLE_HEIGHT,
	    .bottom = canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT,
	    .has_launches = has_long_launch(chart->plot),
	};
	struct chart_range range = {0};

	if (!chart_range_of(
		chart->plot->points, chart->plot->point_count, &range)) {
		chart_draw_empty(canvas);
		return;
	}
	set_axes(&plot, canvas, &range);
	draw_median(canvas, &plot);
	axis_draw_y(&plot.y, canvas, plot.x.from, plot.x.to);
	axis_draw_x(&plot.x, canvas, plot.bottom, plot.bottom);
	draw_path(canvas, &plot);
	draw_samples(canvas, &plot);
	draw_titles(canvas, &plot);
}
