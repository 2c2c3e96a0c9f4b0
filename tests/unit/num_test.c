#include "base/num.h"
#include "base/random.h"
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

static void
assert_printed(double value, const char *wanted)
{
	char text[NUM_TEXT_BYTES];

	assert_int_equal(num_print(value, text), strlen(wanted));
	assert_string_equal(text, wanted);
}

static void
numbers_are_printed_in_their_shortest_form(void **state)
{
	(void)state;
	assert_printed(0, "0");
	assert_printed(-3, "-3");
	assert_printed(0.1, "0.1");
	assert_printed(1e15, "1000000000000000");
	assert_printed(9007199254740991.0, "9007199254740991");
	assert_printed(0.1 + 0.2, "0.30000000000000004");
	assert_printed(-0.0, "-0");
}

static void
any_double_reads_back_the_same(void **state)
{
	struct random random = {1};
	char text[NUM_TEXT_BYTES];
	uint64_t bits;
	double value, back;
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		bits = random_next(&random);
		memcpy(&value, &bits, sizeof value);
		if (!isfinite(value))
			continue;
		assert_true(num_print(value, text) < NUM_TEXT_BYTES);
		if (!num_parse(text, &back) ||
		    memcmp(&back, &value, sizeof back) != 0)
			fail_msg("%s", text);
	}
}

static void
a_number_is_the_whole_text_or_nothing(void **state)
{
	static const char *const bad[] = {"", " 1", "1 ", "1x", "0x10", "inf",
	    "nan", "1e999", "01", "-", ".", "1,5", "--1", "-01", "-0x1"};
	double value;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		if (num_parse(bad[i], &value))
			fail_msg("accepted: \"%s\"", bad[i]);
	assert_true(num_parse("-2.5e9", &value));
	assert_near(value, -2.5e9, 0);
	assert_true(num_parse("0.5", &value));
	assert_near(value, 0.5, 0);
}

static void
a_whole_number_has_digits_only(void **state)
{
	static const char *const bad[] = {"", "-1", "+1", "010", "1.0", "1e3",
	    "1 ", " 1", "18446744073709551616"};
	uint64_t value;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		if (num_parse_u64(bad[i], &value))
			fail_msg("accepted: \"%s\"", bad[i]);
	assert_true(num_parse_u64("18446744073709551615", &value));
	assert_true(value == UINT64_MAX);
	assert_true(num_parse_u64("0", &value));
	assert_true(value == 0);
}

static void
a_duration_needs_its_unit(void **state)
{
	static const struct {
		const char *text;
		double ns;
	} good[] = {{"500ms", 5e8}, {"1.5s", 1.5e9}, {"2min", 120e9},
	    {"3 h", 10800e9}, {"7us", 7e3}, {"7µs", 7e3}, {"1ns", 1}};
	double ns;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof *good; i++) {
		assert_true(num_parse_duration(good[i].text, &ns));
		assert_near(ns, good[i].ns, 0);
	}
	assert_false(num_parse_duration("30", &ns));
	assert_false(num_parse_duration("30sec", &ns));
	assert_false(num_parse_duration("s", &ns));
	assert_false(num_parse_duration("1s ", &ns));
	assert_false(num_parse_duration("1  s", &ns));
}

static void
sizes_tell_thousands_from_1024s(void **state)
{
	double bytes;

	(void)state;
	assert_true(num_parse_size("200MB", &bytes));
	assert_near(bytes, 200e6, 0);
	assert_true(num_parse_size("1.5 KiB", &bytes));
	assert_near(bytes, 1536, 0);
	assert_true(num_parse_size("12B", &bytes));
	assert_near(bytes, 12, 0);
	assert_false(num_parse_size("12", &bytes));
	assert_false(num_parse_size("12mb", &bytes));
}

static void
a_percentage_is_the_nearest_fraction(void **state)
{
	double fraction;

	(void)state;
	assert_true(num_parse_percent("7%", &fraction));
	assert_true(fraction == 0.07);
	assert_true(num_parse_percent("0.5 %", &fraction));
	assert_true(fraction == 0.005);
	assert_false(num_parse_percent("7", &fraction));
	assert_false(num_parse_percent("%", &fraction));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_printed_in_their_shortest_form),
	    cmocka_unit_test(any_double_reads_back_the_same),
	    cmocka_unit_test(a_number_is_the_whole_text_or_nothing),
	    cmocka_unit_test(a_whole_number_has_digits_only),
	    cmocka_unit_test(a_duration_needs_its_unit),
	    cmocka_unit_test(sizes_tell_thousands_from_1024s),
	    cmocka_unit_test(a_percentage_is_the_nearest_fraction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
