#include <stdlib.h>
#include <string.h>

#include "analysis/signed_rank.h"
#include "analysis/walsh.h"
#include "tests/unit/sample.h"

/* R: qsignrank(c(0.025, 0.05), n) */
static void
quantiles_are_those_of_r(void **state)
{
	static const struct {
		uint64_t n, two_sided, one_sided;
	} rows[] = {{5, 0, 1}, {6, 1, 3}, {10, 9, 11}, {12, 14, 18},
	    {20, 53, 61}, {25, 90, 101}, {30, 138, 152}, {40, 265, 287},
	    {50, 435, 467}};
	struct signed_rank rank;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		signed_rank_init(&rank, rows[i].n);
		assert_int_equal(
		    signed_rank_quantile(&rank, 0.025), rows[i].two_sided);
		assert_int_equal(
		    signed_rank_quantile(&rank, 0.05), rows[i].one_sided);
	}
}

/* Counted in whole numbers. */
static void
probabilities_are_exact(void **state)
{
	struct signed_rank rank;

	(void)state;
	signed_rank_init(&rank, 10);
	assert_true(signed_rank_cdf(&rank, 13) == 82 / 1024.0);
	assert_true(signed_rank_cdf(&rank, 0) == 1 / 1024.0);
	assert_true(signed_rank_cdf(&rank, 55) == 1);
	assert_true(signed_rank_cdf(&rank, 1000000) == 1);
	signed_rank_init(&rank, 50);
	assert_true(signed_rank_cdf(&rank, 435) == 0.02530260184660449);
	assert_true(signed_rank_cdf(&rank, 318) == 931623584298 / 0x1p50);
	assert_true(signed_rank_cdf(&rank, 0) == 0x1p-50);
	/* Hollander and Wolfe (1973), depression scale: V = 40, n = 9 */
	signed_rank_init(&rank, 9);
	assert_true(2 * signed_rank_cdf(&rank, 45 - 40) == 0.0390625);
}

static void
all_signs_counted_one_by_one_agree(void **state)
{
	struct signed_rank rank;
	uint64_t n, signs, w, sum, i, counts[56], below;

	(void)state;
	for (n = 1; n <= 10; n++) {
		memset(counts, 0, sizeof counts);
		for (signs = 0; signs < UINT64_C(1) << n; signs++) {
			for (sum = i = 0; i < n; i++)
				sum += signs >> i & 1 ? i + 1 : 0;
			counts[sum]++;
		}
		signed_rank_init(&rank, n);
		for (below = w = 0; w <= n * (n + 1) / 2; w++) {
			below += counts[w];
			assert_true(signed_rank_cdf(&rank, w) ==
				    (double)below / (double)(1 << n));
		}
	}
}

/* Beyond 50 the normal distribution takes over where the counts end. */
static void
the_approximation_joins_the_counts(void **state)
{
	struct signed_rank exact, normal;
	uint64_t q;

	(void)state;
	signed_rank_init(&exact, 50);
	signed_rank_init(&normal, 51);
	q = signed_rank_quantile(&normal, 0.025);
	/* in whole numbers: P(W <= 453) = 0.024485, P(W <= 454) = 0.025043 */
	assert_int_equal(q, 454);
	assert_near(signed_rank_cdf(&normal, 454), 0.02504269888354349, 2e-2);
	assert_near(signed_rank_cdf(&normal, 663), 0.5018533260849813, 1e-4);
	assert_true(signed_rank_cdf(&normal, 51 * 52 / 2) == 1);
	assert_true(signed_rank_cdf(&normal, 0) > 0);
	assert_true(q > signed_rank_quantile(&exact, 0.025));
}

static double
random_value(struct random *random, uint64_t kinds)
{
	return kinds == 0 ? sample_normal(random)
			  : (double)random_below(random, kinds) - 2;
}

static void
walsh_averages_are_in_order(void **state)
{
	static const uint64_t kinds[] = {0, 1, 3, 50};
	double values[60], all[60 * 61 / 2], out[3];
	struct random random = {3};
	size_t count, i, j, k, at, total;

	(void)state;
	for (k = 0; k < 4; k++) {
		for (count = 1; count <= 60; count += 7) {
			for (i = 0; i < count; i++)
				values[i] = random_value(&random, kinds[k]);
			sample_sort(values, count);
			for (at = i = 0; i < count; i++)
				for (j = 0; j <= i; j++)
					all[at++] =
					    0.5 * (values[i] + values[j]);
			sample_sort(all, at);
			total = walsh_total(count);
			assert_int_equal(at, total);
			walsh_ranks(values, count,
			    (const size_t[]){0, total / 3, total - 1}, 3, out);
			assert_true(out[0] == all[0]);
			assert_true(out[1] == all[total / 3]);
			assert_true(out[2] == all[total - 1]);
			for (i = 0; i < total; i++)
				assert_true(
				    walsh_count(values, count, all[i]) > i);
			assert_int_equal(
			    walsh_count(values, count, all[0] - 1), 0);
		}
	}
}

/* 1,001 values are the first whose averages are not written out. */
static void
halving_finds_the_same_averages(void **state)
{
	enum { COUNT = WALSH_DIRECT_MAX + 1 };
	double *all = xmalloc(walsh_total(COUNT) * sizeof *all);
	struct random random = {7};
	double values[COUNT], out[4];
	size_t i, j, k, at, total = walsh_total(COUNT);
	const size_t ranks[] = {0, total / 2, total / 2 + 1, total - 1};

	(void)state;
	for (k = 0; k < 2; k++) {
		for (i = 0; i < COUNT; i++)
			values[i] = random_value(&random, k * 5);
		sample_sort(values, COUNT);
		for (at = i = 0; i < COUNT; i++)
			for (j = i; j < COUNT; j++)
				all[at++] = 0.5 * (values[i] + values[j]);
		sample_sort(all, at);
		walsh_ranks(values, COUNT, ranks, 4, out);
		for (i = 0; i < 4; i++) {
			assert_true(out[i] == all[ranks[i]]);
			assert_false(out[i] == 0 && signbit(out[i]));
		}
	}
	free(all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(quantiles_are_those_of_r),
	    cmocka_unit_test(probabilities_are_exact),
	    cmocka_unit_test(all_signs_counted_one_by_one_agree),
	    cmocka_unit_test(the_approximation_joins_the_counts),
	    cmocka_unit_test(walsh_averages_are_in_order),
	    cmocka_unit_test(halving_finds_the_same_averages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
