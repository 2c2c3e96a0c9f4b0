#include "tests/unit/test.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "output/thin.h"
#include "tests/unit/chart_scenes.h"

/* A canvas that checks instead of drawing, and then draws to SVG as well. */
struct checker {
	struct canvas canvas;
	struct canvas_svg svg;
	struct buf out;
	size_t marks, texts;
};

static struct checker checker;

static void
check_point(struct point at)
{
	assert_true(isfinite(at.x) && isfinite(at.y));
	assert_true(at.x >= -0.01 && at.x <= checker.canvas.width + 0.01);
	assert_true(at.y >= -0.01 && at.y <= checker.canvas.height + 0.01);
}

static void
check_points(const struct point *points, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		check_point(points[i]);
}

static void
check_polyline(struct canvas *canvas, const struct point *points, size_t count,
    double width, enum ink stroke)
{
	(void)canvas;
	check_points(points, count);
	assert_true(count <= 1100);
	checker.svg.canvas.ops->polyline(
	    &checker.svg.canvas, points, count, width, stroke);
}

static void
check_polygon(struct canvas *canvas, const struct point *points, size_t count,
    enum ink fill)
{
	(void)canvas;
	check_points(points, count);
	checker.svg.canvas.ops->polygon(
	    &checker.svg.canvas, points, count, fill);
}

static void
check_rect(struct canvas *canvas, struct point corner, double width,
    double height, enum ink fill, const char *tip)
{
	(void)canvas;
	check_point(corner);
	check_point((struct point){corner.x + width, corner.y + height});
	assert_true(width >= 0 && height >= 0);
	checker.svg.canvas.ops->rect(
	    &checker.svg.canvas, corner, width, height, fill, tip);
}

static void
check_dot(struct canvas *canvas, struct point at, double radius,
    enum dot_shape shape, enum ink ink, const char *tip)
{
	(void)canvas;
	check_point(at);
	checker.marks += tip != NULL;
	checker.svg.canvas.ops->dot(
	    &checker.svg.canvas, at, radius, shape, ink, tip);
}

static double
check_text_width(
    struct canvas *canvas, const char *text, const struct text_style *style)
{
	(void)canvas;
	return checker.svg.canvas.ops->text_width(
	    &checker.svg.canvas, text, style);
}

static void
check_text(struct canvas *canvas, struct point at, const char *text,
    const struct text_style *style)
{
	double width = check_text_width(canvas, text, style);
	double left = at.x - (style->anchor == TEXT_END         ? width
				 : style->anchor == TEXT_MIDDLE ? width / 2
								: 0);

	assert_true(left >= -0.01);
	assert_true(left + width <= canvas->width + 0.01);
	assert_true(at.y >= style->size * 0.7 && at.y <= canvas->height);
	checker.texts++;
	checker.svg.canvas.ops->text(&checker.svg.canvas, at, text, style);
}

static const struct canvas_ops checker_ops = {
    .polyline = check_polyline,
    .polygon = check_polygon,
    .rect = check_rect,
    .dot = check_dot,
    .text = check_text,
    .text_width = check_text_width,
};

static struct canvas *
checker_begin(double width, double height)
{
	buf_reset(&checker.out);
	canvas_svg_begin(&checker.svg, &checker.out, width, height, "");
	checker.canvas = (struct canvas){&checker_ops, width, height};
	checker.marks = checker.texts = 0;
	return &checker.canvas;
}

static void
checker_end(void)
{
	canvas_svg_end(&checker.svg);
	assert_null(strstr(checker.out.text, "nan"));
	assert_null(strstr(checker.out.text, "inf\""));
	assert_null(strstr(checker.out.text, "inf "));
	assert_null(strstr(checker.out.text, "32000"));
	assert_true(checker.texts > 0);
}

static const double wild[] = {0, 1, -1, 1e-300, -1e-300, 1e300, -1e300, 1e9,
    1e9 + 1e-3, 123456789, (double)NAN, HUGE_VAL, -HUGE_VAL, 5e-324, 1.7e308};

