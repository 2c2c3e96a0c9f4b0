#include <string.h>

#include "analysis/analyze.h"
#include "analysis/history.h"
#include "analysis/session.h"
#include "analysis/warmup.h"
#include "tests/unit/run.h"
#include "tests/unit/sample.h"

/* A series of the case "a", whose time is what launches gave. */
struct made {
	struct series series;
	struct session_desk desk;
	struct session session;
};

static void
begin(struct made *made)
{
	*made = (struct made){0};
	series_init(&made->series);
	run_plan(&made->series, "a");
}

static void
finish(struct made *made)
{
	series_finish(&made->series);
	made->session = session_of(
	    &made->desk, &made->series.cases.items[0].metrics.items[0]);
}

static void
release(struct made *made)
{
	session_desk_release(&made->desk);
	series_release(&made->series);
}

static void
launches_count_as_the_median_of_their_logarithms(void **state)
{
	const double first[] = {1e6, 4e6, 2e6}, second[] = {8e6, 2e6};
	struct made made;

	(void)state;
	begin(&made);
	run_samples(&made.series, "a", "time", 2, second, 2);
	run_samples(&made.series, "a", "time", 1, first, 3);
	finish(&made);
	assert_int_equal(made.session.samples, 5);
	assert_true(made.session.is_positive);
	assert_false(made.session.is_constant);
	assert_int_equal(made.session.side.count, 2);
	/* log 2 and (log 8 + log 2) / 2, plus log 1e6 each */
	assert_near(made.session.value, log(1e6) + 1.5 * log(2), 1e-14);
	assert_near(made.session.launches[0], log(2e6), 1e-14);
	assert_near(made.session.launches[1], log(4e6), 1e-14);
	/* (log 2)² / 2 by k = 2 */
	assert_near(made.session.variance, log(2) * log(2) / 4, 1e-9);
	assert_near(made.session.center, 3.5e6, 1e-14);
	assert_near(made.session.step, 1 / 3.5e6, 1e-14);
	release(&made);
}

/* 1.2533 * 1.4826 * MAD / sqrt(6); n_eff is 6: r1 = -.74, so r* = 0. */
static void
one_launch_has_the_error_of_its_median(void **state)
{
	const double zigzag[] = {1e6, 2e6, 1e6, 2e6, 1e6, 2e6};
	double mad = log(2) / 2;
	struct made made;

	(void)state;
	begin(&made);
	run_samples(&made.series, "a", "time", 1, zigzag, 6);
	finish(&made);
	assert_int_equal(made.session.side.count, 1);
	assert_near(made.session.value, log(1e6) + log(2) / 2, 1e-14);
	assert_near(sqrt(made.session.variance),
	    1.2533 * 1.4826 * mad / sqrt(6), 1e-12);
	release(&made);
}

static void
the_resolution_is_a_floor(void **state)
{
	const double same[] = {10, 10, 10, 10};
	struct made made;

	(void)state;
	begin(&made);
	run_launches(&made.series, "a", "time", same, 4);
	finish(&made);
	assert_true(made.session.is_constant);
	assert_near(made.session.variance, 0.1 * 0.1 / 12, 1e-12);
	release(&made);
	begin(&made);
	run_samples(&made.series, "a", "time", 1, same, 4);
	finish(&made);
	assert_near(made.session.variance, 0.1 * 0.1 / 12, 1e-12);
	release(&made);
}

static void
without_logarithms_values_count_as_they_are(void **state)
{
	const double values[] = {0, 4, 2}, zeros[] = {0, 0};
	struct made made;

	(void)state;
	begin(&made);
	run_launches(&made.series, "a", "time", values, 3);
	finish(&made);
	assert_false(made.session.is_positive);
	assert_false(made.session.is_zero);
	assert_true(made.session.value == 2 && made.session.center == 2);
	assert_near(made.session.variance, 4 / 3.0, 1e-12);
	release(&made);
	begin(&made);
	run_launches(&made.series, "a", "time", zeros, 2);
	finish(&made);
	assert_true(made.session.is_zero && made.session.is_constant);
	release(&made);
}

