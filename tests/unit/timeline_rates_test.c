#include "tests/unit/story.h"

/* Jumps between 100 and high, and the newest of them times factor. */
static void
story_jumps(struct story *story, double high, double noise, size_t newest,
    double factor, uint64_t seed)
{
	struct random random = {seed};
	size_t i;

	for (i = 0; i < story->count; i++)
		story_put(story, i,
		    (sample_uniform(&random) < 0.5 ? 100 : high) *
			exp(noise / 100 * sample_normal(&random)) *
			(i + newest >= story->count ? factor : 1));
}

/* Both modes move, and the newest twentieth has no say in what they are. */
static void
modes_hide_no_regression(void **state)
{
	static const struct {
		size_t count, newest, least; /* seen, of 60 */
		double factor;
	} kinds[] = {{100, 4, 50, 1.5}, {100, 6, 54, 1.5}, {200, 9, 58, 1.5},
	    {200, 9, 58, 10}, {200, 15, 58, 1.5}, {400, 19, 57, 3},
	    {200, 10, 57, 1.05}, {200, 10, 57, 0.7}};
	const struct timeline_change *change;
	size_t kind, seen;
	struct story story;
	uint64_t seed;

	(void)state;
	for (kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
		story_init(&story, kinds[kind].count);
		for (seen = 0, seed = 1; seed <= 60; seed++) {
			story_jumps(&story, 110, 0.5, kinds[kind].newest,
			    kinds[kind].factor, seed);
			story_tell(&story);
			if (story.told.shape != TIMELINE_STEPS)
				continue;
			change =
			    &story.told.changes[story.told.change_count - 1];
			seen +=
			    change->point + kinds[kind].newest == story.count &&
			    fabs(change->ratio / kinds[kind].factor - 1) < 0.11;
			assert_null(story.told.modes);
		}
		assert_true(seen >= kinds[kind].least);
		arena_release(&story.arena);
	}
}

/* Is it that step, and does it say so with every number? */
static bool
is_step(const struct timeline_change *change, size_t at, double factor)
{
	return change->point + 3 >= at && change->point <= at + 3 &&
	       fabs(change->ratio / factor - 1) < 0.03 &&
	       fabs(change->after / change->before / factor - 1) < 0.03;
}

/* Once it is no longer new, a step hides both modes. */
static void
a_step_of_both_modes_stays_one(void **state)
{
	static const struct {
		double high, noise, factor;
		size_t newest, least, others; /* told so, and else: of 60 */
	} kinds[] = {{110, 0.5, 1.5, 20, 58, 3}, {110, 0.5, 1.5, 100, 59, 1},
	    {130, 1, 1.2, 25, 55, 16}, {130, 1, 1.2, 50, 58, 2},
	    {110, 0.5, 1.05, 10, 59, 1}, {110, 0.5, 1.05, 25, 59, 1},
	    {110, 0.5, 1.05, 100, 57, 2}, {110, 0.5, 0.7, 50, 59, 1}};
	size_t kind, told, others, i;
	struct story story;
	uint64_t seed;

	(void)state;
	for (kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
		story_init(&story, 200);
		told = others = 0;
		for (seed = 1; seed <= 60; seed++) {
			story_jumps(&story, kinds[kind].high, kinds[kind].noise,
			    kinds[kind].newest, kinds[kind].factor, seed);
			story_tell(&story);
			for (i = 0; i < story.told.change_count; i++) {
				if (is_step(&story.told.changes[i],
					200 - kinds[kind].newest,
					kinds[kind].factor))
					told++;
				else
					others++;
			}
			arena_reset(&story.arena);
		}
		assert_true(told >= kinds[kind].least);
		assert_true(others <= kinds[kind].others);
		arena_release(&story.arena);
	}
}

/* Jumping for half of the time is no two modes: the last step is a third. */
static void
modes_of_a_half_hide_no_step(void **state)
{
	struct random random = {51};
	struct story story;
	size_t i;

	(void)state;
	story_init(&story, 200);
	for (i = 0; i < 200; i++)
		story_put(&story, i,
		    (i >= 180                           ? 143
			: i >= 100                      ? 130
			: sample_uniform(&random) < 0.5 ? 100
							: 110) *
			exp(0.005 * sample_normal(&random)));
	story_tell(&story);
	assert_true(story.told.change_count > 0);
	assert_int_equal(
	    story.told.changes[story.told.change_count - 1].point, 180);
	arena_release(&story.arena);
}

