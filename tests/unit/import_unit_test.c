#include "collector/import_unit.h"
#include "base/arena.h"
#include "collector/import_choice.h"
#include "collector/import_date.h"
#include "tests/unit/test.h"

#include <string.h>

static void
units_of_other_tools_become_base_units(void **state)
{
	static const struct {
		const char *text, *metric, *unit;
		double factor;
		enum better better;
	} cases[] = {
	    {"seconds", "time", "ns", 1e9, BETTER_LOWER},
	    {"s", "time", "ns", 1e9, BETTER_LOWER},
	    {"ns/iter", "time", "ns", 1, BETTER_LOWER},
	    {"us/op", "time", "ns", 1e3, BETTER_LOWER},
	    {"µs", "time", "ns", 1e3, BETTER_LOWER},
	    {"ms", "time", "ns", 1e6, BETTER_LOWER},
	    {"bytes", "memory", "B", 1, BETTER_LOWER},
	    {"MiB", "memory", "B", 1048576, BETTER_LOWER},
	    {"B/op", "memory", "B", 1, BETTER_LOWER},
	    {"ops/sec", "throughput", "1/s", 1, BETTER_HIGHER},
	    {"iter/s", "throughput", "1/s", 1, BETTER_HIGHER},
	    {"ops/ms", "throughput", "1/s", 1e3, BETTER_HIGHER},
	    {"MB/s", "throughput", "B/s", 1e6, BETTER_HIGHER},
	    {"frames/s", "throughput", "frames/s", 1, BETTER_HIGHER},
	    {"unit", "value", "1", 1, BETTER_LOWER},
	    {"", "value", "1", 1, BETTER_LOWER},
	    {"%", "value", "%", 1, BETTER_LOWER},
	    {"allocs/op", "value", "allocs/op", 1, BETTER_LOWER},
	    {"m", "value", "m", 1, BETTER_LOWER},
	};
	struct arena arena = {0};
	struct import_unit unit;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		unit = import_unit_of(cases[i].text, &arena);
		assert_string_equal(unit.metric, cases[i].metric);
		assert_string_equal(unit.unit, cases[i].unit);
		assert_near(unit.factor, cases[i].factor, 1e-15);
		assert_int_equal(unit.better, cases[i].better);
	}
	arena_release(&arena);
}

/* Seconds by: date -u -d TEXT +%s. */
static void
dates_in_every_usual_form_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t ns;
	} cases[] = {
	    {"1970-01-01", 0},
	    {"2024-01-01", 1704067200000000000},
	    {"2024.01.01 3:00:00 +0100", 1704074400000000000},
	    {"2024/01/01 03:00", 1704078000000000000},
	    {"2024-04-16T17:01:17Z", 1713286877000000000},
	    {"2024-04-16T17:01:17.25+02:00", 1713279677250000000},
	    {"2024-04-16T17:01:17.123456789-0530", 1713306677123456789},
	    {"2024-02-29 00:00:00 UTC", 1709164800000000000},
	    {"1609466400", 1609466400000000000},
	    {"1609466400.5", 1609466400500000000},
	    {"1713288545433", 1713288545433000000},
	    {"1713288545433001", 1713288545433001000},
	    {"0", 0},
	};
	static const char *const none[] = {"", "x", "2024-1", "2024-02-30",
	    "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00",
	    "2024-01-01 24:00", "2024-01-01 3", "2024-01-01 3:60",
	    "2024-01-01T03:00:00 +1", "2024-01-01 03:00 Mars", "2024-01.01",
	    "1969-12-31", "-5", "1e9", "9999-01-01", "99999999999999999999",
	    "9223372036999", "2024-01-01T03:00:00.", "2024-01-01 ", "12."};
	int64_t ns;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		ns = -1;

		if (!import_date_parse(cases[i].text, &ns) || ns != cases[i].ns)
			fail_msg("%s: %lld", cases[i].text, (long long)ns);
	}
	for (i = 0; i < sizeof none / sizeof *none; i++)
		if (import_date_parse(none[i], &ns))
			fail_msg("%s: %lld", none[i], (long long)ns);
}

static void
word_is_of_all_columns_or_of_those_it_names(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_null(import_choice_of(NULL, "a", &arena));
	assert_string_equal(import_choice_of("ms", "a", &arena), "ms");
	assert_string_equal(import_choice_of("b=s,a=ms,1", "a", &arena), "ms");
	assert_string_equal(import_choice_of("b=s,1", "a", &arena), "1");
	assert_null(import_choice_of("ab=s", "a", &arena));
	assert_true(import_choice_has("a,b", "b"));
	assert_false(import_choice_has("a,bc", "b"));
	assert_false(import_choice_has("", "b"));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(units_of_other_tools_become_base_units),
	    cmocka_unit_test(dates_in_every_usual_form_are_read),
	    cmocka_unit_test(word_is_of_all_columns_or_of_those_it_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
