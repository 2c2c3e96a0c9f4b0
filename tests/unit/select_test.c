#include <string.h>

#include "analysis/ordered.h"
#include "analysis/select.h"
#include "analysis/sort.h"
#include "tests/unit/sample.h"

enum { MOST = 2000 };

/* Values of few or many kinds, in some order. */
static void
fill(double *values, size_t count, uint64_t kinds, uint64_t seed)
{
	struct random random = {seed};
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = (double)random_below(&random, kinds) - 3;
}

static void
ranks_are_those_of_the_sorted_values(void **state)
{
	static const uint64_t kinds[] = {1, 2, 5, 1000, 1000000};
	double values[MOST], sorted[MOST], spare[MOST], out[4];
	size_t count, k, i;

	(void)state;
	for (count = 1; count <= MOST; count = count * 3 / 2 + 1) {
		for (k = 0; k < 5; k++) {
			const size_t ranks[] = {
			    0, count / 3, count / 3, count - 1};

			fill(values, count, kinds[k], count + k);
			memcpy(sorted, values, sizeof sorted);
			sort_doubles(sorted, count, spare);
			select_ranks(values, count, ranks, 4, out);
			for (i = 0; i < 4; i++)
				assert_true(out[i] == sorted[ranks[i]]);
		}
	}
}

static void
sorted_and_turned_round_values_are_no_trap(void **state)
{
	double values[MOST], out[1];
	const size_t middle = MOST / 2;
	size_t i;

	(void)state;
	for (i = 0; i < MOST; i++)
		values[i] = (double)i;
	select_ranks(values, MOST, &middle, 1, out);
	assert_true(out[0] == MOST / 2);
	for (i = 0; i < MOST; i++)
		values[i] = (double)(MOST - 1 - i);
	select_ranks(values, MOST, &middle, 1, out);
	assert_true(out[0] == MOST / 2);
}

static void
the_middle_is_one_value_or_two(void **state)
{
	double odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2}, one[] = {7};
	struct middle middle;

	(void)state;
	middle = select_middle(odd, 3);
	assert_true(middle.low == 2 && middle.high == 2);
	middle = select_middle(even, 4);
	assert_true(middle.low == 2 && middle.high == 3);
	middle = select_middle(one, 1);
	assert_true(middle.low == 7 && middle.high == 7);
}

static void
no_value_gets_lost(void **state)
{
	double values[101], out[2];
	const size_t ranks[] = {13, 77};
	size_t i;

	(void)state;
	for (i = 0; i < 101; i++)
		values[i] = (double)(i * 37 % 101);
	select_ranks(values, 101, ranks, 2, out);
	assert_true(out[0] == 13 && out[1] == 77);
	sample_sort(values, 101);
	for (i = 0; i < 101; i++)
		assert_true(values[i] == (double)i);
}

static void
keys_keep_the_order_and_come_back(void **state)
{
	static const double values[] = {-(double)INFINITY, -1e300, -2, -1,
	    -1e-320, 0, 4e-324, 0.5, 1, 1.0000000000000002, 1e308,
	    (double)INFINITY};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof values / sizeof *values; i++) {
		assert_true(ordered_value(ordered_key(values[i])) == values[i]);
		if (i > 0)
			assert_true(ordered_key(values[i - 1]) <
				    ordered_key(values[i]));
	}
	assert_int_equal(ordered_key(1.0000000000000002), ordered_key(1) + 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ranks_are_those_of_the_sorted_values),
	    cmocka_unit_test(sorted_and_turned_round_values_are_no_trap),
	    cmocka_unit_test(the_middle_is_one_value_or_two),
	    cmocka_unit_test(no_value_gets_lost),
	    cmocka_unit_test(keys_keep_the_order_and_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
