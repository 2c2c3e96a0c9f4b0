#include "analysis/describe.h"
#include "analysis/plot.h"
#include "base/arena.h"
#include "base/err.h"
#include "tests/unit/run.h"
#include "tests/unit/sample.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The plot of count values, as many in every launch. */
static const struct result_plot *
plotted(const double *values, size_t count, uint32_t per_launch, bool is_judged)
{
	struct series_metric metric = {.metric = {.name = "t", .unit = "ns"}};
	struct result_metric described = {.is_judged = is_judged};
	struct describe_desk desk = {0};
	const struct result_plot *plot;
	uint32_t launch;
	size_t i;

	for (i = 0; i < count; i++) {
		launch = (uint32_t)(i / per_launch) + 1;
		vec_push(&metric.values, values[i]);
		if (i % per_launch == 0)
			spans_add(&metric.spans, launch, launch, per_launch);
	}
	describe_metric(&desk, &metric, &described);
	plot = plot_build(&metric, &described, NULL, &arena);
	describe_desk_release(&desk);
	vec_free(&metric.values);
	spans_release(&metric.spans);
	return plot;
}

static double *
noise(size_t count, uint64_t seed)
{
	struct random random = {seed};
	double *values = xmalloc(count * sizeof *values);
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = 1e6 * (10 + sample_normal(&random));
	return values;
}

static void
up_to_a_thousand_samples_are_all_there_in_order(void **state)
{
	static const size_t counts[] = {1, 2, 30, 999, 1000};
	const struct result_plot *plot;
	double *values;
	size_t i, j;

	(void)state;
	for (i = 0; i < 5; i++) {
		values = noise(counts[i], i);
		plot = plotted(values, counts[i], 1, true);
		assert_false(plot->is_thinned);
		assert_int_equal(plot->point_count, counts[i]);
		for (j = 0; j < counts[i]; j++) {
			assert_true(plot->points[j].value == values[j]);
			assert_int_equal(plot->points[j].launch, j + 1);
			assert_false(plot->points[j].is_warmup);
		}
		free(values);
	}
}

static void
points_know_their_launch(void **state)
{
	double *values = noise(5000, 1);
	const struct result_plot *plot;
	size_t i, j;

	(void)state;
	plot = plotted(values, 60, 20, true);
	for (i = 0; i < 60; i++)
		assert_int_equal(plot->points[i].launch, i / 20 + 1);
	plot = plotted(values, 5000, 50, true);
	for (i = 0, j = 0; i < plot->point_count; i++, j++) {
		/* the next sample of that value: no two are equal */
		while (values[j] != plot->points[i].value)
			j++;
		assert_int_equal(plot->points[i].launch, j / 50 + 1);
	}
	free(values);
}

/* Launches of any size, some without a value, some not in the file's order. */
static void
launches_of_different_sizes_keep_their_numbers(void **state)
{
	struct series_metric metric = {.metric = {.name = "t", .unit = "ns"}};
	struct result_metric described = {.is_judged = true};
	static const uint32_t launches[][2] = {
	    {2, 3}, {5, 1}, {6, 1}, {7, 1}, {9, 2}, {1000000, 1}};
	struct describe_desk desk = {0};
	const struct result_plot *plot;
	size_t i, at = 0;
	uint32_t j;

	(void)state;
	for (i = 0; i < 6; i++) {
		spans_add(&metric.spans, launches[i][0], launches[i][0],
		    launches[i][1]);
		for (j = 0; j < launches[i][1]; j++)
			vec_push(&metric.values, (double)i);
	}
	describe_metric(&desk, &metric, &described);
	plot = plot_build(&metric, &described, NULL, &arena);
	assert_int_equal(plot->point_count, 9);
	for (i = 0; i < 6; i++)
		for (j = 0; j < launches[i][1]; j++)
			assert_int_equal(
			    plot->points[at++].launch, launches[i][0]);
	describe_desk_release(&desk);
	vec_free(&metric.values);
	spans_release(&metric.spans);
}

