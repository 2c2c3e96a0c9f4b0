#include "output/chart_box.h"

#include <math.h>

/* The last samples within the fences. */
static void
draw_whiskers(struct canvas *canvas, const struct chart_distribution *chart,
    const struct axis *axis, double y)
{
	const struct result_point *point = chart->plot->points;
	const struct result_point *end = point + chart->plot->point_count;
	double low = chart->q1, high = chart->q3, x;

	for (; point < end; point++) {
		if (point->is_warmup || point->is_mild || point->is_severe ||
		    !isfinite(point->value))
			continue;
		low = fmin(low, point->value);
		high = fmax(high, point->value);
	}
	canvas_line(canvas, (struct point){axis_at(axis, low), y},
	    (struct point){axis_at(axis, high), y}, 1, INK_DATA);
	x = axis_at(axis, low);
	canvas_line(canvas, (struct point){x, y - 3}, (struct point){x, y + 3},
	    1, INK_DATA);
	x = axis_at(axis, high);
	canvas_line(canvas, (struct point){x, y - 3}, (struct point){x, y + 3},
	    1, INK_DATA);
}

void
chart_box_draw(struct canvas *canvas, const struct chart_distribution *chart,
    const struct axis *axis, double top)
{
	double q1 = axis_at(axis, chart->q1), q3 = axis_at(axis, chart->q3);
	double bottom = top + CHART_BOX_HEIGHT,
	       middle = top + CHART_BOX_HEIGHT / 2.0;
	const struct point outline[] = {
	    {q1, top}, {q3, top}, {q3, bottom}, {q1, bottom}, {q1, top}};
	double low, high;

	draw_whiskers(canvas, chart, axis, middle);
	canvas->ops->rect(canvas, (struct point){q1, top}, q3 - q1,
	    CHART_BOX_HEIGHT, INK_DATA_SOFT, NULL);
	canvas->ops->polyline(canvas, outline, 5, 1, INK_DATA);
	if (!chart->interval.exists)
		return;
	low = axis_at(axis, chart->interval.low);
	high = axis_at(axis, chart->interval.high);
	canvas->ops->rect(canvas, (struct point){low, middle - 2}, high - low,
	    4, INK_DATA, chart->label);
}
