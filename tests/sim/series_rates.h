/*
 * How often trends and modes are seen where there are none, and whether the
 * unit of the data matters: section 11 of the statistics text, points 9, 10
 * and 13. A rate is a share of replicates.
 */
#ifndef TESTS_SIM_SERIES_RATES_H
#define TESTS_SIM_SERIES_RATES_H

#include "analysis/modality.h"
#include "analysis/trend.h"
#include "tests/sim/rates.h"
#include "tests/unit/judged_run.h"

enum { SERIES_MOST = 300 };

/* Each value follows the last by so much, around a line that rises by drift. */
static inline void
series_fill(struct random *random, double *values, size_t count, double follow,
    double drift)
{
	double last = 0, innovation = sqrt(1 - follow * follow);
	size_t i;

	for (i = 0; i < 50 + count; i++) {
		last = follow * last + innovation * rate_normal(random);
		if (i >= 50)
			values[i - 50] = last + drift * (double)(i - 50) /
						    (double)(count - 1);
	}
}

/*
 * Point 9: series of so many values that have a trend with p < 0.05. drift is
 * in standard deviations.
 */
static inline double
rate_of_trends(size_t count, double follow, double drift, bool is_corrected,
    size_t replicates)
{
	struct random random = {6};
	double values[SERIES_MOST];
	struct trend trend;
	size_t i, seen = 0;

	for (i = 0; i < replicates; i++) {
		series_fill(&random, values, count, follow, drift);
		trend_of(values, NULL, count, &trend);
		seen += (is_corrected ? trend.p
				      : kendall_p(&trend.kendall, 1)) < 0.05;
	}
	return (double)seen / (double)replicates;
}

/* Values as a clock of so many ticks a deviation gives them; 0: any. */
static inline void
modes_fill(struct random *random, double *values, size_t count,
    enum shape shape, double ticks)
{
	double spare[SERIES_MOST];
	size_t i;

	for (i = 0; i < count; i++) {
		values[i] = shape == SHAPES ? 100 + rate_normal(random)
					    : 100 * rate_sample(random, shape);
		if (ticks > 0)
			values[i] = round(ticks * values[i]) / ticks;
	}
	sort_doubles(values, count, spare);
}

/* Point 10: samples of one mode that are taken for several. */
static inline double
rate_of_false_modes(
    enum shape shape, double ticks, size_t count, size_t replicates)
{
	static struct modality_desk desk;
	struct random random = {7};
	double values[SERIES_MOST];
	size_t i, seen = 0;

	for (i = 0; i < replicates; i++) {
		modes_fill(&random, values, count, shape, ticks);
		seen += modality_of(&desk, values, count, 0).count > 1;
	}
	return (double)seen / (double)replicates;
}

/* A second mode with that share, so many deviations away, that is found. */
static inline double
rate_of_second_modes(double share, double away, size_t count, size_t replicates)
{
	static struct modality_desk desk;
	struct random random = {8};
	double values[SERIES_MOST], spare[SERIES_MOST];
	size_t i, j, seen = 0;

	for (i = 0; i < replicates; i++) {
		for (j = 0; j < count; j++)
			values[j] = 100 + rate_normal(&random) +
				    (rate_uniform(&random) < share ? away : 0);
		sort_doubles(values, count, spare);
		seen += modality_of(&desk, values, count, 0).count == 2;
	}
	return (double)seen / (double)replicates;
}

/* One side of a case, its time times factor. */
static inline void
scale_put(struct series *series, const char *id, size_t launches,
    size_t samples, double center, double sigma, struct random *random)
{
	double values[RATE_MOST];
	size_t i, j;

	run_plan(series, id);
	for (i = 0; i < launches; i++) {
		for (j = 0; j < samples; j++)
			values[j] = center * exp(sigma * rate_normal(random));
		run_samples(series, id, "time", i + 1, values, samples);
	}
	run_outcome(series, id, CASE_STATUS_OK);
}

enum { SCALE_CASES = 1000 };

/*
 * The same cases for any factor: of one launch, few and many, quiet and noisy,
 * changed and not.
 */
static inline void
scale_judge(double factor, struct result *result)
{
	static const size_t launches[] = {1, 3, 5, 12, 30};
	static const double sigmas[] = {0.005, 0.02, 0.06};
	struct random random = {9};
	struct series here, base;
	double change;
	char id[24];
	size_t i, k;

	judged_begin(&base, "old", judged_machine, NULL);
	judged_begin(&here, "new", judged_machine, NULL);
	for (i = 0; i < SCALE_CASES; i++) {
		snprintf(id, sizeof id, "c%zu", i);
		k = launches[i % 5];
		change = i % 4 == 0 ? 0 : 0.2 * rate_normal(&random);
		scale_put(&base, id, k, k == 1 ? 10 : 1, 1e9 * factor,
		    sigmas[i % 3], &random);
		scale_put(&here, id, k, k == 1 ? 10 : 1,
		    1e9 * factor * exp(change), sigmas[i % 3], &random);
	}
	judged_end(&here, &base,
	    &(struct judge_options){.is_baseline_named = true}, result);
	series_release(&here);
	series_release(&base);
}

/*
 * Point 13: cases whose verdict or level is another with values factor times
 * as large. shares are those of the verdicts.
 */
static inline double
rate_of_moved_verdicts(double factor, double shares[VERDICT_COUNT])
{
	struct result plain, scaled;
	const struct comparison *a, *b;
	size_t i, moved = 0;

	scale_judge(1, &plain);
	scale_judge(factor, &scaled);
	for (i = 0; i < VERDICT_COUNT; i++)
		shares[i] = 0;
	for (i = 0; i < SCALE_CASES; i++) {
		a = judged_time(&plain, i);
		b = judged_time(&scaled, i);
		moved += a->verdict != b->verdict || a->level != b->level ||
			 a->suspected != b->suspected || a->rule != b->rule;
		shares[a->verdict] += 1.0 / SCALE_CASES;
	}
	result_release(&plain);
	result_release(&scaled);
	return (double)moved / SCALE_CASES;
}

#endif