/* count values out of a part of the wild ones, picked by seed. */
static void
wild_metric(struct scene_metric *scene, uint64_t seed, size_t count)
{
	static const char *const units[] = {"ns", "B", "1", "", "ops/s"};
	struct random random = {seed};
	size_t from = random_below(&random, SCENE_COUNT(wild));
	size_t kinds = 1 + random_below(&random, SCENE_COUNT(wild) - from);
	size_t i;

	scene_samples(scene, units[seed % 5], 0, 0, count, 1 + seed % 3);
	for (i = 0; i < count; i++) {
		scene->points[i].value =
		    wild[from + random_below(&random, kinds)];
		scene->points[i].is_warmup = seed % 7 == 0 && i < 2;
		scene->points[i].is_severe = seed % 4 == 0 && i % 5 == 4;
	}
	scene->plot.points = scene->points;
	scene->plot.point_count = count;
	scene->plot.is_thinned = seed % 11 == 0;
	scene->metric.plot = &scene->plot;
	scene->metric.is_measured = true;
	scene->metric.is_judged = true;
	scene->metric.summary = (struct summary){
	    .n = count,
	    .median = scene->points[0].value,
	    .q1 = scene->points[count / 4].value,
	    .q3 = scene->points[count * 3 / 4].value,
	    .median_interval = {seed % 2 == 0, scene->points[count / 3].value,
		scene->points[count / 2].value},
	};
	for (i = 0; i < 20; i++)
		scene->counts[i] = random_below(&random, 10);
	for (i = 0; i < 64; i++)
		scene->heights[i] =
		    wild[random_below(&random, SCENE_COUNT(wild))];
	scene->plot.histogram =
	    (struct result_histogram){.is_log = seed % 3 == 0,
		.low = wild[random_below(&random, SCENE_COUNT(wild))],
		.width = fabs(wild[random_below(&random, SCENE_COUNT(wild))]),
		.counts = scene->counts,
		.count = seed % 20};
	scene->plot.density = (struct result_density){
	    .low = wild[random_below(&random, SCENE_COUNT(wild))],
	    .step = fabs(wild[random_below(&random, SCENE_COUNT(wild))]),
	    .heights = scene->heights,
	    .count = seed % 64};
}

static void
wild_samples_stay_on_the_canvas(void **state)
{
	struct scene_metric scene;
	struct buf caption = {0};
	uint64_t seed;
	double width;

	(void)state;
	for (seed = 1; seed < 4000; seed++) {
		width = seed % 2 == 0 ? 360 : 720;
		wild_metric(&scene, seed, 1 + seed % 130);
		figure_distribution(
		    checker_begin(
			width, figure_distribution_height(&scene.metric)),
		    &scene.metric);
		checker_end();
		figure_samples(
		    checker_begin(width, figure_samples_height(&scene.metric)),
		    &scene.metric);
		checker_end();
		buf_reset(&caption);
		figure_distribution_caption(&caption, &scene.metric);
		assert_null(strstr(caption.text, "median nan"));
		figure_spark(checker_begin(80, 16), &scene.metric);
		assert_null(strstr(checker.out.text, "nan"));
	}
	buf_release(&caption);
}

static void
wild_cases_stay_on_the_canvas(void **state)
{
	struct result_metric metrics[5];
	struct result_case items[5];
	const struct result_case *cases[5];
	struct random random = {3};
	size_t i, round, count;

	(void)state;
	for (round = 0; round < 3000; round++) {
		count = 1 + round % 5;
		for (i = 0; i < count; i++) {
			double value =
			    wild[random_below(&random, SCENE_COUNT(wild))];

			metrics[i] = (struct result_metric){
			    .metric = {.name = "time", .unit = "ns"},
			    .is_judged = true,
			    .is_measured = true,
			    .summary = {.n = 9,
				.median = value,
				.median_interval = {round % 3 != 0, value - 1,
				    wild[random_below(
					&random, SCENE_COUNT(wild))]}}};
			items[i] = (struct result_case){.id = scene_ids[i],
			    .metrics = &metrics[i],
			    .metric_count = 1};
			cases[i] = &items[i];
		}
		figure_overview(checker_begin(round % 2 == 0 ? 360 : 720,
				    figure_overview_height(cases, count)),
		    cases, count);
		checker_end();
	}
}

static void
wild_changes_stay_on_the_canvas(void **state)
{
	struct chart_change changes[4];
	struct chart_changes chart = {changes, 4, "the baseline"};
	struct random random = {4};
	size_t i, round;

	(void)state;
	for (round = 0; round < 3000; round++) {
		for (i = 0; i < 4; i++)
			changes[i] = (struct chart_change){scene_ids[i],
			    "slower", "tip", (enum chart_change_kind)i,
			    wild[random_below(&random, SCENE_COUNT(wild))],
			    {true,
				wild[random_below(&random, SCENE_COUNT(wild))],
				wild[random_below(
				    &random, SCENE_COUNT(wild))]}};
		chart_changes_draw(checker_begin(round % 2 == 0 ? 360 : 720,
				       chart_changes_height(&chart)),
		    &chart);
		checker_end();
	}
}

