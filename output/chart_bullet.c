#include "output/chart_bullet.h"

#include <math.h>

#include "base/buf.h"
#include "output/axis.h"
#include "output/chart.h"

enum { LABEL_HEIGHT = 16, BAND_HEIGHT = 24, BAR_HEIGHT = 10 };

static const enum ink state_inks[] = {
    [CHART_BULLET_UNKNOWN] = INK_MUTED,
    [CHART_BULLET_GOOD] = INK_GOOD,
    [CHART_BULLET_WARN] = INK_WARN,
    [CHART_BULLET_BAD] = INK_BAD,
};

double
chart_bullet_height(const struct chart_bullet *chart)
{
	if (!isfinite(chart->value))
		return CHART_EMPTY_HEIGHT;
	return LABEL_HEIGHT + BAND_HEIGHT + CHART_AXIS_HEIGHT +
	       CHART_FOOT_HEIGHT;
}

static void
set_axis(struct axis *axis, const struct chart_bullet *chart)
{
	const struct estimate *marks[] = {
	    &chart->limit, &chart->yellow, &chart->red};
	double low = fmin(0, chart->value), high = fmax(0, chart->value);
	size_t i;

	for (i = 0; i < 3; i++) {
		if (!marks[i]->exists || !isfinite(marks[i]->value))
			continue;
		low = fmin(low, marks[i]->value);
		high = fmax(high, marks[i]->value);
	}
	if (chart->interval.exists && isfinite(chart->interval.high))
		high = fmax(high, fmin(chart->interval.high, 3 * high));
	axis_init(axis, low, high, chart->unit, false);
	axis_pad(axis, 0.05);
}

static void
draw_mark(struct canvas *canvas, const struct axis *axis,
    const struct estimate *mark, const struct chart_key *key)
{
	double top = LABEL_HEIGHT, x = axis_at(axis, mark->value);

	if (!mark->exists)
		return;
	canvas_line(canvas, (struct point){x, top},
	    (struct point){x, top + BAND_HEIGHT}, 1.5, key->ink);
	if (key->kind == CHART_KEY_DOT)
		canvas_dot(canvas, (struct point){x, top + 1}, 3, key->shape,
		    key->ink);
}

static void
draw_marks(struct canvas *canvas, const struct chart_bullet *chart,
    const struct axis *axis)
{
	static const struct chart_key keys[] = {
	    {"limit", INK_TEXT, CHART_KEY_LINE, 0},
	    {"yellow from", INK_WARN, CHART_KEY_DOT, DOT_TRIANGLE},
	    {"red from", INK_BAD, CHART_KEY_DOT, DOT_SQUARE},
	};
	const struct estimate *marks[] = {
	    &chart->limit, &chart->yellow, &chart->red};
	struct chart_key used[3];
	struct buf title = {0};
	size_t i, count = 0;

	for (i = 0; i < 3; i++) {
		draw_mark(canvas, axis, marks[i], &keys[i]);
		if (marks[i]->exists)
			used[count++] = keys[i];
	}
	axis_title(axis, &title, chart->name);
	chart_draw_foot(canvas, canvas->height, used, count, buf_text(&title));
	buf_release(&title);
}

static void
draw_value(struct canvas *canvas, const struct chart_bullet *chart,
    const struct axis *axis)
{
	double middle = LABEL_HEIGHT + BAND_HEIGHT / 2.0 + 1;
	double zero = axis_at(axis, 0), x = axis_at(axis, chart->value);
	double low, high;

	canvas->ops->rect(canvas,
	    (struct point){fmin(zero, x), middle - BAR_HEIGHT / 2.0},
	    fabs(x - zero), BAR_HEIGHT, state_inks[chart->state], chart->text);
	if (!chart->interval.exists)
		return;
	low = axis_at(axis, chart->interval.low);
	high = axis_at(axis, chart->interval.high);
	canvas_line(canvas, (struct point){low, middle},
	    (struct point){high, middle}, 1.5, INK_TEXT);
	canvas_line(canvas, (struct point){low, middle - 3},
	    (struct point){low, middle + 3}, 1.5, INK_TEXT);
	canvas_line(canvas, (struct point){high, middle - 3},
	    (struct point){high, middle + 3}, 1.5, INK_TEXT);
}

void
chart_bullet_draw(struct canvas *canvas, const struct chart_bullet *chart)
{
	struct axis axis;

	if (!isfinite(chart->value)) {
		chart_draw_empty(canvas);
		return;
	}
	set_axis(&axis, chart);
	axis_place_x(&axis, canvas, CHART_EDGE, canvas->width - CHART_EDGE);
	axis_draw_x(&axis, canvas, LABEL_HEIGHT, LABEL_HEIGHT + BAND_HEIGHT);
	draw_value(canvas, chart, &axis);
	draw_marks(canvas, chart, &axis);
	chart_draw_label_over(
	    canvas, axis_at(&axis, chart->value), 10, chart->text);
}

void
chart_bullet_draw_brief(struct canvas *canvas, const struct chart_bullet *chart)
{
	double height = canvas->height, zero, value, limit;
	struct axis axis;

	if (!isfinite(chart->value) || !isfinite(chart->limit.value))
		return;
	set_axis(&axis, chart);
	axis.from = 1;
	axis.to = canvas->width - 1;
	zero = axis_at(&axis, 0);
	value = axis_at(&axis, chart->value);
	limit = axis_at(&axis, chart->limit.value);
	/* The room up to the limit, then the value, then the limit itself. */
	canvas->ops->rect(canvas,
	    (struct point){fmin(zero, limit), height / 2 - 1},
	    fabs(limit - zero), 2, INK_GRID, NULL);
	canvas->ops->rect(canvas, (struct point){fmin(zero, value), height / 4},
	    fabs(value - zero), height / 2, state_inks[chart->state],
	    chart->text);
	canvas_line(canvas, (struct point){limit, 0},
	    (struct point){limit, height}, 1.5, INK_TEXT);
}
