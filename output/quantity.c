#include "output/quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

/* Digits beyond the sixth carry nothing a reader could use. */
enum { QUANTITY_DIGITS = 6 };

static int
decimals_limit(double value)
{
	if (value == 0 || !isfinite(value))
		return QUANTITY_DIGITS;
	return QUANTITY_DIGITS - 1 - (int)floor(log10(fabs(value)));
}

struct quantity
quantity_plain(const char *unit, double value)
{
	struct quantity quantity = {.scale = unit_scale_for(unit, value)};
	double shown = value / quantity.scale.divisor;

	quantity.decimals = unit_decimals_plain(shown);
	/* Whole numbers, counts and bytes, have nothing behind the point. */
	if (quantity.scale.divisor == 1 && shown == floor(shown))
		quantity.decimals = 0;
	return quantity;
}

struct quantity
quantity_of(const struct result_metric *metric)
{
	const struct summary *summary = &metric->summary;
	const struct interval *interval = &summary->median_interval;
	/* Half of nothing is nothing: then the largest says how large. */
	struct quantity quantity = quantity_plain(metric->metric.unit,
	    summary->median != 0 ? summary->median : summary->max);
	double half_width, median;
	int limit;

	if (!interval->exists || !(interval->high > interval->low))
		return quantity;
	half_width =
	    (interval->high - interval->low) / 2 / quantity.scale.divisor;
	median = summary->median / quantity.scale.divisor;
	quantity.decimals = unit_decimals(half_width);
	limit = decimals_limit(median);
	if (fabs(median) >= half_width && quantity.decimals > limit)
		quantity.decimals = limit;
	return quantity;
}

const char *
quantity_number(
    const struct quantity *quantity, double value, struct arena *arena)
{
	double shown = value / quantity->scale.divisor;
	struct buf text = {0};
	const char *copy;

	/* Out of the reach of any unit: nobody counts that many zeros. */
	if (fabs(shown) >= 1e9 || (shown != 0 && fabs(shown) < 1e-6))
		return arena_printf(arena, "%.4g", shown);
	unit_add_number(&text, shown, quantity->decimals);
	copy = arena_strndup(arena, buf_text(&text), text.length);
	buf_release(&text);
	return copy;
}

const char *
quantity_text(
    const struct quantity *quantity, double value, struct arena *arena)
{
	const char *number = quantity_number(quantity, value, arena);

	if (quantity->scale.name[0] == '\0')
		return number;
	return arena_printf(arena, "%s %s", number, quantity->scale.name);
}

static bool
is_even(double below, double above)
{
	return below == above || fmax(below, above) < 1.25 * fmin(below, above);
}

const char *
quantity_interval(const struct quantity *quantity,
    const struct summary *summary, struct arena *arena)
{
	const struct interval *interval = &summary->median_interval;
	double below = summary->median - interval->low;
	double above = interval->high - summary->median;
	const char *low, *high;

	if (!interval->exists)
		return NULL;
	if (!summary->median_level.exists && is_even(below, above))
		return arena_printf(arena, "± %s",
		    quantity_number(quantity, (below + above) / 2, arena));
	low = quantity_number(quantity, interval->low, arena);
	high = quantity_number(quantity, interval->high, arena);
	if (!summary->median_level.exists)
		return arena_printf(arena, "[%s, %s]", low, high);
	return arena_printf(arena, "[%s, %s] at %.3g %%", low, high,
	    100 * summary->median_level.value);
}

const char *
quantity_percent(double part, double whole, struct arena *arena)
{
	double percent = 100 * fabs(part / whole);

	if (whole == 0 || !isfinite(percent))
		return NULL;
	if (percent > 0 && percent < 0.05)
		return "< 0.1 %";
	return arena_printf(arena, "%.1f %%", percent);
}

const char *
quantity_share(double share, struct arena *arena)
{
	double percent = 100 * share;

	if (percent > 0 && percent < 0.05)
		return "< 0.1 %";
	return arena_printf(
	    arena, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
}

static double
half_width_of(const struct interval *interval)
{
	return interval->exists && interval->high > interval->low
		   ? (interval->high - interval->low) / 2
		   : 0;
}

struct quantity
quantity_of_ratio(double ratio, const struct interval *interval)
{
	struct quantity quantity = {.scale = {1, ""}};
	double half_width = half_width_of(interval);
	int limit = decimals_limit(ratio);

	quantity.decimals = half_width > 0 ? unit_decimals(half_width)
					   : unit_decimals_plain(ratio);
	if (half_width <= ratio && quantity.decimals > limit)
		quantity.decimals = limit;
	return quantity;
}

struct quantity
quantity_of_change(double percent, const struct interval *interval)
{
	struct quantity quantity = {.scale = {1, "%"}};
	double size = fmax(fabs(percent), half_width_of(interval));

	if (size >= 9.95)
		quantity.decimals = 0;
	else if (size >= 0.05 || size == 0)
		quantity.decimals = 1;
	else
		quantity.decimals = unit_decimals(size);
	if (quantity.decimals > QUANTITY_DIGITS)
		quantity.decimals = QUANTITY_DIGITS;
	return quantity;
}

const char *
quantity_signed(
    const struct quantity *quantity, double value, struct arena *arena)
{
	const char *number = quantity_number(quantity, value, arena);

	/* What was rounded to nothing has no direction. */
	if (value <= 0 || number[strspn(number, "0.")] == '\0')
		return number;
	return arena_printf(arena, "+%s", number);
}

const char *
quantity_p(double p, struct arena *arena)
{
	if (!isfinite(p))
		return NULL;
	return p < 0.001 ? "< 0.001" : arena_printf(arena, "%.3f", p);
}
