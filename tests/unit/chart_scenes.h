/*
 * Charts of made-up results, for the tests of output/: one scene is one <svg>.
 */
#ifndef TESTS_UNIT_CHART_SCENES_H
#define TESTS_UNIT_CHART_SCENES_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/random.h"
#include "output/canvas_svg.h"
#include "output/chart_bullet.h"
#include "output/chart_changes.h"
#include "output/chart_line.h"
#include "output/chart_spark.h"
#include "output/chart_stages.h"
#include "output/figure.h"
#include "tests/unit/history_scenes.h"

#define SCENE_COUNT(array) (sizeof(array) / sizeof *(array))

/* Numbers that are about normal: the sum of twelve even ones, less six. */
static inline double
scene_noise(struct random *random)
{
	double sum = -6;
	int i;

	for (i = 0; i < 12; i++)
		sum += (double)random_below(random, 1000000) / 1000000;
	return sum;
}

/* A metric whose summary and plot fit the points; it owns them. */
struct scene_metric {
	struct result_metric metric;
	struct result_plot plot;
	struct result_point points[1000];
	uint64_t counts[20];
	double heights[64];
};

static inline int
scene_compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Twelve bins over [low, high], and a density of them smoothed. */
static inline void
scene_fill_histogram(struct scene_metric *scene, double low, double high)
{
	struct result_plot *plot = &scene->plot;
	double h = (high - low) / 12, x;
	size_t i, j, n = plot->point_count;

	plot->histogram = (struct result_histogram){
	    .low = low, .width = h, .counts = scene->counts, .count = 12};
	for (i = 0; i < n; i++) {
		j = (size_t)((plot->points[i].value - low) / h);
		scene->counts[j < 12 ? j : 11]++;
	}
	plot->density = (struct result_density){.low = low - 2 * h,
	    .step = h / 4,
	    .heights = scene->heights,
	    .count = 64};
	for (i = 0; i < 64; i++) {
		for (j = 0; j < n; j++) {
			x = (low - 2 * h + (double)i * h / 4 -
				plot->points[j].value) /
			    (h * 0.8);
			scene->heights[i] +=
			    exp(-x * x / 2) / (2.5066 * h * 0.8) / (double)n;
		}
	}
}

/* Summary and outliers out of the points: plain, for pictures only. */
static inline void
scene_describe(struct scene_metric *scene, size_t count)
{
	struct summary *summary = &scene->metric.summary;
	double sorted[1000], fence;
	size_t i, n = 0, arm;

	for (i = 0; i < count; i++)
		if (!scene->points[i].is_warmup)
			sorted[n++] = scene->points[i].value;
	qsort(sorted, n, sizeof *sorted, scene_compare);
	summary->n = n;
	summary->launches = scene->points[count - 1].launch;
	summary->min = sorted[0];
	summary->max = sorted[n - 1];
	summary->median = sorted[n / 2];
	summary->q1 = sorted[n / 4];
	summary->q3 = sorted[3 * n / 4];
	arm = (size_t)sqrt((double)n);
	if (n >= 6)
		summary->median_interval = (struct interval){
		    true, sorted[n / 2 - arm], sorted[n / 2 + arm]};
	fence = 1.5 * (summary->q3 - summary->q1);
	for (i = 0; i < count; i++) {
		struct result_point *point = &scene->points[i];
		double out = fmax(
		    summary->q1 - point->value, point->value - summary->q3);

		if (point->is_warmup || n < 4)
			continue;
		point->is_severe = out > 2 * fence;
		point->is_mild = out > fence && !point->is_severe;
		scene->metric.outliers.high_severe += point->is_severe;
		scene->metric.outliers.high_mild += point->is_mild;
	}
	scene->plot.points = scene->points;
	scene->plot.point_count = count;
	scene->metric.plot = &scene->plot;
	scene->metric.is_measured = true;
	scene->metric.is_judged = true;
	if (n >= 10 && summary->max > summary->min)
		scene_fill_histogram(scene, summary->min, summary->max);
}

/* count samples around center, "each" of them a launch. */
static inline void
scene_samples(struct scene_metric *scene, const char *unit, double center,
    double width, size_t count, size_t each)
{
	struct random random = {42};
	size_t i;

	*scene = (struct scene_metric){
	    .metric.metric = {.name = "time", .unit = unit}};
	for (i = 0; i < count; i++) {
		scene->points[i].launch = (uint32_t)(i / each + 1);
		scene->points[i].value =
		    center + width * scene_noise(&random) +
		    (each > 1 ? width * (double)(i / each % 3) : 0);
	}
}

