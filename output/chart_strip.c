#include "output/chart_strip.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "output/axis.h"
#include "output/chart.h"
#include "output/quantity.h"

enum {
	NAME_HEIGHT = 14,
	BAND_HEIGHT = 24,
	EVENT_HEIGHT = 12,
	ROW_GAP = 8,
	SCALE_GAP = 6 /* between the scale and the band */
};

/* Spans that are further apart than this share of the axis are not joined. */
static const double GAP_MIN = 0.005;

struct strip_plot {
	struct canvas *canvas;
	const struct chart_strip *chart;
	struct axis axis;
	size_t joined;      /* spans in a step */
	struct arena arena; /* of tips */
};

/* A part of a row with one share. */
struct step {
	struct chart_span span;
	double share; /* NAN: not known */
};

double
chart_strip_height(const struct chart_strip *chart)
{
	double height =
	    (double)chart->row_count * (NAME_HEIGHT + BAND_HEIGHT + ROW_GAP);

	if (chart->events != NULL)
		height += NAME_HEIGHT + EVENT_HEIGHT + ROW_GAP;
	if (height <= 0 || chart->span_count == 0)
		return CHART_EMPTY_HEIGHT;
	return height + CHART_AXIS_HEIGHT + CHART_FOOT_HEIGHT;
}

static size_t
step_count(const struct strip_plot *plot)
{
	return (plot->chart->span_count + plot->joined - 1) / plot->joined;
}

/* NAN where neither is known. */
static double
larger(double a, double b)
{
	return isnan(a) || b > a ? b : a;
}

static double
summed(double a, double b)
{
	return isnan(a) ? b : isnan(b) ? a : a + b;
}

static struct step
step_at(const struct strip_plot *plot, const double *values, size_t index,
    double (*join)(double, double))
{
	size_t first = index * plot->joined, i;
	size_t last = first + plot->joined;
	struct step step = {.share = (double)NAN};

	if (last > plot->chart->span_count)
		last = plot->chart->span_count;
	step.span.from = plot->chart->spans[first].from;
	step.span.to = plot->chart->spans[last - 1].to;
	for (i = first; i < last; i++)
		if (isfinite(values[i]))
			step.share = join(step.share, values[i]);
	return step;
}

static double
height_of(double share, double bottom)
{
	return bottom - BAND_HEIGHT * fmin(fmax(share, 0), 1);
}

static struct point
middle_of(const struct strip_plot *plot, const struct step *step, double y)
{
	return (struct point){
	    axis_at(&plot->axis, step->span.from / 2 + step->span.to / 2), y};
}

static const char *
moment_text(struct strip_plot *plot, const struct step *step)
{
	double at = step->span.from / 2 + step->span.to / 2;
	struct quantity quantity = quantity_plain("ns", at);

	if (quantity.decimals > 1)
		quantity.decimals = 1;
	return quantity_text(&quantity, at, &plot->arena);
}

struct outline {
	VEC(struct point) points;
};

/* Fills what the outline goes over, and forgets it. */
static void
fill_outline(
    const struct strip_plot *plot, struct outline *outline, double bottom)
{
	size_t count = outline->points.count;
	struct point first, last;

	if (count == 0)
		return;
	first = outline->points.items[0];
	last = outline->points.items[count - 1];
	vec_push(&outline->points, (struct point){last.x, bottom});
	vec_push(&outline->points, (struct point){first.x, bottom});
	plot->canvas->ops->polygon(plot->canvas, outline->points.items,
	    outline->points.count, INK_DATA_SOFT);
	plot->canvas->ops->polyline(
	    plot->canvas, outline->points.items, count, 1, INK_DATA);
	outline->points.count = 0;
}

static void
draw_steps(
    struct strip_plot *plot, const struct chart_strip_row *row, double bottom)
{
	double gap = GAP_MIN * (plot->axis.high - plot->axis.low), y;
	struct outline outline = {0};
	struct step step, largest = {.share = (double)NAN},
			  previous = {.share = (double)NAN};
	size_t i, count = step_count(plot);

	for (i = 0; i < count; i++, previous = step) {
		step = step_at(plot, row->shares, i, larger);
		if (isnan(step.share) || isnan(previous.share) ||
		    step.span.from > previous.span.to + gap)
			fill_outline(plot, &outline, bottom);
		if (isnan(step.share))
			continue;
		y = height_of(step.share, bottom);
		vec_push(&outline.points,
		    (struct point){axis_at(&plot->axis, step.span.from), y});
		vec_push(&outline.points,
		    (struct point){axis_at(&plot->axis, step.span.to), y});
		if (isnan(largest.share) || step.share > largest.share)
			largest = step;
	}
	fill_outline(plot, &outline, bottom);
	vec_free(&outline.points);
	if (!isnan(largest.share) && largest.share > 0)
		plot->canvas->ops->dot(plot->canvas,
		    middle_of(plot, &largest, height_of(largest.share, bottom)),
		    2.75, DOT_DIAMOND, INK_DATA,
		    arena_printf(&plot->arena, "%s: at most %s, at %s",
			row->name, quantity_share(largest.share, &plot->arena),
			moment_text(plot, &largest)));
}

