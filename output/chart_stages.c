#include "output/chart_stages.h"

#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "output/axis.h"
#include "output/chart.h"
#include "output/chart_rows.h"

enum { GAP = 12, TOP = 4, BAR_HEIGHT = 9 };

static bool
has_whole(const struct chart_stages *chart)
{
	return chart->whole.value > 0;
}

double
chart_stages_height(const struct chart_stages *chart)
{
	if (chart->stage_count == 0)
		return CHART_EMPTY_HEIGHT;
	return chart_rows_height(chart->stage_count + has_whole(chart));
}

/* Widths of the names' and the words' columns. */
struct columns {
	double names, texts;
};

static void
widen(struct columns *columns, struct canvas *canvas,
    const struct chart_stage *stage)
{
	columns->names = fmax(columns->names,
	    canvas->ops->text_width(canvas, stage->name, &chart_text));
	columns->texts = fmax(columns->texts,
	    canvas->ops->text_width(canvas, stage->text, &chart_text));
}

static struct columns
measure(struct canvas *canvas, const struct chart_stages *chart)
{
	struct columns columns = {0};
	size_t i;

	if (has_whole(chart))
		widen(&columns, canvas, &chart->whole);
	for (i = 0; i < chart->stage_count; i++)
		widen(&columns, canvas, &chart->stages[i]);
	columns.names = fmin(columns.names, canvas->width * 0.3);
	columns.texts = fmin(columns.texts, canvas->width * 0.36);
	return columns;
}

static double
end_of(const struct chart_stages *chart)
{
	double end = 0;
	size_t i;

	for (i = 0; i < chart->stage_count; i++)
		if (chart->stages[i].value > 0)
			end += chart->stages[i].value;
	return fmax(end, chart->whole.value);
}

struct bar {
	double from, y;
	enum ink ink;
};

static void
draw_bar(struct canvas *canvas, const struct axis *axis,
    const struct columns *columns, const struct chart_stage *stage,
    const struct bar *bar)
{
	double left = axis_at(axis, bar->from);
	double right = axis_at(axis, bar->from + stage->value);
	double base = bar->y + chart_text.size * 0.35;
	struct text_style style = chart_text;
	struct arena arena = {0};
	struct buf cut = {0};

	canvas_fit(canvas, &cut, stage->name, &style, columns->names);
	canvas_text(canvas, 0, base, buf_text(&cut), &style);
	buf_reset(&cut);
	canvas_fit(canvas, &cut, stage->text, &style, columns->texts);
	style.anchor = TEXT_END;
	canvas_text(canvas, canvas->width, base, buf_text(&cut), &style);
	buf_release(&cut);
	/* The shortest step can be seen. */
	if (stage->value > 0)
		canvas->ops->rect(canvas,
		    (struct point){left, bar->y - BAR_HEIGHT / 2.0},
		    fmax(right - left, 1), BAR_HEIGHT, bar->ink,
		    arena_printf(&arena, "%s: %s", stage->name, stage->text));
	arena_release(&arena);
}

void
chart_stages_draw(struct canvas *canvas, const struct chart_stages *chart)
{
	double bottom = canvas->height - CHART_AXIS_HEIGHT - CHART_FOOT_HEIGHT;
	struct bar bar = {0, TOP + CHART_ROW_HEIGHT / 2.0, INK_AXIS};
	struct columns columns;
	struct buf title = {0};
	struct axis axis;
	size_t i;

	if (chart->stage_count == 0) {
		chart_draw_empty(canvas);
		return;
	}
	columns = measure(canvas, chart);
	axis_init(&axis, 0, end_of(chart), chart->unit, false);
	axis_place_x(&axis, canvas, columns.names + GAP,
	    canvas->width - columns.texts - GAP);
	axis_draw_x(&axis, canvas, TOP, bottom);
	if (has_whole(chart)) {
		draw_bar(canvas, &axis, &columns, &chart->whole, &bar);
		bar.y += CHART_ROW_HEIGHT;
	}
	bar.ink = INK_DATA;
	for (i = 0; i < chart->stage_count; i++) {
		draw_bar(canvas, &axis, &columns, &chart->stages[i], &bar);
		bar.y += CHART_ROW_HEIGHT;
		if (chart->stages[i].value > 0)
			bar.from += chart->stages[i].value;
	}
	axis_title(&axis, &title, chart->name);
	chart_draw_foot(canvas, canvas->height, NULL, 0, buf_text(&title));
	buf_release(&title);
}