static void
thinning_keeps_the_extremes_of_every_stretch(void **state)
{
	static const size_t counts[] = {1001, 1499, 5000, 123457};
	const struct result_plot *plot;
	double *values, least, greatest;
	size_t i, j, stretch, from, to, at;

	(void)state;
	for (i = 0; i < 4; i++) {
		values = noise(counts[i], i);
		plot = plotted(values, counts[i], (uint32_t)counts[i], true);
		assert_true(plot->is_thinned);
		assert_int_equal(plot->point_count, 1000);
		at = 0;
		for (stretch = 0; stretch < 500; stretch++) {
			from = counts[i] * stretch / 500;
			to = counts[i] * (stretch + 1) / 500;
			least = greatest = values[from];
			for (j = from; j < to; j++) {
				least = fmin(least, values[j]);
				greatest = fmax(greatest, values[j]);
			}
			/* in the order they occurred */
			for (j = from; j < to; j++)
				if (values[j] == least || values[j] == greatest)
					assert_true(plot->points[at++].value ==
						    values[j]);
		}
		assert_int_equal(at, 1000);
		free(values);
	}
}

static void
a_stretch_of_equal_values_is_one_point(void **state)
{
	double *values = xmalloc(2000 * sizeof *values);
	const struct result_plot *plot;
	size_t i;

	(void)state;
	for (i = 0; i < 2000; i++)
		values[i] = 4;
	values[7] = 5;
	plot = plotted(values, 2000, 2000, true);
	assert_int_equal(plot->point_count, 501);
	assert_true(plot->points[2].value == 5);
	free(values);
}

static void
outliers_are_those_that_were_counted(void **state)
{
	double *values = noise(800, 3);
	struct series_metric metric = {.values = {values, 800, 800}};
	struct result_metric described = {.is_judged = true};
	struct describe_desk desk = {0};
	const struct result_plot *plot;
	uint64_t mild = 0, severe = 0;
	size_t i;

	(void)state;
	for (i = 0; i < 800; i += 37)
		values[i] *= i % 2 ? 0.5 : 1.45;
	metric.metric.unit = "ns";
	spans_add(&metric.spans, 1, 1, 800);
	describe_metric(&desk, &metric, &described);
	plot = plot_build(&metric, &described, NULL, &arena);
	for (i = 0; i < plot->point_count; i++) {
		assert_false(
		    plot->points[i].is_mild && plot->points[i].is_severe);
		mild += plot->points[i].is_mild;
		severe += plot->points[i].is_severe;
	}
	assert_int_equal(
	    mild, described.outliers.low_mild + described.outliers.high_mild);
	assert_int_equal(severe,
	    described.outliers.low_severe + described.outliers.high_severe);
	assert_true(mild > 0 && severe > 0);
	describe_desk_release(&desk);
	spans_release(&metric.spans);
	free(values);
}

static void
a_metric_that_is_not_judged_has_a_hundred_points_and_no_shape(void **state)
{
	double *values = noise(101, 4);
	const struct result_plot *plot;

	(void)state;
	plot = plotted(values, 100, 1, false);
	assert_int_equal(plot->point_count, 100);
	assert_false(plot->is_thinned);
	plot = plotted(values, 101, 1, false);
	assert_int_equal(plot->point_count, 100);
	assert_true(plot->is_thinned);
	assert_int_equal(plot->histogram.count, 0);
	assert_int_equal(plot->density.count, 0);
	free(values);
}

static void
no_sample_is_no_plot(void **state)
{
	const struct series_metric metric = {.metric = {.name = "t"}};
	const struct result_metric described = {.is_judged = true};

	(void)state;
	assert_null(plot_build(&metric, &described, NULL, &arena));
}

