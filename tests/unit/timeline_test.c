#include <stdlib.h>
#include <string.h>

#include "analysis/timeline_json.h"
#include "base/buf.h"
#include "base/json.h"
#include "tests/unit/story.h"

static const double V3[] = {100, 101, 99, 100, 102, 100, 99, 101, 100, 100, 98,
    101, 100, 99, 100, 106, 105, 107, 106, 105, 106, 108, 106, 105, 107, 104,
    106, 107, 105, 106, 96, 95, 97, 96, 95, 96, 94, 96, 97, 95, 96, 95};
static const double V2[] = {100, 100, 100, 101, 99, 100, 102, 98, 100, 150, 101,
    99, 100, 100, 101, 99, 100, 102, 100, 99};

/* The vectors of section 4. */
static void
changes_are_those_of_the_text(void **state)
{
	struct story story;
	size_t i, j;

	(void)state;
	for (j = 0; j < 2; j++) {
		story_init(&story, j == 0 ? 30 : 42);
		for (i = 0; i < story.count; i++)
			story_put(&story, i, V3[i]);
		story_tell(&story);
		expect_changes(&story, (const uint32_t[]){15, 30}, j + 1);
		assert_int_equal(story.told.shape, TIMELINE_STEPS);
		arena_release(&story.arena);
	}
	story_init(&story, sizeof V2 / sizeof *V2);
	for (i = 0; i < story.count; i++)
		story_put(&story, i, V2[i]);
	story_tell(&story);
	expect_changes(&story, NULL, 0);
	assert_int_equal(story.told.shape, TIMELINE_STABLE);
	arena_release(&story.arena);
}

static void
the_least_effect_counts_even_without_noise(void **state)
{
	static const double effects[] = {0.03, 0.01, 0.01};
	static const double least[] = {0, 0, 0.005};
	static const size_t found[] = {1, 0, 1};
	struct story story;
	size_t i, j;

	(void)state;
	for (j = 0; j < 3; j++) {
		story_init(&story, 20);
		story.options.least_effect = least[j];
		for (i = 0; i < 20; i++)
			story_put(
			    &story, i, i < 12 ? 1e6 : 1e6 * (1 + effects[j]));
		story_tell(&story);
		expect_changes(&story, (const uint32_t[]){12}, found[j]);
		arena_release(&story.arena);
	}
}

static void
seven_values_are_too_short_and_eight_are_not(void **state)
{
	struct story story;
	size_t i, count;

	(void)state;
	for (count = 0; count <= 8; count++) {
		story_init(&story, count);
		for (i = 0; i < count; i++)
			story_put(&story, i, i < 4 ? 100 : 200);
		story_tell(&story);
		assert_int_equal(story.told.shape,
		    count < 8 ? TIMELINE_SHORT : TIMELINE_STEPS);
		assert_int_equal(story.told.change_count, count == 8);
		assert_string_equal(timeline_shape_text(story.told.shape),
		    count < 8 ? "short" : "steps");
		arena_release(&story.arena);
	}
}

static void
a_change_has_a_size_and_a_level_and_a_direction(void **state)
{
	static const size_t starts[] = {0, 20};
	static const double levels[] = {100, 140};
	const struct timeline_change *change;
	struct story story;

	(void)state;
	story_init(&story, 40);
	story_steps(&story, starts, levels, 2, 1, 1);
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){20}, 1);
	change = &story.told.changes[0];
	assert_near(change->before, 100, 0.01);
	assert_near(change->after, 140, 0.01);
	assert_near(change->ratio, 1.4, 0.01);
	assert_true(change->ratio_interval.exists &&
		    change->ratio_interval.low < change->ratio &&
		    change->ratio < change->ratio_interval.high);
	assert_true(change->is_regression && change->is_confirmed);
	assert_int_equal(change->level, LEVEL_CRITICAL);
	assert_int_equal(story.told.stable_from, 20);
	story.options.is_lower_better = false;
	story_tell(&story);
	assert_false(story.told.changes[0].is_regression);
	assert_int_equal(story.told.changes[0].level, LEVEL_NONE);
	arena_release(&story.arena);
}

