#include "output/chart_line.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "output/axis.h"
#include "output/chart.h"
#include "output/quantity.h"
#include "output/thin.h"

enum {
	TITLE_HEIGHT = 20,
	PLOT_HEIGHT = 180,
	DOTS_MAX = 50, /* a series of more points is only a line */
	LABEL_STEP = 12
};

struct line_plot {
	const struct chart_line *chart;
	struct axis x, y;
	double top, bottom;
};

double
chart_line_height(const struct chart_line *chart)
{
	size_t i, points = 0;

	for (i = 0; i < chart->series_count; i++)
		points += chart->series[i].count;
	return points == 0 ? CHART_EMPTY_HEIGHT
			   : TITLE_HEIGHT + PLOT_HEIGHT + CHART_AXIS_HEIGHT +
				 CHART_FOOT_HEIGHT;
}

static struct chart_mark
mark_of(const struct chart_line *chart, size_t i)
{
	static const enum dot_shape shapes[] = {
	    DOT_CIRCLE, DOT_SQUARE, DOT_TRIANGLE, DOT_DIAMOND};
	struct chart_mark mark = {shapes[i % 4], INK_DATA};

	if (chart->series_count > 2)
		mark.ink = (enum ink)(INK_SERIES + i % 8);
	else if (i == 1)
		mark.ink = INK_OTHER;
	return mark;
}

static bool
is_drawable(struct point point)
{
	return isfinite(point.x) && isfinite(point.y);
}

static struct point
place_of(const struct line_plot *plot, double x, double y)
{
	return (struct point){axis_at(&plot->x, x), axis_at(&plot->y, y)};
}

struct extent {
	double low, high;
};

static void
extend(struct extent *extent, double value)
{
	if (!isfinite(value))
		return;
	extent->low = fmin(extent->low, value);
	extent->high = fmax(extent->high, value);
}

/* False when there is nothing to draw. */
static bool
set_ranges(struct line_plot *plot)
{
	struct extent x = {HUGE_VAL, -HUGE_VAL}, y = x;
	const struct chart_line_series *series;
	size_t i, j;

	for (i = 0; i < plot->chart->series_count; i++) {
		series = &plot->chart->series[i];
		for (j = 0; j < series->count; j++) {
			if (!is_drawable(series->points[j]))
				continue;
			extend(&x, series->points[j].x);
			extend(&y, series->points[j].y);
			if (series->low == NULL)
				continue;
			extend(&y, series->low[j]);
			extend(&y, series->high[j]);
		}
	}
	if (!(x.low <= x.high))
		return false;
	axis_init(&plot->x, x.low, x.high, plot->chart->x_unit,
	    plot->chart->x_is_log);
	axis_init(&plot->y, y.low, y.high, plot->chart->y_unit,
	    plot->chart->y_is_log);
	axis_pad(&plot->x, 0.02);
	axis_pad(&plot->y, 0.05);
	return true;
}

static double
names_width(const struct line_plot *plot, struct canvas *canvas)
{
	double widest = 0;
	size_t i;

	for (i = 0; i < plot->chart->series_count; i++)
		widest =
		    fmax(widest, canvas->ops->text_width(canvas,
				     plot->chart->series[i].name, &chart_text));
	return fmin(widest, canvas->width * 0.28);
}

static void
place_axes(struct line_plot *plot, struct canvas *canvas)
{
	double left, right;

	axis_place_y(&plot->y, plot->bottom, plot->top);
	left = axis_label_width(&plot->y, canvas) + 8;
	right = canvas->width - names_width(plot, canvas) - 10;
	axis_place_x(&plot->x, canvas, fmin(left, canvas->width / 2), right);
}

/* One bound of a band, in places. */
static size_t
bound_places(const struct line_plot *plot,
    const struct chart_line_series *series, const double *bound,
    struct point *places)
{
	size_t i, count = 0;

	for (i = 0; i < series->count; i++)
		if (is_drawable(series->points[i]) &&
		    isfinite(series->low[i]) && isfinite(series->high[i]))
			places[count++] =
			    place_of(plot, series->points[i].x, bound[i]);
	return thin_points(places, count, CHART_LINE_POINTS);
}

/* An area behind one or two series; the bounds as thin lines of more. */
static void
draw_band(struct canvas *canvas, const struct line_plot *plot, size_t index)
{
	const struct chart_line_series *series = &plot->chart->series[index];
	struct point *places, swap;
	size_t low, high, i;
	enum ink ink = mark_of(plot->chart, index).ink;

	if (series->low == NULL || series->count == 0)
		return;
	places = xcalloc(series->count * 2, sizeof *places);
	low = bound_places(plot, series, series->low, places);
	high = bound_places(plot, series, series->high, places + low);
	if (plot->chart->series_count > 2) {
		canvas->ops->polyline(canvas, places, low, 0.5, ink);
		canvas->ops->polyline(canvas, places + low, high, 0.5, ink);
	} else {
		for (i = 0; i < high / 2; i++) {
			swap = places[low + i];
			places[low + i] = places[low + high - 1 - i];
			places[low + high - 1 - i] = swap;
		}
		canvas->ops->polygon(canvas, places, low + high,
		    ink == INK_DATA ? INK_DATA_SOFT : INK_OTHER_SOFT);
	}
	free(places);
}

