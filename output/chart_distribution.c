#include "output/chart_distribution.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "output/axis.h"
#include "output/chart.h"
#include "output/chart_box.h"
#include "output/chart_swarm.h"

enum {
	LABEL_HEIGHT = 16,
	PANEL_HEIGHT = 92,
	BOX_HEIGHT = CHART_BOX_HEIGHT,
	SWARM_HEIGHT = 30,
	GAP = 7
};

/* One drawing: the chart, its axis, and which parts of it there are. */
struct distribution_plot {
	const struct chart_distribution *chart;
	struct axis axis;
	bool has_bars, has_density, has_swarm;
	double top, bottom; /* of bars and curve */
	double highest;     /* of them: it reaches the top */
};

/* Where bin number i starts, in base units. */
static double
bin_edge(const struct result_histogram *histogram, size_t i)
{
	double edge = histogram->low + (double)i * histogram->width;

	return histogram->is_log ? pow(10, edge) : edge;
}

/* Samples that the histogram knows of, times the width of a bin. */
static double
histogram_area(const struct result_histogram *histogram)
{
	double all = (double)(histogram->below + histogram->above);
	size_t i;

	for (i = 0; i < histogram->count; i++)
		all += (double)histogram->counts[i];
	return all * histogram->width;
}

static double
density_at(const struct result_plot *plot, size_t i)
{
	double at = plot->density.low + (double)i * plot->density.step;

	return plot->histogram.is_log ? pow(10, at) : at;
}

static double
density_height(const struct result_plot *plot, size_t i)
{
	double height = plot->density.heights[i];

	return isfinite(height) ? fmax(height, 0) : 0;
}

/* The range that must be seen: samples, quartiles and interval. */
static void
set_axis(struct distribution_plot *plot, const struct chart_range *range)
{
	const struct chart_distribution *chart = plot->chart;
	const struct result_histogram *histogram = &chart->plot->histogram;
	double low = fmin(range->low, chart->q1);
	double high = fmax(range->high, chart->q3);

	if (chart->interval.exists) {
		low = fmin(low, chart->interval.low);
		high = fmax(high, chart->interval.high);
	}
	axis_init(&plot->axis, low, high, chart->unit,
	    histogram->is_log && histogram->count > 0);
}

/* A curve may end further out, but not take the chart for itself. */
static void
widen_for_density(struct distribution_plot *plot)
{
	const struct result_plot *from = plot->chart->plot;
	double low = plot->axis.low, high = plot->axis.high;

	axis_pad(&plot->axis, 0.35);
	low = fmin(low, fmax(plot->axis.low, density_at(from, 0)));
	high = fmax(high,
	    fmin(plot->axis.high, density_at(from, from->density.count - 1)));
	axis_init(&plot->axis, low, high, plot->chart->unit, plot->axis.is_log);
}

/* What the axis spans, in the unit of the histogram's bins. */
static double
axis_span(const struct axis *axis)
{
	if (axis->is_log)
		return log10(axis->high / axis->low);
	return axis->high - axis->low;
}

/*
 * False when there is no sample. Bins and steps that were made for outliers
 * far away say nothing about the others, and are left out.
 */
static bool
plot_init(
    struct distribution_plot *plot, const struct chart_distribution *chart)
{
	const struct result_plot *from = chart->plot;
	struct chart_range range = {0};
	double span;

	*plot = (struct distribution_plot){.chart = chart};
	if (!chart_range_of(from->points, from->point_count, &range))
		return false;
	set_axis(plot, &range);
	span = axis_span(&plot->axis);
	plot->has_bars = from->histogram.count > 0 &&
			 from->histogram.width * 3 < span &&
			 histogram_area(&from->histogram) > 0;
	plot->has_density =
	    from->density.count > 1 && from->density.step * 20 < span;
	if (plot->has_density)
		widen_for_density(plot);
	axis_pad(&plot->axis, 0.02);
	plot->has_swarm =
	    !from->is_thinned && from->point_count <= CHART_DISTRIBUTION_DOTS;
	return true;
}

double
chart_distribution_height(const struct chart_distribution *chart)
{
	double height = LABEL_HEIGHT + GAP + BOX_HEIGHT + GAP +
			CHART_AXIS_HEIGHT + CHART_FOOT_HEIGHT;
	struct distribution_plot plot;

	if (!plot_init(&plot, chart))
		return CHART_EMPTY_HEIGHT;
	if (plot.has_bars || plot.has_density)
		height += PANEL_HEIGHT;
	if (plot.has_swarm)
		height += SWARM_HEIGHT + GAP;
	return height;
}

/* Probability per unit of the axis: base unit, or decade if it is log. */
static double
highest_of(const struct distribution_plot *plot)
{
	const struct result_plot *from = plot->chart->plot;
	double highest = 0, area = histogram_area(&from->histogram);
	size_t i;

	for (i = 0; plot->has_bars && i < from->histogram.count; i++)
		highest =
		    fmax(highest, (double)from->histogram.counts[i] / area);
	for (i = 0; plot->has_density && i < from->density.count; i++)
		highest = fmax(highest, density_height(from, i));
	return highest;
}

