#include "output/axis_ticks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

/* factor * 10^power */
struct step {
	int factor; /* 1, 2 or 5 */
	int power;
};

static double
step_times(struct step step, double count)
{
	/* Dividing is exact where multiplying by 0.1 would not be. */
	if (step.power < 0)
		return count * step.factor / pow(10, -step.power);
	return count * step.factor * pow(10, step.power);
}

static struct step
step_next(struct step step)
{
	if (step.factor == 5)
		return (struct step){1, step.power + 1};
	return (struct step){step.factor == 1 ? 2 : 5, step.power};
}

static void
add_mantissa(struct buf *out, double shown, int digits)
{
	char text[AXIS_LABEL_BYTES], *e, *zero;

	snprintf(text, sizeof text, "%.*e", digits, shown);
	e = strchr(text, 'e');
	buf_add(out, text, (size_t)(e - text));
	buf_add_string(out, e[1] == '-' ? "e-" : "e");
	for (zero = e + 2; zero[0] == '0' && zero[1] != '\0'; zero++)
		;
	buf_add_string(out, zero);
}

/* largest is the largest absolute value of the axis, in its unit. */
static void
add_linear_label(
    struct buf *out, double shown, struct step step, double largest)
{
	int digits;

	if (shown == 0) {
		buf_add_char(out, '0');
		return;
	}
	if (largest < 1e7 && (step.power > -7 || largest >= 1e-3)) {
		unit_add_number(out, shown, step.power < 0 ? -step.power : 0);
		return;
	}
	digits = (int)floor(log10(fabs(shown)) + 1e-9) - step.power;
	add_mantissa(out, shown, digits < 0 ? 0 : digits);
}

static void
add_tick(struct axis *axis, double value, struct buf *label,
    const struct unit_scale *scale)
{
	struct axis_tick *tick = &axis->ticks[axis->tick_count++];

	tick->value = value;
	if (axis->has_units && value != 0 && scale->name[0] != '\0')
		buf_addf(label, " %s", scale->name);
	snprintf(tick->label, sizeof tick->label, "%s", buf_text(label));
	buf_reset(label);
}

static void
choose_linear(struct axis *axis, size_t most)
{
	double low = axis->low / axis->scale.divisor;
	double high = axis->high / axis->scale.divisor;
	double largest = fmax(fabs(low), fabs(high)), first, last, i;
	struct buf label = {0};
	struct step step = {
	    1, (int)floor(log10((high - low) / AXIS_TICKS_MAX)) - 1};

	if (axis->is_whole && step.power < 0)
		step = (struct step){1, 0};
	for (;; step = step_next(step)) {
		first = ceil(low / step_times(step, 1) - 1e-9);
		last = floor(high / step_times(step, 1) + 1e-9);
		if (last - first < (double)most)
			break;
	}
	for (i = first; i <= last; i++) {
		add_linear_label(&label, step_times(step, i), step, largest);
		add_tick(axis,
		    fmin(fmax(step_times(step, i) * axis->scale.divisor,
			     axis->low),
			axis->high),
		    &label, &axis->scale);
	}
	buf_release(&label);
}

/*
 * The power-th decade in base units; those of bytes are 1, 10, 100, 1 Ki, …
 * so that they are round in the unit that is shown.
 */
static double
decade(const struct axis *axis, int power)
{
	int kilos;

	if (strcmp(axis->unit, "B") != 0 || power < 3)
		return pow(10, power);
	kilos = power / 3 < 3 ? power / 3 : 3;
	return pow(1024, kilos) * pow(10, power - 3 * kilos);
}

static void
add_decade_tick(struct axis *axis, double value, struct buf *label)
{
	struct unit_scale scale =
	    axis->has_units ? unit_scale_for(axis->unit, value) : axis->scale;
	double shown = value / scale.divisor;
	int power = (int)floor(log10(shown) + 1e-9);

	if (power >= 5 || power < -4)
		add_mantissa(label, shown, 0);
	else
		unit_add_number(label, shown, power < 0 ? -power : 0);
	add_tick(axis, value, label, &scale);
}

/*
 * Decades every "stride", with 2 and 5 between them if has_between. False,
 * and no ticks, when they are more than most.
 */
static bool
try_decades(struct axis *axis, int stride, bool has_between, size_t most)
{
	static const int factors[] = {1, 2, 5};
	int power = (int)floor(log10(axis->low)) - 1;
	int last = (int)ceil(log10(axis->high)) + 1;
	struct buf label = {0};
	size_t i, count = has_between ? 3 : 1;
	bool has_room = true;
	double value;

	/* Strides count from 1, so that neighbours do not shift them. */
	power -= ((power % stride) + stride) % stride;
	axis->tick_count = 0;
	for (; has_room && power <= last; power += stride) {
		for (i = 0; has_room && i < count; i++) {
			value = decade(axis, power) * factors[i];
			if (!axis_has(axis, value))
				continue;
			has_room = axis->tick_count < most;
			if (has_room)
				add_decade_tick(axis, value, &label);
		}
	}
	buf_release(&label);
	if (!has_room)
		axis->tick_count = 0;
	return has_room;
}

static bool
choose_decades(struct axis *axis, size_t most)
{
	int stride;

	if (try_decades(axis, 1, true, most))
		return axis->tick_count >= 3;
	for (stride = 1; stride < 700; stride++)
		if (try_decades(axis, stride, false, most))
			return true;
	return false;
}

void
axis_choose_ticks(struct axis *axis, size_t most)
{
	size_t decades = 0;

	if (most > AXIS_TICKS_MAX)
		most = AXIS_TICKS_MAX;
	if (axis->is_log && axis->high / axis->low >= 10 &&
	    choose_decades(axis, most)) {
		decades = axis->tick_count;
		if (decades >= 3 || axis->high / axis->low >= 100)
			return;
	}
	axis->tick_count = 0;
	choose_linear(axis, most);
}
