#include "analysis/moments.h"
#include "tests/unit/sample.h"

static void
noise_on_a_huge_offset_keeps_its_digits(void **state)
{
	/* 2^52 + {1, 2, 4, 8}: mean .75 off a whole number. */
	const double base = 4503599627370496.0;
	const double values[] = {base + 1, base + 2, base + 4, base + 8};
	struct moments moments = moments_of(values, 4);

	(void)state;
	/* variance of 1 2 4 8: (85 - 15^2 / 4) / 3 */
	assert_near(moments.sd.value, sqrt(28.75 / 3), 1e-15);
	/* deviations -2.75 -1.75 .25 4.25 */
	assert_near(moments.autocorrelation.value,
	    (2.75 * 1.75 - 1.75 * 0.25 + 0.25 * 4.25) / 28.75, 1e-14);
}

static void
the_ends_of_the_range_neither_overflow_nor_vanish(void **state)
{
	static const double scales[] = {1e307, 1e-307, 0x1p-1050};
	double values[3], unit;
	struct moments moments;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		unit = scales[i];
		values[0] = 1 * unit;
		values[1] = 2 * unit;
		values[2] = 4 * unit;
		moments = moments_of(values, 3);
		assert_near(moments.mean, 7 * unit / 3, 1e-7);
		assert_near(moments.sd.value, sqrt(7.0 / 3) * unit, 1e-7);
	}
}

static void
equal_values_have_no_deviation_and_no_autocorrelation(void **state)
{
	double values[49];
	struct moments moments;
	size_t i;

	(void)state;
	for (i = 0; i < 49; i++)
		values[i] = 0.1;
	moments = moments_of(values, 49);
	assert_true(moments.mean == 0.1);
	assert_true(moments.sd.exists && moments.sd.value == 0);
	assert_false(moments.autocorrelation.exists);
}

static void
one_value_has_only_a_mean(void **state)
{
	const double value = 3;
	struct moments moments = moments_of(&value, 1);

	(void)state;
	assert_true(moments.mean == 3);
	assert_false(moments.sd.exists);
	assert_false(moments.autocorrelation.exists);
}

static struct estimate
effective(double r, size_t count)
{
	struct moments moments = {.autocorrelation = {true, r}};

	return moments_effective_count(&moments, count);
}

static void
effective_count_is_clipped_on_both_sides(void **state)
{
	(void)state;
	/* (100 * .5 + 1) / 96 = .53125 */
	assert_near(effective(0.5, 100).value, 100 * 0.46875 / 1.53125, 1e-15);
	assert_near(effective(-0.5, 100).value, 100, 0);
	assert_near(effective(1, 1000).value, 1000 * 0.03 / 1.97, 1e-14);
	assert_near(effective(1, 10).value, 2, 0);
	assert_false(effective(0.5, 4).exists);
}

static void
the_mean_alone_is_the_same_double(void **state)
{
	static const double sizes[] = {1, 1e15, 1e-300, 1e300, 0};
	double values[33];
	struct random random = {8};
	size_t i, k, count;

	(void)state;
	for (k = 0; k < 5; k++) {
		for (count = 1; count <= 33; count++) {
			for (i = 0; i < count; i++)
				values[i] = sizes[k] * sample_normal(&random);
			assert_true(moments_mean(values, count) ==
				    moments_of(values, count).mean);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_mean_alone_is_the_same_double),
	    cmocka_unit_test(noise_on_a_huge_offset_keeps_its_digits),
	    cmocka_unit_test(the_ends_of_the_range_neither_overflow_nor_vanish),
	    cmocka_unit_test(
		equal_values_have_no_deviation_and_no_autocorrelation),
	    cmocka_unit_test(one_value_has_only_a_mean),
	    cmocka_unit_test(effective_count_is_clipped_on_both_sides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
