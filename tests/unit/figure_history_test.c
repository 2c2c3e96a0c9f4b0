#include "tests/unit/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "output/canvas_svg.h"
#include "output/chart_history.h"
#include "output/figure_history.h"
#include "tests/unit/history_fixture.h"

static size_t
times(const char *text, char what)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += *text == what;
	return count;
}

/* The path of levels and slopes; the caller frees it. */
static char *
lines_of(const struct result *result, const struct result_metric *metric)
{
	struct buf text = {0};
	struct canvas_svg svg;
	const char *path;
	char *copy;

	canvas_svg_begin(
	    &svg, &text, 640, figure_history_height(result, metric), "History");
	figure_history(&svg.canvas, result, metric);
	canvas_svg_end(&svg);
	path = strstr(text.text, "<path class=\"ink-other\"");
	assert_non_null(path);
	copy = strndup(path, strcspn(path, ">"));
	buf_release(&text);
	return copy;
}

static void
drift_of_an_older_environment_is_drawn_as_a_slope(void **state)
{
	static const struct timeline_drift drifts[] = {
	    {.total = 0.1, .now = 16e6, .first = 0, .last = 19},
	    {.total = 0.1, .now = 17e6, .first = 20, .last = 39}};
	struct result result;
	struct timeline history;
	struct result_metric *metric;
	char *path, *first, *second;

	(void)state;
	fixture_past(&result);
	metric = fixture_metric_of(&result.cases[2], 0);
	history = *metric->history;
	metric->history = &history;
	((struct timeline_run *)(uintptr_t)result.past)[100].differs = "kernel";
	history.segment_from = 20;
	history.drifts = drifts;
	history.drift = &drifts[1];
	history.drift_count = 2;
	path = lines_of(&result, metric);
	assert_int_equal(times(path, 'M'), 2);
	assert_null(strchr(strstr(path, " d="), 'h'));
	/* Each has its own. */
	first = strchr(path, 'M');
	second = strchr(first + 1, 'M');
	assert_int_not_equal(
	    strncmp(first, second, (size_t)(second - first)), 0);
	free(path);
	history.drifts = &drifts[1];
	history.drift_count = 1;
	path = lines_of(&result, metric);
	assert_int_equal(times(path, 'M'), 2);
	assert_int_equal(times(strstr(path, " d="), 'h'), 1);
	free(path);
	result_release(&result);
}

static void
values_without_intervals_fill_the_chart(void **state)
{
	const struct chart_history_point points[] = {
	    {0, 80, (double)NAN, (double)NAN, NULL},
	    {1, 120, (double)NAN, (double)NAN, NULL}};
	const struct chart_history chart = {.name = "time",
	    .unit = "",
	    .points = points,
	    .point_count = 2,
	    .limit = (double)NAN};
	struct buf text = {0};
	struct canvas_svg svg;

	(void)state;
	canvas_svg_begin(
	    &svg, &text, 560, chart_history_height(&chart), "History");
	chart_history_draw(&svg.canvas, &chart);
	canvas_svg_end(&svg);
	assert_non_null(strstr(text.text, ">80<"));
	assert_non_null(strstr(text.text, ">120<"));
	assert_null(strstr(text.text, ">60<"));
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(drift_of_an_older_environment_is_drawn_as_a_slope),
	    cmocka_unit_test(values_without_intervals_fill_the_chart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