/* 18 % is more than 15 %, and not for certain with 6 % noise. */
static void
a_level_needs_the_nearer_end_of_the_interval(void **state)
{
	static const size_t starts[] = {0, 20};
	static const double levels[] = {100, 118};
	static const double noises[] = {6, 0.1};
	struct story story;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		story_init(&story, 40);
		story_steps(&story, starts, levels, 2, noises[i], 3);
		story_tell(&story);
		expect_changes(&story, (const uint32_t[]){20}, 1);
		assert_true(story.told.changes[0].ratio > 1.15);
		assert_int_equal(story.told.changes[0].level,
		    i == 0 ? LEVEL_NONE : LEVEL_WARNING);
		arena_release(&story.arena);
	}
}

static void
a_change_is_suspected_until_five_runs_follow(void **state)
{
	static const double levels[] = {100, 130};
	struct story story;
	size_t behind, starts[] = {0, 0};

	(void)state;
	for (behind = 3; behind <= 6; behind++) {
		story_init(&story, 30);
		starts[1] = 30 - behind;
		story_steps(&story, starts, levels, 2, 1, 5);
		story_tell(&story);
		assert_int_equal(story.told.change_count, 1);
		assert_int_equal(
		    story.told.changes[0].is_confirmed, behind >= 5);
		assert_int_equal(
		    story.told.stable_from, behind >= 5 ? 30 - behind : 0);
		arena_release(&story.arena);
	}
}

/* The step is where the environment changes: at a run without a value. */
static void
another_environment_begins_a_segment(void **state)
{
	static const size_t starts[] = {0, 30};
	static const double levels[] = {100, 130};
	struct story story;
	size_t i;

	(void)state;
	story_init(&story, 60);
	story_steps(&story, starts, levels, 2, 1, 7);
	for (i = 30; i < 60; i++)
		story.points[i].run += 2;
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){30}, 1);
	story.runs[31].differs = "kernel 6.1 → 6.2";
	story_tell(&story);
	expect_changes(&story, NULL, 0);
	assert_int_equal(story.told.segment_from, 30);
	assert_int_equal(story.told.stable_from, 30);
	story.runs[31].differs = NULL;
	story.runs[20].differs = "kernel 6.1 → 6.2";
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){30}, 1);
	assert_int_equal(story.told.segment_from, 20);
	/* What lies in a short newest segment is not judged, the rest is. */
	story.runs[20].differs = NULL;
	story.runs[58].differs = "kernel 6.1 → 6.2";
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){30}, 1);
	assert_int_equal(story.told.shape, TIMELINE_SHORT);
	arena_release(&story.arena);
}

static void
a_drift_is_no_staircase_and_says_when_a_limit_is_reached(void **state)
{
	const struct timeline_drift *drift;
	struct story story;
	double runs;

	(void)state;
	story_init(&story, 200);
	story_line(&story, 0, 0.1, 1, 11);
	/* Of several the nearest, in whatever order; no floor is ahead. */
	timeline_limit_add(&story.options, BUDGET_AT_LEAST, 140, 0);
	timeline_limit_add(&story.options, BUDGET_AT_MOST, 160, 0);
	timeline_limit_add(&story.options, BUDGET_RANGE, 20, 150);
	timeline_limit_add(&story.options, BUDGET_AT_MOST, 170, 0);
	story_tell(&story);
	expect_changes(&story, NULL, 0);
	assert_int_equal(story.told.shape, TIMELINE_DRIFT);
	drift = story.told.drift;
	assert_non_null(drift);
	assert_near(drift->per_point, 0.001, 0.05);
	assert_true(drift->per_point_interval.low < 0.001 &&
		    drift->per_point_interval.high > 0.001);
	assert_near(drift->total, expm1(199 * log1p(drift->per_point)), 1e-9);
	assert_true(drift->is_regression && drift->p < 0.01);
	assert_true(drift->first == 0 && drift->last == 199);
	runs = (log(150) - log(drift->now)) / log1p(drift->per_point);
	assert_int_equal(story.told.runs_to_limit, (uint32_t)ceil(runs));
	/* It is beyond a lower limit, and moves away from a floor. */
	timeline_limit_add(&story.options, BUDGET_AT_MOST, 110, 0);
	story_tell(&story);
	assert_int_equal(story.told.runs_to_limit, 0);
	story.options.ceiling.exists = false;
	story_tell(&story);
	assert_int_equal(story.told.runs_to_limit, 0);
	arena_release(&story.arena);
}