static void
draw_events(struct strip_plot *plot, double bottom)
{
	const struct chart_strip *chart = plot->chart;
	struct step step;
	size_t i;

	for (i = 0; i < step_count(plot); i++) {
		step = step_at(plot, chart->events, i, summed);
		if (!(step.share > 0))
			continue;
		plot->canvas->ops->dot(plot->canvas,
		    middle_of(plot, &step, bottom - EVENT_HEIGHT / 2.0), 3,
		    DOT_TRIANGLE, INK_WARN,
		    arena_printf(&plot->arena, "%s: %.0f×, at %s",
			chart->event_name, step.share,
			moment_text(plot, &step)));
	}
}

/* The name on the left, the numbers on the right; the name gives way. */
static void
draw_name(const struct strip_plot *plot, double top, const char *name,
    const char *text)
{
	struct canvas *canvas = plot->canvas;
	struct text_style style = chart_label;
	double base = top + NAME_HEIGHT - 4, width = 0;
	struct buf cut = {0};

	style.anchor = TEXT_END;
	if (text != NULL) {
		width = canvas->ops->text_width(canvas, text, &style);
		canvas_text(canvas, plot->axis.to, base, text, &style);
	}
	canvas_fit(canvas, &cut, name, &chart_text,
	    plot->axis.to - plot->axis.from - width - 8);
	canvas_text(canvas, plot->axis.from, base, buf_text(&cut), &chart_text);
	buf_release(&cut);
}

static void
draw_scale(const struct strip_plot *plot, double bottom)
{
	struct text_style style = chart_label;
	double left = plot->axis.from, right = plot->axis.to;
	double top = bottom - BAND_HEIGHT;

	style.anchor = TEXT_END;
	style.size = 8;
	canvas_text(plot->canvas, left - SCALE_GAP, top + 4, "100 %", &style);
	canvas_text(plot->canvas, left - SCALE_GAP, bottom + 2, "0", &style);
	canvas_line(plot->canvas, (struct point){left, top},
	    (struct point){right, top}, 0.75, INK_GRID);
}

static void
draw_base(const struct strip_plot *plot, double bottom)
{
	canvas_line(plot->canvas, (struct point){plot->axis.from, bottom},
	    (struct point){plot->axis.to, bottom}, 0.75, INK_AXIS);
}

static void
place_axis(struct strip_plot *plot)
{
	const struct chart_strip *chart = plot->chart;
	struct text_style style = chart_label;
	double left;

	style.size = 8;
	left = plot->canvas->ops->text_width(plot->canvas, "100 %", &style) +
	       SCALE_GAP;
	axis_init(&plot->axis, chart->spans[0].from,
	    chart->spans[chart->span_count - 1].to, "ns", false);
	axis_place_x(
	    &plot->axis, plot->canvas, left, plot->canvas->width - CHART_EDGE);
}

void
chart_strip_draw(struct canvas *canvas, const struct chart_strip *chart)
{
	struct strip_plot plot = {.canvas = canvas, .chart = chart};
	double y = 0;
	size_t i;

	if (chart->span_count == 0 ||
	    (chart->row_count == 0 && chart->events == NULL)) {
		chart_draw_empty(canvas);
		return;
	}
	plot.joined =
	    (chart->span_count + CHART_STRIP_STEPS - 1) / CHART_STRIP_STEPS;
	place_axis(&plot);
	axis_draw_x(&plot.axis, canvas, NAME_HEIGHT,
	    canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT);
	for (i = 0; i < chart->row_count; i++) {
		draw_name(&plot, y, chart->rows[i].name, chart->rows[i].text);
		y += NAME_HEIGHT + BAND_HEIGHT;
		draw_scale(&plot, y);
		draw_steps(&plot, &chart->rows[i], y);
		draw_base(&plot, y);
		y += ROW_GAP;
	}
	if (chart->events != NULL) {
		draw_name(&plot, y, chart->event_name, chart->event_text);
		y += NAME_HEIGHT + EVENT_HEIGHT;
		draw_base(&plot, y);
		draw_events(&plot, y);
	}
	chart_draw_foot(canvas, canvas->height, NULL, 0,
	    arena_printf(&plot.arena, "time since the run started, %s",
		plot.axis.scale.name));
	arena_release(&plot.arena);
}