static void
single_and_constant_values_are_one_bin_without_density(void **state)
{
	static const double equal[] = {7, 7, 7, 7, 7, 7, 7, 7};
	const struct result_plot *plot;
	size_t count;

	(void)state;
	for (count = 1; count <= 8; count++) {
		plot = plotted(equal, count, 1, true);
		assert_int_equal(plot->point_count, count);
		assert_int_equal(plot->histogram.count, 1);
		assert_int_equal(plot->histogram.counts[0], count);
		assert_int_equal(plot->density.count, 0);
	}
}

static void
many_decades_are_shown_by_their_logarithms(void **state)
{
	const struct result_plot *plot;
	struct random random = {1};
	double values[400], sum = 0;
	size_t i;

	(void)state;
	for (i = 0; i < 400; i++)
		values[i] = exp(2 * sample_normal(&random));
	plot = plotted(values, 400, 1, true);
	assert_true(plot->histogram.is_log);
	assert_true(plot->histogram.low > -3 && plot->histogram.low < -1.5);
	assert_true(plot->histogram.width < 1);
	for (i = 0; i < plot->density.count; i++)
		sum += plot->density.heights[i] * plot->density.step;
	assert_near(sum, 1.0, 0.02);
	/* log10 of exp(2 x) has the deviation 0.87: 0.46 at its top */
	i = (size_t)((0 - plot->density.low) / plot->density.step);
	assert_near(plot->density.heights[i], 0.46, 0.15);
	values[0] = 0;
	assert_false(plotted(values, 400, 1, true)->histogram.is_log);
}

/* The same samples, their lines in another order; once sorted before. */
static void
order_of_samples_lines_does_not_matter(void **state)
{
	double *values = noise(1500, 5);
	const struct result_plot *plots[2];
	struct result_metric described;
	struct describe_desk desk = {0};
	struct random random = {2};
	struct series series;
	struct series_metric *metric;
	size_t order[300], run, i;

	(void)state;
	for (i = 0; i < 300; i++)
		order[i] = i;
	for (run = 0; run < 2; run++) {
		series_init(&series);
		run_plan(&series, "a");
		for (i = 0; i < 300; i++)
			run_samples(&series, "a", "time", order[i] + 1,
			    values + 5 * order[i], 5);
		series_finish(&series);
		metric = &series.cases.items[0].metrics.items[0];
		described = (struct result_metric){.is_judged = true};
		describe_metric(&desk, metric, &described);
		plots[run] = plot_build(metric, &described,
		    run == 0 ? NULL : desk.sorted.items, &arena);
		series_release(&series);
		random_shuffle(&random, order, 300);
	}
	assert_int_equal(plots[0]->point_count, plots[1]->point_count);
	for (i = 0; i < plots[0]->point_count; i++) {
		assert_true(
		    plots[0]->points[i].value == plots[1]->points[i].value);
		assert_int_equal(
		    plots[0]->points[i].launch, plots[1]->points[i].launch);
	}
	assert_memory_equal(plots[0]->histogram.counts,
	    plots[1]->histogram.counts,
	    plots[0]->histogram.count * sizeof(uint64_t));
	assert_memory_equal(plots[0]->density.heights,
	    plots[1]->density.heights,
	    plots[0]->density.count * sizeof(double));
	describe_desk_release(&desk);
	free(values);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(up_to_a_thousand_samples_are_all_there_in_order),
	    cmocka_unit_test(points_know_their_launch),
	    cmocka_unit_test(launches_of_different_sizes_keep_their_numbers),
	    cmocka_unit_test(thinning_keeps_the_extremes_of_every_stretch),
	    cmocka_unit_test(a_stretch_of_equal_values_is_one_point),
	    cmocka_unit_test(outliers_are_those_that_were_counted),
	    cmocka_unit_test(
		a_metric_that_is_not_judged_has_a_hundred_points_and_no_shape),
	    cmocka_unit_test(no_sample_is_no_plot),
	    cmocka_unit_test(
		single_and_constant_values_are_one_bin_without_density),
	    cmocka_unit_test(many_decades_are_shown_by_their_logarithms),
	    cmocka_unit_test(order_of_samples_lines_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