/* Ratios from 1e-30 to 1e30, so that the axis is one of ratios. */
static void
wild_ratios_stay_on_the_canvas(void **state)
{
	struct chart_change changes[4];
	struct chart_changes chart = {changes, 4, "the reference"};
	struct random random = {14};
	double ratio;
	size_t i, round;

	(void)state;
	for (round = 0; round < 3000; round++) {
		for (i = 0; i < 4; i++) {
			ratio = pow(10, (double)random_below(&random, 61) - 30);
			changes[i] =
			    (struct chart_change){scene_ids[i], "slower", "tip",
				(enum chart_change_kind)i, 100 * (ratio - 1),
				{true, 100 * (ratio / 2 - 1),
				    100 * (ratio * 1e9 - 1)}};
		}
		chart_changes_draw(checker_begin(round % 2 == 0 ? 360 : 720,
				       chart_changes_height(&chart)),
		    &chart);
		checker_end();
	}
}

static void
wild_conditions_stay_on_the_canvas(void **state)
{
	struct record_system systems[700];
	struct result result = {.conditions = systems};
	struct random random = {15};
	double *numbers[6];
	size_t i, j, round;

	(void)state;
	for (round = 0; round < 60; round++) {
		result.condition_count = random_below(&random, 700);
		for (i = 0; i < result.condition_count; i++) {
			systems[i] = (struct record_system){
			    .start_ns =
				random_next(&random) >> (21 + round % 40),
			    .end_ns =
				random_next(&random) >> (21 + round % 40)};
			numbers[0] = &systems[i].others;
			numbers[1] = &systems[i].stolen;
			numbers[2] = &systems[i].cpu_stall;
			numbers[3] = &systems[i].io_stall;
			numbers[4] = &systems[i].memory_stall;
			numbers[5] = &systems[i].throttled;
			for (j = 0; j < 6; j++)
				*numbers[j] = wild[random_below(
				    &random, SCENE_COUNT(wild))];
		}
		figure_conditions(checker_begin(round % 2 == 0 ? 360 : 720,
				      figure_conditions_height(&result)),
		    &result);
		checker_end();
	}
}

static void
wild_steps_stay_on_the_canvas(void **state)
{
	struct chart_stage stages[4];
	struct chart_stages chart = {
	    .name = "time", .unit = "ns", .stages = stages};
	struct random random = {16};
	size_t i, round;

	(void)state;
	for (round = 0; round < 3000; round++) {
		chart.stage_count = round % 5;
		chart.whole = (struct chart_stage){"all", "all of it",
		    wild[random_below(&random, SCENE_COUNT(wild))]};
		for (i = 0; i < chart.stage_count; i++)
			stages[i] = (struct chart_stage){scene_ids[i], "1 ms",
			    wild[random_below(&random, SCENE_COUNT(wild))]};
		chart_stages_draw(checker_begin(round % 2 == 0 ? 360 : 720,
				      chart_stages_height(&chart)),
		    &chart);
		checker_end();
	}
}

static void
wild_limits_stay_on_the_canvas(void **state)
{
	struct random random = {5};
	struct chart_bullet chart;
	size_t round;

	(void)state;
	for (round = 0; round < 3000; round++) {
		chart = (struct chart_bullet){.name = "time",
		    .unit = "ns",
		    .text = "a label that is as long as labels may well be",
		    .state = (enum chart_bullet_state)(round % 4),
		    .value = wild[random_below(&random, SCENE_COUNT(wild))],
		    .interval = {true,
			wild[random_below(&random, SCENE_COUNT(wild))],
			wild[random_below(&random, SCENE_COUNT(wild))]},
		    .limit = {round % 3 != 0,
			wild[random_below(&random, SCENE_COUNT(wild))]},
		    .red = {round % 5 == 0,
			wild[random_below(&random, SCENE_COUNT(wild))]}};
		chart_bullet_draw(checker_begin(round % 2 == 0 ? 360 : 720,
				      chart_bullet_height(&chart)),
		    &chart);
		checker_end();
	}
}

