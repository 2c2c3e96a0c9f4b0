/*
 * Probability distributions. The only door to GSL, so that it can be
 * replaced in a day.
 *
 * Accurate to about 1e-11 relative; checked against R in the unit tests.
 */
#ifndef ANALYSIS_DISTRIBUTIONS_H
#define ANALYSIS_DISTRIBUTIONS_H

#include <stdint.h>

/* Student's t with df > 0 degrees of freedom, which need not be whole. */
double distribution_t_cdf(double t, double df);
double distribution_t_quantile(double p, double df);

double distribution_normal_cdf(double z);
double distribution_normal_quantile(double p);

/* The regularised incomplete beta function I_x(a, b). */
double distribution_beta_cdf(double x, double a, double b);

/* P(B <= k) for B ~ Bin(n, 1/2). */
double distribution_coin_cdf(uint64_t k, uint64_t n);

#endif
