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
what_is_printed_is_a_moment(void **state)
{
	static const int64_t times_ns[] = {
	    0, 951782400000000000, 1795198323412000000, 4102444799999999999};
	char text[MOMENT_TEXT_BYTES];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof times_ns / sizeof *times_ns; i++) {
		moment_print(times_ns[i], text);
		assert_true(moment_is_text(text));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(moments_are_told_from_what_looks_like_them),
	    cmocka_unit_test(what_is_printed_is_a_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
