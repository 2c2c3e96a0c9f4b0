#include "output/chart_swarm.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/xalloc.h"
#include "output/chart.h"

static const double radius = 2.5;

enum { LANES_MAX = 9 };

/* A point and where it stands. */
struct place {
	double x;
	const struct result_point *point;
};

static int
place_compare(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->x != right->x)
		return left->x < right->x ? -1 : 1;
	return left->point < right->point ? -1 : left->point > right->point;
}

/* 0, 1, -1, 2, -2, …: from the middle outwards. */
static int
lane_offset(size_t lane)
{
	return lane % 2 == 1 ? (int)(lane + 1) / 2 : -(int)(lane / 2);
}

/* The first lane where x is free, else the one where it was taken longest. */
static size_t
lane_choose(const double *ends, size_t count, double x)
{
	size_t i, best = 0;

	for (i = 0; i < count; i++) {
		if (x - ends[i] >= 2 * radius)
			return i;
		if (ends[i] < ends[best])
			best = i;
	}
	return best;
}

static void
draw_places(struct canvas *canvas, const struct place *places, size_t count,
    const struct quantity *quantity, const struct axis *axis,
    struct chart_strip strip)
{
	double middle = (strip.top + strip.bottom) / 2, y, ends[LANES_MAX];
	double step = 2 * radius + 0.5;
	size_t lanes = (size_t)fmax(1, (strip.bottom - strip.top) / step), lane,
	       i;
	struct arena arena = {0};
	struct chart_mark mark;

	lanes = lanes > LANES_MAX ? LANES_MAX : lanes - (lanes % 2 == 0);
	for (lane = 0; lane < lanes; lane++)
		ends[lane] = -HUGE_VAL;
	for (i = 0; i < count; i++) {
		lane = lane_choose(ends, lanes, places[i].x);
		ends[lane] = places[i].x;
		y = middle + lane_offset(lane) * step;
		mark = chart_mark_of(places[i].point);
		canvas->ops->dot(canvas, (struct point){places[i].x, y}, radius,
		    mark.shape, mark.ink,
		    chart_point_tip(places[i].point, quantity, &arena));
		if (!axis_has(axis, places[i].point->value))
			chart_draw_arrow(canvas, (struct point){places[i].x, y},
			    places[i].point->value < axis->low ? CHART_LEFT
							       : CHART_RIGHT,
			    mark.ink);
	}
	arena_release(&arena);
}

void
chart_swarm_draw(struct canvas *canvas, const struct result_plot *plot,
    const struct quantity *quantity, const struct axis *axis,
    struct chart_strip strip)
{
	struct place *places =
	    xmalloc((plot->point_count + 1) * sizeof *places);
	size_t i, count = 0;

	for (i = 0; i < plot->point_count; i++)
		if (isfinite(plot->points[i].value))
			places[count++] =
			    (struct place){axis_at(axis, plot->points[i].value),
				&plot->points[i]};
	qsort(places, count, sizeof *places, place_compare);
	draw_places(canvas, places, count, quantity, axis, strip);
	free(places);
}
