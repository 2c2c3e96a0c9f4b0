#include "output/chart.h"

#include <inttypes.h>
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "output/quantity.h"

const struct text_style chart_label = {.size = 9.5, .ink = INK_MUTED};
const struct text_style chart_text = {.size = 10, .ink = INK_TEXT};

void
chart_draw_empty(struct canvas *canvas)
{
	struct text_style style = chart_label;

	style.anchor = TEXT_MIDDLE;
	canvas_text(canvas, canvas->width / 2,
	    canvas->height / 2 + style.size * 0.35, "no samples", &style);
}

static void
draw_key(struct canvas *canvas, struct point at, const struct chart_key *key)
{
	struct point left = {at.x, at.y - 3.5};

	switch (key->kind) {
	case CHART_KEY_DOT:
		canvas_dot(canvas, (struct point){at.x + 3.5, left.y}, 2.75,
		    key->shape, key->ink);
		break;
	case CHART_KEY_LINE:
		canvas_line(canvas, left, (struct point){at.x + 10, left.y},
		    1.5, key->ink);
		break;
	case CHART_KEY_PATCH:
		canvas->ops->rect(canvas, (struct point){at.x, at.y - 7}, 10, 7,
		    key->ink, NULL);
		break;
	}
}

double
chart_draw_keys(struct canvas *canvas, struct point left, double right,
    const struct chart_key *keys, size_t count)
{
	double mark, width;
	size_t i;

	for (i = 0; i < count; i++) {
		mark = keys[i].kind == CHART_KEY_DOT ? 10 : 14;
		width = mark + canvas->ops->text_width(
				   canvas, keys[i].text, &chart_label);
		if (left.x + width > right)
			break;
		draw_key(canvas, left, &keys[i]);
		canvas_text(
		    canvas, left.x + mark, left.y, keys[i].text, &chart_label);
		left.x += width + 14;
	}
	return left.x;
}

void
chart_draw_foot(struct canvas *canvas, double bottom,
    const struct chart_key *keys, size_t count, const char *title)
{
	double right = canvas->width - CHART_EDGE, width;
	struct text_style style = chart_label;
	struct buf cut = {0};

	canvas_fit(canvas, &cut, title, &style, right - CHART_EDGE);
	title = buf_text(&cut);
	width = canvas->ops->text_width(canvas, title, &style);
	style.anchor = TEXT_END;
	canvas_text(canvas, right, bottom - 3, title, &style);
	chart_draw_keys(canvas, (struct point){CHART_EDGE, bottom - 3},
	    right - width - 14, keys, count);
	buf_release(&cut);
}

void
chart_draw_label_over(
    struct canvas *canvas, double x, double y, const char *text)
{
	struct text_style style = chart_text;
	struct buf cut = {0};
	double half;

	canvas_fit(canvas, &cut, text, &style, canvas->width);
	text = buf_text(&cut);
	half = canvas->ops->text_width(canvas, text, &style) / 2;
	style.anchor = TEXT_MIDDLE;
	canvas_text(
	    canvas, fmax(half, fmin(x, canvas->width - half)), y, text, &style);
	buf_release(&cut);
}

static bool
is_core(const struct result_point *point)
{
	return !point->is_warmup && !point->is_mild && !point->is_severe;
}

static void
widen(struct chart_range *range, double value)
{
	range->low = fmin(range->low, value);
	range->high = fmax(range->high, value);
}

bool
chart_range_of(
    const struct result_point *points, size_t count, struct chart_range *range)
{
	struct chart_range core = {.low = HUGE_VAL, .high = -HUGE_VAL};
	struct chart_range all = core;
	double limit;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!isfinite(points[i].value))
			continue;
		widen(&all, points[i].value);
		if (is_core(&points[i]))
			widen(&core, points[i].value);
	}
	if (!(all.low <= all.high))
		return false;
	limit = 3 * (core.high - core.low);
	*range = all;
	range->lowest = all.low;
	range->highest = all.high;
	if (!(limit > 0) || all.high - all.low <= limit)
		return true;
	range->low = core.low;
	range->high = core.high;
	limit /= 3;
	for (i = 0; i < count; i++)
		if (points[i].value >= core.low - limit &&
		    points[i].value <= core.high + limit)
			widen(range, points[i].value);
	for (i = 0; i < count; i++) {
		if (!isfinite(points[i].value))
			continue;
		range->below += points[i].value < range->low;
		range->above += points[i].value > range->high;
	}
	return true;
}

struct chart_mark
chart_mark_of(const struct result_point *point)
{
	if (point->is_warmup)
		return (struct chart_mark){DOT_DIAMOND, INK_WARMUP};
	if (point->is_severe)
		return (struct chart_mark){DOT_CROSS, INK_OUTLIER};
	if (point->is_mild)
		return (struct chart_mark){DOT_RING, INK_OUTLIER};
	return (struct chart_mark){DOT_CIRCLE, INK_DATA};
}

const char *
chart_point_tip(const struct result_point *point,
    const struct quantity *quantity, struct arena *arena)
{
	return arena_printf(arena, "launch %" PRIu32 ": %s%s", point->launch,
	    quantity_text(quantity, point->value, arena),
	    point->is_warmup   ? ", warm-up"
	    : point->is_severe ? ", severe outlier"
	    : point->is_mild   ? ", mild outlier"
			       : "");
}

void
chart_draw_arrow(struct canvas *canvas, struct point mark,
    enum chart_direction direction, enum ink ink)
{
	static const struct point ways[] = {
	    [CHART_LEFT] = {-1, 0},
	    [CHART_RIGHT] = {1, 0},
	    [CHART_UP] = {0, -1},
	    [CHART_DOWN] = {0, 1},
	};
	struct point way = ways[direction];
	struct point tip = {mark.x + 7.5 * way.x, mark.y + 7.5 * way.y};
	const struct point arrow[] = {
	    {tip.x - 3 * way.x - 2.5 * way.y, tip.y - 3 * way.y - 2.5 * way.x},
	    tip,
	    {tip.x - 3 * way.x + 2.5 * way.y, tip.y - 3 * way.y + 2.5 * way.x},
	};

	canvas->ops->polyline(canvas, arrow, 3, 1.25, ink);
}
