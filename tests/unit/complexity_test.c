#include <string.h>

#include "analysis/complexity.h"
#include "tests/unit/sample.h"

enum { MOST = 20 };

static double
growth(enum complexity_class class, double n)
{
	const double all[] = {1, log2(n), n, n * log2(n), n * n, n * n * n};

	return all[class];
}

/* Sizes 16, 32, … with noise. */
static void
draw(struct random *random, struct complexity_point *points, size_t count,
    enum complexity_class class, double offset, double noise)
{
	double n;
	size_t i;

	for (i = 0; i < count; i++) {
		n = ldexp(16, (int)i);
		points[i] = (struct complexity_point){
		    .size = n,
		    .time = (3 * growth(class, n) + offset) *
			    exp(noise * sample_normal(random)),
		};
	}
}

static void
exact_times_name_their_class(void **state)
{
	struct complexity_point points[MOST];
	struct random random = {1};
	struct complexity got;
	int class;

	(void)state;
	for (class = 0; class < COMPLEXITY_CLASSES; class ++) {
		draw(&random, points, 8, (enum complexity_class) class, 0, 0);
		got = complexity_of(points, 8);
		assert_true(got.exists && got.is_named);
		assert_int_equal(got.best, class);
		assert_false(got.fits[class].has_offset);
		assert_near(got.fits[class].scale, 3, 1e-9);
		assert_true(got.fits[class].weight > 0.99);
		assert_true(got.fits[class].behind == 0);
	}
}

static void
constant_overhead_does_not_hide_the_class(void **state)
{
	struct complexity_point points[MOST];
	struct random random = {2};
	struct complexity got;
	int class;

	(void)state;
	for (class = 1; class < COMPLEXITY_CLASSES; class ++) {
		double offset = 3 * growth((enum complexity_class) class, 128);

		draw(&random, points, 9, (enum complexity_class) class, offset,
		    0);
		got = complexity_of(points, 9);
		assert_int_equal(got.best, class);
		assert_true(got.is_named && got.fits[class].has_offset);
		assert_near(got.fits[class].scale, 3, 1e-4);
		assert_near(got.fits[class].offset, offset, 1e-4);
	}
}

/* Section 7: 99-100 % of 11 sizes at 5 % noise, overhead or not. */
static void
noisy_times_find_their_class(void **state)
{
	enum { REPLICATES = 50 };
	struct complexity_point points[MOST];
	struct random random = {3};
	size_t trial, right = 0, all = 0;
	struct complexity got;
	int class, overhead;

	(void)state;
	for (class = 0; class < COMPLEXITY_CLASSES; class ++) {
		for (overhead = 0; overhead < 2; overhead++) {
			for (trial = 0; trial < REPLICATES; trial++) {
				draw(&random, points, 11,
				    (enum complexity_class) class,
				    overhead * 3 *
					growth(
					    (enum complexity_class) class, 64),
				    0.05);
				got = complexity_of(points, 11);
				right +=
				    got.best == (enum complexity_class) class;
				all++;
			}
		}
	}
	assert_true((double)right >= 0.96 * (double)all);
}

/* N = 6: N ln(RSS / N) + 2k + 2k (k + 1) / (N - k - 1), k = 2 */
static void
models_are_weighed_by_aicc(void **state)
{
	const double logs[] = {0.1, -0.1, 0.2, -0.2, 0.1, -0.1};
	struct complexity_point points[6];
	struct complexity got;
	double sum = 0;
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		points[i] = (struct complexity_point){
		    .size = ldexp(2, (int)i), .time = exp(logs[i])};
	got = complexity_of(points, 6);
	assert_near(got.fits[COMPLEXITY_CONSTANT].aicc,
	    6 * log(0.12 / 6) + 4 + 12 / 3.0, 1e-9);
	assert_int_equal(got.best, COMPLEXITY_CONSTANT);
	for (i = 0; i < COMPLEXITY_CLASSES; i++) {
		assert_near(got.fits[i].weight,
		    got.fits[0].weight * exp(-got.fits[i].behind / 2), 1e-9);
		sum += got.fits[i].weight;
	}
	assert_near(sum, 1, 1e-12);
}

static void
few_or_near_sizes_have_no_class(void **state)
{
	struct complexity_point points[MOST];
	struct random random = {4};
	struct complexity got;
	size_t i;

	(void)state;
	draw(&random, points, 8, COMPLEXITY_LINEAR, 0, 0);
	for (i = 0; i < 5; i++) {
		got = complexity_of(points, i);
		assert_false(got.exists);
		assert_int_equal(got.sizes, i);
		assert_int_equal(got.exponent.exists, i >= 2);
	}
	assert_true(complexity_of(points, 5).exists);
	for (i = 0; i < 8; i++)
		points[i].size = points[i].time = 10 + (double)i;
	assert_false(complexity_of(points, 8).exists);
	assert_true(complexity_of(points, 8).exponent.exists);
	for (i = 0; i < 8; i++)
		points[i].size = 10;
	got = complexity_of(points, 8);
	assert_int_equal(got.sizes, 1);
	assert_false(got.exponent.exists);
}

