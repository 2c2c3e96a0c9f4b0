#include <string.h>

#include "analysis/archive_noise.h"
#include "tests/unit/sample.h"

static const double ARCHIVE[] = {
    10.0, 10.1, 9.9, 10.2, 10.0, 9.8, 10.1, 10.0, 10.3, 9.9, 10.0, 10.1};

static struct archive_noise
noise_of(const double *values, size_t count)
{
	double logs[60];
	size_t i;

	for (i = 0; i < count; i++)
		logs[i] = log(values[i]);
	return archive_noise_of(logs, count, 0);
}

/* Section 3 of the text, rule A. */
static void
twelve_sessions_have_the_text_s_numbers(void **state)
{
	struct archive_noise noise = noise_of(ARCHIVE, 12);
	struct archive_ratio got =
	    archive_ratio_of(&noise, log(10.9), NULL, NULL, NULL);

	(void)state;
	assert_true(noise.exists);
	assert_int_equal(noise.sessions, 12);
	assert_int_equal(noise.centered, 10);
	assert_near(noise.scale, .029653033, 1e-6);
	assert_near(noise.sigma, .016480647, 1e-6);
	assert_near(noise.df, 7.7, 1e-12);
	assert_near(noise.center, log(10.0), 1e-12);
	assert_true(got.exists && !got.is_within);
	assert_near(got.effect.d, .086177696, 1e-6);
	assert_near(sqrt(got.variance), .017727842, 1e-6);
	assert_near(got.df, 7.7, 1e-12);
	assert_near(expm1(got.effect.low), .04604702, 1e-6);
	assert_near(expm1(got.effect.high), .13579981, 1e-6);
	assert_near(expm1(got.effect.lower), .05447672, 1e-6);
	assert_near(got.effect.p, .00139852, 1e-5);
}

static void
five_sessions_are_the_first_that_say_something(void **state)
{
	struct archive_noise noise = noise_of(ARCHIVE, 4);

	(void)state;
	assert_false(noise.exists);
	assert_int_equal(noise.sessions, 4);
	assert_false(archive_ratio_of(&noise, 2, NULL, NULL, NULL).exists);
	noise = noise_of(ARCHIVE, 5);
	assert_true(noise.exists);
	assert_int_equal(noise.centered, 5);
	assert_near(noise.df, 2.8, 1e-12);
	assert_false(noise_of(ARCHIVE, 0).exists);
}

static void
only_the_newest_thirty_count(void **state)
{
	double values[40];
	struct random random = {2};
	struct archive_noise all, newest;
	size_t i;

	(void)state;
	for (i = 0; i < 40; i++)
		values[i] = 100 + sample_normal(&random) + (i < 10 ? 50 : 0);
	all = noise_of(values, 40);
	newest = noise_of(values + 10, 30);
	assert_memory_equal(&all, &newest, sizeof all);
	assert_int_equal(all.sessions, 30);
	assert_near(all.df, 0.7 * 29, 1e-12);
}

static void
missing_sessions_do_not_count(void **state)
{
	double values[14];
	struct archive_noise got, wanted = noise_of(ARCHIVE, 12);

	(void)state;
	memcpy(values, ARCHIVE, 6 * sizeof *values);
	values[6] = (double)NAN;
	memcpy(values + 7, ARCHIVE + 6, 6 * sizeof *values);
	values[13] = (double)INFINITY;
	got = noise_of(values, 14);
	assert_memory_equal(&got, &wanted, sizeof got);
}

/* An old step enters one difference, and that one is clipped. */
static void
a_step_hardly_matters(void **state)
{
	double values[20];
	struct random random = {9};
	struct archive_noise plain, stepped;
	size_t i;

	(void)state;
	for (i = 0; i < 20; i++)
		values[i] = 100 + sample_normal(&random);
	plain = noise_of(values, 20);
	for (i = 0; i < 10; i++)
		values[i] *= 1.5;
	stepped = noise_of(values, 20);
	assert_true(stepped.sigma < 1.4 * plain.sigma);
}

static void
sessions_without_noise_have_a_floor(void **state)
{
	const double equal[] = {1, 1, 1, 1, 1, 1};
	const double one[] = {1, 1, 1, 1, 1, 1, 1.5};
	struct archive_noise noise = archive_noise_of(equal, 6, 0);

	(void)state;
	assert_true(noise.exists && noise.scale == 0);
	assert_true(noise.sigma == 1e-5);
	noise = archive_noise_of(equal, 6, 0.01);
	assert_near(noise.sigma, 0.01 / sqrt(12), 1e-12);
	/* differences 0 0 0 0 0 0.5: clipped at 2.5 times their mean */
	noise = archive_noise_of(one, 7, 0);
	assert_near(noise.sigma,
	    sqrt(pow(2.5 * 0.5 / 6, 2) / 6 / 2) / 0.9887163, 1e-12);
	/* or at 2.5 times the resolution */
	noise = archive_noise_of(one, 7, 0.1);
	assert_near(
	    noise.sigma, sqrt(pow(2.5 * 0.1, 2) / 6 / 2) / 0.9887163, 1e-12);
}