static void
no_sample_is_no_session(void **state)
{
	struct made made;

	(void)state;
	begin(&made);
	finish(&made);
	assert_int_equal(made.session.samples, 0);
	release(&made);
}

/* 20 slow samples, then 80 around 1e6; the last launch has but five. */
static void
put_warming(struct series *series, uint64_t launches)
{
	struct random random = {7};
	double values[100];
	uint64_t launch;
	size_t i;

	for (launch = 1; launch <= launches; launch++) {
		for (i = 0; i < 100; i++)
			values[i] = 1e6 + 1e4 * sample_normal(&random) +
				    (i < 20 ? 1e6 : 0);
		run_samples(series, "a", "time", launch, values, 100);
	}
	run_samples(series, "a", "time", launches + 1, values, 5);
}

static void
a_warm_up_counts_nowhere(void **state)
{
	const struct series_metric *metric;
	const struct result_metric *described;
	const struct analyze_options options = {0};
	struct result result;
	struct made made;
	size_t i, warm = 0, dropped = 0;

	(void)state;
	begin(&made);
	put_warming(&made.series, 3);
	finish(&made);
	metric = &made.series.cases.items[0].metrics.items[0];
	assert_int_equal(metric->warmups.count, 4);
	for (i = 0; i < 3; i++)
		assert_true(metric->warmups.items[i] >= 20);
	assert_int_equal(metric->warmups.items[3], 0);
	for (i = 0; i < 4; i++)
		dropped += metric->warmups.items[i];
	assert_int_equal(made.session.samples, 305 - dropped);
	assert_near(made.session.launches[0], log(1e6), 1e-3);
	/* the launch of five is slow all along, and no warm-up is seen */
	assert_near(made.session.launches[3], log(2e6), 2e-3);

	analyze(&made.series, &options, &result);
	described = &result.cases[0].metrics[0];
	assert_int_equal(described->summary.n, 305 - dropped);
	assert_true(described->summary.q3 < 1.1e6);
	assert_int_equal(result.counts.samples, 305);
	assert_int_equal(described->plot->point_count, 305);
	for (i = 0; i < 305; i++) {
		assert_int_equal(described->plot->points[i].is_warmup,
		    i < 300 && i % 100 < metric->warmups.items[i / 100]);
		warm += described->plot->points[i].is_warmup;
	}
	assert_int_equal(warm, dropped);
	result_release(&result);
	release(&made);
}

static void
who_warmed_up_himself_loses_nothing(void **state)
{
	const struct record_case warmed = {
	    .id = "a", .has_warmed = true, .is_warmed = true};
	struct made made;

	(void)state;
	begin(&made);
	run_put(&made.series, RECORD_CASE, &warmed);
	put_warming(&made.series, 3);
	finish(&made);
	assert_int_equal(made.session.samples, 305);
	assert_int_equal(
	    made.series.cases.items[0].metrics.items[0].warmups.count, 0);
	release(&made);
}

/* Batches of iterations keep theirs. */
static void
iterations_stay_with_their_values(void **state)
{
	struct record_values list = {.metric = "time", .count = 40};
	struct record_samples line = {
	    .case_id = "a", .metrics = &list, .metric_count = 1};
	double values[40], iterations[40];
	const struct series_metric *metric, *steady;
	struct series_metric room = {0};
	struct made made;
	size_t i, drop;

	(void)state;
	for (i = 0; i < 40; i++) {
		iterations[i] = (double)(i + 2);
		values[i] =
		    iterations[i] * (i < 10 ? 500 : 100 + (double)(i % 3));
	}
	list.values = values;
	line.iterations = iterations;
	line.iteration_count = 40;
	begin(&made);
	run_put(&made.series, RECORD_SAMPLES, &line);
	finish(&made);
	metric = &made.series.cases.items[0].metrics.items[0];
	drop = metric->warmups.items[0];
	assert_true(drop >= 10);
	steady = warmup_without(metric, &room);
	assert_int_equal(steady->values.count, 40 - drop);
	assert_int_equal(steady->iterations.count, 40 - drop);
	assert_true(steady->iterations.items[0] == iterations[drop]);
	assert_int_equal(spans_launches(&steady->spans), 1);
	warmup_release(&room);
	release(&made);
}

