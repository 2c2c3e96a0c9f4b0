#include "output/chart_rows.h"

#include <math.h>

#include "base/buf.h"
#include "output/chart.h"

enum { GAP = 12, TOP = 4 };

double
chart_rows_height(size_t count)
{
	if (count == 0)
		return CHART_EMPTY_HEIGHT;
	return TOP + (double)count * CHART_ROW_HEIGHT + CHART_AXIS_HEIGHT +
	       CHART_FOOT_HEIGHT;
}

/* Widths of the names' and the words' columns. */
struct columns {
	double names, texts;
};

static struct columns
measure(struct canvas *canvas, const struct chart_row *rows, size_t count)
{
	struct columns columns = {0};
	double width;
	size_t i;

	for (i = 0; i < count; i++) {
		width =
		    canvas->ops->text_width(canvas, rows[i].name, &chart_text);
		columns.names = fmax(columns.names, width);
		width =
		    canvas->ops->text_width(canvas, rows[i].text, &chart_text);
		columns.texts = fmax(columns.texts, width);
	}
	columns.texts = fmin(columns.texts, canvas->width * 0.36);
	columns.names = fmin(columns.names, canvas->width * 0.4);
	columns.names = fmin(columns.names,
	    fmax(canvas->width * 0.3, canvas->width * 0.58 - columns.texts));
	return columns;
}

static void
draw_interval(struct canvas *canvas, const struct chart_row *row,
    const struct axis *axis, double y)
{
	double low = axis_at(axis, row->interval.low);
	double high = axis_at(axis, row->interval.high);

	canvas_line(canvas, (struct point){low, y}, (struct point){high, y}, 2,
	    row->ink);
	if (row->interval.low < axis->low)
		chart_draw_arrow(
		    canvas, (struct point){low, y}, CHART_LEFT, row->ink);
	if (row->interval.high > axis->high)
		chart_draw_arrow(
		    canvas, (struct point){high, y}, CHART_RIGHT, row->ink);
}

static void
draw_row(struct canvas *canvas, const struct chart_row *row,
    const struct axis *axis, const struct columns *columns, double y)
{
	struct text_style style = chart_text;
	double base = y + style.size * 0.35;
	struct buf cut = {0};

	canvas_fit(canvas, &cut, row->name, &style, columns->names);
	canvas_text(canvas, 0, base, buf_text(&cut), &style);
	buf_reset(&cut);
	canvas_fit(canvas, &cut, row->text, &style, columns->texts);
	style.anchor = TEXT_END;
	canvas_text(canvas, canvas->width, base, buf_text(&cut), &style);
	buf_release(&cut);
	if (row->interval.exists)
		draw_interval(canvas, row, axis, y);
	if (isfinite(row->value))
		canvas->ops->dot(canvas,
		    (struct point){axis_at(axis, row->value), y}, 3.25,
		    row->shape, row->ink, row->tip);
}

void
chart_rows_draw(struct canvas *canvas, const struct chart_row *rows,
    size_t count, struct axis *axis, const char *title)
{
	struct columns columns = measure(canvas, rows, count);
	double bottom = canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT;
	struct text_style style = chart_label;
	struct buf cut = {0};
	size_t i;

	axis_place_x(axis, canvas, columns.names + GAP,
	    canvas->width - columns.texts - GAP);
	axis_draw_x(axis, canvas, TOP, bottom);
	for (i = 0; i < count; i++)
		draw_row(canvas, &rows[i], axis, &columns,
		    TOP + ((double)i + 0.5) * CHART_ROW_HEIGHT);
	style.anchor = TEXT_END;
	canvas_fit(canvas, &cut, title, &style, axis->to);
	canvas_text(
	    canvas, axis->to, canvas->height - 3, buf_text(&cut), &style);
	buf_release(&cut);
}