static void
a_drift_behind_a_step_is_told_beside_it(void **state)
{
	static const size_t starts[] = {0};
	static const double levels[] = {70};
	struct story story;

	(void)state;
	story_init(&story, 200);
	story_steps(&story, starts, levels, 1, 0.5, 13);
	story_line(&story, 80, 0.1, 0.5, 14);
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){80}, 1);
	assert_int_equal(story.told.shape, TIMELINE_STEPS);
	assert_non_null(story.told.drift);
	assert_int_equal(story.told.drift->first, 80);
	assert_int_equal(story.told.drift_count, 1);
	arena_release(&story.arena);
}

/* It was over before the last step: no drift now, and no stairs either. */
static void
a_drift_before_a_step_is_no_staircase_either(void **state)
{
	struct story story;
	size_t i;

	(void)state;
	story_init(&story, 200);
	story_line(&story, 0, 0.1, 0.5, 15);
	for (i = 120; i < 200; i++)
		story_put(&story, i, 80 + 0.4 * (double)(i * 7 % 5));
	timeline_limit_add(&story.options, BUDGET_AT_MOST, 120, 0);
	story_tell(&story);
	assert_int_equal(story.told.runs_to_limit, 0);
	expect_changes(&story, (const uint32_t[]){120}, 1);
	assert_null(story.told.drift);
	assert_int_equal(story.told.drift_count, 1);
	assert_int_equal(story.told.drifts[0].first, 0);
	assert_int_equal(story.told.drifts[0].last, 119);
	arena_release(&story.arena);
}

/* A line must be certain, and go far enough, and cost less than a level. */
static void
little_is_no_drift(void **state)
{
	size_t told = 0, i, seed;
	struct story story;

	(void)state;
	for (seed = 1; seed <= 400; seed++) {
		story_init(&story, 60);
		story_line(&story, 0, 0.06, 2, seed);
		story_tell(&story);
		told += story.told.drift_count;
		if (story.told.drift != NULL)
			assert_true(story.told.drift->p < 0.01);
		arena_release(&story.arena);
	}
	assert_true(told >= 250);
	for (i = 0; i < 2; i++) {
		story_init(&story, 100);
		story_line(&story, 0, i == 0 ? 0.019 : 0.021, 0.05, 31);
		story_tell(&story);
		assert_int_equal(story.told.drift_count, i);
		arena_release(&story.arena);
	}
	/* Three levels are no line for want of a better one. */
	for (told = 0, seed = 1; seed <= 60; seed++) {
		story_init(&story, 200);
		story_steps(&story, (const size_t[]){0, 30, 60, 120},
		    (const double[]){100, 103, 106, 150}, 4, 2, seed);
		story_tell(&story);
		told += story.told.drift_count;
		arena_release(&story.arena);
	}
	assert_true(told <= 8);
	/* An older level is one level, although it rises a little. */
	story_init(&story, 160);
	story_line(&story, 0, 0.03, 0.8, 33);
	for (i = 80; i < 160; i++)
		story_put(&story, i, 150 + (double)(i * 7 % 5) / 2);
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){80}, 1);
	assert_int_equal(story.told.drift_count, 0);
	arena_release(&story.arena);
}

static void
true_steps_are_no_modes(void **state)
{
	static const size_t back[] = {0, 15, 35};
	static const double there_and_back[] = {100, 120, 100};
	static const size_t three[] = {0, 20, 40, 60};
	static const double twice[] = {100, 120, 100, 120};
	static const double up[] = {100, 110, 121, 133};
	struct story story;
	uint64_t seed;

	(void)state;
	for (seed = 1; seed <= 20; seed++) {
		story_init(&story, 50);
		story_steps(&story, back, there_and_back, 3, 1, seed);
		story_tell(&story);
		expect_changes(&story, (const uint32_t[]){15, 35}, 2);
		story.count = 80;
		story_steps(&story, three, twice, 4, 1, seed);
		story_tell(&story);
		expect_changes(&story, (const uint32_t[]){20, 40, 60}, 3);
		story_steps(&story, three, up, 4, 0.5, seed);
		story_tell(&story);
		expect_changes(&story, (const uint32_t[]){20, 40, 60}, 3);
		arena_release(&story.arena);
	}
}

