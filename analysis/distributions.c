#include "analysis/distributions.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

/* GSL's own handler would abort the program. */
static void
errors_as_nan(void)
{
	gsl_set_error_handler_off();
}

double
distribution_t_cdf(double t, double df)
{
	errors_as_nan();
	return gsl_cdf_tdist_P(t, df);
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
