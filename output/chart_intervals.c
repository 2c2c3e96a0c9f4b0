#include "output/chart_intervals.h"

#include <math.h>

#include "base/buf.h"
#include "output/chart.h"

double
chart_intervals_height(const struct chart_intervals *chart)
{
	return chart_rows_height(chart->row_count);
}

static bool
set_axis(struct axis *axis, const struct chart_intervals *chart)
{
	double low = HUGE_VAL, high = -HUGE_VAL, share;
	const struct chart_row *row;
	size_t i;

	for (i = 0; i < chart->row_count; i++) {
		row = &chart->rows[i];
		if (!isfinite(row->value))
			continue;
		low = fmin(low, row->value);
		high = fmax(high, row->value);
		if (row->interval.exists && isfinite(row->interval.low) &&
		    isfinite(row->interval.high)) {
			low = fmin(low, row->interval.low);
			high = fmax(high, row->interval.high);
		}
	}
	if (!(low <= high))
		return false;
	axis_init(axis, low, high, chart->unit, axis_wants_log(low, high));
	share = axis->is_log ? 0.03 : 0.05;
	axis_pad(axis, share);
	return true;
}

void
chart_intervals_draw(struct canvas *canvas, const struct chart_intervals *chart)
{
	struct buf title = {0};
	struct axis axis;

	if (!set_axis(&axis, chart)) {
		chart_draw_empty(canvas);
		return;
	}
	axis_title(&axis, &title, chart->name);
	chart_rows_draw(
	    canvas, chart->rows, chart->row_count, &axis, buf_text(&title));
	buf_release(&title);
}
