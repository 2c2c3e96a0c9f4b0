#include "output/chart_changes.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "output/axis.h"
#include "output/chart.h"
#include "output/chart_rows.h"

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

/*
 * Every value and zero; intervals only up to thrice the values' span, so that
 * one wild case does not hide the others.
 */
static void
set_axis(struct axis *axis, const struct chart_changes *chart)
{
	double low = 0, high = 0, reach = 0;
	const struct chart_change *change;
	size_t i;

	for (i = 0; i < chart->change_count; i++) {
		change = &chart->changes[i];
		if (!isfinite(change->percent))
			continue;
		low = fmin(low, change->percent);
		high = fmax(high, change->percent);
	}
	reach = high - low > 0 ? high - low : 1;
	for (i = 0; i < chart->change_count; i++) {
		change = &chart->changes[i];
		if (!change->interval.exists)
			continue;
		if (change->interval.low >= low - reach)
			low = fmin(low, change->interval.low);
		if (change->interval.high <= high + reach)
			high = fmax(high, change->interval.high);
	}
	axis_init(axis, fmin(low, -high / 9), fmax(high, -low / 9), "%", false);
	axis_pad(axis, 0.04);
}

/* "+31", "+0.12", "1.2e9": without digits nobody needs. */
static void
add_percent(struct buf *out, double percent)
{
	double size = fabs(percent);

	if (size >= 1e6 || (size > 0 && size < 0.005))
		buf_addf(out, "%+.2g", percent);
	else
		buf_addf(out, "%+.*f",
		    size >= 100    ? 0
		    : size >= 0.05 ? 1
				   : 2,
		    percent);
}

static void
add_row(struct arena *arena, const struct chart_change *change,
    struct chart_row *row)
{
	struct buf text = {0};

	*row = (struct chart_row){
	    .name = change->name,
	    .value = change->percent,
	    .interval = change->interval,
	    .shape = marks[change->kind].shape,
	    .ink = marks[change->kind].ink,
	};
	if (isfinite(change->percent)) {
		add_percent(&text, change->percent);
		buf_add_string(&text, " % ");
	}
	buf_add_string(&text, change->word);
	row->text = arena_strdup(arena, buf_text(&text));
	buf_reset(&text);
	buf_addf(&text, "%s: %s", change->name, row->text);
	if (change->interval.exists && isfinite(change->interval.low) &&
	    isfinite(change->interval.high)) {
		buf_add_string(&text, ", interval ");
		add_percent(&text, change->interval.low);
		buf_add_string(&text, " to ");
		add_percent(&text, change->interval.high);
		buf_add_string(&text, " %");
	} else {
		row->interval.exists = false;
	}
	row->tip = arena_strdup(arena, buf_text(&text));
	buf_release(&text);
}

void
chart_changes_draw(struct canvas *canvas, const struct chart_changes *chart)
{
	struct arena arena = {0};
	struct chart_row *rows;
	struct axis axis;
	double zero;
	size_t i;

	if (chart->change_count == 0) {
		chart_draw_empty(canvas);
		return;
	}
	rows = arena_alloc(&arena, chart->change_count * sizeof *rows);
	for (i = 0; i < chart->change_count; i++)
		add_row(&arena, &chart->changes[i], &rows[i]);
	set_axis(&axis, chart);
	chart_rows_draw(canvas, rows, chart->change_count, &axis,
	    "change against the baseline, %");
	zero = axis_at(&axis, 0);
	canvas_line(canvas, (struct point){zero, 0},
	    (struct point){
		zero, canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT},
	    1, INK_AXIS);
	arena_release(&arena);
}