static void
add_run(struct history *history, const char *id, const double *values,
    size_t count, enum case_status status)
{
	const struct record_run run = {
	    .id = id, .started = "2026", .vcs_commit = "c"};
	struct series series;

	series_init(&series);
	run_put(&series, RECORD_RUN, &run);
	run_plan(&series, "a");
	run_launches(&series, "a", "time", values, count);
	run_outcome(&series, "a", status);
	series_finish(&series);
	history_add(history, &series);
	series_release(&series);
}

static void
a_history_keeps_a_value_a_session(void **state)
{
	const double two[] = {1e6, 4e6}, one[] = {3e6}, zero[] = {0, 1};
	const struct history_series *series;
	struct history history = {0};

	(void)state;
	add_run(&history, "r1", two, 2, CASE_STATUS_OK);
	add_run(&history, "r2", two, 2, CASE_STATUS_FAILED);
	add_run(&history, "r3", zero, 2, CASE_STATUS_OK);
	add_run(&history, "r4", one, 1, CASE_STATUS_OK);
	assert_int_equal(history.sessions.count, 4);
	assert_string_equal(history.sessions.items[3].run, "r4");
	assert_string_equal(history.sessions.items[0].commit, "c");
	series = history_find(&history, "a", "time");
	assert_non_null(series);
	assert_string_equal(series->unit, "ns");
	assert_int_equal(series->values.count, 2);
	assert_int_equal(series->values.items[0].launches, 2);
	assert_near(series->values.items[0].log, log(2e6), 1e-14);
	assert_near(series->values.items[0].variance, log(2) * log(2), 1e-9);
	assert_near(series->values.items[1].log, log(3e6), 1e-14);
	assert_true(isnan(series->values.items[1].variance));
	assert_null(history_find(&history, "a", "max_rss"));
	assert_null(history_find(&history, "b", "time"));
	history_release(&history);
}

static void
another_unit_begins_anew(void **state)
{
	static const struct metric bytes = {.name = "time", .unit = "B"};
	const struct record_case line = {.id = "a",
	    .status = CASE_STATUS_PLANNED,
	    .metrics = &bytes,
	    .metric_count = 1};
	const struct record_run run = {.id = "r2"};
	const double values[] = {1e6, 2e6};
	struct history history = {0};
	struct series series;

	(void)state;
	add_run(&history, "r1", values, 2, CASE_STATUS_OK);
	series_init(&series);
	run_put(&series, RECORD_RUN, &run);
	run_put(&series, RECORD_CASE, &line);
	run_launches(&series, "a", "time", values, 2);
	series_finish(&series);
	history_add(&history, &series);
	series_release(&series);
	assert_int_equal(history_find(&history, "a", "time")->values.count, 1);
	assert_string_equal(history_find(&history, "a", "time")->unit, "B");
	history_release(&history);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(launches_count_as_the_median_of_their_logarithms),
	    cmocka_unit_test(one_launch_has_the_error_of_its_median),
	    cmocka_unit_test(the_resolution_is_a_floor),
	    cmocka_unit_test(without_logarithms_values_count_as_they_are),
	    cmocka_unit_test(no_sample_is_no_session),
	    cmocka_unit_test(a_warm_up_counts_nowhere),
	    cmocka_unit_test(who_warmed_up_himself_loses_nothing),
	    cmocka_unit_test(iterations_stay_with_their_values),
	    cmocka_unit_test(a_history_keeps_a_value_a_session),
	    cmocka_unit_test(another_unit_begins_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