static void
what_is_not_positive_is_left_out(void **state)
{
	struct complexity_point points[MOST];
	struct random random = {5};
	struct complexity got, wanted;

	(void)state;
	draw(&random, points, 8, COMPLEXITY_LINEAR, 0, 0.01);
	wanted = complexity_of(points, 8);
	points[8] = points[7];
	points[8].time = 0;
	points[9] = (struct complexity_point){.size = 5, .time = (double)NAN};
	points[10] = (struct complexity_point){.size = -1, .time = 1};
	got = complexity_of(points, 11);
	assert_memory_equal(&got, &wanted, sizeof got);
	/* log 1 is 0: two classes are not possible */
	points[8] = (struct complexity_point){.size = 1, .time = 3};
	got = complexity_of(points, 9);
	assert_true(got.exists);
	assert_false(got.fits[COMPLEXITY_LOGARITHMIC].exists);
	assert_false(got.fits[COMPLEXITY_LINEARITHMIC].exists);
	assert_int_equal(got.best, COMPLEXITY_LINEAR);
}

/* R: confint(lm(log(t) ~ log(n))) of the last four of eight sizes */
static void
exponent_is_of_the_upper_half(void **state)
{
	const double times[] = {1, 1, 1, 1, 2, 4.1, 7.8, 16.2};
	struct complexity_point points[8];
	struct exponent got;
	double x, sxx = 0, sxy = 0, level = 0, rss = 0, slope, r;
	size_t i;

	(void)state;
	for (i = 0; i < 8; i++)
		points[i] = (struct complexity_point){
		    .size = ldexp(1, (int)i), .time = times[i]};
	got = complexity_of(points, 8).exponent;
	for (i = 4; i < 8; i++)
		level += log(times[i]) / 4;
	for (i = 4; i < 8; i++) {
		x = ((double)i - 5.5) * log(2);
		sxx += x * x;
		sxy += x * log(times[i]);
	}
	slope = sxy / sxx;
	for (i = 4; i < 8; i++) {
		x = ((double)i - 5.5) * log(2);
		r = log(times[i]) - level - slope * x;
		rss += r * r;
	}
	assert_near(got.value, slope, 1e-12);
	assert_near(got.df, 2, 0);
	/* R: qt(0.975, 2) = 4.302652729911275 */
	assert_near(got.interval.high - got.value,
	    4.302652729911275 * sqrt(rss / 2 / sxx), 1e-9);
	assert_int_equal(got.scaling, SCALING_LINEAR);
}

static void
few_sizes_use_the_cases_own_variance(void **state)
{
	struct complexity_point points[5];
	struct exponent got;
	size_t i;

	(void)state;
	for (i = 0; i < 5; i++)
		points[i] = (struct complexity_point){
		    .size = exp((double)i),
		    .time = exp(2 * (double)i),
		    .variance = {true, 0.01},
		};
	got = complexity_of(points, 5).exponent;
	assert_near(got.value, 2, 1e-12);
	/* spread 10: variance 0.01 / 10 */
	assert_near(got.interval.high - got.value,
	    1.959963984540054 * sqrt(0.001), 1e-9);
	assert_true(isinf(got.df));
	assert_int_equal(got.scaling, SCALING_SUPERLINEAR);
	points[2].variance.exists = false;
	got = complexity_of(points, 5).exponent;
	assert_true(got.exists && !got.interval.exists);
	assert_int_equal(got.scaling, SCALING_UNDECIDED);
}

static void
scaling_says_where_the_interval_lies(void **state)
{
	static const double exponents[] = {0.5, 1, 1.1, 2};
	static const enum scaling wanted[] = {SCALING_SUBLINEAR, SCALING_LINEAR,
	    SCALING_UNDECIDED, SCALING_SUPERLINEAR};
	struct complexity_point points[2];
	size_t i, j;

	(void)state;
	for (i = 0; i < 4; i++) {
		for (j = 0; j < 2; j++)
			points[j] = (struct complexity_point){
			    .size = exp((double)j),
			    .time = exp(exponents[i] * (double)j),
			    .variance = {true, 1e-4},
			};
		assert_int_equal(
		    complexity_of(points, 2).exponent.scaling, wanted[i]);
	}
}

static void
exponents_can_be_compared(void **state)
{
	struct exponent a = {
	    .exists = true, .value = 1.2, .error = {true, 0.03}, .df = 4};
	struct exponent b = {.exists = true,
	    .value = 1.0,
	    .error = {true, 0.04},
	    .df = (double)INFINITY};
	struct exponent got = exponent_difference(&a, &b);

	(void)state;
	assert_true(got.exists);
	assert_near(got.value, 0.2, 1e-12);
	assert_near(got.error.value, 0.05, 1e-12);
	assert_near(got.df, 4 * pow(0.05 / 0.03, 4), 1e-9);
	assert_true(got.interval.low > 0);
	b.error.exists = false;
	assert_false(exponent_difference(&a, &b).exists);
}

static void
classes_have_their_names(void **state)
{
	(void)state;
	assert_string_equal(
	    complexity_class_text(COMPLEXITY_LINEARITHMIC), "n log n");
	assert_string_equal(complexity_class_text(COMPLEXITY_CUBIC), "n³");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(exact_times_name_their_class),
	    cmocka_unit_test(constant_overhead_does_not_hide_the_class),
	    cmocka_unit_test(noisy_times_find_their_class),
	    cmocka_unit_test(models_are_weighed_by_aicc),
	    cmocka_unit_test(few_or_near_sizes_have_no_class),
	    cmocka_unit_test(what_is_not_positive_is_left_out),
	    cmocka_unit_test(exponent_is_of_the_upper_half),
	    cmocka_unit_test(few_sizes_use_the_cases_own_variance),
	    cmocka_unit_test(scaling_says_where_the_interval_lies),
	    cmocka_unit_test(exponents_can_be_compared),
	    cmocka_unit_test(classes_have_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
