#include "analysis/level_cost.h"
#include "analysis/sort.h"
#include "tests/unit/sample.h"
#include "tests/unit/slow_fpop.h"

enum { MOST = 40 };

static double
draw(struct random *random, size_t kind)
{
	switch (kind) {
	case 0:
		return (double)random_below(random, 3) * 5;
	case 1:
		return (double)random_below(random, 13) - 6;
	case 2:
		return 12 * (sample_uniform(random) - 0.5);
	default:
		return (random_below(random, 4) == 0 ? 6 : 1.5) *
		       sample_normal(random);
	}
}

/* [0, 5 …]: the best level is that of the fives alone. */
static void
one_level_costs_the_least_that_any_does(void **state)
{
	static const double fives[] = {0, 5, 5, 5, 5, 5, 5, 5};
	struct random random = {31};
	double values[MOST], room[MOST];
	size_t trial, i, count;

	(void)state;
	assert_near(level_cost_of(fives, 8), 9, 1e-12);
	assert_true(level_cost_of(fives, 0) == 0);
	for (trial = 0; trial < 4000; trial++) {
		count = 1 + random_below(&random, MOST);
		for (i = 0; i < count; i++)
			values[i] = draw(&random, trial % 4);
		sort_doubles(values, count, room);
		assert_true(fabs(level_cost_of(values, count) -
				 slow_cost(values, count)) < 1e-6);
	}
}

/* It is far away and costs 9, and takes no digits from the others. */
static void
one_far_away_leaves_the_others_their_cost(void **state)
{
	static const double far[] = {-1e12, 0.25, 0.5, 0.75, 1e3};

	(void)state;
	assert_near(level_cost_of(far, 5), 18.125, 1e-12);
}

/* A level as dear stays, but for rounding; one a little cheaper is taken. */
static void
equal_costs_are_equal_but_for_rounding(void **state)
{
	static const double below[] = {1e-12, 1e-5};
	struct level_cost cost = {0};
	size_t from, i;
	double least;

	(void)state;
	for (i = 0; i < 2; i++) {
		level_cost_start(&cost, -20, 20);
		level_cost_add(&cost, 0);
		level_cost_cap(&cost, LEVEL_COST_MOST * (1 - below[i]), 1);
		level_cost_add(&cost, 15);
		level_cost_add(&cost, 15);
		least = level_cost_least(&cost, &from);
		assert_near(least, LEVEL_COST_MOST * (1 - below[i]), 1e-11);
		assert_int_equal(from, i);
	}
	level_cost_release(&cost);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_level_costs_the_least_that_any_does),
	    cmocka_unit_test(one_far_away_leaves_the_others_their_cost),
	    cmocka_unit_test(equal_costs_are_equal_but_for_rounding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
