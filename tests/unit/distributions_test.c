#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/consistency.h"
#include "analysis/distributions.h"
#include "analysis/mann_whitney.h"
#include "analysis/signed_rank.h"
#include "tests/unit/test.h"

static struct mann_whitney_table table;

static double
qt(const double *args)
{
	return distribution_t_quantile(args[0], args[1]);
}

static double
pt(const double *args)
{
	return distribution_t_cdf(args[0], args[1]);
}

static double
qnorm(const double *args)
{
	return distribution_normal_quantile(args[0]);
}

static double
pnorm(const double *args)
{
	return distribution_normal_cdf(args[0]);
}

static double
pbeta(const double *args)
{
	return distribution_beta_cdf(args[0], args[1], args[2]);
}

static double
pbinom(const double *args)
{
	assert_true(args[2] == 0.5);
	return distribution_coin_cdf((uint64_t)args[0], (uint64_t)args[1]);
}

static double
qbinom(const double *args)
{
	return (double)consistency_allowed((uint64_t)args[1], args[2], args[0]);
}

static double
pwilcox(const double *args)
{
	struct mann_whitney mw =
	    mann_whitney_of(&table, (uint64_t)args[1], (uint64_t)args[2], 0);

	return mann_whitney_cdf(&mw, args[0]);
}

static double
qwilcox(const double *args)
{
	struct mann_whitney mw =
	    mann_whitney_of(&table, (uint64_t)args[1], (uint64_t)args[2], 0);

	return (double)mann_whitney_quantile(&mw, args[0]);
}

static double
psignrank(const double *args)
{
	struct signed_rank rank;

	signed_rank_init(&rank, (uint64_t)args[1]);
	return signed_rank_cdf(&rank, (uint64_t)args[0]);
}

static double
qsignrank(const double *args)
{
	struct signed_rank rank;

	signed_rank_init(&rank, (uint64_t)args[1]);
	return (double)signed_rank_quantile(&rank, args[0]);
}

static struct {
	const char *name;
	double (*call)(const double *args);
	unsigned args, seen;
} functions[] = {{"qt", qt, 2, 0}, {"pt", pt, 2, 0}, {"qnorm", qnorm, 1, 0},
    {"pnorm", pnorm, 1, 0}, {"pbeta", pbeta, 3, 0}, {"pbinom", pbinom, 3, 0},
    {"qbinom", qbinom, 3, 0}, {"pwilcox", pwilcox, 3, 0},
    {"qwilcox", qwilcox, 3, 0}, {"psignrank", psignrank, 2, 0},
    {"qsignrank", qsignrank, 2, 0}};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* "qt(0.975, 9) = 2.26…": our value, and R's in *wanted. */
static double
call(const char *line, double *wanted)
{
	size_t i, length = strcspn(line, "(");
	const char *at = line + length + 1;
	double args[3] = {0};
	unsigned count = 0;
	char *end;

	for (i = 0; i < FUNCTIONS; i++)
		if (strlen(functions[i].name) == length &&
		    strncmp(functions[i].name, line, length) == 0)
			break;
	if (i == FUNCTIONS)
		fail_msg("what is %s", line);
	for (;; at = end + 1) {
		assert_true(count < 3);
		args[count++] = strtod(at, &end);
		if (*end != ',')
			break;
	}
	assert_int_equal(count, functions[i].args);
	assert_true(strncmp(end, ") = ", 4) == 0);
	*wanted = strtod(end + 4, &end);
	assert_true(*end == '\n');
	functions[i].seen++;
	return functions[i].call(args);
}

/* tests/ref/distributions.txt has the calls beside their values. */
static void
every_call_of_r_has_nine_digits(void **state)
{
	FILE *file = fopen("tests/ref/distributions.txt", "r");
	double got, wanted;
	size_t wrong = 0, i;
	char line[200];

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		if (line[0] == '#')
			continue;
		got = call(line, &wanted);
		if (fabs(got - wanted) <= 1e-9 * fabs(wanted))
			continue;
		print_error("%.17g for %s", got, line);
		wrong++;
	}
	fclose(file);
	assert_int_equal(wrong, 0);
	for (i = 0; i < FUNCTIONS; i++)
		if (functions[i].seen < 7)
			fail_msg("few calls of %s", functions[i].name);
}

/* The statistics text, section 9, to the digits it has. */
static void
values_of_the_text_have_their_digits(void **state)
{
	(void)state;
	assert_near(distribution_t_quantile(0.975, 9), 2.2621571628, 1e-10);
	assert_near(distribution_t_quantile(0.975, 2.5), 3.574654842, 1e-10);
	assert_near(distribution_t_cdf(-2.5, 3.7), 0.0359110114559, 1e-11);
	assert_near(distribution_beta_cdf(0.3, 2.5, 7), 0.641222462972, 1e-11);
	assert_near(distribution_normal_quantile(0.975), 1.95996398454, 1e-11);
}

/* Of an archive of so many sessions: section 2.3, as it is printed there. */
static void
few_sessions_need_a_large_t(void **state)
{
	static const struct {
		double sessions, t;
	} rows[] = {{5, 3.31}, {6, 2.94}, {8, 2.59}, {10, 2.42}, {15, 2.23},
	    {20, 2.16}, {30, 2.08}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(fabs(distribution_t_quantile(
				     0.975, 0.7 * (rows[i].sessions - 1)) -
				 rows[i].t) <= 0.0051);
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
	    cmocka_unit_test(every_call_of_r_has_nine_digits),
	    cmocka_unit_test(values_of_the_text_have_their_digits),
	    cmocka_unit_test(few_sessions_need_a_large_t),
	    cmocka_unit_test(coins_are_counted_exactly),
	    cmocka_unit_test(t_approaches_the_normal_distribution),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
