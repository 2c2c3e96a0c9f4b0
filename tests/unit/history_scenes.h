/*
 * Charts of histories, for chart_scenes.h.
 */
#ifndef TESTS_UNIT_HISTORY_SCENES_H
#define TESTS_UNIT_HISTORY_SCENES_H

#include "output/canvas_svg.h"
#include "output/figure_history.h"
#include "tests/unit/history_fixture.h"

static inline void
history_scene(struct buf *svg, double width, size_t place,
    void (*change)(struct result *result))
{
	struct result_metric *metric;
	struct canvas_svg canvas;
	struct result result;

	fixture_past(&result);
	if (change != NULL)
		change(&result);
	metric = fixture_metric_of(&result.cases[place], 0);
	canvas_svg_begin(&canvas, svg, width,
	    figure_history_height(&result, metric), "History");
	figure_history(&canvas.canvas, &result, metric);
	canvas_svg_end(&canvas);
	result_release(&result);
}

static inline void
history_steps(struct buf *svg, double width)
{
	history_scene(svg, width, 0, NULL);
}

static inline void
history_drift(struct buf *svg, double width)
{
	history_scene(svg, width, 2, NULL);
}

static inline void
history_modes(struct buf *svg, double width)
{
	history_scene(svg, width, 3, NULL);
}

/* One run; names that attack; an environment in every other run. */
static inline void
history_make_hostile(struct result *result)
{
	struct timeline_run *past =
	    (struct timeline_run *)(uintptr_t)result->past;
	struct timeline_change *changes =
	    (struct timeline_change *)(uintptr_t)fixture_metric_of(
		&result->cases[1], 0)
		->history->changes;
	size_t i;

	fixture_metric_of(&result->cases[1], 0)->metric.unit =
	    "<em>\"parsecs\"</em>";
	for (i = 1; i < result->past_count; i += 2) {
		past[i].differs = "</text><script>x</script>\n";
		past[i].commit = NULL;
		past[i].started = i % 3 == 0 ? NULL : "x";
	}
	changes[0].is_confirmed = false;
	changes[0].ratio = (double)NAN;
}

static inline void
history_hostile(struct buf *svg, double width)
{
	history_scene(svg, width, 1, history_make_hostile);
}

static inline void
history_make_single(struct result *result)
{
	fixture_history_of(result, 4, 1, level_flat);
}

static inline void
history_single(struct buf *svg, double width)
{
	history_scene(svg, width, 4, history_make_single);
}

static inline void
history_spark(struct buf *svg, double width)
{
	struct canvas_svg canvas;
	struct result result;

	(void)width;
	fixture_past(&result);
	canvas_svg_begin(&canvas, svg, 66, 14, NULL);
	figure_history_spark(
	    &canvas.canvas, fixture_metric_of(&result.cases[0], 0));
	canvas_svg_end(&canvas);
	result_release(&result);
}

#endif