static void
a_named_base_is_the_centre(void **state)
{
	struct archive_noise noise = noise_of(ARCHIVE, 12);
	double base = log(10.4);
	struct archive_ratio got =
	    archive_ratio_of(&noise, log(10.9), &base, NULL, NULL);

	(void)state;
	assert_near(got.effect.d, log(10.9 / 10.4), 1e-12);
	assert_near(got.variance, 2 * noise.sigma * noise.sigma, 1e-12);
	assert_near(archive_variance(&noise, 2),
	    1.5 * noise.sigma * noise.sigma, 1e-12);
	assert_near(archive_variance(&noise, 3),
	    (1 + acos(-1) / 6) * noise.sigma * noise.sigma, 1e-12);
}

static void
launches_that_vary_more_decide(void **state)
{
	struct archive_noise noise = noise_of(ARCHIVE, 12);
	struct welch_side calm = {5, 0, 1e-8}, wild = {5, 0, 1e-3};
	struct welch_side one = {1, 0, 0}, last = {4, 0, 2e-3};
	double base = log(10.4), v = 1e-3, v_base = 2e-4;
	struct archive_ratio got;

	(void)state;
	got = archive_ratio_of(&noise, log(10.9), NULL, &calm, &last);
	assert_false(got.is_within);
	assert_near(got.df, 7.7, 1e-12);
	got = archive_ratio_of(&noise, log(10.9), NULL, &wild, NULL);
	assert_true(got.is_within);
	assert_near(got.variance, v, 1e-12);
	assert_near(got.df, 4, 1e-12);
	got = archive_ratio_of(&noise, log(10.9), NULL, &wild, &one);
	assert_near(got.df, 4, 1e-12);
	/* a tenth of what varies in the last session */
	got = archive_ratio_of(&noise, log(10.9), NULL, &wild, &last);
	assert_near(got.variance, v + v_base, 1e-12);
	assert_near(got.df,
	    pow(v + v_base, 2) / (v * v / 4 + v_base * v_base / 3), 1e-12);
	got = archive_ratio_of(&noise, log(10.9), &base, &wild, &last);
	assert_near(got.variance, 3e-3, 1e-12);
	got = archive_ratio_of(&noise, log(10.9), NULL, &one, &last);
	assert_false(got.is_within);
}

static void
a_candidate_that_is_no_number_is_not_compared(void **state)
{
	struct archive_noise noise = noise_of(ARCHIVE, 12);

	(void)state;
	assert_false(
	    archive_ratio_of(&noise, (double)NAN, NULL, NULL, NULL).exists);
	assert_false(
	    archive_ratio_of(&noise, -(double)INFINITY, NULL, NULL, NULL)
		.exists);
}

/* The text: one-sided alarms at 5 % of at most 4 % of nominal 2.5 %. */
static void
false_alarms_are_rare(void **state)
{
	enum { REPLICATES = 4000 };
	static const size_t counts[] = {5, 8, 20};
	struct random random = {17};
	struct archive_noise noise;
	double logs[20];
	size_t i, k, trial, alarms;

	(void)state;
	for (k = 0; k < 3; k++) {
		for (alarms = trial = 0; trial < REPLICATES; trial++) {
			for (i = 0; i < counts[k]; i++)
				logs[i] = 0.02 * sample_normal(&random);
			noise = archive_noise_of(logs, counts[k], 0);
			alarms +=
			    archive_ratio_of(&noise,
				0.02 * sample_normal(&random), NULL, NULL, NULL)
				.effect.low > 0;
		}
		if (alarms > 0.04 * REPLICATES || alarms < 0.012 * REPLICATES)
			fail_msg("%zu sessions: %zu alarms of %d", counts[k],
			    alarms, REPLICATES);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(twelve_sessions_have_the_text_s_numbers),
	    cmocka_unit_test(five_sessions_are_the_first_that_say_something),
	    cmocka_unit_test(only_the_newest_thirty_count),
	    cmocka_unit_test(missing_sessions_do_not_count),
	    cmocka_unit_test(a_step_hardly_matters),
	    cmocka_unit_test(sessions_without_noise_have_a_floor),
	    cmocka_unit_test(a_named_base_is_the_centre),
	    cmocka_unit_test(launches_that_vary_more_decide),
	    cmocka_unit_test(a_candidate_that_is_no_number_is_not_compared),
	    cmocka_unit_test(false_alarms_are_rare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
