/*
 * What the analysis takes, in multiples of sorting the same samples: 1,000
 * cases of 10,000 samples, ten launches each, already in memory. CPU time,
 * best of five.
 *
 * Both have the same doubles in front of them, case by case, in the order they
 * were taken, which is random. Decimals are what a harness gives per iteration;
 * whole nanoseconds are a command's, and sorting them takes fewer passes. Every
 * case is described, and the first 500 get plots, as in a report.
 *
 * make build/tests/perf/analysis && build/tests/perf/analysis
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "analysis/analyze.h"
#include "analysis/series.h"
#include "analysis/sort.h"
#include "base/err.h"
#include "base/random.h"
#include "base/xalloc.h"

enum { CASES = 1000, LAUNCHES = 10, PER_LAUNCH = 1000, ROUNDS = 5 };

static double
cpu_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double
normal(struct random *random)
{
	double u = ((double)(random_next(random) >> 11) + 0.5) * 0x1p-53;
	double v = ((double)(random_next(random) >> 11) + 0.5) * 0x1p-53;

	return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

static int
put_case(struct series *series, const char *id, struct random *random,
    double (*rounded)(double), double *values, struct err *err)
{
	static const struct metric time_metric = {
	    .name = "time", .unit = "ns", .resolution = 1};
	const struct record_case line = {.id = id,
	    .status = CASE_STATUS_PLANNED,
	    .benchmark = id,
	    .metrics = &time_metric,
	    .metric_count = 1};
	const struct record_values metric = {"time", values, PER_LAUNCH};
	struct record_samples samples = {
	    .case_id = id, .metrics = &metric, .metric_count = 1};
	size_t i;

	if (sink_put_case(&series->sink, &line, err) < 0)
		return -1;
	for (samples.launch = 1; samples.launch <= LAUNCHES; samples.launch++) {
		samples.round = samples.launch;
		for (i = 0; i < PER_LAUNCH; i++)
			values[i] = rounded(1e6 * (1 + 0.02 * normal(random)));
		if (sink_put_samples(&series->sink, &samples, err) < 0)
			return -1;
	}
	return 0;
}

static int
fill(struct series *series, double (*rounded)(double), struct err *err)
{
	const struct record_run run = {.id = "perf", .suite = "perf"};
	double *values = xcalloc(PER_LAUNCH, sizeof *values);
	struct random random = {1};
	char id[32];
	size_t i;
	int result = sink_put_run(&series->sink, &run, err);

	for (i = 0; i < CASES && result == 0; i++) {
		snprintf(id, sizeof id, "c%zu", i);
		result = put_case(series, id, &random, rounded, values, err);
	}
	free(values);
	return result;
}

static double
time_sorting(const struct series *series)
{
	enum { COUNT = LAUNCHES * PER_LAUNCH };
	double *values = xcalloc(COUNT, sizeof *values);
	double *spare = xcalloc(COUNT, sizeof *spare), begun = cpu_s();
	size_t i;

	for (i = 0; i < series->cases.count; i++) {
		memcpy(values,
		    series->cases.items[i].metrics.items[0].values.items,
		    COUNT * sizeof *values);
		sort_doubles(values, COUNT, spare);
	}
	begun = cpu_s() - begun;
	free(values);
	free(spare);
	return begun;
}

static double
time_analysis(const struct series *series)
{
	const struct analyze_options options = {0};
	struct result result = {0};
	double begun = cpu_s();

	analyze(series, &options, &result);
	begun = cpu_s() - begun;
	result_release(&result);
	return begun;
}

static double
as_it_is(double value)
{
	return value;
}

/* -1 if the samples could not be made. */
static int
compare(const char *kind, double (*rounded)(double))
{
	struct series series;
	double sorting = INFINITY, analysis = INFINITY;
	struct err err;
	int i, result;

	series_init(&series);
	result = fill(&series, rounded, &err);
	if (result < 0)
		fprintf(stderr, "%s\n", err.text);
	series_finish(&series);
	for (i = 0; i < ROUNDS && result == 0; i++) {
		sorting = fmin(sorting, time_sorting(&series));
		analysis = fmin(analysis, time_analysis(&series));
	}
	if (result == 0)
		printf("%s: sorted in %.3f s, analysed in %.3f s: %.2f times "
		       "the sorting\n",
		    kind, sorting, analysis, analysis / sorting);
	series_release(&series);
	return result;
}

int
main(void)
{
	printf("%d cases x %d samples in random order, the same for both\n",
	    CASES, LAUNCHES * PER_LAUNCH);
	return compare("decimals", as_it_is) < 0 ||
	       compare("whole nanoseconds", floor) < 0;
}