static inline void
scene_distribution(struct buf *out, struct scene_metric *scene, double width)
{
	struct canvas_svg svg;
	struct buf caption = {0};

	figure_distribution_caption(&caption, &scene->metric);
	canvas_svg_begin(&svg, out, width,
	    figure_distribution_height(&scene->metric), buf_text(&caption));
	figure_distribution(&svg.canvas, &scene->metric);
	canvas_svg_end(&svg);
	buf_release(&caption);
}

static inline void
scene_time(struct buf *out, struct scene_metric *scene, double width)
{
	struct canvas_svg svg;
	struct buf caption = {0};

	figure_samples_caption(&caption, &scene->metric);
	canvas_svg_begin(&svg, out, width,
	    figure_samples_height(&scene->metric), buf_text(&caption));
	figure_samples(&svg.canvas, &scene->metric);
	canvas_svg_end(&svg);
	buf_release(&caption);
}

static inline void
distribution_plain(struct buf *out, double width)
{
	struct scene_metric scene;

	scene_samples(&scene, "ns", 12.34e6, 0.2e6, 30, 1);
	scene_describe(&scene, 30);
	scene_distribution(out, &scene, width);
}

static inline void
distribution_outliers(struct buf *out, double width)
{
	struct scene_metric scene;

	scene_samples(&scene, "B", 5.2e6, 3e4, 100, 1);
	scene.points[7].value = 5.34e6;
	scene.points[40].value = 9.9e6;
	scene.points[41].value = 2.9e7;
	scene_describe(&scene, 100);
	scene_distribution(out, &scene, width);
}

static inline void
distribution_single(struct buf *out, double width)
{
	struct scene_metric scene;

	scene_samples(&scene, "1", 1234567, 0, 1, 1);
	scene_describe(&scene, 1);
	scene_distribution(out, &scene, width);
}

static inline void
distribution_constant(struct buf *out, double width)
{
	struct scene_metric scene;

	scene_samples(&scene, "B", 8192, 0, 40, 1);
	scene_describe(&scene, 40);
	scene_distribution(out, &scene, width);
}

static inline void
distribution_empty(struct buf *out, double width)
{
	struct scene_metric scene = {
	    .metric.metric = {.name = "time", .unit = "ns"}};

	scene_distribution(out, &scene, width);
}

static inline void
time_launches(struct buf *out, double width)
{
	struct scene_metric scene;
	size_t i;

	scene_samples(&scene, "ns", 4.1e3, 60, 60, 10);
	for (i = 0; i < 60; i += 10) {
		scene.points[i].value += 700;
		scene.points[i].is_warmup = true;
	}
	scene.points[33].value = 4600;
	scene.points[45].value = 9000;
	scene_describe(&scene, 60);
	scene_time(out, &scene, width);
}

static inline void
time_plain(struct buf *out, double width)
{
	struct scene_metric scene;

	scene_samples(&scene, "ops/s", 2.4e6, 3e4, 30, 1);
	scene_describe(&scene, 30);
	scene_time(out, &scene, width);
}

static inline void
time_thinned(struct buf *out, double width)
{
	struct scene_metric scene;

	scene_samples(&scene, "ns", 9.2e9, 1e8, 1000, 1);
	scene_describe(&scene, 1000);
	scene.plot.is_thinned = true;
	scene_time(out, &scene, width);
}

static inline void
time_single(struct buf *out, double width)
{
	struct scene_metric scene;

	scene_samples(&scene, "ns", 77, 0, 1, 1);
	scene_describe(&scene, 1);
	scene_time(out, &scene, width);
}

