#include "output/chart_history.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "output/axis.h"
#include "output/chart.h"
#include "output/thin.h"

enum {
	TITLE_HEIGHT = 18,
	NAME_HEIGHT = 13, /* of the names of environments */
	PLOT_HEIGHT = 150,
	MARK_RADIUS = 4
};

struct history_plot {
	struct canvas *canvas;
	const struct chart_history *chart;
	struct axis x, y;
	double top, bottom;
};

static double
top_of(const struct chart_history *chart)
{
	return TITLE_HEIGHT + (chart->border_count > 0 ? NAME_HEIGHT : 0);
}

double
chart_history_height(const struct chart_history *chart)
{
	if (chart->point_count == 0)
		return CHART_EMPTY_HEIGHT;
	return top_of(chart) + PLOT_HEIGHT + CHART_AXIS_HEIGHT +
	       2 * CHART_FOOT_HEIGHT;
}

static void
extend(double *low, double *high, double value)
{
	if (!isfinite(value))
		return;
	*low = fmin(*low, value);
	*high = fmax(*high, value);
}

/* Intervals count as far as they do not dwarf the values. */
static void
set_ranges(struct history_plot *plot)
{
	const struct chart_history *chart = plot->chart;
	const struct chart_history_point *points = chart->points;
	double low = HUGE_VAL, high = -HUGE_VAL, widest, first, last;
	size_t i;

	for (i = 0; i < chart->point_count; i++)
		extend(&low, &high, points[i].y);
	for (i = 0; i < chart->mark_count; i++)
		extend(&low, &high, chart->marks[i].y);
	widest = fmax((high - low) / 2, fabs(high) / 50);
	first = low - widest;
	last = high + widest;
	for (i = 0; i < chart->point_count; i++) {
		if (!isfinite(points[i].low) || !isfinite(points[i].high))
			continue;
		extend(&low, &high, fmax(points[i].low, first));
		extend(&low, &high, fmin(points[i].high, last));
	}
	if (isfinite(chart->limit))
		extend(&low, &high, chart->limit);
	axis_init(&plot->y, low, high, chart->unit, false);
	axis_pad(&plot->y, 0.06);
	axis_init(
	    &plot->x, points[0].x, points[chart->point_count - 1].x, "", false);
	axis_pad(&plot->x, 0.015);
}

static struct point
place_of(const struct history_plot *plot, double x, double y)
{
	return (struct point){axis_at(&plot->x, x), axis_at(&plot->y, y)};
}

static double
step_of(const struct history_plot *plot)
{
	return axis_at(&plot->x, 1) - axis_at(&plot->x, 0);
}

/* Between two runs; the name has the room up to the next one. */
static void
draw_borders(const struct history_plot *plot)
{
	const struct chart_history *chart = plot->chart;
	struct text_style style = chart_label;
	double left, right, half = step_of(plot) / 2;
	struct buf cut = {0};
	size_t i;

	style.size = 8.5;
	for (i = 0; i < chart->border_count; i++) {
		left = axis_at(&plot->x, chart->borders[i].x) - half;
		right = i + 1 < chart->border_count
			    ? axis_at(&plot->x, chart->borders[i + 1].x) - half
			    : plot->canvas->width;
		plot->canvas->ops->rect(plot->canvas,
		    (struct point){left - 0.5, plot->top - NAME_HEIGHT + 2}, 1,
		    plot->bottom - plot->top + NAME_HEIGHT - 2, INK_AXIS,
		    chart->borders[i].name);
		buf_reset(&cut);
		canvas_fit(plot->canvas, &cut, chart->borders[i].name, &style,
		    right - left - 6);
		canvas_text(plot->canvas, left + 3, plot->top - 3,
		    buf_text(&cut), &style);
	}
	buf_release(&cut);
}

static void
draw_band(const struct history_plot *plot)
{
	const struct chart_history *chart = plot->chart;
	const struct chart_history_point *point;
	struct point *low = xcalloc(2 * chart->point_count, sizeof *low);
	struct point *high = xcalloc(chart->point_count, sizeof *high);
	size_t i, count = 0, lows, highs;

	for (i = 0; i < chart->point_count; i++) {
		point = &chart->points[i];
		if (!isfinite(point->low) || !isfinite(point->high))
			continue;
		low[count] = place_of(plot, point->x, point->low);
		high[count++] = place_of(plot, point->x, point->high);
	}
	lows = thin_points(low, count, CHART_HISTORY_POINTS);
	highs = thin_points(high, count, CHART_HISTORY_POINTS);
	for (i = 0; i < highs; i++)
		low[lows + i] = high[highs - 1 - i];
	plot->canvas->ops->polygon(
	    plot->canvas, low, lows + highs, INK_DATA_SOFT);
	free(low);
	free(high);
}

