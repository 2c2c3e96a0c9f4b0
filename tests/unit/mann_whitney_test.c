#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/mann_whitney.h"
#include "analysis/pairwise.h"
#include "tests/unit/sample.h"

/* R: qwilcox(c(0.025, 0.05), n, m); of (50, 50) by whole numbers */
static void
quantiles_are_those_of_r(void **state)
{
	static const struct {
		uint64_t n, m, two_sided, one_sided;
	} rows[] = {{1, 3, 0, 0}, {3, 3, 0, 0}, {4, 4, 1, 2}, {5, 5, 3, 5},
	    {8, 8, 14, 16}, {10, 10, 24, 28}, {15, 15, 65, 73},
	    {20, 20, 128, 139}, {5, 50, 59, 69}, {30, 30, 318, 339},
	    {50, 50, 966, 1011}};
	struct mann_whitney_table table = {0};
	struct mann_whitney mw;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		mw = mann_whitney_of(&table, rows[i].n, rows[i].m, 0);
		assert_int_equal(
		    mann_whitney_quantile(&mw, 0.025), rows[i].two_sided);
		assert_int_equal(
		    mann_whitney_quantile(&mw, 0.05), rows[i].one_sided);
		mw = mann_whitney_of(&table, rows[i].m, rows[i].n, 0);
		assert_int_equal(
		    mann_whitney_quantile(&mw, 0.025), rows[i].two_sided);
	}
}

static unsigned
bits_set(unsigned word)
{
	unsigned count = 0;

	for (; word != 0; word &= word - 1)
		count++;
	return count;
}

/* U of the n ranks that are set in word, among n + m. */
static unsigned
u_of(unsigned word, unsigned all)
{
	unsigned rank, below = 0, u = 0;

	for (rank = 0; rank < all; rank++) {
		if (word >> rank & 1)
			u += below;
		else
			below++;
	}
	return u;
}

static void
all_orders_counted_one_by_one_agree(void **state)
{
	struct mann_whitney_table table = {0};
	struct mann_whitney mw;
	unsigned n, m, word, u, counts[37], total, below;

	(void)state;
	for (n = 1; n <= 6; n++) {
		for (m = 1; m <= 6; m++) {
			memset(counts, 0, sizeof counts);
			for (total = word = 0; word < 1u << (n + m); word++) {
				if (bits_set(word) != n)
					continue;
				counts[u_of(word, n + m)]++;
				total++;
			}
			mw = mann_whitney_of(&table, n, m, 0);
			for (below = u = 0; u <= n * m; u++) {
				below += counts[u];
				assert_near(mann_whitney_cdf(&mw, u),
				    (double)below / total, 1e-15);
			}
		}
	}
}

/* 1 / choose(n + m, n), in whole numbers */
static void
the_farthest_tail_keeps_its_digits(void **state)
{
	struct mann_whitney_table table = {0};
	struct mann_whitney mw = mann_whitney_of(&table, 50, 50, 0);

	(void)state;
	assert_near(mann_whitney_cdf(&mw, 0), 9.911653021418339e-30, 1e-13);
	assert_true(mann_whitney_cdf(&mw, 2500) == 1);
	assert_near(
	    mann_whitney_cdf(&mw, 965) + mann_whitney_cdf(&mw, 2500 - 966), 1,
	    1e-14);
	mw = mann_whitney_of(&table, 30, 30, 0);
	assert_near(mann_whitney_cdf(&mw, 0), 8.455616946072368e-18, 1e-13);
}

/* The text: what U can say at most with n against n. */
static void
three_against_three_cannot_reject(void **state)
{
	static const double least[] = {0.1, 2 / 70.0, 2 / 252.0, 2 / 924.0};
	struct mann_whitney_table table = {0};
	struct mann_whitney mw;
	uint64_t n;

	(void)state;
	for (n = 3; n <= 6; n++) {
		mw = mann_whitney_of(&table, n, n, 0);
		assert_near(mann_whitney_p(&mw, 0), least[n - 3], 1e-14);
		assert_near(
		    mann_whitney_p(&mw, (double)(n * n)), least[n - 3], 1e-14);
	}
}

static void
beyond_fifty_values_it_is_normal(void **state)
{
	struct mann_whitney_table table = {0};
	struct mann_whitney counted = mann_whitney_of(&table, 50, 50, 0);
	struct mann_whitney normal = mann_whitney_of(&table, 50, 51, 0);
	uint64_t q;

	(void)state;
	assert_true(counted.cdf != NULL && normal.cdf == NULL);
	/* in whole numbers: P(U <= 986) = 0.024875, P(U <= 987) = 0.025278 */
	q = mann_whitney_quantile(&normal, 0.025);
	assert_int_equal(q, 986);
	assert_near(mann_whitney_cdf(&normal, 987), 0.025278402531267306, 1e-2);
	assert_true(mann_whitney_cdf(&normal, 2550) == 1);
	assert_true(mann_whitney_cdf(&normal, 0) > 0);
	assert_true(mann_whitney_p(&normal, 1275) == 1);
}

