#include <stdio.h>
#include <string.h>

#include "analysis/analyze.h"
#include "analysis/notes.h"
#include "tests/unit/run.h"
#include "tests/unit/sample.h"

static void
finish(struct series *series, struct result *result)
{
	const struct analyze_options none = {0};
	const struct record_end end = {.finished = "2026-11-20T18:12:03Z"};

	run_put(series, RECORD_END, &end);
	series_finish(series);
	analyze(series, &none, result);
	series_release(series);
}

/* Launches of time from 1 ms to factor as much, with 1 % noise. */
static void
put_drift(struct series *series, const char *id, size_t count, double factor)
{
	struct random random = {count};
	double values[200];
	size_t i;

	for (i = 0; i < count; i++)
		values[i] =
		    1e6 * exp(log(factor) * (double)i / (double)(count - 1) +
			      0.01 * sample_normal(&random));
	run_launches(series, id, "time", values, count);
	run_launches(series, id, "max_rss", values, count);
}

static void
a_time_that_drifts_has_a_note(void **state)
{
	struct series series;
	struct result result;
	double percent;
	unsigned long launches;

	(void)state;
	series_init(&series);
	run_plan(&series, "steady");
	run_plan(&series, "a");
	run_plan(&series, "down");
	put_drift(&series, "steady", 40, 1);
	put_drift(&series, "a", 40, 1.08);
	put_drift(&series, "down", 60, 0.6);
	finish(&series, &result);
	assert_int_equal(result.note_count, 2);
	assert_int_equal(result.notes[0].level, NOTE_WARNING);
	assert_string_equal(result.notes[0].case_id, "a");
	assert_int_equal(
	    sscanf(result.notes[0].text,
		"It drifted by +%lf %% over the run's %lu launches.", &percent,
		&launches),
	    2);
	assert_true(percent > 6.5 && percent < 9.5);
	assert_int_equal(launches, 40);
	assert_non_null(strstr(result.notes[0].advice, "order of time"));
	assert_int_equal(
	    sscanf(result.notes[1].text,
		"It drifted by %lf %% over the run's 60 launches.", &percent),
	    1);
	assert_true(percent < -38 && percent > -42);
	assert_false(result.cases[0].metrics[0].flags & RESULT_FLAG_NOT_STEADY);
	assert_true(result.cases[1].metrics[0].flags & RESULT_FLAG_NOT_STEADY);
	/* max_rss has the flag and no note */
	assert_true(result.cases[1].metrics[1].flags & RESULT_FLAG_NOT_STEADY);
	result_release(&result);
}

static void
a_launch_that_drifts_says_its_samples(void **state)
{
	double values[100];
	struct series series;
	struct result result;
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 1000 + (double)i + (double)(i * 37 % 11);
	series_init(&series);
	run_plan(&series, "a");
	run_samples(&series, "a", "time", 1, values, 100);
	finish(&series, &result);
	assert_int_equal(result.note_count, 1);
	/* the first half is taken for its warm-up */
	assert_non_null(strstr(
	    result.notes[0].text, " % over the 50 samples of its launch."));
	result_release(&result);
}

static void
beyond_twenty_drifts_are_counted(void **state)
{
	char id[24];
	struct series series;
	struct result result;
	size_t cases, i;

	(void)state;
	for (cases = 20; cases <= 22; cases++) {
		series_init(&series);
		for (i = 0; i < cases; i++) {
			snprintf(id, sizeof id, "%zu", i);
			run_plan(&series, id);
			put_drift(&series, id, 40, 1.2);
		}
		finish(&series, &result);
		assert_int_equal(result.note_count, cases > 20 ? 21 : 20);
		assert_string_equal(result.notes[19].case_id, "19");
		if (cases > 20)
			assert_string_equal(result.notes[20].text,
			    cases == 21
				? "1 more case drifted during the run."
				: "2 more cases drifted during the run.");
		result_release(&result);
	}
}

/* A second a round; the others' share, heat and waiting as given. */
static void
put_system(struct series *series, uint64_t round, double others, double stolen,
    double throttled, double io_stall)
{
	const struct record_system system = {.round = round,
	    .start_ns = round * 1000000000,
	    .end_ns = (round + 1) * 1000000000,
	    .load = (double)NAN,
	    .others = others,
	    .stolen = stolen,
	    .cpu_stall = (double)NAN,
	    .io_stall = io_stall,
	    .memory_stall = (double)NAN,
	    .throttled = throttled,
	    .clock_hz = (double)NAN};

	run_put(series, RECORD_SYSTEM, &system);
}

static void
disturbances_are_told_once_a_kind(void **state)
{
	struct series series;
	struct result result;
	uint64_t round;

	(void)state;
	series_init(&series);
	/* later rounds first: the order of lines does not matter */
	for (round = 20; round >= 1; round--)
		put_system(&series, round,
		    round >= 12 && round <= 18 ? 0.63
		    : round == 2               ? 0.2
					       : 0,
		    round == 7 ? 0.034 : 0, round == 3 || round == 5 ? 1 : 0,
		    round == 20 ? 0.5 : (double)NAN);
	finish(&series, &result);
	assert_int_equal(result.note_count, 4);
	assert_string_equal(result.notes[0].text,
	    "During rounds 12–18 other programs used 63 % of the processors, "
	    "the worst of 2 such stretches.");
	assert_string_equal(result.notes[0].advice,
	    "Measure on a quiet machine; the interleaved order spreads this "
	    "over all cases.");
	assert_string_equal(result.notes[1].text,
	    "During round 7 the hypervisor took 3.4 % of the processors' "
	    "time.");
	assert_string_equal(result.notes[2].text,
	    "During round 3 heat slowed a processor down 1 time, the worst of "
	    "2 such stretches.");
	assert_string_equal(result.notes[3].text,
	    "During round 20 something waited for storage 50 % of the time.");
	assert_null(result.notes[0].case_id);
	assert_int_equal(result.condition_count, 20);
	assert_int_equal(result.conditions[0].round, 1);
	assert_int_equal(result.conditions[19].round, 20);
	assert_true(isnan(result.conditions[0].load));
	result_release(&result);
}

static void
a_quiet_run_has_no_notes(void **state)
{
	struct series series;
	struct result result;

	(void)state;
	series_init(&series);
	put_system(&series, 1, 0.05, (double)NAN, 0, 0.02);
	finish(&series, &result);
	assert_int_equal(result.note_count, 0);
	assert_int_equal(result.condition_count, 1);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_time_that_drifts_has_a_note),
	    cmocka_unit_test(a_launch_that_drifts_says_its_samples),
	    cmocka_unit_test(beyond_twenty_drifts_are_counted),
	    cmocka_unit_test(disturbances_are_told_once_a_kind),
	    cmocka_unit_test(a_quiet_run_has_no_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