/* It rose before it began to jump: that is not taken back. */
static void
an_anchor_stays_where_jumping_begins(void **state)
{
	static const uint32_t anchor = 60;
	struct random random = {41};
	struct story story;
	size_t i;

	(void)state;
	story_init(&story, 200);
	for (i = 0; i < 200; i++)
		story_put(&story, i,
		    (i < 60 || (i >= 75 && sample_uniform(&random) < 0.5)
			    ? 100
			    : 110) *
			exp(0.01 * sample_normal(&random)));
	story_tell(&story);
	assert_int_equal(story.told.shape, TIMELINE_BIMODAL);
	story.options.anchors = &anchor;
	story.options.anchor_count = 1;
	story_tell(&story);
	expect_changes(&story, &anchor, 1);
	assert_true(story.told.changes[0].is_confirmed);
	assert_int_equal(story.told.shape, TIMELINE_STEPS);
	/* It stands before a step of both modes. */
	for (i = 190; i < 200; i++)
		story_put(&story, i, 1.5 * story.points[i].center);
	story_tell(&story);
	expect_changes(&story, (const uint32_t[]){60, 190}, 2);
	arena_release(&story.arena);
}

/* The values themselves would have a step where the nearer anchor lies. */
static void
anchors_side_by_side_are_one_step_of_both_modes(void **state)
{
	static const uint32_t anchors[] = {190, 193};
	struct story story;

	(void)state;
	story_init(&story, 200);
	story_jumps(&story, 110, 0.5, 10, 1.5, 53);
	story.options.anchors = anchors;
	story.options.anchor_count = 2;
	story_tell(&story);
	expect_changes(&story, anchors, 1);
	arena_release(&story.arena);
}

/* Of few values some split always leaves two narrow groups. */
static void
noise_seldom_has_two_modes(void **state)
{
	static const size_t counts[] = {8, 10, 12, 15, 19, 20, 25, 30, 40, 60};
	struct random random = {43};
	size_t i, kind, at, trial, seen, jumps;
	struct story story;

	(void)state;
	story_init(&story, 0);
	for (at = 0; at < sizeof counts / sizeof *counts; at++) {
		story.count = counts[at];
		for (kind = 0; kind < 2; kind++) {
			for (seen = trial = 0; trial < 1000; trial++) {
				for (i = 0; i < story.count; i++)
					story_put(&story, i,
					    kind == 0 ? 100 + 2 * sample_normal(
								      &random)
						      : 97 + 6 * sample_uniform(
								     &random));
				story_tell(&story);
				seen += story.told.shape == TIMELINE_BIMODAL;
			}
			assert_true(seen <= (kind == 0 ? 6 : 20));
		}
		for (jumps = trial = 0; trial < 50; trial++) {
			story_jumps(&story, 110, 0.5, 0, 1, trial);
			story_tell(&story);
			jumps += story.told.shape == TIMELINE_BIMODAL;
		}
		if (story.count >= 30)
			assert_true(jumps >= 45);
		arena_release(&story.arena);
	}
}

/* Straight in the values or in their logarithms, with and without noise. */
static void
a_clean_creep_is_a_drift(void **state)
{
	static const size_t counts[] = {30, 50, 60, 100};
	static const double noises[] = {0, 0.05, 0.2};
	struct story story;
	size_t i, at, noise;
	double share;
	bool is_straight;
	struct random random = {45};

	(void)state;
	for (at = 0; at < 24; at++) {
		is_straight = at % 2 == 0;
		noise = at / 2 % 3;
		story_init(&story, counts[at / 6]);
		for (i = 0; i < story.count; i++) {
			share = (double)i / (double)(story.count - 1);
			story_put(&story, i,
			    100 *
				(is_straight ? 1 + share / 2
					     : pow(1.5, share)) *
				(1 + noises[noise] / 100 *
					 sample_normal(&random)));
		}
		story_tell(&story);
		assert_int_equal(story.told.shape, TIMELINE_DRIFT);
		assert_true(story.told.drift->p < 0.01);
		assert_true(story.told.drift->per_point_interval.exists &&
			    story.told.drift->per_point_interval.low > 0);
		arena_release(&story.arena);
	}
	story_init(&story, 50);
	for (i = 0; i < 50; i++)
		story_put(&story, i, 100 + (double)i);
	story_tell(&story);
	assert_int_equal(story.told.shape, TIMELINE_DRIFT);
	arena_release(&story.arena);
}

