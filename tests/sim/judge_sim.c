/*
 * Do the rules hold what they promise? Rates over seeded replicates, each
 * within its bounds; the last line counts.
 */
#include <stdio.h>

#include "tests/sim/rates.h"
#include "tests/sim/series_rates.h"

enum { REPLICATES = 2000, MANY = 3000 };

static unsigned passed, failed;

/* Percent. */
static void
check(const char *what, const char *of, double rate, double low, double high)
{
	bool holds = 100 * rate >= low && 100 * rate <= high;

	passed += holds;
	failed += !holds;
	printf("%s %s, %s: %.2f %% of %g to %g\n", holds ? "ok" : "not ok",
	    what, of, 100 * rate, low, high);
}

static void
check_medians(void)
{
	enum shape shape;

	for (shape = 0; shape < SHAPES; shape++)
		check("interval of the median of 10", shape_names[shape],
		    rate_median_coverage(shape, 10, REPLICATES), 93.5, 96.5);
}

/* The shapes are those of the launches' medians. */
static void
check_ranks(void)
{
	static const size_t counts[] = {10, 20, 30};
	struct rate_setting setting = {0};
	struct rates rates;
	char name[80];
	size_t i, j;

	for (i = 0; i < sizeof counts / sizeof *counts; i++)
		for (j = 0; j < 2 * SHAPES; j++) {
			setting.k = counts[i];
			setting.shape = j % SHAPES;
			setting.session_sigma = j < SHAPES ? 0 : 0.01;
			rates = rates_of_launches(&setting, REPLICATES);
			snprintf(name, sizeof name, "%zu launches, %s%s",
			    counts[i], shape_names[setting.shape],
			    j < SHAPES ? "" : ", sessions 1 %");
			check("rule B by ranks holds the ratio", name,
			    rates.coverage, 93.5, 96.5);
			check("rule B by ranks, one-sided", name, rates.above,
			    3.5, 6.5);
		}
}

static void
check_launches(void)
{
	static const size_t counts[] = {3, 5, 9};
	struct rate_setting setting = {.shape = SHAPES, .sigma = 0.02};
	struct rates rates;
	char name[80];
	size_t i;

	for (i = 0; i < sizeof counts / sizeof *counts; i++) {
		setting.k = counts[i];
		rates = rates_of_launches(&setting, MANY);
		snprintf(name, sizeof name, "%zu launches", counts[i]);
		check("rule B of the same code, p < 0.05", name, rates.rejected,
		    2, 6);
		setting.session_sigma = 0.01;
		rates = rates_of_launches(&setting, MANY);
		setting.session_sigma = 0;
		check("rule B of sessions of 1 %, p < 0.05", name,
		    rates.rejected, 2, 6);
	}
}

static void
check_archive(void)
{
	static const double sigmas[] = {0, 0.01, 0.02};
	static const size_t sessions[] = {5, 20}, counts[] = {1, 3, 5};
	struct rate_setting setting = {.shape = SHAPES};
	char name[80];
	size_t i, j, k;

	setting.sigma = rate_usual_sigma();
	for (i = 0; i < 3; i++)
		for (j = 0; j < 2; j++)
			for (k = 0; k < 3; k++) {
				setting.session_sigma = sigmas[i];
				setting.k = counts[k];
				snprintf(name, sizeof name,
				    "%g %% sessions, %zu of them, %zu launches",
				    100 * sigmas[i], sessions[j], counts[k]);
				check(
				    "rule A of the same code, one-sided 2.5 %",
				    name,
				    rates_of_archive(
					&setting, sessions[j], MANY)
					.beyond,
				    0, 4);
			}
}

static void
check_levels(void)
{
	static const double sigmas[] = {0.01, 0.03, 0.06};
	struct rate_setting setting = {
	    .shape = SHAPES, .change = log(1.15), .k = 5};
	char name[80];
	size_t i;

	for (i = 0; i < sizeof sigmas / sizeof *sigmas; i++) {
		setting.sigma = sigmas[i];
		setting.seed = i;
		snprintf(name, sizeof name, "noise %g %%", 100 * sigmas[i]);
		setting.k = 5;
		check("a warning at the threshold itself, rule B", name,
		    rates_of_launches(&setting, MANY).warning, 2, 6.5);
		setting.k = 30;
		check("a warning at the threshold itself, by ranks", name,
		    rates_of_launches(&setting, MANY).warning, 2, 6.5);
		setting.k = 20;
		check("a warning at the threshold itself, paired", name,
		    rates_of_pairs(&setting, MANY).warning, 2, 6.5);
		setting.k = 3;
		check("a warning at the threshold itself, rule A", name,
		    rates_of_archive(&setting, 20, MANY).warning, 0, 6.5);
	}
}

static void
check_pairs(void)
{
	static const size_t rounds[] = {5, 9, 10, 20, 30};
	struct rate_setting setting = {.shape = SHAPE_NORMAL};
	struct rates rates;
	char name[80];
	size_t i, j;

	for (i = 0; i < sizeof rounds / sizeof *rounds; i++)
		for (j = 0; j < SHAPES; j++) {
			setting.k = rounds[i];
			setting.shape = j;
			rates = rates_of_pairs(&setting, MANY);
			snprintf(name, sizeof name, "%zu rounds, %s", rounds[i],
			    shape_names[j]);
			check("paired, p < 0.05", name, rates.rejected, 1, 6.5);
			check("paired holds the ratio", name, rates.coverage,
			    93.5, 99);
		}
}

