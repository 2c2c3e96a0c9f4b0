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

/* The oracle's p_adjust.json. */
static void
the_oracle_agrees(void **state)
{
	static const struct {
		size_t count;
		double p[20], q[20];
	} rows[] = {
	    {20,
		{0.016041949604538745, 2.562143669163401e-34,
		    9.002574093068586e-34, 8.949595465377861e-27,
		    4.8063230506309336e-05, 0.00018267179110955002,
		    0.00017861448837368162, 8.44935063458701e-06,
		    4.210619352864618e-06, 0.37109336952269756,
		    0.3864762307712327, 1.0, 3.033533099909999e-08,
		    0.12235292584474146, 0.02157174794772092,
		    0.3722169281975176, 0.6020522180365764,
		    1.775433576279313e-80, 7.755897977672047e-94,
		    7.066071930388932e-18},
		{0.02467992246852115, 1.7080957794422673e-33,
		    4.5012870465342934e-33, 3.5798381861511443e-26,
		    9.612646101261867e-05, 0.00030445298518258333,
		    0.00030445298518258333, 1.877633474352669e-05,
		    1.0526548382161545e-05, 0.4294180341902586,
		    0.4294180341902586, 1.0, 8.667237428314283e-08,
		    0.16313723445965528, 0.030816782782458457,
		    0.4294180341902586, 0.6337391768806068,
		    1.7754335762793127e-79, 1.5511795955344095e-92,
		    2.355357310129644e-17}},
	    {18,
		{0.024549336755609608, 3.4513636258801264e-273,
		    1.8921274600205034e-28, 4.994631667425136e-40,
		    9.133136475753728e-07, 3.55803403141042e-06,
		    9.889966850419823e-19, 0.00014770658748082904,
		    2.60430150995352e-22, 0.4327223656650101,
		    0.33094787286918836, 0.15053449655847198,
		    0.015905578034279593, 0.1317683709683405,
		    0.5800467170860997, 4.604885096940998e-176,
		    0.0034541608168216524, 4.5041468010006254e-23},
		{0.033991389353920994, 6.212454526584228e-272,
		    8.514573570092266e-28, 2.9967790004550816e-39,
		    2.054955707044589e-06, 7.11606806282084e-06,
		    2.543134332965097e-18, 0.00026587185746549226,
		    7.812904529860561e-22, 0.4581766224688342,
		    0.37231635697783694, 0.1806413958701664,
		    0.023858367051419388, 0.16941647695929493,
		    0.5800467170860997, 4.1443965872468983e-175,
		    0.005652263154799068, 1.6214928483602251e-22}},
	    {10, {0.01, 0.04, 0.03, 0.005, 0.02, 0.02, 1.0, 0.0, 0.9, 0.05},
		{0.03333333333333333, 0.05714285714285715, 0.049999999999999996,
		    0.025, 0.04, 0.04, 1.0, 0.0, 1.0, 0.0625}},
	};
	double q[MOST];
	size_t i, k;

	(void)state;
	for (k = 0; k < sizeof rows / sizeof *rows; k++) {
		adjust(rows[k].p, rows[k].count, q);
		for (i = 0; i < rows[k].count; i++)
			assert_near(q[i], rows[k].q[i], 1e-12);
	}
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
	    cmocka_unit_test(the_oracle_agrees),
	    cmocka_unit_test(the_definition_agrees_in_any_order),
	    cmocka_unit_test(what_is_no_probability_is_no_part_of_the_family),
	    cmocka_unit_test(one_test_is_left_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
