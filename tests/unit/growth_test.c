#include <stdlib.h>

#include "analysis/growth.h"
#include "tests/unit/sample.h"

enum { MOST = 400, REPLICATES = 40 };

enum course {
	STABLE,
	LINE_10,
	LINE_100,
	DOUBLING,
	EIGHTFOLD,
	LEVELLING,
	ONE_STEP
};

/* t goes from 0 to 1. */
static double
course_at(enum course course, double t)
{
	switch (course) {
	case LINE_10:
		return 1 + 0.1 * t;
	case LINE_100:
		return 1 + t;
	case DOUBLING:
		return exp(log(2) * t);
	case EIGHTFOLD:
		return exp(log(8) * t);
	case LEVELLING:
		return 1 + 0.5 * (1 - exp(-t / 0.1));
	case ONE_STEP:
		return t < 0.4 ? 1 : 1.2;
	default:
		return 1;
	}
}

static void
draw(struct random *random, double *values, size_t count, enum course course)
{
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = 1e8 *
			    course_at(course, (double)i / (double)(count - 1)) *
			    exp(0.01 * sample_normal(random));
}

/* Section 7: 95-100 % of 100 values. */
static void
courses_are_told_apart(void **state)
{
	static const enum growth_kind wanted[] = {GROWTH_STABLE, GROWTH_LINEAR,
	    GROWTH_LINEAR, GROWTH_EXPONENTIAL, GROWTH_EXPONENTIAL,
	    GROWTH_SATURATING, GROWTH_STEP};
	struct random random = {1};
	double values[MOST];
	size_t trial, right;
	int course;

	(void)state;
	for (course = STABLE; course <= ONE_STEP; course++) {
		for (right = trial = 0; trial < REPLICATES; trial++) {
			draw(&random, values, 100, (enum course)course);
			right += growth_of(values, 100, 0, GROWTH_LEAST_BYTES)
				     .kind == wanted[course];
		}
		if (right < 0.9 * REPLICATES)
			fail_msg("course %d: %zu of %d are right", course,
			    right, REPLICATES);
	}
}

static void
growth_has_its_size(void **state)
{
	struct random random = {2};
	double values[MOST];
	struct growth got;

	(void)state;
	draw(&random, values, 200, LINE_100);
	got = growth_of(values, 200, 0, 0);
	assert_int_equal(got.kind, GROWTH_LINEAR);
	assert_near(got.total, 1, 0.05);
	assert_near(got.per_step, 1e8 / 199, 0.05);
	draw(&random, values, 200, EIGHTFOLD);
	assert_near(growth_of(values, 200, 0, 0).total, 7, 0.05);
	draw(&random, values, 200, LEVELLING);
	assert_near(growth_of(values, 200, 0, 0).total, 0.5, 0.1);
	draw(&random, values, 200, ONE_STEP);
	got = growth_of(values, 200, 0, 0);
	assert_int_equal(got.kind, GROWTH_STEP);
	assert_int_equal(got.steps, 1);
	assert_near(got.total, 0.2, 0.05);
}

static void
little_growth_is_stable(void **state)
{
	double values[100];
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 1e6 + 150 * (double)i;
	assert_int_equal(growth_of(values, 100, 0, 0).kind, GROWTH_STABLE);
	for (i = 0; i < 100; i++)
		values[i] = 1e6 + 600 * (double)i;
	assert_int_equal(growth_of(values, 100, 0, 0).kind, GROWTH_LINEAR);
	assert_int_equal(
	    growth_of(values, 100, 0, GROWTH_LEAST_BYTES).kind, GROWTH_STABLE);
	for (i = 0; i < 100; i++)
		values[i] = 1e6 + 700 * (double)i;
	assert_int_equal(
	    growth_of(values, 100, 0, GROWTH_LEAST_BYTES).kind, GROWTH_LINEAR);
	for (i = 0; i < 100; i++)
		values[i] = 4096;
	assert_int_equal(growth_of(values, 100, 0, 0).kind, GROWTH_STABLE);
}

static void
falling_memory_falls(void **state)
{
	double values[100];
	struct growth got;
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 1e6 - 3000 * (double)i;
	got = growth_of(values, 100, 0, 0);
	assert_int_equal(got.kind, GROWTH_LINEAR);
	assert_near(got.total, -0.297, 1e-6);
	assert_near(got.per_step, -3000, 1e-6);
}

static void
what_cannot_be_judged_is_unknown(void **state)
{
	double values[30];
	size_t i;

	(void)state;
	for (i = 0; i < 30; i++)
		values[i] = 1;
	for (i = 0; i < 20; i++)
		assert_int_equal(
		    growth_of(values, i, 0, 0).kind, GROWTH_UNKNOWN);
	assert_int_equal(growth_of(values, 20, 0, 0).kind, GROWTH_STABLE);
	values[7] = 0;
	assert_int_equal(growth_of(values, 30, 0, 0).kind, GROWTH_UNKNOWN);
	values[7] = (double)NAN;
	assert_int_equal(growth_of(values, 30, 0, 0).kind, GROWTH_UNKNOWN);
	values[7] = (double)INFINITY;
	assert_int_equal(growth_of(values, 30, 0, 0).kind, GROWTH_UNKNOWN);
	assert_string_equal(growth_kind_text(GROWTH_STEP), "step");
}

static void
many_values_are_thinned(void **state)
{
	enum { MANY = 1000000 };
	double *values = xmalloc(MANY * sizeof *values);
	struct random random = {5};
	struct growth got;

	(void)state;
	draw(&random, values, MANY, LINE_100);
	got = growth_of(values, MANY, 0, 0);
	assert_int_equal(got.kind, GROWTH_LINEAR);
	assert_near(got.per_step, 1e8 / MANY, 0.02);
	free(values);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(courses_are_told_apart),
	    cmocka_unit_test(growth_has_its_size),
	    cmocka_unit_test(little_growth_is_stable),
	    cmocka_unit_test(falling_memory_falls),
	    cmocka_unit_test(what_cannot_be_judged_is_unknown),
	    cmocka_unit_test(many_values_are_thinned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