static void
wild_lines_stay_on_the_canvas(void **state)
{
	struct point points[3][20];
	double low[20], high[20];
	struct chart_line_series series[3] = {{"one", points[0], low, high, 20},
	    {"two", points[1], low, high, 20},
	    {"three", points[2], low, high, 20}};
	struct chart_line chart = {"x", "y", "1", "B", true, true, series, 0};
	struct random random = {6};
	size_t round, i, j;

	(void)state;
	for (round = 0; round < 2000; round++) {
		chart.series_count = round % 4;
		chart.x_is_log = round % 3 == 0;
		for (i = 0; i < 20; i++) {
			low[i] = wild[random_below(&random, SCENE_COUNT(wild))];
			high[i] =
			    wild[random_below(&random, SCENE_COUNT(wild))];
			for (j = 0; j < 3; j++)
				points[j][i] = (struct point){
				    (double)i, wild[random_below(&random,
						   SCENE_COUNT(wild))]};
		}
		chart_line_draw(checker_begin(round % 2 == 0 ? 360 : 720,
				    chart_line_height(&chart)),
		    &chart);
		checker_end();
	}
}

static void
no_samples_are_said_to_be_none(void **state)
{
	struct scene_metric scene = {
	    .metric.metric = {.name = "time", .unit = "ns"}};
	struct chart_changes changes = {0};
	struct chart_line line = {.x_unit = "", .y_unit = ""};
	struct buf caption = {0};

	(void)state;
	figure_distribution(
	    checker_begin(360, figure_distribution_height(&scene.metric)),
	    &scene.metric);
	assert_non_null(strstr(checker.out.text, ">no samples<"));
	figure_samples(checker_begin(360, figure_samples_height(&scene.metric)),
	    &scene.metric);
	assert_non_null(strstr(checker.out.text, ">no samples<"));
	figure_overview(
	    checker_begin(360, figure_overview_height(NULL, 0)), NULL, 0);
	assert_non_null(strstr(checker.out.text, ">no samples<"));
	chart_changes_draw(
	    checker_begin(360, chart_changes_height(&changes)), &changes);
	assert_non_null(strstr(checker.out.text, ">no samples<"));
	chart_line_draw(checker_begin(360, chart_line_height(&line)), &line);
	assert_non_null(strstr(checker.out.text, ">no samples<"));
	figure_distribution_caption(&caption, &scene.metric);
	assert_string_equal(caption.text, "No samples of time.");
	buf_reset(&caption);
	figure_overview_caption(&caption, NULL, 0);
	assert_string_equal(caption.text, "No case has samples.");
	buf_release(&caption);
}

static void
every_sample_up_to_a_hundred_is_a_dot(void **state)
{
	struct scene_metric scene;
	size_t n;

	(void)state;
	for (n = 1; n <= 120; n += 7) {
		scene_samples(&scene, "ns", 1e6, 1e3, n, 1);
		scene_describe(&scene, n);
		figure_distribution(
		    checker_begin(
			720, figure_distribution_height(&scene.metric)),
		    &scene.metric);
		checker_end();
		assert_int_equal(checker.marks, n <= 100 ? n : 0);
	}
}

static void
every_sample_in_order_is_a_dot(void **state)
{
	struct scene_metric scene;

	(void)state;
	scene_samples(&scene, "ns", 1e6, 1e3, 300, 10);
	scene.points[5].value = 1e9;
	scene_describe(&scene, 300);
	figure_samples(checker_begin(720, figure_samples_height(&scene.metric)),
	    &scene.metric);
	checker_end();
	assert_int_equal(checker.marks, 300);
}

static void
captions_are_sentences_with_numbers(void **state)
{
	struct scene_metric scene;
	struct buf caption = {0};

	(void)state;
	scene_samples(&scene, "ns", 12.34e6, 0.2e6, 30, 1);
	scene_describe(&scene, 30);
	scene.metric.outliers.high_mild = 2;
	figure_distribution_caption(&caption, &scene.metric);
	assert_string_equal(caption.text,
	    "Distribution of time in 30 samples from 30 launches: median 12.25 "
	    "ms [12.16, 12.47], half of them between 12.09 and 12.51 ms; 2 "
	    "mild outliers.");
	buf_reset(&caption);
	scene.metric.outliers.low_severe = 1;
	figure_samples_caption(&caption, &scene.metric);
	assert_string_equal(caption.text,
	    "30 samples from 30 launches in the order they were taken: time "
	    "from 11.88 to 12.69 ms; 2 mild and 1 severe outliers.");
	buf_reset(&caption);
	scene_samples(&scene, "B", 8192, 0, 1, 1);
	scene_describe(&scene, 1);
	figure_distribution_caption(&caption, &scene.metric);
	assert_string_equal(caption.text,
	    "Distribution of time in 1 sample from 1 launch: median 8.000 "
	    "KiB.");
	buf_release(&caption);
}

