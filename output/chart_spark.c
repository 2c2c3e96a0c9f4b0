#include "output/chart_spark.h"

#include <math.h>

#include "base/vec.h"
#include "output/axis.h"
#include "output/thin.h"

static const double margin = 2.5;

static bool
set_axes(struct canvas *canvas, const struct chart_spark *chart, struct axis *x,
    struct axis *y)
{
	double low = HUGE_VAL, high = -HUGE_VAL;
	size_t i;

	for (i = 0; i < chart->count; i++) {
		if (!isfinite(chart->values[i]))
			continue;
		low = fmin(low, chart->values[i]);
		high = fmax(high, chart->values[i]);
	}
	if (!(low <= high))
		return false;
	axis_init(x, 0, (double)(chart->count - 1), "", false);
	x->from = margin;
	x->to = canvas->width - margin;
	axis_init(y, low, high, "", false);
	y->from = canvas->height - margin;
	y->to = margin;
	return true;
}

void
chart_spark_draw(struct canvas *canvas, const struct chart_spark *chart)
{
	size_t most = (size_t)fmax(8, canvas->width), i;
	VEC(struct point) line = {0};
	struct point last = {0};
	struct axis x, y;

	if (!set_axes(canvas, chart, &x, &y))
		return;
	for (i = 0; i < chart->count; i++) {
		if (!isfinite(chart->values[i]))
			continue;
		last = (struct point){
		    axis_at(&x, (double)i), axis_at(&y, chart->values[i])};
		vec_push(&line, last);
	}
	line.count = thin_points(line.items, line.count, most);
	canvas->ops->polyline(canvas, line.items, line.count, 1, INK_DATA);
	canvas->ops->dot(canvas, last, 1.75, DOT_CIRCLE, INK_DATA, chart->tip);
	vec_free(&line);
}