static const char *
tip_of_bin(
    const struct chart_distribution *chart, size_t i, struct arena *arena)
{
	const struct result_histogram *histogram = &chart->plot->histogram;
	uint64_t count = histogram->counts[i];

	return arena_printf(arena, "%s to %s: %" PRIu64 " sample%s",
	    quantity_number(&chart->quantity, bin_edge(histogram, i), arena),
	    quantity_text(&chart->quantity, bin_edge(histogram, i + 1), arena),
	    count, count == 1 ? "" : "s");
}

/* What a probability is on the canvas. */
static double
height_of(const struct distribution_plot *plot, double probability)
{
	return probability / plot->highest * (plot->bottom - plot->top);
}

static void
draw_bars(struct canvas *canvas, const struct distribution_plot *plot)
{
	const struct result_histogram *histogram =
	    &plot->chart->plot->histogram;
	double left, right, height, area = histogram_area(histogram);
	struct arena arena = {0};
	size_t i;

	for (i = 0; i < histogram->count; i++) {
		left = axis_at(&plot->axis, bin_edge(histogram, i));
		right = axis_at(&plot->axis, bin_edge(histogram, i + 1));
		height = height_of(plot, (double)histogram->counts[i] / area);
		if (!(height > 0) || right - left < 0.25 ||
		    !isfinite(bin_edge(histogram, i)) ||
		    !isfinite(bin_edge(histogram, i + 1)))
			continue;
		/* A hair between the bars, where there is room for it. */
		right -= right - left > 3 ? 0.75 : 0;
		canvas->ops->rect(canvas,
		    (struct point){left, plot->bottom - height}, right - left,
		    height, INK_DATA_SOFT, tip_of_bin(plot->chart, i, &arena));
	}
	arena_release(&arena);
}

static void
draw_density(struct canvas *canvas, const struct distribution_plot *plot)
{
	const struct result_plot *from = plot->chart->plot;
	VEC(struct point) line = {0};
	double value;
	size_t i;

	for (i = 0; i < from->density.count; i++) {
		value = density_at(from, i);
		if (axis_has(&plot->axis, value))
			vec_push(&line,
			    (struct point){axis_at(&plot->axis, value),
				plot->bottom -
				    height_of(plot, density_height(from, i))});
	}
	canvas->ops->polyline(canvas, line.items, line.count, 1.5, INK_DATA);
	vec_free(&line);
}

static void
draw_foot(struct canvas *canvas, const struct distribution_plot *plot)
{
	static const struct chart_key keys[] = {
	    {"interval of the median", INK_DATA, CHART_KEY_PATCH, 0},
	    {"mild outlier", INK_OUTLIER, CHART_KEY_DOT, DOT_RING},
	    {"severe", INK_OUTLIER, CHART_KEY_DOT, DOT_CROSS},
	};
	const struct chart_distribution *chart = plot->chart;
	struct chart_key used[3];
	struct buf title = {0};
	bool has_mild = false, has_severe = false;
	size_t i, count = 0;

	for (i = 0; i < chart->plot->point_count; i++) {
		has_mild |= chart->plot->points[i].is_mild;
		has_severe |= chart->plot->points[i].is_severe;
	}
	if (chart->interval.exists &&
	    chart->interval.high > chart->interval.low)
		used[count++] = keys[0];
	if (plot->has_swarm && has_mild)
		used[count++] = keys[1];
	if (plot->has_swarm && has_severe)
		used[count++] = keys[2];
	axis_title(&plot->axis, &title, chart->name);
	chart_draw_foot(canvas, canvas->height, used, count, buf_text(&title));
	buf_release(&title);
}

/* Bars and curve, to a common scale. */
static void
draw_panel(struct canvas *canvas, struct distribution_plot *plot)
{
	plot->highest = highest_of(plot);
	if (!(plot->highest > 0) || plot->bottom <= plot->top)
		return;
	if (plot->has_bars)
		draw_bars(canvas, plot);
	if (plot->has_density)
		draw_density(canvas, plot);
}

void
chart_distribution_draw(
    struct canvas *canvas, const struct chart_distribution *chart)
{
	double bottom = canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT;
	double box, x;
	struct distribution_plot plot;

	if (!plot_init(&plot, chart)) {
		chart_draw_empty(canvas);
		return;
	}
	axis_place_x(
	    &plot.axis, canvas, CHART_EDGE, canvas->width - CHART_EDGE);
	box = bottom - GAP - BOX_HEIGHT;
	box -= plot.has_swarm ? SWARM_HEIGHT + GAP : 0;
	plot.bottom = box - GAP;
	/* On a canvas that is higher than needed the label stays near. */
	plot.top = plot.has_bars || plot.has_density ? LABEL_HEIGHT : box - GAP;
	axis_draw_x(&plot.axis, canvas, plot.top, bottom);
	draw_panel(canvas, &plot);
	chart_box_draw(canvas, chart, &plot.axis, box);
	x = axis_at(&plot.axis, chart->median);
	canvas_line(canvas, (struct point){x, plot.top},
	    (struct point){x, box + BOX_HEIGHT}, 1.25, INK_TEXT);
	chart_draw_label_over(canvas, x, plot.top - 6, chart->label);
	if (plot.has_swarm)
		chart_swarm_draw(canvas, chart->plot, &chart->quantity,
		    &plot.axis,
		    (struct chart_strip){
			box + BOX_HEIGHT + GAP, bottom - GAP / 2.0});
	draw_foot(canvas, &plot);
}
