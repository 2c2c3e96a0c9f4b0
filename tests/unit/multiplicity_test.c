#include <stdlib.h>

#include "analysis/multiplicity.h"
#include "tests/unit/sample.h"

enum { MOST = 64 };

static void
adjust(const double *p, size_t count, double *q)
{
	struct estimate all[MOST] = {0};
	size_t i;

	for (i = 0; i < count; i++)
		all[i] = (struct estimate){true, p[i]};
	multiplicity_adjust(all, count, all);
	for (i = 0; i < count; i++) {
		assert_true(all[i].exists);
		q[i] = all[i].value;
	}
}

static void
ten_tests_have_the_text_s_numbers(void **state)
{
	const double p[] = {
	    .001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
	const double wanted[] = {
	    .01, .04, .084, .084, .084, .1, .74 / 7, .216, .216, .216};
	double q[10];
	size_t i;

	(void)state;
	adjust(p, 10, q);
	for (i = 0; i < 10; i++)
		assert_near(q[i], wanted[i], 1e-12);
}

/* min over all j with p(j) >= p of m p(j) / rank(j), the slow way. */
static double
slow(const double *p, size_t count, double own)
{
	double least = 1, rank;
	size_t i, j;

	for (i = 0; i < count; i++) {
		if (p[i] < own)
			continue;
		for (rank = 0, j = 0; j < count; j++)
			rank += p[j] <= p[i];
		least = fmin(least, (double)count * p[i] / rank);
	}
	return least;
}

static void
the_definition_agrees_in_any_order(void **state)
{
	struct random random = {4};
	double p[MOST], q[MOST];
	size_t i, count, trial;

	(void)state;
	for (trial = 0; trial < 200; trial++) {
		count = 1 + random_below(&random, MOST);
		for (i = 0; i < count; i++)
			p[i] = trial % 2 ? sample_uniform(&random)
					 : (double)random_below(&random, 9) / 8;
		adjust(p, count, q);
		for (i = 0; i < count; i++) {
			assert_near(q[i], slow(p, count, p[i]), 1e-14);
			assert_true(q[i] >= p[i] && q[i] <= 1);
		}
	}
}

static void
what_is_no_probability_is_no_part_of_the_family(void **state)
{
	struct estimate p[] = {{true, 0.01}, {false, 0.5}, {true, (double)NAN},
	    {true, 0.04}, {true, -0.1}, {true, 1.5}};
	struct estimate q[6];

	(void)state;
	multiplicity_adjust(p, 6, q);
	assert_true(q[0].exists && q[3].exists);
	assert_near(q[0].value, 0.02, 1e-14);
	assert_near(q[3].value, 0.04, 1e-14);
	assert_false(q[1].exists || q[2].exists || q[4].exists || q[5].exists);
	assert_true(q[2].value == 0);
	multiplicity_adjust(NULL, 0, NULL);
}

static void
one_test_is_left_as_it_is(void **state)
{
	const double ps[] = {0, 1, 0.3};
	double q;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		adjust(&ps[i], 1, &q);
		assert_true(q == ps[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ten_tests_have_the_text_s_numbers),
	    cmocka_unit_test(the_definition_agrees_in_any_order),
	    cmocka_unit_test(what_is_no_probability_is_no_part_of_the_family),
	    cmocka_unit_test(one_test_is_left_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