static void
jumping_throughout_is_two_modes(void **state)
{
	static const double shares[] = {0.2, 0.35, 0.5};
	struct random random = {17};
	size_t i, trial, kind, seen;
	struct story story;

	(void)state;
	for (kind = 0; kind < 3; kind++) {
		for (seen = trial = 0; trial < 50; trial++) {
			story_init(&story, 100);
			for (i = 0; i < story.count; i++)
				story_put(&story, i,
				    (sample_uniform(&random) < shares[kind]
					    ? 120
					    : 100) +
					sample_normal(&random));
			story_tell(&story);
			if (story.told.shape == TIMELINE_BIMODAL) {
				assert_int_equal(story.told.change_count, 0);
				assert_near(story.told.modes->low, 100, 0.01);
				assert_near(story.told.modes->high, 120, 0.01);
				seen++;
			}
			arena_release(&story.arena);
		}
		assert_true(seen >= 49);
	}
}

static bool
is_bimodal(struct story *story)
{
	story_tell(story);
	assert_true((story->told.modes != NULL) ==
		    (story->told.shape == TIMELINE_BIMODAL));
	arena_release(&story->arena);
	return story->told.shape == TIMELINE_BIMODAL;
}

/* A tenth in each mode, no stretch of a third, the newest environment. */
static void
modes_have_their_conditions(void **state)
{
	struct random random = {29};
	struct story story;
	size_t i, share, stretch;

	(void)state;
	for (share = 10; share <= 11; share++) {
		story_init(&story, 200);
		for (i = 0; i < 200; i++)
			story_put(&story, i,
			    (i % share == 5 ? 130 : 100) +
				0.5 * sample_normal(&random));
		assert_int_equal(is_bimodal(&story), share == 10);
	}
	for (i = 19; i <= 20; i++) {
		story_init(&story, i);
		for (share = 0; share < i; share++)
			story_put(&story, share,
			    (share % 2 == 0 ? 100 : 130) +
				0.5 * sample_normal(&random));
		assert_int_equal(is_bimodal(&story), i == 20);
	}
	/* A few far away on either side are neither of the two. */
	story_init(&story, 100);
	for (i = 0; i < 100; i++)
		story_put(&story, i,
		    (i % 14 == 3       ? 30
			: i % 14 == 10 ? 400
			: i % 2 == 0   ? 100
				       : 130) +
			0.5 * sample_normal(&random));
	assert_true(is_bimodal(&story));
	for (stretch = 29; stretch <= 30; stretch++) {
		story_init(&story, 90);
		for (i = 0; i < 90; i++)
			story_put(&story, i,
			    (i % 2 == 0 && (i < 30 || i >= 29 + stretch)
				    ? 130
				    : 100) +
				0.5 * sample_normal(&random));
		assert_int_equal(is_bimodal(&story), stretch == 29);
	}
	for (i = 30; i < 90; i++)
		story_put(&story, i, 100 + sample_normal(&random));
	story.runs[30].differs = "kernel 6.1 → 6.2";
	assert_false(is_bimodal(&story));
}

/* Most values have an equal beside them: what looks like no noise at all. */
static void
readings_of_a_coarse_clock_are_no_steps(void **state)
{
	struct random random = {19};
	size_t i, trial, changed = 0, modes = 0;
	struct story story;

	(void)state;
	for (trial = 0; trial < 200; trial++) {
		story_init(&story, 100);
		for (i = 0; i < story.count; i++)
			story_put(&story, i,
			    trial % 2 == 0
				? round(100 + sample_normal(&random))
				: 20 + (double)random_below(&random, 2));
		story_tell(&story);
		changed += story.told.change_count > 0;
		modes += story.told.shape == TIMELINE_BIMODAL;
		arena_release(&story.arena);
	}
	assert_true(changed <= 4);
	assert_true(modes >= 95 && modes <= 100);
}

static void
values_that_are_not_positive_have_no_percent(void **state)
{
	static const size_t starts[] = {0, 30};
	static const double levels[] = {-100, 50};
	struct story story;
	size_t i;

	(void)state;
	story_init(&story, 60);
	story.is_plain = true;
	story_steps(&story, starts, levels, 2, 3, 21);
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){30}, 1);
	assert_near(story.told.changes[0].before, -100, 0.05);
	assert_near(story.told.changes[0].after, 50, 0.05);
	assert_true(isnan(story.told.changes[0].ratio));
	assert_false(story.told.changes[0].ratio_interval.exists);
	assert_int_equal(story.told.changes[0].level, LEVEL_NONE);
	story.options.step = 10;
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){30}, 1);
	for (i = 0; i < story.count; i++)
		story_put(&story, i, 0);
	story_tell(&story);
	assert_int_equal(story.told.shape, TIMELINE_STABLE);
	arena_release(&story.arena);
}