static inline void
scene_overview(struct buf *out, double width, const char *const *ids,
    size_t count, double factor)
{
	static struct result_metric metrics[32];
	static struct result_case items[32];
	const struct result_case *cases[32];
	struct canvas_svg svg;
	struct buf caption = {0};
	double median = 1.1e6;
	size_t i;

	for (i = 0; i < count; i++, median *= factor) {
		metrics[i] = (struct result_metric){
		    .metric = {.name = "time", .unit = "ns"},
		    .is_judged = true,
		    .is_measured = true,
		    .summary = {.n = 10,
			.median = median,
			.median_interval = {i != 2, median * 0.96,
			    median * (1.02 + 0.02 * (double)i)}},
		};
		items[i] = (struct result_case){
		    .id = ids[i], .metrics = &metrics[i], .metric_count = 1};
		cases[i] = &items[i];
	}
	figure_overview_caption(&caption, cases, count);
	canvas_svg_begin(&svg, out, width, figure_overview_height(cases, count),
	    buf_text(&caption));
	figure_overview(&svg.canvas, cases, count);
	canvas_svg_end(&svg);
	buf_release(&caption);
}

static const char *const scene_ids[] = {"parse/json,size=1KB",
    "parse/json,size=1MB", "compress/zstd,level=3,size=64MB,threads=4", "sort",
    "startup/no-config", "search/fuzzy,mode=exact,packages=10000",
    ("a/very/long/name/of/a/benchmark/that/goes/on/and/on/without/an/end/"
     "until/nobody/can/read/it")};

static inline void
intervals_log(struct buf *out, double width)
{
	scene_overview(out, width, scene_ids, SCENE_COUNT(scene_ids), 7.3);
}

static inline void
intervals_linear(struct buf *out, double width)
{
	scene_overview(out, width, scene_ids, SCENE_COUNT(scene_ids), 1.21);
}

static inline void
intervals_hostile(struct buf *out, double width)
{
	static const char *const ids[] = {"<script>alert(1)</script>",
	    "\"><img src=x onerror=alert(1)>", "a&b;\x01\x1b[31m\n'",
	    "Ж ї ў µ ± → 你好 \xC2\x85", "</title></svg><b>"};

	scene_overview(out, width, ids, SCENE_COUNT(ids), 1.3);
}

static inline void
changes_ranked(struct buf *out, double width)
{
	static const struct chart_change changes[] = {
	    {"search,packages=10000", "+31 % slower", "search: +31 %",
		CHART_CHANGE_WORSE, 31, {true, 28, 34}},
	    {"parse/json,size=1MB", "+4.2 % slower", NULL, CHART_CHANGE_WORSE,
		4.2, {true, 1.1, 7.4}},
	    {"sort", "+0.3 % no difference", NULL, CHART_CHANGE_NONE, 0.3,
		{true, -0.8, 1.4}},
	    {"startup", "-1 % inconclusive", NULL, CHART_CHANGE_UNKNOWN, -1.4,
		{true, -160, 140}},
	    {"compress/zstd,level=3", "-12 % faster", NULL, CHART_CHANGE_BETTER,
		-12.2, {true, -13, -11}},
	    {"new", "no baseline", NULL, CHART_CHANGE_UNKNOWN, (double)NAN,
		{0}},
	};
	const struct chart_changes chart = {
	    changes, SCENE_COUNT(changes), "the baseline"};
	struct canvas_svg svg;

	canvas_svg_begin(
	    &svg, out, width, chart_changes_height(&chart), "Changes");
	chart_changes_draw(&svg.canvas, &chart);
	canvas_svg_end(&svg);
}

/* From a twentieth to seven times: an axis of ratios. */
static inline void
changes_far(struct buf *out, double width)
{
	static const struct chart_change changes[] = {
	    {"pack/variant=xz", "7.1× slower", "pack: 7.1× slower",
		CHART_CHANGE_WORSE, 610, {true, 560, 3000}},
	    {"pack/variant=none", "20× faster", NULL, CHART_CHANGE_BETTER, -95,
		{true, -96, -94}},
	    {"pack/variant=gzip", "+3 % no difference seen", NULL,
		CHART_CHANGE_NONE, 3, {true, -12, 18}},
	    {"pack/variant=zstd", "too few rounds in common", NULL,
		CHART_CHANGE_UNKNOWN, (double)NAN, {0}},
	};
	const struct chart_changes chart = {
	    changes, SCENE_COUNT(changes), "the reference"};
	struct canvas_svg svg;

	canvas_svg_begin(
	    &svg, out, width, chart_changes_height(&chart), "Changes");
	chart_changes_draw(&svg.canvas, &chart);
	canvas_svg_end(&svg);
}

