#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "output/chart_line.h"
#include "output/view_shape.h"

enum { CURVE_POINTS = 60 }; /* more than a chart puts dots at */

struct curves {
	struct arena arena;
	struct chart_line_series series[2];
	struct chart_line chart;
};

static double
class_value(enum complexity_class class, double n)
{
	switch (class) {
	case COMPLEXITY_LOGARITHMIC:
		return log2(n);
	case COMPLEXITY_LINEAR:
		return n;
	case COMPLEXITY_LINEARITHMIC:
		return n * log2(n);
	case COMPLEXITY_QUADRATIC:
		return n * n;
	case COMPLEXITY_CUBIC:
		return n * n * n;
	case COMPLEXITY_CONSTANT:
	case COMPLEXITY_CLASSES:
		break;
	}
	return 1;
}

static struct point *
points_new(struct curves *curves, size_t count)
{
	return arena_alloc(&curves->arena, (count + 1) * sizeof(struct point));
}

/* The curve of the class that fits best. */
static void
add_fit(struct curves *curves, const struct scaling_result *of)
{
	const struct scaling_candidate *fit = of->candidates;
	struct point *points = points_new(curves, CURVE_POINTS);
	double low = of->points[0].size;
	double high = of->points[of->point_count - 1].size;
	size_t i;

	for (i = 0; i < CURVE_POINTS; i++) {
		points[i].x =
		    low * pow(high / low, (double)i / (CURVE_POINTS - 1));
		points[i].y =
		    fit->scale * class_value(fit->class, points[i].x) +
		    fit->offset;
	}
	curves->series[curves->chart.series_count++] =
	    (struct chart_line_series){
		.name = complexity_class_text(fit->class),
		.points = points,
		.count = CURVE_POINTS};
}

static void
scaling_curves(struct curves *curves, const struct scaling_result *of)
{
	struct point *points;
	double *low, *high;
	size_t i;

	*curves = (struct curves){0};
	points = points_new(curves, of->point_count);
	low = arena_alloc(&curves->arena, (of->point_count + 1) * sizeof *low);
	high =
	    arena_alloc(&curves->arena, (of->point_count + 1) * sizeof *high);
	for (i = 0; i < of->point_count; i++) {
		points[i] =
		    (struct point){of->points[i].size, of->points[i].value};
		low[i] = of->points[i].interval.exists
			     ? of->points[i].interval.low
			     : points[i].y;
		high[i] = of->points[i].interval.exists
			      ? of->points[i].interval.high
			      : points[i].y;
	}
	curves->chart = (struct chart_line){
	    .x_name = wording_line(of->over, &curves->arena),
	    .y_name = wording_line(of->metric.name, &curves->arena),
	    .x_unit = "1",
	    .y_unit = wording_line(of->metric.unit, &curves->arena),
	    .x_is_log = true,
	    .y_is_log = true,
	    .series = curves->series,
	    .series_count = 1,
	};
	curves->series[0] = (struct chart_line_series){
	    "measured", points, low, high, of->point_count};
	if (of->candidate_count > 0 && of->point_count > 1 &&
	    of->points[0].size > 0)
		add_fit(curves, of);
}

double
figure_scaling_height(const struct scaling_result *scaling)
{
	struct curves curves;
	double height;

	scaling_curves(&curves, scaling);
	height = chart_line_height(&curves.chart);
	arena_release(&curves.arena);
	return height;
}

void
figure_scaling(struct canvas *canvas, const struct scaling_result *scaling)
{
	struct curves curves;

	scaling_curves(&curves, scaling);
	chart_line_draw(canvas, &curves.chart);
	arena_release(&curves.arena);
}

void
figure_scaling_caption(struct buf *out, const struct view_scaling *scaling)
{
	buf_addf(out, "%s: %s over %s", scaling->name, scaling->metric,
	    scaling->over);
	if (scaling->exponent != NULL)
		buf_addf(out, ", exponent %s", scaling->exponent);
	if (scaling->class != NULL)
		buf_addf(out, ", grows as %s", scaling->class);
	buf_add_char(out, '.');
}

static void
concurrency_curves(struct curves *curves, const struct concurrency_result *of)
{
	struct point *points, *ideal;
	size_t i;

	*curves = (struct curves){0};
	points = points_new(curves, of->level_count);
	ideal = points_new(curves, of->level_count);
	for (i = 0; i < of->level_count; i++) {
		points[i] = (struct point){
		    of->levels[i].workers, of->levels[i].throughput};
		ideal[i] = (struct point){
		    points[i].x, points[0].y * points[i].x / points[0].x};
	}
	curves->series[0] = (struct chart_line_series){
	    .name = "measured", .points = points, .count = of->level_count};
	curves->series[1] = (struct chart_line_series){
	    .name = "linear", .points = ideal, .count = of->level_count};
	curves->chart = (struct chart_line){
	    .x_name = "at once",
	    .y_name = wording_line(of->metric.name, &curves->arena),
	    .x_unit = "1",
	    .y_unit = wording_line(of->metric.unit, &curves->arena),
	    .series = curves->series,
	    .series_count = 2,
	};
}

double
figure_concurrency_height(const struct concurrency_result *of)
{
	struct curves curves;
	double height;

	concurrency_curves(&curves, of);
	height = chart_line_height(&curves.chart);
	arena_release(&curves.arena);
	return height;
}

void
figure_concurrency(struct canvas *canvas, const struct concurrency_result *of)
{
	struct curves curves;

	concurrency_curves(&curves, of);
	chart_line_draw(canvas, &curves.chart);
	arena_release(&curves.arena);
}

void
figure_concurrency_caption(
    struct buf *out, const struct view_concurrency *concurrency)
{
	const struct view_level *last;

	buf_addf(out, "%s: %s", concurrency->name, concurrency->status.word);
	if (concurrency->levels.count > 0) {
		last =
		    &concurrency->levels.items[concurrency->levels.count - 1];
		buf_addf(out, "; with %s at once %s", last->workers,
		    last->throughput);
		if (last->efficiency != NULL)
			buf_addf(out, ", efficiency %s", last->efficiency);
	}
	buf_add_char(out, '.');
	if (concurrency->law != NULL)
		buf_addf(out, " %s", concurrency->law);
}
