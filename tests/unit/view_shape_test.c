#include "tests/unit/test.h"

#include <string.h>

#include "output/view.h"
#include "tests/unit/shape_fixture.h"

static void
what_fails_its_bound_comes_first(void **state)
{
	struct result result;
	struct view view;
	const struct view_scaling *first;

	(void)state;
	fixture_shapes(&result);
	view_build(&view, &result);
	assert_int_equal(view.scalings.count, 2);
	first = view.scalings.items;
	assert_string_equal(first->name, "marketplace/search, mode=exact");
	assert_string_equal(first->status.word, "fails");
	assert_string_equal(first->class, "n log n");
	assert_string_equal(first->exponent, "1.132 [1.104, 1.160]");
	assert_string_equal(first->bound, "at most n");
	assert_string_equal(first->sizes, "100 to 10000, 5");
	assert_string_equal(
	    first->change, "steeper: exponent by 0.140 [0.110, 0.170]");
	/* Nothing was asked of the other, and little is known. */
	assert_string_equal(first[1].status.word, "linear");
	assert_null(first[1].class);
	assert_null(first[1].bound);
	assert_null(first[1].change);
	view_release(&view);
	result_release(&result);
}

static void
levels_say_what_is_known_of_them(void **state)
{
	struct result result;
	struct view view;
	const struct view_concurrency *found;

	(void)state;
	fixture_shapes(&result);
	view_build(&view, &result);
	assert_int_equal(view.concurrencies.count, 1);
	found = view.concurrencies.items;
	assert_string_equal(found->status.word, "retrograde");
	assert_int_equal(found->levels.count, 3);
	assert_string_equal(found->levels.items[1].workers, "4");
	assert_string_equal(
	    found->levels.items[1].speedup, "3.40 [3.30, 3.50]");
	assert_string_equal(found->levels.items[1].efficiency, "85 %");
	assert_null(found->levels.items[1].latency);
	assert_null(found->law);
	view_release(&view);
	result_release(&result);
}

static void
confirmed_growth_comes_before_a_guess(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_shapes(&result);
	view_build(&view, &result);
	assert_int_equal(view.growths.count, 2);
	assert_string_equal(view.growths.items[0].status.word, "grows");
	assert_string_equal(view.growths.items[0].total, "+12 %");
	assert_string_equal(view.growths.items[0].launches, "4 of 5");
	assert_string_equal(view.growths.items[1].status.word, "not confirmed");
	view_release(&view);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_fails_its_bound_comes_first),
	    cmocka_unit_test(levels_say_what_is_known_of_them),
	    cmocka_unit_test(confirmed_growth_comes_before_a_guess),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
