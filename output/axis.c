#include "output/axis.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "output/axis_ticks.h"
#include "output/chart.h"

/* Beyond these a double has no room for the arithmetic of ticks. */
static const double value_max = 1e300, value_min = 1e-300;
/* Of the larger end: a narrower range has labels of more than nine digits. */
static const double range_min = 1e-8;

static double
limited(double value)
{
	if (!isfinite(value) || fabs(value) < value_min)
		return 0;
	return fmin(fmax(value, -value_max), value_max);
}

/* Which unit the labels have, and whether each has it. */
static void
choose_unit(struct axis *axis)
{
	double end = fmax(fabs(axis->low), fabs(axis->high));
	struct unit_scale low = unit_scale_for(axis->unit, axis->low);

	axis->scale = unit_scale_for(axis->unit, end);
	axis->has_units =
	    (axis->is_log && low.divisor != axis->scale.divisor) ||
	    (strcmp(axis->unit, "1") == 0 && axis->scale.divisor != 1);
}

void
axis_init(
    struct axis *axis, double low, double high, const char *unit, bool is_log)
{
	double middle, wide;

	*axis = (struct axis){.unit = unit};
	axis->low = limited(fmin(low, high));
	axis->high = limited(fmax(low, high));
	wide = fmax(fabs(axis->low), fabs(axis->high));
	if (!(axis->high - axis->low > wide * range_min)) {
		/* A single value: it stands in the middle. */
		middle = axis->low + (axis->high - axis->low) / 2;
		wide = wide > 0 ? wide * 0.05 : 1;
		axis->low = middle - wide;
		axis->high = middle + wide;
	}
	axis->is_log = is_log && axis->low > 0;
	choose_unit(axis);
}

bool
axis_wants_log(double low, double high)
{
	return low >= value_min && high / low >= 10;
}

void
axis_pad(struct axis *axis, double share)
{
	double low = axis->low, high = axis->high, pad;

	if (axis->is_log) {
		pad = pow(high / low, share);
		if (!isfinite(pad))
			return;
		low = fmax(low / pad, value_min);
		high = fmin(high * pad, value_max);
	} else {
		pad = (high - low) * share;
		/* What cannot be negative has no axis below zero. */
		low = low >= 0 && low < pad ? 0 : low - pad;
		high += pad;
	}
	axis->low = limited(low);
	axis->high = limited(high);
	choose_unit(axis);
}

double
axis_at(const struct axis *axis, double value)
{
	double low = axis->low, high = axis->high, share;

	if (!isfinite(value))
		value = value > 0 ? high : low;
	value = fmin(fmax(value, low), high);
	/* Not the logarithm of a quotient: that may overflow. */
	if (axis->is_log)
		share = (log(value) - log(low)) / (log(high) - log(low));
	else
		share = (value - low) / (high - low);
	return axis->from + share * (axis->to - axis->from);
}

bool
axis_has(const struct axis *axis, double value)
{
	return isfinite(value) && value >= axis->low && value <= axis->high;
}

/* Where the middle of a label is: moved in where it would leave the canvas. */
static double
label_middle(const struct axis *axis, const struct canvas *canvas, double value,
    double width)
{
	double half = width / 2;

	return fmax(half, fmin(axis_at(axis, value), canvas->width - half));
}

static bool
has_room_x(const struct axis *axis, struct canvas *canvas)
{
	double end = -HUGE_VAL, width, middle;
	size_t i;

	for (i = 0; i < axis->tick_count; i++) {
		width = canvas->ops->text_width(
		    canvas, axis->ticks[i].label, &chart_label);
		middle =
		    label_middle(axis, canvas, axis->ticks[i].value, width);
		if (middle - width / 2 < end + chart_label.size)
			return false;
		end = middle + width / 2;
	}
	return true;
}

static size_t
ticks_wanted(double length, double each)
{
	/* A hair more: on paper lengths are scaled, and rounded. */
	double room = floor(length / each + 1e-6);

	return (size_t)fmax(3, fmin(room, AXIS_TICKS_MAX));
}

void
axis_place_x(struct axis *axis, struct canvas *canvas, double from, double to)
{
	size_t most = ticks_wanted(to - from, 52);

	axis->from = from;
	axis->to = to;
	do
		axis_choose_ticks(axis, most);
	while (!has_room_x(axis, canvas) && --most > 0);
}

void
axis_place_y(struct axis *axis, double from, double to)
{
	size_t most = ticks_wanted(from - to, 30);

	axis->from = from;
	axis->to = to;
	do
		axis_choose_ticks(axis, most);
	while (axis->tick_count < 2 && ++most <= AXIS_TICKS_MAX);
}

double
axis_label_width(const struct axis *axis, struct canvas *canvas)
{
	double widest = 0;
	size_t i;

	for (i = 0; i < axis->tick_count; i++)
		widest = fmax(widest, canvas->ops->text_width(canvas,
					  axis->ticks[i].label, &chart_label));
	return widest;
}

void
axis_draw_x(
    const struct axis *axis, struct canvas *canvas, double top, double bottom)
{
	struct text_style style = chart_label;
	const struct axis_tick *tick;
	double x, width;
	size_t i;

	for (i = 0; i < axis->tick_count; i++) {
		x = axis_at(axis, axis->ticks[i].value);
		canvas_line(canvas, (struct point){x, top},
		    (struct point){x, bottom + 3}, 0.75, INK_GRID);
	}
	style.anchor = TEXT_MIDDLE;
	for (i = 0; i < axis->tick_count; i++) {
		tick = &axis->ticks[i];
		width = canvas->ops->text_width(canvas, tick->label, &style);
		canvas_text(canvas,
		    label_middle(axis, canvas, tick->value, width),
		    bottom + 5 + style.size, tick->label, &style);
	}
	canvas_line(canvas, (struct point){axis->from, bottom},
	    (struct point){axis->to, bottom}, 0.75, INK_AXIS);
}

void
axis_draw_y(
    const struct axis *axis, struct canvas *canvas, double left, double right)
{
	struct text_style style = chart_label;
	double y;
	size_t i;

	for (i = 0; i < axis->tick_count; i++) {
		y = axis_at(axis, axis->ticks[i].value);
		canvas_line(canvas, (struct point){left, y},
		    (struct point){right, y}, 0.75, INK_GRID);
	}
	style.anchor = TEXT_END;
	for (i = 0; i < axis->tick_count; i++) {
		y = axis_at(axis, axis->ticks[i].value);
		canvas_text(canvas, left - 6, y + style.size * 0.35,
		    axis->ticks[i].label, &style);
	}
}

void
axis_title(const struct axis *axis, struct buf *out, const char *name)
{
	buf_add_string(out, name);
	if (!axis->has_units && axis->scale.name[0] != '\0')
		buf_addf(
		    out, "%s%s", *name == '\0' ? "" : ", ", axis->scale.name);
	if (axis->is_log)
		buf_add_string(
		    out, out->length == 0 ? "log scale" : ", log scale");
}
