#include "output/chart_changes.h"

#include <math.h>

#include "base/arena.h"
#include "output/axis.h"
#include "output/chart.h"
#include "output/chart_rows.h"

/* From there on ratios are shown rather than percents. */
static const double RATIO_FAR = 3;

static const struct chart_mark marks[] = {
    [CHART_CHANGE_UNKNOWN] = {DOT_RING, INK_MUTED},
    [CHART_CHANGE_NONE] = {DOT_CIRCLE, INK_MUTED},
    [CHART_CHANGE_BETTER] = {DOT_TRIANGLE, INK_GOOD},
    [CHART_CHANGE_WORSE] = {DOT_SQUARE, INK_BAD},
};

double
chart_changes_height(const struct chart_changes *chart)
{
	return chart_rows_height(chart->change_count);
}

static double
ratio_of(double percent)
{
	return 1 + percent / 100;
}

static bool
wants_ratios(const struct chart_changes *chart)
{
	const struct chart_change *change;
	bool is_far = false;
	size_t i;

	for (i = 0; i < chart->change_count; i++) {
		change = &chart->changes[i];
		if (!isfinite(change->percent))
			continue;
		if (!(ratio_of(change->percent) > 0) ||
		    (change->interval.exists &&
			!(ratio_of(change->interval.low) > 0)))
			return false;
		is_far |= ratio_of(change->percent) > RATIO_FAR ||
			  ratio_of(change->percent) < 1 / RATIO_FAR;
	}
	return is_far;
}

static double
place_of(double percent, bool is_ratio)
{
	return is_ratio ? log(ratio_of(percent)) : percent;
}

/*
 * Every value and zero, or 1; intervals only up to thrice the values' span, so
 * that one wild case does not hide the others.
 */
static void
set_axis(struct axis *axis, const struct chart_changes *chart, bool is_ratio)
{
	double low = 0, high = 0, reach, least, most, place;
	const struct chart_change *change;
	size_t i;

	for (i = 0; i < chart->change_count; i++) {
		place = place_of(chart->changes[i].percent, is_ratio);
		if (!isfinite(place))
			continue;
		low = fmin(low, place);
		high = fmax(high, place);
	}
	reach = high - low > 0 ? high - low : 1;
	least = low - reach;
	most = high + reach;
	for (i = 0; i < chart->change_count; i++) {
		change = &chart->changes[i];
		if (!isfinite(change->percent) || !change->interval.exists)
			continue;
		place = place_of(change->interval.low, is_ratio);
		if (place >= least)
			low = fmin(low, place);
		place = place_of(change->interval.high, is_ratio);
		if (place <= most)
			high = fmax(high, place);
	}
	least = fmin(low, -high / 9);
	most = fmax(high, -low / 9);
	if (is_ratio)
		axis_init(axis, exp(least), exp(most), "", true);
	else
		axis_init(axis, least, most, "%", false);
	axis_pad(axis, 0.04);
}

static struct chart_row
row_of(const struct chart_change *change, bool is_ratio)
{
	struct chart_row row = {
	    .name = change->name,
	    .text = change->text,
	    .tip = change->tip,
	    .value = change->percent,
	    .interval = change->interval,
	    .shape = marks[change->kind].shape,
	    .ink = marks[change->kind].ink,
	};

	row.interval.exists = row.interval.exists &&
			      isfinite(row.interval.low) &&
			      isfinite(row.interval.high);
	if (is_ratio) {
		row.value = ratio_of(row.value);
		row.interval.low = ratio_of(row.interval.low);
		row.interval.high = ratio_of(row.interval.high);
	}
	return row;
}

void
chart_changes_draw(struct canvas *canvas, const struct chart_changes *chart)
{
	bool is_ratio = wants_ratios(chart);
	struct arena arena = {0};
	struct chart_row *rows;
	struct axis axis;
	double middle;
	size_t i;

	if (chart->change_count == 0) {
		chart_draw_empty(canvas);
		return;
	}
	rows = arena_alloc(&arena, chart->change_count * sizeof *rows);
	for (i = 0; i < chart->change_count; i++)
		rows[i] = row_of(&chart->changes[i], is_ratio);
	set_axis(&axis, chart, is_ratio);
	chart_rows_draw(canvas, rows, chart->change_count, &axis,
	    arena_printf(&arena,
		is_ratio ? "times %s, log scale" : "change against %s, %%",
		chart->against));
	middle = axis_at(&axis, is_ratio ? 1 : 0);
	canvas_line(canvas, (struct point){middle, 0},
	    (struct point){
		middle, canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT},
	    1, INK_AXIS);
	arena_release(&arena);
}