static void
check_discoveries(void)
{
	double power, share = rate_of_false_discoveries(40, &power);

	check("false discoveries", "1 in 50 is slower by 10 %", share, 0, 6);
	check("of these are found", "20 sessions, 3 launches", power, 70, 100);
}

/* Within three points, which is three deviations. */
static void
check_near(const char *what, const char *of, double rate, double wanted)
{
	check(what, of, rate, fmax(0, wanted - 3), fmin(100, wanted + 3));
}

/* Of the table in section 3: what reaches a level, and what is unchanged. */
static void
check_characteristics(void)
{
	static const struct {
		double sigma, change, warning, critical, unchanged; /* % */
	} rows[] = {{1, 0, 0, 0, 100}, {1, 5, 0, 0, 4}, {1, 18, 98, 0, 0},
	    {1, 35, 100, 100, 0}, {3, 0, 0, 0, 49}, {3, 18, 33, 0, 0},
	    {3, 25, 99, 0, 0}, {3, 35, 100, 55, 0}, {6, 0, 0, 0, 2},
	    {6, 25, 62, 0, 0}, {6, 35, 98, 22, 0}, {6, 60, 100, 100, 0}};
	struct rate_setting setting = {.shape = SHAPES, .k = 5};
	struct rates rates;
	char name[80];
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		setting.sigma = rows[i].sigma / 100;
		setting.change = log1p(rows[i].change / 100);
		setting.seed = 10 + i;
		rates = rates_of_launches(&setting, MANY);
		snprintf(name, sizeof name, "%g %% slower, noise %g %%",
		    rows[i].change, rows[i].sigma);
		check_near("five launches, a warning", name, rates.warning,
		    rows[i].warning);
		check_near("five launches, critical", name, rates.critical,
		    rows[i].critical);
		check_near("five launches, unchanged", name, rates.unchanged,
		    rows[i].unchanged);
	}
}

static void
check_trends(void)
{
	static const double follows[] = {0, 0.3, 0.6};
	char name[80];
	size_t i;

	for (i = 0; i < sizeof follows / sizeof *follows; i++) {
		snprintf(name, sizeof name, "100 values, each follows by %g",
		    follows[i]);
		check("a trend where there is none", name,
		    rate_of_trends(100, follows[i], 0, true, MANY), 2, 8);
		check("a drift of 2.5 deviations is a trend", name,
		    rate_of_trends(100, follows[i], 2.5, true, MANY), 85, 100);
	}
	check("a trend where there is none, uncorrected", name,
	    rate_of_trends(100, 0.6, 0, false, MANY), 25, 40);
}

static void
check_modes(void)
{
	enum { SAMPLES = 200 };
	static const size_t counts[] = {50, 100, 300};
	char name[80];
	size_t i, j;

	for (i = 0; i < sizeof counts / sizeof *counts; i++) {
		for (j = 0; j < SHAPES; j++) {
			if (j == SHAPE_BIMODAL)
				continue;
			snprintf(name, sizeof name, "%zu values, %s", counts[i],
			    shape_names[j]);
			check("several modes where there is one", name,
			    rate_of_false_modes(j, 0, counts[i], SAMPLES), 0,
			    0);
		}
		snprintf(name, sizeof name,
		    "%zu values in ticks of a deviation", counts[i]);
		check("several modes where there is one", name,
		    rate_of_false_modes(SHAPES, 1, counts[i], SAMPLES), 0, 0);
	}
	check("a second mode of one in ten, 10 deviations away", "300 values",
	    rate_of_second_modes(0.1, 10, 300, SAMPLES), 90, 100);
	check("a second mode of three in ten, 6 deviations away", "300 values",
	    rate_of_second_modes(0.3, 6, 300, SAMPLES), 95, 100);
}

static void
check_scale(void)
{
	static const double factors[] = {1000, 0.001, 7.3};
	double shares[VERDICT_COUNT];
	char name[80];
	size_t i;

	for (i = 0; i < sizeof factors / sizeof *factors; i++) {
		snprintf(name, sizeof name, "values times %g", factors[i]);
		check("another verdict", name,
		    rate_of_moved_verdicts(factors[i], shares), 0, 0);
	}
	/* else it would be nothing to keep them */
	check(
	    "of these are", "regressions", shares[VERDICT_REGRESSION], 10, 70);
	check("of these are", "improvements", shares[VERDICT_IMPROVEMENT], 10,
	    70);
	check("of these are", "unchanged", shares[VERDICT_UNCHANGED], 2, 70);
	check("of these are", "inconclusive", shares[VERDICT_INCONCLUSIVE], 5,
	    70);
}

int
main(void)
{
	check_medians();
	check_ranks();
	check_launches();
	check_archive();
	check_levels();
	check_pairs();
	check_discoveries();
	check_characteristics();
	check_trends();
	check_modes();
	check_scale();
	printf("%u passed, %u failed\n", passed, failed);
	return failed > 0;
}