static inline void
scene_strip(struct buf *out, double width, const struct record_system *systems,
    size_t count)
{
	const struct result result = {
	    .conditions = systems, .condition_count = count};
	struct canvas_svg svg;

	canvas_svg_begin(&svg, out, width, figure_conditions_height(&result),
	    "During the run");
	figure_conditions(&svg.canvas, &result);
	canvas_svg_end(&svg);
}

/* Two minutes with a gap, a peak of other programs, heat, no PSI of I/O. */
static inline void
strip_run(struct buf *out, double width)
{
	struct record_system systems[120];
	struct random random = {7};
	size_t i;

	for (i = 0; i < SCENE_COUNT(systems); i++)
		systems[i] = (struct record_system){
		    .round = i + 1,
		    .start_ns = (i < 60 ? i : i + 9) * 1000000000,
		    .end_ns = (i < 60 ? i + 1 : i + 10) * 1000000000,
		    .load = 0.5,
		    .others = i >= 80 && i < 90
				  ? 0.4
				  : fabs(scene_noise(&random)) / 40,
		    .stolen = i % 17 == 0 ? 0.02 : 0,
		    .cpu_stall = i >= 80 && i < 90 ? 0.85 : 0.01,
		    .io_stall = (double)NAN,
		    .memory_stall = i == 30 ? (double)NAN : 0,
		    .throttled = i == 100 || i == 104 ? 3 : 0,
		    .clock_hz = 3e9,
		};
	scene_strip(out, width, systems, SCENE_COUNT(systems));
}

/* More spans than are drawn: the one peak is still there. */
static inline void
strip_joined(struct buf *out, double width)
{
	struct record_system systems[1000];
	size_t i;

	for (i = 0; i < SCENE_COUNT(systems); i++)
		systems[i] = (struct record_system){
		    .start_ns = i * 100000000,
		    .end_ns = (i + 1) * 100000000,
		    .others = i == 501 ? 1 : 0.1,
		    .stolen = (double)NAN,
		    .cpu_stall = (double)NAN,
		    .io_stall = (double)NAN,
		    .memory_stall = (double)NAN,
		    .throttled = (double)NAN,
		};
	scene_strip(out, width, systems, SCENE_COUNT(systems));
}

static inline void
strip_none(struct buf *out, double width)
{
	scene_strip(out, width, NULL, 0);
}

static inline void
stages_three(struct buf *out, double width)
{
	static const struct chart_stage stages[] = {
	    {"init", "10.4 ms, 25 %", 10.4e6},
	    {"first-test", "31.0 ms, 74 %", 31e6},
	    {"end", "not available", 0},
	};
	const struct chart_stages chart = {.name = "time",
	    .unit = "ns",
	    .whole = {"all steps", "41.9 ms", 41.9e6},
	    .stages = stages,
	    .stage_count = SCENE_COUNT(stages)};
	struct canvas_svg svg;

	canvas_svg_begin(
	    &svg, out, width, chart_stages_height(&chart), "Steps");
	chart_stages_draw(&svg.canvas, &chart);
	canvas_svg_end(&svg);
}

static inline void
scene_bullet(struct buf *out, double width, const struct chart_bullet *chart)
{
	struct canvas_svg svg;

	canvas_svg_begin(
	    &svg, out, width, chart_bullet_height(chart), chart->text);
	chart_bullet_draw(&svg.canvas, chart);
	canvas_svg_end(&svg);
}

static inline void
bullet_within(struct buf *out, double width)
{
	const struct chart_bullet chart = {.name = "time, p95",
	    .unit = "ns",
	    .text = "43.1 ms: 14 % below the limit of 50 ms",
	    .state = CHART_BULLET_GOOD,
	    .value = 43.1e6,
	    .interval = {true, 42.2e6, 44.3e6},
	    .limit = {true, 50e6},
	    .yellow = {true, 47.5e6},
	    .red = {true, 52.5e6}};

	scene_bullet(out, width, &chart);
}

static inline void
bullet_over(struct buf *out, double width)
{
	const struct chart_bullet chart = {.name = "max_rss",
	    .unit = "B",
	    .text = "312 MiB: 56 % over the limit of 200 MiB",
	    .state = CHART_BULLET_BAD,
	    .value = 312 * 1048576.0,
	    .interval = {true, 310 * 1048576.0, 330 * 1048576.0},
	    .limit = {true, 200 * 1048576.0}};

	scene_bullet(out, width, &chart);
}