static void
ties_are_counted_over_both_sides(void **state)
{
	const double a[] = {1, 1, 2, 3, 3, 3}, b[] = {1, 2, 4, 4};

	(void)state;
	/* groups of 3, 2, 3, 2 */
	assert_true(mann_whitney_ties(a, 6, b, 4) == 24 + 6 + 24 + 6);
	assert_true(mann_whitney_ties(b, 4, a, 6) == 24 + 6 + 24 + 6);
	assert_true(mann_whitney_ties(a, 0, b, 4) == 6);
	assert_true(mann_whitney_ties(a, 0, b, 0) == 0);
}

static void
equal_values_have_no_spread(void **state)
{
	struct mann_whitney_table table = {0};
	uint64_t n, m;

	(void)state;
	for (n = 1; n < 100; n += 7) {
		for (m = 1; m < 1000000; m = 3 * m + 1) {
			double all = (double)(n + m);
			struct mann_whitney mw = mann_whitney_of(
			    &table, n, m, all * (all * all - 1));

			assert_true(mw.sd == 0 && mw.cdf == NULL);
			assert_true(
			    mann_whitney_p(&mw, (double)(n * m) / 2) == 1);
		}
	}
}

static void
other_sizes_do_not_disturb_what_is_remembered(void **state)
{
	struct mann_whitney_table table = {0};
	struct mann_whitney first = mann_whitney_of(&table, 7, 9, 0), again;
	uint64_t n;

	(void)state;
	for (n = 10; n < 13; n++)
		mann_whitney_of(&table, n, n, 0);
	again = mann_whitney_of(&table, 9, 7, 0);
	assert_ptr_equal(again.cdf, first.cdf);
	mann_whitney_of(&table, 13, 13, 0);
	again = mann_whitney_of(&table, 7, 9, 0);
	assert_int_equal(mann_whitney_quantile(&again, 0.025), 13);
}

static double
random_value(struct random *random, uint64_t kinds)
{
	return kinds == 0 ? sample_normal(random)
			  : (double)random_below(random, kinds) - 2;
}

static void
differences_are_in_order(void **state)
{
	static const uint64_t kinds[] = {0, 1, 3, 50};
	double a[40], b[40], all[1600];
	struct random random = {3};
	size_t n, m, i, j, k, at;
	struct pairwise pairs;

	(void)state;
	for (k = 0; k < 4; k++) {
		for (n = 1; n <= 40; n += 3) {
			m = 1 + random_below(&random, 40);
			for (i = 0; i < n; i++)
				a[i] = random_value(&random, kinds[k]);
			for (i = 0; i < m; i++)
				b[i] = random_value(&random, kinds[k]);
			sample_sort(a, n);
			sample_sort(b, m);
			for (at = i = 0; i < n; i++)
				for (j = 0; j < m; j++)
					all[at++] = a[i] - b[j];
			sample_sort(all, at);
			pairwise_init(&pairs, a, n, b, m);
			assert_int_equal(pairwise_total(&pairs), at);
			for (i = 0; i < at; i++)
				assert_true(pairwise_at(&pairs, i) == all[i]);
			for (i = 0; i < at; i++)
				assert_true(pairwise_count(&pairs, all[i]) > i);
			assert_int_equal(pairwise_count(&pairs, all[0] - 1), 0);
			pairwise_release(&pairs);
		}
	}
}

/* 101 times 100 are the first that are not written out. */
static void
counting_finds_the_same_differences(void **state)
{
	enum { N = 101, M = 100, TOTAL = N * M };
	static const double scales[] = {1, 1, 1e-320, 8e307};
	double all[TOTAL], a[N], b[M], found;
	struct random random = {7};
	struct pairwise pairs;
	size_t i, j, k, at;

	(void)state;
	for (k = 0; k < 4; k++) {
		for (i = 0; i < N; i++)
			a[i] = scales[k] * random_value(&random, k % 2 * 5);
		for (i = 0; i < M; i++)
			b[i] = scales[k] * random_value(&random, k % 2 * 5);
		sample_sort(a, N);
		sample_sort(b, M);
		for (at = i = 0; i < N; i++)
			for (j = 0; j < M; j++)
				all[at++] = a[i] - b[j];
		sample_sort(all, at);
		pairwise_init(&pairs, a, N, b, M);
		assert_null(pairs.sorted);
		for (i = 0; i < TOTAL; i += 3) {
			found = pairwise_at(&pairs, i);
			assert_true(found == all[i]);
			assert_false(found == 0 && signbit(found));
		}
		pairwise_release(&pairs);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(quantiles_are_those_of_r),
	    cmocka_unit_test(all_orders_counted_one_by_one_agree),
	    cmocka_unit_test(the_farthest_tail_keeps_its_digits),
	    cmocka_unit_test(three_against_three_cannot_reject),
	    cmocka_unit_test(beyond_fifty_values_it_is_normal),
	    cmocka_unit_test(ties_are_counted_over_both_sides),
	    cmocka_unit_test(equal_values_have_no_spread),
	    cmocka_unit_test(other_sizes_do_not_disturb_what_is_remembered),
	    cmocka_unit_test(differences_are_in_order),
	    cmocka_unit_test(counting_finds_the_same_differences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
