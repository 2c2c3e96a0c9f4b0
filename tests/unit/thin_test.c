#include "analysis/thin.h"
#include "tests/unit/test.h"

enum { MOST = 3000 };

static void
kept_values_are_at_even_distances_by_rank(void **state)
{
	static const size_t counts[] = {2, 3, 10, 129, 1000, 2999, MOST};
	double ranks[MOST], out[MOST];
	size_t i, k, wanted, count;

	(void)state;
	for (i = 0; i < MOST; i++)
		ranks[i] = (double)i;
	for (k = 0; k < sizeof counts / sizeof *counts; k++) {
		count = counts[k];
		for (wanted = 2; wanted <= count; wanted += wanted / 3 + 1) {
			thin_sorted(ranks, count, out, wanted);
			for (i = 0; i < wanted; i++)
				assert_true(
				    out[i] == (double)((i * (count - 1) +
							   (wanted - 1) / 2) /
						       (wanted - 1)));
			assert_true(out[wanted - 1] == ranks[count - 1]);
		}
	}
}

static void
only_the_highest_digits_of_a_number_are_kept(void **state)
{
	(void)state;
	assert_int_equal(thin_count(31, 5), 31);
	assert_int_equal(thin_count(33, 5), 32);
	assert_int_equal(thin_count(10000, 5), 9728);
	assert_int_equal(thin_count(1023, 3), 896);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(kept_values_are_at_even_distances_by_rank),
	    cmocka_unit_test(only_the_highest_digits_of_a_number_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
