/*
 * Do the rules hold what they promise? Rates over seeded replicates, each
 * within its bounds; the last line counts.
 */
#include <stdio.h>

#include "tests/sim/rates.h"

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
	printf("%u passed, %u failed\n", passed, failed);
	return failed > 0;
}
