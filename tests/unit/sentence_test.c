#include "analysis/sentence.h"
#include "base/arena.h"
#include "base/text.h"
#include "tests/unit/test.h"

#include <string.h>

static struct arena arena;

static void
values_have_four_digits_and_no_idle_zeros(void **state)
{
	const struct metric *time = &metric_find("time")->metric;
	const struct metric *memory = &metric_find("max_rss")->metric;
	const struct metric *rate = &metric_find("success_rate")->metric;
	const struct metric own = {.name = "hits", .unit = "req"};
	const struct metric count = {.name = "count", .unit = "1"};

	(void)state;
	assert_string_equal(sentence_value(&arena, time, 50e6), "50 ms");
	assert_string_equal(sentence_value(&arena, time, 45.126e6), "45.13 ms");
	assert_string_equal(sentence_value(&arena, time, 999.96e6), "1 s");
	assert_string_equal(sentence_value(&arena, memory, 1572864), "1.5 MiB");
	assert_string_equal(sentence_value(&arena, rate, 0.95), "95 %");
	assert_string_equal(sentence_value(&arena, rate, 0), "0 %");
	assert_string_equal(sentence_value(&arena, &own, 1234.5), "1234 req");
	assert_string_equal(sentence_value(&arena, &own, 1e-9), "1e-09 req");
	assert_string_equal(sentence_value(&arena, &count, -5), "-5");
}

static void
shares_have_a_decimal_below_ten_percent(void **state)
{
	(void)state;
	assert_string_equal(sentence_share(&arena, 0), "0 %");
	assert_string_equal(sentence_share(&arena, 0.1), "10 %");
	assert_string_equal(sentence_share(&arena, 0.042), "4.2 %");
	assert_string_equal(sentence_share(&arena, 1.24), "124 %");
	assert_string_equal(sentence_share(&arena, 0.0001), "0.010 %");
}

static void
changes_share_their_digits_with_the_interval(void **state)
{
	const struct interval wide = {true, 1.28, 1.34};
	const struct interval narrow = {true, 1.305, 1.315};
	const struct interval double_wide = {true, 2.2, 2.4};
	const struct interval none = {0};

	(void)state;
	assert_string_equal(
	    sentence_change(&arena, 1.31, &wide), "+31 % [+28, +34]");
	assert_string_equal(
	    sentence_change(&arena, 1.31, &narrow), "+31.0 % [+30.5, +31.5]");
	assert_string_equal(sentence_change(&arena, 1.31, &none), "+31 %");
	assert_string_equal(sentence_change(&arena, 1, &none), "0.0 %");
	assert_string_equal(sentence_change(&arena, 0.96, &none), "-4.0 %");
	assert_string_equal(
	    sentence_change(&arena, 2.3, &double_wide), "2.30× [2.20, 2.40]");
	assert_string_equal(sentence_factor(&arena, 60, &none), "60×");
}

static void
a_list_names_three_and_counts_the_rest(void **state)
{
	static const char *const names[] = {"a", "b", "c", "d", "e"};

	(void)state;
	assert_string_equal(sentence_list(&arena, names, 0), "");
	assert_string_equal(sentence_list(&arena, names, 1), "a");
	assert_string_equal(sentence_list(&arena, names, 2), "a and b");
	assert_string_equal(sentence_list(&arena, names, 4), "a, b, c and d");
	assert_string_equal(
	    sentence_list(&arena, names, 5), "a, b, c and 2 more");
}

static void
names_are_cut_and_made_visible(void **state)
{
	char long_name[300];

	(void)state;
	memset(long_name, 'x', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	assert_string_equal(sentence_name(&arena, "a\nb"), "a\\nb");
	assert_int_equal(
	    text_characters(sentence_name(&arena, long_name)), 100);
	assert_true(text_ends_with(sentence_name(&arena, long_name), "x…"));
}

/* A ratio may be as large as numbers go. */
static void
nobody_reads_three_hundred_digits(void **state)
{
	const struct interval none = {0}, wide = {true, 0.5, 1e300};

	(void)state;
	assert_string_equal(sentence_share(&arena, 1e298), "1e+300 %");
	assert_string_equal(sentence_change(&arena, 1e300, &none), "1e+300×");
	assert_string_equal(
	    sentence_change(&arena, 1.5, &wide), "1.5× [0.5, 1e+300]");
	assert_string_equal(
	    sentence_factor(&arena, 2e9, &wide), "2e+09× [0.5, 1e+300]");
}

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_have_four_digits_and_no_idle_zeros),
	    cmocka_unit_test(shares_have_a_decimal_below_ten_percent),
	    cmocka_unit_test(changes_share_their_digits_with_the_interval),
	    cmocka_unit_test(a_list_names_three_and_counts_the_rest),
	    cmocka_unit_test(names_are_cut_and_made_visible),
	    cmocka_unit_test(nobody_reads_three_hundred_digits),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