/* Of changes within 3 of a step, those taken back while a history grows. */
static size_t
retractions(struct story *story, size_t count, const size_t *steps,
    size_t step_count, size_t *kept)
{
	uint32_t anchors[STORY_MOST];
	size_t anchor_count = 0, lost = 0, i, j, k;
	bool is_there, is_true;

	for (story->count = 10; story->count <= count; story->count++) {
		story->options.anchors = anchors;
		story->options.anchor_count = anchor_count;
		story_tell(story);
		for (i = 0; i < anchor_count; i++) {
			is_there = is_true = false;
			for (j = 0; j < story->told.change_count; j++)
				is_there |=
				    story->told.changes[j].point == anchors[i];
			for (k = 0; k < step_count; k++)
				is_true |= anchors[i] + 3 >= steps[k] &&
					   anchors[i] <= steps[k] + 3;
			lost += is_true && !is_there;
		}
		for (anchor_count = j = 0; j < story->told.change_count; j++)
			if (story->told.changes[j].is_confirmed)
				anchors[anchor_count++] =
				    story->told.changes[j].point;
		arena_reset(&story->arena);
	}
	*kept = anchor_count;
	return lost;
}

static void
what_was_told_is_seldom_taken_back(void **state)
{
	static const size_t starts[] = {0, 40, 80, 120, 160};
	double levels[5];
	size_t lost = 0, stairs = 0, steps = 0, kept, i, kind;
	struct random random = {47};
	struct story story;
	uint64_t seed;

	(void)state;
	story_init(&story, 200);
	for (seed = 1; seed <= 12; seed++) {
		kind = seed % 2;
		for (levels[0] = 100, i = 1; i < 5; i++)
			levels[i] = levels[i - 1] *
				    (kind == 0 || sample_uniform(&random) < 0.5
					    ? 1.05
					    : 1 / 1.05);
		story.count = 200;
		story_steps(&story, starts, levels, 5, 2, seed);
		lost += retractions(&story, 200, starts + 1, 4, &kept);
		steps += kept;
		story.count = 200;
		story_line(&story, 0, 0.09, 2, seed);
		retractions(&story, 200, NULL, 0, &kept);
		stairs += kept;
	}
	assert_true(lost <= 5 && steps >= 42);
	assert_true(stairs <= 6);
	arena_release(&story.arena);
}

/* Where a spike lies at a step, both levels may have it: a tie. */
static void
the_unit_moves_no_change(void **state)
{
	static const double units[] = {1000, 1024, 7, 1e-9};
	struct random random = {49};
	struct story story, other;
	size_t trial, unit, i;

	(void)state;
	story_init(&story, 60);
	story_init(&other, 60);
	for (trial = 0; trial < 200; trial++) {
		for (i = 0; i < 60; i++)
			story_put(&story, i,
			    (i < 30 ? 100 : 110) *
				exp(0.01 * sample_normal(&random)) *
				(i == 30 ? 1.5 : 1));
		story_tell(&story);
		for (unit = 0; unit < 4; unit++) {
			for (i = 0; i < 60; i++)
				story_put(&other, i,
				    units[unit] * story.points[i].center);
			story_tell(&other);
			assert_int_equal(other.told.shape, story.told.shape);
			assert_int_equal(
			    other.told.change_count, story.told.change_count);
			for (i = 0; i < story.told.change_count; i++)
				assert_int_equal(other.told.changes[i].point,
				    story.told.changes[i].point);
		}
		arena_reset(&story.arena);
		arena_reset(&other.arena);
	}
	arena_release(&story.arena);
	arena_release(&other.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(modes_hide_no_regression),
	    cmocka_unit_test(a_step_of_both_modes_stays_one),
	    cmocka_unit_test(modes_of_a_half_hide_no_step),
	    cmocka_unit_test(an_anchor_stays_where_jumping_begins),
	    cmocka_unit_test(anchors_side_by_side_are_one_step_of_both_modes),
	    cmocka_unit_test(noise_seldom_has_two_modes),
	    cmocka_unit_test(a_clean_creep_is_a_drift),
	    cmocka_unit_test(what_was_told_is_seldom_taken_back),
	    cmocka_unit_test(the_unit_moves_no_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
