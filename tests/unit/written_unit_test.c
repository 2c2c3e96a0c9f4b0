#include "collector/written_unit.h"

#include <string.h>

#include "base/err.h"
#include "tests/unit/test.h"

static void
assert_scale(const char *text, const char *base, double wanted)
{
	struct written_unit unit;
	struct err err = {{0}};

	if (written_unit_scale(text, strlen(text), base, &unit, &err) < 0)
		fail_msg("%s", err.text);
	assert_near(unit.factor / unit.divisor, wanted, 0);
}

static void
assert_no_scale(const char *text, const char *base, const char *message)
{
	struct written_unit unit;
	struct err err = {{0}};

	assert_int_equal(
	    written_unit_scale(text, strlen(text), base, &unit, &err), -1);
	if (strncmp(err.text, message, strlen(message)) != 0)
		fail_msg("%s", err.text);
}

static void
units_scale_to_the_base(void **state)
{
	(void)state;
	assert_scale("ns", "ns", 1);
	assert_scale("us", "ns", 1e3);
	assert_scale("\xC2\xB5s", "ns", 1e3);
	assert_scale("\xCE\xBCs", "ns", 1e3);
	assert_scale("ms", "ns", 1e6);
	assert_scale("s", "ns", 1e9);
	assert_scale("min", "ns", 60e9);
	assert_scale("kB", "B", 1000);
	assert_scale("KiB", "B", 1024);
	assert_scale("MB", "B", 1e6);
	assert_scale("MiB", "B", 1048576);
	assert_scale("GB", "B", 1e9);
	assert_scale("GiB", "B", 1073741824.0);
	assert_scale("M", "1", 1e6);
	assert_scale("%", "1", 0.01);
	assert_scale("req", "req", 1);
	assert_scale("k", "req", 1e3);
	assert_scale("Greq", "req", 1e9);
	/* A percentage that was declared as one is not turned into a share. */
	assert_scale("%", "%", 1);
}

static void
a_unit_of_another_kind_is_refused(void **state)
{
	(void)state;
	assert_no_scale("MB", "ns",
	    "the unit \"MB\" is of another kind than the metric's, which is "
	    "kept in \"ns\"");
	assert_no_scale("ms", "1", "the unit \"ms\" is of another kind");
	assert_no_scale("ms", "req", "the unit \"ms\" is of another kind");
	assert_no_scale("k", "B", "the unit \"k\" is of another kind");
	assert_no_scale("%", "req", "the unit \"%\" is of another kind");
}

static void
an_unknown_unit_is_named(void **state)
{
	(void)state;
	assert_no_scale("fortnight", "ns", "unknown unit \"fortnight\"; known");
	assert_no_scale("MS", "ns", "unknown unit \"MS\"; known");
	assert_no_scale("mreq", "req", "unknown unit \"mreq\"; known");
	assert_no_scale("a\x1B[31m\xFF", "ns", "unknown unit \"a\\x1B[31m");
	assert_no_scale("", "ns", "unknown unit \"\"; known");
}

static void
assert_number(const char *text, double wanted)
{
	struct err err = {{0}};
	double value;

	if (written_number(text, strlen(text), &value, &err) < 0)
		fail_msg("%s", err.text);
	assert_near(value, wanted, 0);
}

static void
assert_no_number(const char *text, size_t length)
{
	struct err err = {{0}};
	double value;

	if (written_number(text, length, &value, &err) == 0)
		fail_msg("\"%s\" is taken for %g", text, value);
	assert_non_null(
	    strstr(err.text, "\" is no number like 1234 or -1.5e3"));
}

static void
numbers_are_read_as_people_print_them(void **state)
{
	(void)state;
	assert_number("1234", 1234);
	assert_number("-1.5e3", -1500);
	assert_number("+2", 2);
	assert_number("  42\n", 42);
	assert_number("\t.5", 0.5);
	assert_number("5.", 5);
	assert_number("007", 7);
	assert_number("-00.25", -0.25);
	assert_number("0", 0);
	assert_number("000", 0);
	assert_number("1E+2", 100);
}

static void
what_is_no_number_is_refused(void **state)
{
	static const char *const bad[] = {"", " ", "-", "+", "1,234", "1 234",
	    "0x10", "nan", "inf", "-inf", "1e999", "12x", "x12", "--1", "1.2.3",
	    "1e", "1_000", "\xFF", "−1"};
	char *digits = test_malloc(5000);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_no_number(bad[i], strlen(bad[i]));
	assert_no_number("1\0", 2);
	assert_no_number("1\0002", 3);
	memset(digits, '1', 5000);
	assert_no_number(digits, 5000);
	test_free(digits);
}

static void
a_sample_has_a_largest_value(void **state)
{
	const struct written_unit s = {"ns", 1e9, 1};
	const struct written_unit percent = {"1", 1, 100};
	struct err err = {{0}};
	double value;

	(void)state;
	assert_int_equal(written_value(1e291, &s, &value, &err), 0);
	assert_int_equal(written_value(-1e292, &s, &value, &err), -1);
	assert_string_equal(
	    err.text, "-1e+292 is too large for a sample; 1e300 is the most");
	assert_int_equal(written_value((double)INFINITY, &s, &value, &err), -1);
	assert_int_equal(written_value(7, &percent, &value, &err), 0);
	assert_near(value, 0.07, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(units_scale_to_the_base),
	    cmocka_unit_test(a_unit_of_another_kind_is_refused),
	    cmocka_unit_test(an_unknown_unit_is_named),
	    cmocka_unit_test(numbers_are_read_as_people_print_them),
	    cmocka_unit_test(what_is_no_number_is_refused),
	    cmocka_unit_test(a_sample_has_a_largest_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