static void
draw_series(const struct history_plot *plot)
{
	const struct chart_history *chart = plot->chart;
	struct point *line = xcalloc(chart->point_count, sizeof *line);
	size_t i, count;

	for (i = 0; i < chart->point_count; i++)
		line[i] =
		    place_of(plot, chart->points[i].x, chart->points[i].y);
	count = thin_points(line, chart->point_count, CHART_HISTORY_POINTS);
	plot->canvas->ops->polyline(plot->canvas, line, count, 1, INK_DATA);
	free(line);
}

static void
draw_dots(const struct history_plot *plot)
{
	const struct chart_history_point *point;
	size_t i;

	for (i = 0; i < plot->chart->point_count; i++) {
		point = &plot->chart->points[i];
		if (isfinite(point->low) && isfinite(point->high))
			canvas_line(plot->canvas,
			    place_of(plot, point->x, point->low),
			    place_of(plot, point->x, point->high), 1, INK_DATA);
	}
	for (i = 0; i < plot->chart->point_count; i++) {
		point = &plot->chart->points[i];
		plot->canvas->ops->dot(plot->canvas,
		    place_of(plot, point->x, point->y), 2.25, DOT_CIRCLE,
		    INK_DATA, point->tip);
	}
}

static void
draw_lines(const struct history_plot *plot)
{
	const struct chart_history_line *line;
	size_t i;

	for (i = 0; i < plot->chart->line_count; i++) {
		line = &plot->chart->lines[i];
		canvas_line(plot->canvas,
		    place_of(plot, line->from.x, line->from.y),
		    place_of(plot, line->to.x, line->to.y), 2, INK_OTHER);
	}
}

static enum dot_shape
shape_of(enum chart_history_kind kind)
{
	static const enum dot_shape shapes[] = {
	    [CHART_HISTORY_WORSE] = DOT_SQUARE,
	    [CHART_HISTORY_BETTER] = DOT_TRIANGLE,
	    [CHART_HISTORY_ACKNOWLEDGED] = DOT_DIAMOND};

	return shapes[kind];
}

static enum ink
ink_of(const struct chart_history_mark *mark)
{
	if (mark->kind == CHART_HISTORY_ACKNOWLEDGED)
		return INK_MUTED;
	if (mark->kind == CHART_HISTORY_BETTER)
		return INK_GOOD;
	return mark->is_severe && !mark->is_hollow ? INK_BAD : INK_WARN;
}

/* The outline of a dot, closed; its core is what is pointed at. */
static void
draw_hollow(struct canvas *canvas, struct point at,
    const struct chart_history_mark *mark)
{
	double r = MARK_RADIUS;
	const struct point square[] = {{at.x - r, at.y - r},
	    {at.x + r, at.y - r}, {at.x + r, at.y + r}, {at.x - r, at.y + r},
	    {at.x - r, at.y - r}};
	const struct point triangle[] = {{at.x, at.y - 1.25 * r},
	    {at.x + 1.15 * r, at.y + 0.85 * r},
	    {at.x - 1.15 * r, at.y + 0.85 * r}, {at.x, at.y - 1.25 * r}};
	const struct point diamond[] = {{at.x, at.y - 1.3 * r},
	    {at.x + 1.3 * r, at.y}, {at.x, at.y + 1.3 * r},
	    {at.x - 1.3 * r, at.y}, {at.x, at.y - 1.3 * r}};
	const struct point *outlines[] = {[CHART_HISTORY_WORSE] = square,
	    [CHART_HISTORY_BETTER] = triangle,
	    [CHART_HISTORY_ACKNOWLEDGED] = diamond};

	canvas->ops->polyline(canvas, outlines[mark->kind],
	    mark->kind == CHART_HISTORY_BETTER ? 4 : 5, 1.5, ink_of(mark));
	canvas->ops->dot(canvas, at, 1.5, DOT_CIRCLE, ink_of(mark), mark->tip);
}

static void
draw_marks(const struct history_plot *plot)
{
	const struct chart_history_mark *mark;
	struct point at;
	size_t i;

	for (i = 0; i < plot->chart->mark_count; i++) {
		mark = &plot->chart->marks[i];
		at = place_of(plot, mark->x, mark->y);
		if (mark->is_hollow)
			draw_hollow(plot->canvas, at, mark);
		else
			plot->canvas->ops->dot(plot->canvas, at, MARK_RADIUS,
			    shape_of(mark->kind), ink_of(mark), mark->tip);
	}
}

