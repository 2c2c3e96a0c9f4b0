#include <stdlib.h>

#include "analysis/modality.h"
#include "tests/unit/sample.h"

enum { MOST = 1000, REPLICATES = 200 };

static struct modality_desk desk;

static int
release(void **state)
{
	(void)state;
	modality_desk_release(&desk);
	return 0;
}

enum shape { NORMAL, EXPONENTIAL, LOGNORMAL, OUTLIERS, ROUNDED, SHAPES };

static double
draw(struct random *random, enum shape shape)
{
	double z = sample_normal(random);

	switch (shape) {
	case EXPONENTIAL:
		return 100 - log(1 - sample_uniform(random));
	case LOGNORMAL:
		return exp(0.5 * z);
	case OUTLIERS:
		return random_below(random, 20) == 0
			   ? 110 + 10 / (0.05 + sample_uniform(random))
			   : 100 + z;
	case ROUNDED:
		return round(100 + 3 * z);
	default:
		return 100 + z;
	}
}

/* A normal mode at 0 and, with that share, one so far away. */
static void
draw_two(struct random *random, double *values, size_t count, double share,
    double away)
{
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = 100 + sample_normal(random) +
			    (sample_uniform(random) < share ? away : 0);
	sample_sort(values, count);
}

/* Section 6.3 and the checklist: none of 200. */
static void
one_mode_is_not_taken_for_two(void **state)
{
	struct random random = {1};
	double values[300];
	size_t i, trial, alarms;
	enum shape shape;

	(void)state;
	for (shape = NORMAL; shape < SHAPES; shape++) {
		for (alarms = trial = 0; trial < REPLICATES; trial++) {
			for (i = 0; i < 300; i++)
				values[i] = draw(&random, shape);
			sample_sort(values, 300);
			alarms += modality_of(&desk, values, 300, 0).count > 1;
		}
		if (alarms > 2)
			fail_msg("shape %d: %zu alarms", (int)shape, alarms);
	}
}

/* Section 6.3: 97 % of .9/.1 at ten sigma, 100 % of .7/.3 at six. */
static void
two_modes_are_seen(void **state)
{
	struct random random = {2};
	double values[300];
	size_t trial, far = 0, near = 0;

	(void)state;
	for (trial = 0; trial < REPLICATES; trial++) {
		draw_two(&random, values, 300, 0.1, 10);
		far += modality_of(&desk, values, 300, 0).count == 2;
		draw_two(&random, values, 300, 0.3, 6);
		near += modality_of(&desk, values, 300, 0).count == 2;
	}
	assert_true(far >= 0.9 * REPLICATES);
	assert_true(near >= 0.95 * REPLICATES);
}

static void
modes_have_weight_and_median(void **state)
{
	struct random random = {3};
	double values[MOST];
	struct modality got;

	(void)state;
	draw_two(&random, values, MOST, 0.3, 20);
	got = modality_of(&desk, values, MOST, 0);
	assert_int_equal(got.count, 2);
	assert_near(got.modes[0].weight, 0.7, 0.1);
	assert_near(got.modes[0].weight + got.modes[1].weight, 1, 1e-12);
	assert_near(got.modes[0].median, 100, 0.005);
	assert_near(got.modes[1].median, 120, 0.005);
	assert_near(got.modes[0].location, 100, 0.02);
	assert_near(got.modes[1].location, 120, 0.02);
	assert_true(got.modes[0].low == values[0]);
	assert_true(got.modes[0].high < 110 && got.modes[1].low > 110);
	assert_true(got.modes[1].high == values[MOST - 1]);
}

static void
three_modes_are_seen(void **state)
{
	struct random random = {4};
	double values[MOST];
	struct modality got;
	size_t i;

	(void)state;
	for (i = 0; i < MOST; i++)
		values[i] = 100 + sample_normal(&random) +
			    30 * (double)random_below(&random, 3);
	sample_sort(values, MOST);
	got = modality_of(&desk, values, MOST, 0);
	assert_int_equal(got.count, 3);
	assert_near(got.modes[1].median, 130, 0.01);
}

/* With nothing spread, 0 % of these are seen (the text). */
static void
two_values_are_two_modes(void **state)
{
	double values[200];
	struct modality got;
	size_t i;

	(void)state;
	for (i = 0; i < 200; i++)
		values[i] = i < 120 ? 5 : 9;
	got = modality_of(&desk, values, 200, 1);
	assert_int_equal(got.count, 2);
	assert_near(got.modes[0].weight, 0.6, 1e-12);
	assert_true(got.modes[0].median == 5 && got.modes[1].median == 9);
}

static void
few_and_equal_values_are_one_mode_at_most(void **state)
{
	double values[60];
	struct modality got;
	size_t i;

	(void)state;
	for (i = 0; i < 60; i++)
		values[i] = 0.1;
	assert_int_equal(modality_of(&desk, values, 0, 0).count, 0);
	assert_int_equal(modality_of(&desk, values, 49, 0).count, 0);
	got = modality_of(&desk, values, 50, 0);
	assert_int_equal(got.count, 1);
	assert_true(got.modes[0].median == 0.1 && got.modes[0].weight == 1);
	got = modality_of(&desk, values, 60, 0.5);
	assert_int_equal(got.count, 1);
}

static void
scale_changes_nothing(void **state)
{
	struct random random = {7};
	double values[300], scaled[300];
	struct modality plain, other;
	size_t i, trial;

	(void)state;
	for (trial = 0; trial < 50; trial++) {
		draw_two(&random, values, 300, 0.3, 5);
		for (i = 0; i < 300; i++)
			scaled[i] = 1024 * values[i];
		plain = modality_of(&desk, values, 300, 0);
		other = modality_of(&desk, scaled, 300, 0);
		assert_int_equal(plain.count, other.count);
		for (i = 0; i < plain.count; i++)
			assert_true(
			    plain.modes[i].weight == other.modes[i].weight);
	}
}

static void
a_million_values_are_thinned(void **state)
{
	enum { MANY = 1000000 };
	struct random random = {9};
	double *values = xmalloc(MANY * sizeof *values);
	struct modality got;
	size_t i;

	(void)state;
	for (i = 0; i < MANY; i++)
		values[i] = round(1000 + 10 * sample_normal(&random) +
				  (i % 5 == 0 ? 100 : 0));
	sample_sort(values, MANY);
	got = modality_of(&desk, values, MANY, 1);
	assert_int_equal(got.count, 2);
	assert_near(got.modes[1].weight, 0.2, 0.01);
	free(values);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_mode_is_not_taken_for_two),
	    cmocka_unit_test(two_modes_are_seen),
	    cmocka_unit_test(modes_have_weight_and_median),
	    cmocka_unit_test(three_modes_are_seen),
	    cmocka_unit_test(two_values_are_two_modes),
	    cmocka_unit_test(few_and_equal_values_are_one_mode_at_most),
	    cmocka_unit_test(scale_changes_nothing),
	    cmocka_unit_test(a_million_values_are_thinned),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