static void
hostile_names_stay_text(void **state)
{
	struct buf out = {0};

	(void)state;
	intervals_hostile(&out, 720);
	assert_null(strstr(out.text, "<script"));
	assert_null(strstr(out.text, "<img"));
	assert_null(strstr(out.text, "<b>"));
	assert_null(strchr(out.text, 0x1b));
	assert_null(strstr(out.text, " id="));
	assert_null(strstr(out.text, "style="));
	assert_non_null(strstr(out.text, "&lt;script&gt;alert(1)"));
	buf_release(&out);
}

static void
long_names_and_units_are_cut(void **state)
{
	static char text[10001];
	struct scene_metric scene;
	struct result_case item = {.id = text, .metric_count = 1};
	const struct result_case *cases[] = {&item};
	struct point point = {1, 2};
	const struct chart_line_series series = {text, &point, NULL, NULL, 1};
	struct buf caption = {0};
	const struct chart_line line = {
	    text, text, text, text, false, false, &series, 1};

	(void)state;
	memset(text, 'm', 10000);
	scene_samples(&scene, text, 1e6, 1e3, 30, 1);
	scene.metric.metric.name = text;
	scene_describe(&scene, 30);
	figure_distribution(
	    checker_begin(360, figure_distribution_height(&scene.metric)),
	    &scene.metric);
	checker_end();
	figure_samples(checker_begin(360, figure_samples_height(&scene.metric)),
	    &scene.metric);
	checker_end();
	item.metrics = &scene.metric;
	figure_overview(
	    checker_begin(360, figure_overview_height(cases, 1)), cases, 1);
	checker_end();
	chart_line_draw(checker_begin(360, chart_line_height(&line)), &line);
	checker_end();
	figure_distribution_caption(&caption, &scene.metric);
	figure_samples_caption(&caption, &scene.metric);
	figure_overview_caption(&caption, cases, 1);
	assert_true(caption.length < 1500);
	buf_release(&caption);
}

static void
thinning_keeps_ends_and_extremes(void **state)
{
	struct point points[5000];
	struct random random = {8};
	size_t round, i, count, kept, most;
	double low, high;

	(void)state;
	for (round = 0; round < 400; round++) {
		count = 1 + random_below(&random, 5000);
		most = 4 + random_below(&random, 1000);
		low = HUGE_VAL;
		high = -HUGE_VAL;
		for (i = 0; i < count; i++) {
			points[i] = (struct point){
			    (double)i, (double)random_below(&random, 100000)};
			low = fmin(low, points[i].y);
			high = fmax(high, points[i].y);
		}
		kept = thin_points(points, count, most);
		assert_true(kept <= most);
		assert_true(kept == count || kept + 3 >= most / 2);
		assert_true(points[0].x == 0);
		assert_true(points[kept - 1].x == (double)(count - 1));
		for (i = 1; i < kept; i++)
			assert_true(points[i].x > points[i - 1].x);
		for (i = 0; i < kept; i++) {
			low = low == points[i].y ? HUGE_VAL : low;
			high = high == points[i].y ? -HUGE_VAL : high;
		}
		assert_true(isinf(low) && isinf(high));
	}
}

static int
release(void **state)
{
	(void)state;
	buf_release(&checker.out);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(wild_samples_stay_on_the_canvas),
	    cmocka_unit_test(wild_cases_stay_on_the_canvas),
	    cmocka_unit_test(wild_changes_stay_on_the_canvas),
	    cmocka_unit_test(wild_ratios_stay_on_the_canvas),
	    cmocka_unit_test(wild_conditions_stay_on_the_canvas),
	    cmocka_unit_test(wild_steps_stay_on_the_canvas),
	    cmocka_unit_test(wild_limits_stay_on_the_canvas),
	    cmocka_unit_test(wild_lines_stay_on_the_canvas),
	    cmocka_unit_test(no_samples_are_said_to_be_none),
	    cmocka_unit_test(every_sample_up_to_a_hundred_is_a_dot),
	    cmocka_unit_test(every_sample_in_order_is_a_dot),
	    cmocka_unit_test(captions_are_sentences_with_numbers),
	    cmocka_unit_test(hostile_names_stay_text),
	    cmocka_unit_test(long_names_and_units_are_cut),
	    cmocka_unit_test(thinning_keeps_ends_and_extremes),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
