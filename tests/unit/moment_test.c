#include <string.h>

#include "base/moment.h"
#include "tests/unit/test.h"

static void
moments_are_told_from_what_looks_like_them(void **state)
{
	static const char *const good[] = {"2026-11-20T18:12:03.412Z",
	    "2026-11-20T18:12", "1950-01-01T00:00:00Z", "2024-02-29T23:59:60Z",
	    "2000-02-29T00:00Z", "2026-12-31T00:00:00.1", "2026-08-31T00:00"};
	static const char *const bad[] = {"", "2026-13-45T99:00", "2026-11-20",
	    "12000-01-01T00:00:00.000Z", "2026-00-01T00:00", "2026-04-31T00:00",
	    "2026-02-29T00:00", "1900-02-29T00:00", "2026-01-00T00:00",
	    "2026-01-01T24:00", "2026-01-01T00:60", "2026-01-01T00:00:61Z",
	    "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+01:00",
	    "2026-01-01T00:00:00Zx", "2026-09-31T00:00", "2026-11-31T00:00",
	    "2026-01-01 00:00", "2026-01-01T00:0"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(moment_is_text(good[i]));
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(moment_is_text(bad[i]));
	assert_false(moment_is_text(NULL));
}

static void
tidied_ones_are_in_the_order_of_time(void **state)
{
	static const char *const ordered[][2] = {
	    {"0000-01-01T00:00", "0000-01-01T00:00:00.000Z"},
	    {"2026-01-01T00:00Z", "2026-01-01T00:00:00.000Z"},
	    {"2026-01-01T00:00:00.03Z", "2026-01-01T00:00:00.030Z"},
	    {"2026-01-01T00:00:00.12", "2026-01-01T00:00:00.120Z"},
	    {"2026-01-01T00:00:00.1239999999999999999999Z",
		"2026-01-01T00:00:00.123Z"},
	    {"2026-01-01T00:00:00.5Z", "2026-01-01T00:00:00.500Z"},
	    {"2026-01-01T00:00:30Z", "2026-01-01T00:00:30.000Z"},
	    {"2026-06-30T23:59:60", "2026-06-30T23:59:60.000Z"},
	    {"2026-07-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z"}};
	char before[MOMENT_TEXT_BYTES] = "", tidy[MOMENT_TEXT_BYTES];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof ordered / sizeof *ordered; i++) {
		assert_true(moment_is_text(ordered[i][0]));
		moment_tidy(ordered[i][0], tidy);
		assert_string_equal(tidy, ordered[i][1]);
		assert_true(moment_is_text(tidy));
		assert_true(strcmp(before, tidy) <= 0);
		memcpy(before, tidy, sizeof before);
	}
}

static void
what_is_printed_is_a_moment(void **state)
{
	static const int64_t times_ns[] = {
	    0, 951782400000000000, 1795198323412000000, 4102444799999999999};
	char text[MOMENT_TEXT_BYTES], tidy[MOMENT_TEXT_BYTES];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof times_ns / sizeof *times_ns; i++) {
		moment_print(times_ns[i], text);
		assert_true(moment_is_text(text));
		moment_tidy(text, tidy);
		assert_string_equal(tidy, text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(moments_are_told_from_what_looks_like_them),
	    cmocka_unit_test(tidied_ones_are_in_the_order_of_time),
	    cmocka_unit_test(what_is_printed_is_a_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