/* In a row of a table. */
static inline void
bullet_brief(struct buf *out, double width)
{
	const struct chart_bullet chart = {.name = "time",
	    .unit = "ns",
	    .text = "412 ms, over by 3 %",
	    .state = CHART_BULLET_WARN,
	    .value = 412e6,
	    .limit = {true, 400e6},
	    .red = {true, 480e6}};
	struct canvas_svg svg;

	canvas_svg_begin(&svg, out, width / 4, 14, NULL);
	chart_bullet_draw_brief(&svg.canvas, &chart);
	canvas_svg_end(&svg);
}

static inline void
scene_line(struct buf *out, double width, const struct chart_line *chart)
{
	struct canvas_svg svg;

	canvas_svg_begin(&svg, out, width, chart_line_height(chart), "Series");
	chart_line_draw(&svg.canvas, chart);
	canvas_svg_end(&svg);
}

static inline void
line_scaling(struct buf *out, double width)
{
	struct point points[3][7];
	struct chart_line_series series[3] = {
	    {"exact", points[0], NULL, NULL, 7},
	    {"fuzzy", points[1], NULL, NULL, 7},
	    {"regular expression", points[2], NULL, NULL, 7}};
	const struct chart_line chart = {
	    "packages", "time", "1", "ns", true, true, series, 3};
	size_t i;

	for (i = 0; i < 7; i++) {
		double x = pow(10, (double)i * 0.5 + 1);

		points[0][i] = (struct point){x, 2e3 * x};
		points[1][i] = (struct point){x, 8e2 * x * log(x)};
		points[2][i] = (struct point){x, 40 * x * x};
	}
	points[1][3].y = (double)NAN;
	scene_line(out, width, &chart);
}

static inline void
line_history(struct buf *out, double width)
{
	static struct point points[2][5000];
	static double low[5000], high[5000];
	struct chart_line_series series[2] = {
	    {"head", points[0], low, high, 60},
	    {"base", points[1], NULL, NULL, 5000}};
	const struct chart_line chart = {
	    "run", "time", "", "ns", false, false, series, 2};
	struct random random = {7};
	size_t i;

	for (i = 0; i < 5000; i++)
		points[1][i] = (struct point){
		    (double)i * 60 / 5000, 2.05e7 + 2e5 * scene_noise(&random)};
	for (i = 0; i < 60; i++) {
		points[0][i] = (struct point){(double)i,
		    2e7 + (i > 35 ? 3e6 : 0) + 3e5 * scene_noise(&random)};
		low[i] = points[0][i].y - 6e5;
		high[i] = points[0][i].y + 8e5;
	}
	scene_line(out, width, &chart);
}

static inline void
spark_plain(struct buf *out, double width)
{
	struct scene_metric scene;
	struct canvas_svg svg;

	scene_samples(&scene, "ns", 4.1e3, 60, 40, 1);
	scene_describe(&scene, 40);
	canvas_svg_begin(&svg, out, width / 6, 18, NULL);
	figure_spark(&svg.canvas, &scene.metric);
	canvas_svg_end(&svg);
}

static const struct scene {
	const char *name;
	void (*write)(struct buf *out, double width);
} scenes[] = {
    {"distribution_plain", distribution_plain},
    {"distribution_outliers", distribution_outliers},
    {"distribution_single", distribution_single},
    {"distribution_constant", distribution_constant},
    {"distribution_empty", distribution_empty},
    {"time_plain", time_plain},
    {"time_launches", time_launches},
    {"time_thinned", time_thinned},
    {"time_single", time_single},
    {"intervals_log", intervals_log},
    {"intervals_linear", intervals_linear},
    {"intervals_hostile", intervals_hostile},
    {"changes_ranked", changes_ranked},
    {"changes_far", changes_far},
    {"strip_run", strip_run},
    {"strip_joined", strip_joined},
    {"strip_none", strip_none},
    {"stages_three", stages_three},
    {"bullet_within", bullet_within},
    {"bullet_over", bullet_over},
    {"bullet_brief", bullet_brief},
    {"line_scaling", line_scaling},
    {"line_history", line_history},
    {"spark_plain", spark_plain},
    {"history_steps", history_steps},
    {"history_drift", history_drift},
    {"history_modes", history_modes},
    {"history_hostile", history_hostile},
    {"history_single", history_single},
    {"history_spark", history_spark},
};

#endif
