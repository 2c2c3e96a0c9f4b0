#include "analysis/distributions.h"
#include "tests/unit/test.h"

/* R 4.2: qt, pt, pbeta, qnorm, pbinom. */
static void
values_are_those_of_r(void **state)
{
	(void)state;
	assert_near(distribution_t_quantile(0.975, 9), 2.2621571628, 1e-10);
	assert_near(distribution_t_quantile(0.975, 2.5), 3.574654842, 1e-10);
	assert_near(distribution_t_quantile(0.975, 1), 12.7062047361747, 1e-12);
	assert_near(distribution_t_cdf(-2.5, 3.7), 0.0359110114559, 1e-11);
	assert_near(distribution_beta_cdf(0.3, 2.5, 7), 0.641222462972, 1e-11);
	assert_near(distribution_normal_quantile(0.975), 1.95996398454, 1e-11);
}

/* P(B <= k) by adding up binomial coefficients. */
static void
coins_are_counted_exactly(void **state)
{
	double term, sum;
	uint64_t n, k;

	(void)state;
	for (n = 1; n <= 60; n++) {
		term = ldexp(1, -(int)n);
		sum = 0;
		for (k = 0; k <= n; k++) {
			sum += term;
			assert_near(distribution_coin_cdf(k, n), sum, 1e-12);
			term *= (double)(n - k) / (double)(k + 1);
		}
	}
}

static void
t_approaches_the_normal_distribution(void **state)
{
	(void)state;
	assert_near(distribution_t_quantile(0.975, 1e9),
	    distribution_normal_quantile(0.975), 1e-8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_those_of_r),
	    cmocka_unit_test(coins_are_counted_exactly),
	    cmocka_unit_test(t_approaches_the_normal_distribution),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
