#include <string.h>

#include "analysis/scalability.h"
#include "tests/unit/sample.h"

static const struct scalability_point EXACT[] = {{1, 1000}, {2, 1939.86421},
    {4, 3649.635036}, {8, 6462.035541}, {16, 10191.082803}, {32, 13190.436933}};
static const struct scalability_point RAYTRACER[] = {{1, 20}, {4, 78}, {8, 130},
    {12, 170}, {16, 190}, {20, 200}, {24, 210}, {28, 230}, {32, 260}, {48, 280},
    {64, 310}};

/* Section 7 of the text. */
static void
exact_throughput_gives_the_law_back(void **state)
{
	struct scalability got = scalability_of(EXACT, 6, 1);

	(void)state;
	assert_true(got.exists);
	assert_near(got.law.lambda, 1000, 1e-8);
	assert_near(got.law.sigma, .03, 1e-7);
	assert_near(got.law.kappa, .0005, 1e-6);
	assert_near(got.peak_workers.value, 44.0454311, 1e-6);
	assert_near(got.peak_throughput.value, 13597.0377, 1e-7);
	assert_near(got.sigma.low, .03, 1e-6);
	assert_near(got.sigma.high, .03, 1e-6);
	assert_true(got.peak_interval.exists);
}

static void
raytracer_has_the_text_s_law(void **state)
{
	struct scalability got = scalability_of(RAYTRACER, 11, 1);

	(void)state;
	assert_near(got.law.lambda, 21.74624, 1e-6);
	assert_near(got.law.sigma, .0568565, 1e-5);
	assert_near(got.law.kappa, 3.4548e-6, 1e-3);
	assert_false(got.peak_workers.exists);
	assert_false(got.peak_interval.exists);
	assert_true(got.sigma.low < got.law.sigma);
	assert_true(got.sigma.high > got.law.sigma);
	assert_true(got.kappa.low == 0);
}

static double
squares_of(const struct scalability_point *points, size_t count, double a,
    double b, double c)
{
	double sum = 0, n, r;
	size_t i;

	for (i = 0; i < count; i++) {
		n = points[i].workers;
		r = 1 - (a + b * (n - 1) + c * n * (n - 1)) *
			    points[i].throughput / n;
		sum += r * r;
	}
	return sum;
}

/* No step away from the fit, within what is allowed, makes it better. */
static void
no_other_law_fits_better(void **state)
{
	struct random random = {2};
	struct scalability_point points[7];
	struct scalability_law law;
	double a, b, c, least, step;
	size_t i, trial, zeros = 0;
	int da, db, dc;

	(void)state;
	for (trial = 0; trial < 200; trial++) {
		for (i = 0; i < 7; i++) {
			points[i].workers = ldexp(1, (int)i);
			points[i].throughput =
			    points[i].workers /
			    (1 + 0.02 * (points[i].workers - 1)) *
			    exp(0.1 * sample_normal(&random));
		}
		assert_true(scalability_fit(points, 7, &law));
		assert_true(law.sigma >= 0 && law.kappa >= 0);
		zeros += law.kappa == 0 || law.sigma == 0;
		a = 1 / law.lambda;
		b = law.sigma * a;
		c = law.kappa * a;
		least = squares_of(points, 7, a, b, c);
		for (i = 0; i < 27; i++) {
			da = (int)i % 3 - 1;
			db = (int)i / 3 % 3 - 1;
			dc = (int)i / 9 - 1;
			step = 1e-5;
			if (b + db * step * 0.1 < 0 ||
			    c + dc * step * 0.001 < 0)
				continue;
			assert_true(
			    squares_of(points, 7, a + da * step,
				b + db * step * 0.1,
				c + dc * step * 0.001) >= least * (1 - 1e-12));
		}
	}
	assert_true(zeros > 20);
}

static void
perfect_scaling_has_no_peak(void **state)
{
	struct scalability_point points[6];
	struct scalability got;
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		points[i] = (struct scalability_point){
		    (double)i + 1, 50 * ((double)i + 1)};
	got = scalability_of(points, 6, 1);
	assert_true(got.exists);
	assert_near(got.law.lambda, 50, 1e-12);
	assert_true(got.law.sigma < 1e-12 && got.law.kappa < 1e-12);
	assert_false(got.peak_workers.exists);
	assert_true(
	    isinf(scalability_peak(&(struct scalability_law){1, 0.5, 0})));
	assert_true(
	    scalability_peak(&(struct scalability_law){1, 1, 0.1}) == 0);
}

static void
few_points_have_no_law(void **state)
{
	struct scalability_point points[8];
	struct scalability_law law;
	size_t i;

	(void)state;
	for (i = 0; i < 5; i++)
		assert_false(scalability_of(EXACT, i, 1).exists);
	assert_true(scalability_fit(EXACT, 5, &law));
	for (i = 0; i < 8; i++)
		points[i] = EXACT[i % 2];
	assert_false(scalability_fit(points, 8, &law));
	memcpy(points, EXACT, sizeof EXACT);
	points[6] = (struct scalability_point){0, 5};
	points[7] = (struct scalability_point){64, (double)NAN};
	assert_true(scalability_fit(points, 8, &law));
	assert_near(law.sigma, 0.03, 1e-6);
	points[0].throughput = 0;
	points[1].throughput = -1;
	assert_false(scalability_fit(points, 8, &law));
}

static void
the_seed_decides_the_intervals(void **state)
{
	struct scalability one = scalability_of(RAYTRACER, 11, 1);
	struct scalability again = scalability_of(RAYTRACER, 11, 1);
	struct scalability other = scalability_of(RAYTRACER, 11, 2);

	(void)state;
	assert_true(one.sigma.low == again.sigma.low);
	assert_true(one.lambda.high == again.lambda.high);
	assert_true(one.sigma.low != other.sigma.low);
	assert_near(one.sigma.low, other.sigma.low, 0.1);
}

/* Section 7: 3 % noise, 7 points: sigma .05 within .038 and .061 in 90 %. */
static void
sigma_is_found_in_noise(void **state)
{
	enum { REPLICATES = 400 };
	const struct scalability_law law = {1000, 0.05, 0.0005};
	struct random random = {8};
	struct scalability_point points[7];
	struct scalability_law got;
	size_t i, trial, inside = 0;

	(void)state;
	for (trial = 0; trial < REPLICATES; trial++) {
		for (i = 0; i < 7; i++) {
			points[i].workers = ldexp(1, (int)i);
			points[i].throughput =
			    scalability_throughput(&law, points[i].workers) *
			    exp(0.03 * sample_normal(&random));
		}
		assert_true(scalability_fit(points, 7, &got));
		inside += got.sigma > 0.038 && got.sigma < 0.061;
	}
	assert_true(inside > 0.85 * REPLICATES);
}

static void
speedup_is_by_one_worker(void **state)
{
	struct estimate got = scalability_speedup(RAYTRACER, 11, 4);

	(void)state;
	assert_true(got.exists);
	assert_near(got.value, 9.5, 1e-15);
	assert_false(scalability_speedup(RAYTRACER + 1, 10, 4).exists);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(exact_throughput_gives_the_law_back),
	    cmocka_unit_test(raytracer_has_the_text_s_law),
	    cmocka_unit_test(no_other_law_fits_better),
	    cmocka_unit_test(perfect_scaling_has_no_peak),
	    cmocka_unit_test(few_points_have_no_law),
	    cmocka_unit_test(the_seed_decides_the_intervals),
	    cmocka_unit_test(sigma_is_found_in_noise),
	    cmocka_unit_test(speedup_is_by_one_worker),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