/* An anchor stays put where the step would be found next to it. */
static void
anchors_stay_where_they_are(void **state)
{
	static const size_t starts[] = {0, 30};
	static const double levels[] = {100, 108};
	static const uint32_t anchors[] = {5, 32};
	struct story story;

	(void)state;
	story_init(&story, 60);
	story_steps(&story, starts, levels, 2, 1, 23);
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){30}, 1);
	story.options.anchors = anchors;
	story.options.anchor_count = 2;
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){32}, 1);
	/* Each is asked in its own environment. */
	story.runs[20].differs = "kernel 6.1 → 6.2";
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){32}, 1);
	arena_release(&story.arena);
}

/* A thousand times as much: the same indices, shapes and ratios. */
static void
the_unit_does_not_matter(void **state)
{
	static const size_t starts[] = {0, 20, 50};
	static const double levels[] = {100, 110, 90};
	struct story story, other;
	size_t i;

	(void)state;
	story_init(&story, 80);
	story_steps(&story, starts, levels, 3, 2, 25);
	other = story;
	for (i = 0; i < story.count; i++)
		story_put(&other, i, 1000 * exp(story.points[i].value));
	story_tell(&story);
	story_tell(&other);
	assert_int_equal(story.told.change_count, 2);
	assert_int_equal(other.told.change_count, 2);
	for (i = 0; i < 2; i++) {
		assert_int_equal(
		    story.told.changes[i].point, other.told.changes[i].point);
		assert_near(story.told.changes[i].ratio,
		    other.told.changes[i].ratio, 1e-9);
		assert_near(1000 * story.told.changes[i].before,
		    other.told.changes[i].before, 1e-9);
	}
	arena_release(&story.arena);
	arena_release(&other.arena);
}

static void
json_names_runs_and_not_points(void **state)
{
	static const size_t starts[] = {0, 20};
	static const double levels[] = {100, 140};
	cJSON *object = cJSON_CreateObject();
	struct story story;
	struct buf text = {0};
	size_t i;

	(void)state;
	story_init(&story, 40);
	story_steps(&story, starts, levels, 2, 1, 27);
	for (i = 10; i < 40; i++)
		story.points[i].run += 5;
	story.runs[25].commit = "bad";
	story.runs[24].commit = "good";
	story_tell(&story);
	timeline_json_add(object, &story.told, story.runs);
	json_print(object, &text);
	assert_non_null(strstr(text.text,
	    "{\"change_points\":[25],\"drift\":null,\"shape\":\"steps\","
	    "\"changes\":[{\"index\":25,\"earliest\":25,\"latest\":25,"
	    "\"commit\":\"bad\",\"last_commit\":\"good\","));
	assert_non_null(strstr(text.text, "\"status\":\"confirmed\""));
	assert_non_null(strstr(text.text, "\"level\":\"critical\""));
	assert_null(strstr(text.text, "nan"));
	buf_release(&text);
	cJSON_Delete(object);
	arena_release(&story.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(changes_are_those_of_the_text),
	    cmocka_unit_test(the_least_effect_counts_even_without_noise),
	    cmocka_unit_test(seven_values_are_too_short_and_eight_are_not),
	    cmocka_unit_test(a_change_has_a_size_and_a_level_and_a_direction),
	    cmocka_unit_test(a_level_needs_the_nearer_end_of_the_interval),
	    cmocka_unit_test(a_change_is_suspected_until_five_runs_follow),
	    cmocka_unit_test(another_environment_begins_a_segment),
	    cmocka_unit_test(
		a_drift_is_no_staircase_and_says_when_a_limit_is_reached),
	    cmocka_unit_test(a_drift_behind_a_step_is_told_beside_it),
	    cmocka_unit_test(a_drift_before_a_step_is_no_staircase_either),
	    cmocka_unit_test(little_is_no_drift),
	    cmocka_unit_test(true_steps_are_no_modes),
	    cmocka_unit_test(jumping_throughout_is_two_modes),
	    cmocka_unit_test(modes_have_their_conditions),
	    cmocka_unit_test(readings_of_a_coarse_clock_are_no_steps),
	    cmocka_unit_test(values_that_are_not_positive_have_no_percent),
	    cmocka_unit_test(anchors_stay_where_they_are),
	    cmocka_unit_test(the_unit_does_not_matter),
	    cmocka_unit_test(json_names_runs_and_not_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