static void
draw_limit(const struct history_plot *plot)
{
	const struct chart_history *chart = plot->chart;
	struct text_style style = chart_label;
	double y, left = plot->x.from, right = plot->x.to;

	if (!isfinite(chart->limit))
		return;
	y = axis_at(&plot->y, chart->limit);
	canvas_line(plot->canvas, (struct point){left, y},
	    (struct point){right, y}, 1.25, INK_BAD);
	style.anchor = TEXT_END;
	canvas_text(plot->canvas, right, y - 3, chart->limit_name, &style);
}

static void
draw_ends(const struct history_plot *plot)
{
	const struct chart_history *chart = plot->chart;
	struct text_style style = chart_label;
	double y = plot->bottom + 14, width = 0;

	canvas_line(plot->canvas, (struct point){plot->x.from, plot->bottom},
	    (struct point){plot->x.to, plot->bottom}, 0.75, INK_AXIS);
	if (chart->first != NULL) {
		canvas_text(
		    plot->canvas, plot->x.from, y, chart->first, &style);
		width = plot->canvas->ops->text_width(
		    plot->canvas, chart->first, &style);
	}
	if (chart->last == NULL ||
	    plot->canvas->ops->text_width(plot->canvas, chart->last, &style) +
		    width + 12 >
		plot->x.to - plot->x.from)
		return;
	style.anchor = TEXT_END;
	canvas_text(plot->canvas, plot->x.to, y, chart->last, &style);
}

/* Only what occurs. */
static void
draw_foot(const struct history_plot *plot)
{
	const struct chart_history *chart = plot->chart;
	struct chart_key keys[5];
	bool is_seen[3] = {false}, is_hollow = false;
	size_t i, count = 0;
	struct point at = {0, plot->canvas->height - 4};

	for (i = 0; i < chart->mark_count; i++) {
		is_seen[chart->marks[i].kind] = true;
		is_hollow |= chart->marks[i].is_hollow;
	}
	if (chart->line_count > 0)
		keys[count++] = (struct chart_key){
		    chart->line_name, INK_OTHER, CHART_KEY_LINE, DOT_CIRCLE};
	if (is_seen[CHART_HISTORY_WORSE])
		keys[count++] = (struct chart_key){
		    "worse", INK_BAD, CHART_KEY_DOT, DOT_SQUARE};
	if (is_seen[CHART_HISTORY_BETTER])
		keys[count++] = (struct chart_key){
		    "better", INK_GOOD, CHART_KEY_DOT, DOT_TRIANGLE};
	if (is_seen[CHART_HISTORY_ACKNOWLEDGED])
		keys[count++] = (struct chart_key){
		    "acknowledged", INK_MUTED, CHART_KEY_DOT, DOT_DIAMOND};
	if (is_hollow)
		keys[count++] = (struct chart_key){
		    "hollow: suspected", INK_WARN, CHART_KEY_DOT, DOT_RING};
	chart_draw_keys(plot->canvas, at, plot->canvas->width, keys, count);
}

static void
draw_title(const struct history_plot *plot)
{
	struct buf title = {0}, cut = {0};

	axis_title(&plot->y, &title, plot->chart->name);
	canvas_fit(plot->canvas, &cut, buf_text(&title), &chart_label,
	    plot->canvas->width);
	canvas_text(plot->canvas, 0, 10, buf_text(&cut), &chart_label);
	buf_release(&title);
	buf_release(&cut);
}

void
chart_history_draw(struct canvas *canvas, const struct chart_history *chart)
{
	struct history_plot plot = {
	    .canvas = canvas,
	    .chart = chart,
	    .top = top_of(chart),
	    .bottom =
		canvas->height - CHART_AXIS_HEIGHT - 2 * CHART_FOOT_HEIGHT,
	};
	bool has_dots = chart->point_count <= CHART_HISTORY_DOTS;

	if (chart->point_count == 0) {
		chart_draw_empty(canvas);
		return;
	}
	set_ranges(&plot);
	axis_place_y(&plot.y, plot.bottom, plot.top);
	axis_place_x(&plot.x, canvas,
	    fmin(axis_label_width(&plot.y, canvas) + 8, canvas->width / 2),
	    canvas->width - CHART_EDGE);
	if (!has_dots)
		draw_band(&plot);
	axis_draw_y(&plot.y, canvas, plot.x.from, plot.x.to);
	draw_borders(&plot);
	draw_limit(&plot);
	if (has_dots)
		draw_dots(&plot);
	else
		draw_series(&plot);
	draw_lines(&plot);
	draw_marks(&plot);
	draw_ends(&plot);
	draw_foot(&plot);
	draw_title(&plot);
}
