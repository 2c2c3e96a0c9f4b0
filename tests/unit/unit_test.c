#include "base/buf.h"
#include "base/unit.h"
#include "tests/unit/test.h"

#include <string.h>

static void
assert_number(double value, int decimals, const char *wanted)
{
	struct buf buf = {0};

	unit_add_number(&buf, value, decimals);
	assert_string_equal(buf_text(&buf), wanted);
	buf_release(&buf);
}

static void
assert_rounded(double value, double half_width, const char *wanted_value,
    const char *wanted_half_width)
{
	int decimals = unit_decimals(half_width);

	assert_number(value, decimals, wanted_value);
	assert_number(half_width, decimals, wanted_half_width);
}

/* The vectors of statistics section 10 (Particle Data Group's rule). */
static void
a_value_and_its_uncertainty_share_their_digits(void **state)
{
	(void)state;
	assert_rounded(12.34567, 0.02345, "12.346", "0.023");
	assert_rounded(12.34567, 0.0451, "12.35", "0.05");
	assert_rounded(1234, 250, "1230", "250");
	assert_rounded(99.96, 0.96, "100.0", "1.0");
	assert_rounded(5, 0.0354, "5.000", "0.035");
	assert_rounded(5, 0.0355, "5.00", "0.04");
	assert_rounded(5, 0.0949, "5.00", "0.09");
	assert_rounded(5, 0.0950, "5.00", "0.10");
	assert_rounded(5, 0.09996, "5.00", "0.10");
	assert_rounded(5, 0.1, "5.00", "0.10");
	assert_rounded(123456, 4500, "123000", "5000");
}

static void
without_uncertainty_four_digits_are_shown(void **state)
{
	static const struct {
		double value;
		const char *wanted;
	} cases[] = {{1.23456, "1.235"}, {12.3456, "12.35"}, {999.96, "1000"},
	    {9.9996, "10.00"}, {0.00123456, "0.001235"}, {12345.6, "12350"},
	    {-9.9996, "-10.00"}, {0, "0"}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_number(cases[i].value,
		    unit_decimals_plain(cases[i].value), cases[i].wanted);
}

static void
there_is_no_minus_zero(void **state)
{
	(void)state;
	assert_number(-0.04, 1, "0.0");
	assert_number(-0.0, 0, "0");
	assert_number(-4, -1, "0");
	assert_number(-0.06, 1, "-0.1");
}

static void
assert_scale(const char *unit, double typical, double divisor, const char *name)
{
	struct unit_scale scale = unit_scale_for(unit, typical);

	assert_near(scale.divisor, divisor, 0);
	assert_string_equal(scale.name, name);
}

static void
a_unit_is_scaled_so_that_few_digits_stand_before_the_point(void **state)
{
	(void)state;
	assert_scale("ns", 0.5, 1, "ns");
	assert_scale("ns", 999, 1, "ns");
	assert_scale("ns", 1000, 1e3, "µs");
	assert_scale("ns", -2e6, 1e6, "ms");
	assert_scale("ns", 1e12, 1e9, "s");
	assert_scale("B", 1023, 1, "B");
	assert_scale("B", 1024, 1024, "KiB");
	assert_scale("B", 1073741824, 1073741824, "GiB");
	assert_scale("1", 999, 1, "");
	assert_scale("1", 1500, 1e3, "k");
	assert_scale("1", 2e6, 1e6, "M");
	assert_scale("1", 3e9, 1e9, "G");
	assert_scale("1/s", 12, 1, "/s");
	assert_scale("1/s", 12345, 1e3, "k/s");
	assert_scale("B/s", 5452595, 1048576, "MiB/s");
	assert_scale("furlongs", 1e9, 1, "furlongs");
	assert_scale("1", 0, 1, "");
}

static void
better_has_two_words(void **state)
{
	(void)state;
	assert_string_equal(better_text(BETTER_LOWER), "lower");
	assert_string_equal(better_text(BETTER_HIGHER), "higher");
}

static void
value_that_would_round_to_a_thousand_takes_the_next_unit(void **state)
{
	(void)state;
	assert_string_equal(unit_scale_for("ns", 999400).name, "µs");
	assert_string_equal(unit_scale_for("ns", 999600).name, "ms");
	assert_string_equal(unit_scale_for("B", 1023.9).name, "KiB");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		value_that_would_round_to_a_thousand_takes_the_next_unit),
	    cmocka_unit_test(a_value_and_its_uncertainty_share_their_digits),
	    cmocka_unit_test(without_uncertainty_four_digits_are_shown),
	    cmocka_unit_test(there_is_no_minus_zero),
	    cmocka_unit_test(
		a_unit_is_scaled_so_that_few_digits_stand_before_the_point),
	    cmocka_unit_test(better_has_two_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