static void
draw_dots(struct canvas *canvas, const struct line_plot *plot, size_t index)
{
	const struct chart_line_series *series = &plot->chart->series[index];
	struct chart_mark mark = mark_of(plot->chart, index);
	struct quantity x, y;
	struct arena arena = {0};
	struct point point;
	size_t i;

	for (i = 0; i < series->count; i++) {
		point = series->points[i];
		if (!is_drawable(point))
			continue;
		x = quantity_plain(plot->chart->x_unit, point.x);
		y = quantity_plain(plot->chart->y_unit, point.y);
		canvas->ops->dot(canvas, place_of(plot, point.x, point.y), 2.75,
		    mark.shape, mark.ink,
		    arena_printf(&arena, "%s, %s: %s", series->name,
			quantity_text(&x, point.x, &arena),
			quantity_text(&y, point.y, &arena)));
	}
	arena_release(&arena);
}

/* A line between gaps; a series that is thinned is drawn without gaps. */
static void
draw_line(struct canvas *canvas, const struct line_plot *plot, size_t index)
{
	const struct chart_line_series *series = &plot->chart->series[index];
	enum ink ink = mark_of(plot->chart, index).ink;
	bool has_gaps = series->count <= CHART_LINE_POINTS;
	VEC(struct point) line = {0};
	size_t i;

	for (i = 0; i < series->count; i++) {
		if (is_drawable(series->points[i])) {
			vec_push(&line, place_of(plot, series->points[i].x,
					    series->points[i].y));
		} else if (has_gaps) {
			canvas->ops->polyline(
			    canvas, line.items, line.count, 1.5, ink);
			line.count = 0;
		}
	}
	line.count = thin_points(line.items, line.count, CHART_LINE_POINTS);
	canvas->ops->polyline(canvas, line.items, line.count, 1.5, ink);
	vec_free(&line);
}

/* A name and the height it stands at. */
struct label {
	double y;
	size_t index;
};

static int
label_compare(const void *a, const void *b)
{
	const struct label *left = a, *right = b;

	if (left->y != right->y)
		return left->y < right->y ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

/* At the ends of their lines, moved apart; how many there is room for. */
static size_t
labels_place(const struct line_plot *plot, struct label *labels)
{
	const struct chart_line *chart = plot->chart;
	double limit = plot->bottom;
	size_t i, j, count = 0;
	size_t room = (size_t)((plot->bottom - plot->top) / LABEL_STEP);

	for (i = 0; i < chart->series_count && count < room; i++) {
		j = chart->series[i].count;
		while (j > 0 && !is_drawable(chart->series[i].points[j - 1]))
			j--;
		if (j > 0)
			labels[count++] = (struct label){
			    axis_at(&plot->y, chart->series[i].points[j - 1].y),
			    i};
	}
	qsort(labels, count, sizeof *labels, label_compare);
	for (i = 1; i < count; i++)
		labels[i].y = fmax(labels[i].y, labels[i - 1].y + LABEL_STEP);
	for (i = count; i-- > 0; limit = labels[i].y - LABEL_STEP)
		labels[i].y = fmin(labels[i].y, limit);
	return count;
}

static void
draw_names(struct canvas *canvas, const struct line_plot *plot)
{
	size_t count = plot->chart->series_count, i;
	struct label *labels = xcalloc(count, sizeof *labels);
	double left = plot->x.to + 6;
	struct text_style style = chart_text;
	struct buf cut = {0};

	count = labels_place(plot, labels);
	for (i = 0; i < count; i++) {
		buf_reset(&cut);
		style.ink = mark_of(plot->chart, labels[i].index).ink;
		canvas_fit(canvas, &cut,
		    plot->chart->series[labels[i].index].name, &style,
		    canvas->width - left);
		canvas_text(canvas, left, labels[i].y + style.size * 0.35,
		    buf_text(&cut), &style);
	}
	buf_release(&cut);
	free(labels);
}

static void
draw_titles(struct canvas *canvas, const struct line_plot *plot)
{
	struct text_style style = chart_label;
	struct buf title = {0}, cut = {0};

	axis_title(&plot->y, &title, plot->chart->y_name);
	canvas_fit(canvas, &cut, buf_text(&title), &style, canvas->width);
	canvas_text(canvas, 0, 10, buf_text(&cut), &style);
	buf_reset(&title);
	buf_reset(&cut);
	axis_title(&plot->x, &title, plot->chart->x_name);
	canvas_fit(canvas, &cut, buf_text(&title), &style, plot->x.to);
	style.anchor = TEXT_END;
	canvas_text(
	    canvas, plot->x.to, canvas->height - 3, buf_text(&cut), &style);
	buf_release(&title);
	buf_release(&cut);
}

void
chart_line_draw(struct canvas *canvas, const struct chart_line *chart)
{
	struct line_plot plot = {
	    .chart = chart,
	    .top = TITLE_HEIGHT,
	    .bottom = canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT,
	};
	size_t i;

	if (!set_ranges(&plot)) {
		chart_draw_empty(canvas);
		return;
	}
	place_axes(&plot, canvas);
	for (i = 0; i < chart->series_count; i++)
		draw_band(canvas, &plot, i);
	axis_draw_y(&plot.y, canvas, plot.x.from, plot.x.to);
	axis_draw_x(&plot.x, canvas, plot.bottom, plot.bottom);
	for (i = 0; i < chart->series_count; i++)
		draw_line(canvas, &plot, i);
	for (i = 0; i < chart->series_count; i++)
		if (chart->series[i].count <= DOTS_MAX)
			draw_dots(canvas, &plot, i);
	draw_names(canvas, &plot);
	draw_titles(canvas, &plot);
}
