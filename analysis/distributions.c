#include "analysis/distributions.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

/* GSL's own handler would abort the program. */
static void
errors_as_nan(void)
{
	gsl_set_error_handler_off();
}

/*
 * gsl_cdf_tdist_P is a series from 30 degrees on, and far from 0 has but six
 * digits until there are some thousand; gsl_cdf_beta_P has all of them, but
 * from 200,000 on is one of its own.
 */
double
distribution_t_cdf(double t, double df)
{
	double square = t * t, both;

	errors_as_nan();
	if (df > 1e5)
		return gsl_cdf_tdist_P(t, df);
	if (square < df)
		both = gsl_cdf_beta_Q(square / (df + square), 0.5, df / 2);
	else
		both = gsl_cdf_beta_P(df / (df + square), df / 2, 0.5);
	return t < 0 ? both / 2 : 1 - both / 2;
}

double
distribution_t_quantile(double p, double df)
{
	errors_as_nan();
	return gsl_cdf_tdist_Pinv(p, df);
}

double
distribution_normal_quantile(double p)
{
	errors_as_nan();
	return gsl_cdf_ugaussian_Pinv(p);
}

double
distribution_normal_cdf(double z)
{
	errors_as_nan();
	return gsl_cdf_ugaussian_P(z);
}

double
distribution_beta_cdf(double x, double a, double b)
{
	errors_as_nan();
	return gsl_cdf_beta_P(x, a, b);
}

/* gsl_cdf_binomial_P takes an unsigned k, too small for us. */
double
distribution_coin_cdf(uint64_t k, uint64_t n)
{
	if (k >= n)
		return 1;
	return distribution_beta_cdf(0.5, (double)(n - k), (double)k + 1);
}
