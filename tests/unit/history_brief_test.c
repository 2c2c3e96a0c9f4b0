#include "tests/unit/test.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/history_brief.h"
#include "base/random.h"

enum { RUNS = 5000, MOST = 100 };

/* A history whose points all differ; noise of one percent. */
static void
fill(struct timeline_run *runs, struct timeline_point *points, size_t count)
{
	struct random random = {7};
	size_t i;

	for (i = 0; i < count; i++) {
		runs[i] = (struct timeline_run){.id = "x"};
		points[i] = (struct timeline_point){.run = (uint32_t)i,
		    .launches = 3,
		    .center = 1e6 / 3 + (double)random_below(&random, 9999),
		    .variance = 1 / 3e6};
		points[i].value = log(points[i].center);
	}
}

static const struct timeline_change changes[] = {
    {.point = 1, .earliest = 1, .latest = 1},
    {.point = 2001, .earliest = 1990, .latest = 2007},
    {.point = 4999, .earliest = 4999, .latest = 4999},
};

/* The point of that run, -1 if it did not stay. */
static long
place_of(const struct timeline *timeline, uint32_t run)
{
	uint32_t i;

	for (i = 0; i < timeline->point_count; i++)
		if (timeline->points[i].run == run)
			return (long)i;
	return -1;
}

static void
neighbours_of_changes_stay_and_are_found_again(void **state)
{
	static struct timeline_run runs[RUNS];
	static struct timeline_point points[RUNS];
	const struct timeline_drift drift = {.first = 2002, .last = 4998};
	struct timeline whole = {.points = points,
	    .point_count = RUNS,
	    .is_logarithmic = true,
	    .changes = changes,
	    .change_count = 3,
	    .drifts = &drift,
	    .drift_count = 1,
	    .drift = &drift,
	    .segment_from = 1200,
	    .stable_from = 2001};
	struct arena arena = {0};
	struct timeline brief;
	size_t i;

	(void)state;
	fill(runs, points, RUNS);
	runs[1200].differs = "kernel";
	history_brief(&brief, &whole, runs, MOST, &arena);
	assert_in_range(brief.point_count, MOST / 2, MOST);
	for (i = 0; i < 3; i++) {
		assert_int_equal(
		    brief.points[brief.changes[i].point].run, changes[i].point);
		assert_int_equal(brief.points[brief.changes[i].point - 1].run,
		    changes[i].point - 1);
		assert_int_equal(brief.points[brief.changes[i].earliest].run,
		    changes[i].earliest);
		assert_int_equal(brief.points[brief.changes[i].latest].run,
		    changes[i].latest);
	}
	assert_int_equal(brief.points[brief.segment_from].run, 1200);
	assert_true(place_of(&brief, 1199) >= 0);
	assert_int_equal(brief.points[brief.stable_from].run, 2001);
	assert_int_equal(brief.points[brief.drift->first].run, 2002);
	assert_int_equal(brief.points[brief.drift->last].run, 4998);
	for (i = 1; i < brief.point_count; i++)
		assert_true(brief.points[i - 1].run < brief.points[i].run);
	arena_release(&arena);
}

static void
lowest_and_highest_stay(void **state)
{
	static struct timeline_run runs[RUNS];
	static struct timeline_point points[RUNS];
	struct timeline whole = {.points = points, .point_count = RUNS};
	struct arena arena = {0};
	struct timeline brief;

	(void)state;
	fill(runs, points, RUNS);
	points[3333].center = 1;
	points[777].center = 9e9;
	history_brief(&brief, &whole, runs, MOST, &arena);
	assert_true(place_of(&brief, 0) == 0);
	assert_true(place_of(&brief, 3333) > 0);
	assert_true(place_of(&brief, 777) > 0);
	assert_int_equal(place_of(&brief, RUNS - 1), brief.point_count - 1);
	arena_release(&arena);
}

static void
short_history_keeps_every_point_rounded(void **state)
{
	struct timeline_run runs[MOST];
	struct timeline_point points[MOST];
	struct timeline whole = {
	    .points = points, .point_count = MOST, .is_logarithmic = true};
	struct timeline brief, again;
	struct arena arena = {0};
	uint32_t i;

	(void)state;
	fill(runs, points, MOST);
	points[0].center = 123456.7;
	points[1].variance = (double)NAN;
	history_brief(&brief, &whole, runs, MOST, &arena);
	assert_int_equal(brief.point_count, MOST);
	assert_true(brief.points[0].center == 123457);
	assert_true(brief.points[0].value == log(123457));
	/* sqrt(1 / 3e6) is 0.00057735…. */
	assert_true(sqrt(brief.points[0].variance) == 0.000577);
	assert_true(isnan(brief.points[1].variance));
	/* What was rounded stays as it is. */
	history_brief(&again, &brief, runs, MOST, &arena);
	for (i = 2; i < MOST; i++)
		assert_true(
		    again.points[i].center == brief.points[i].center &&
		    again.points[i].variance == brief.points[i].variance);
	arena_release(&arena);
}

static void
what_must_stay_may_be_more_than_most(void **state)
{
	struct timeline_change many[40];
	static struct timeline_run runs[RUNS];
	static struct timeline_point points[RUNS];
	struct timeline whole = {.points = points,
	    .point_count = RUNS,
	    .changes = many,
	    .change_count = 40};
	struct arena arena = {0};
	struct timeline brief;
	uint32_t i;

	(void)state;
	fill(runs, points, RUNS);
	for (i = 0; i < 40; i++)
		many[i] = (struct timeline_change){.point = 100 * (i + 1),
		    .earliest = 100 * (i + 1),
		    .latest = 100 * (i + 1)};
	history_brief(&brief, &whole, runs, 20, &arena);
	assert_int_equal(brief.point_count, 82);
	arena_release(&arena);
}

static void
many_histories_share_what_there_is(void **state)
{
	(void)state;
	assert_int_equal(history_brief_most(0), 1000);
	assert_int_equal(history_brief_most(64), 1000);
	assert_int_equal(history_brief_most(200), 320);
	assert_int_equal(history_brief_most(100000), 64);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(neighbours_of_changes_stay_and_are_found_again),
	    cmocka_unit_test(lowest_and_highest_stay),
	    cmocka_unit_test(short_history_keeps_every_point_rounded),
	    cmocka_unit_test(what_must_stay_may_be_more_than_most),
	    cmocka_unit_test(many_histories_share_what_there_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
