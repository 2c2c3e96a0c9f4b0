#include "tests/unit/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/analyze.h"
#include "analysis/result.h"
#include "analysis/series.h"
#include "analysis/stopping_rule.h"
#include "base/err.h"
#include "base/random.h"
#include "base/xalloc.h"
#include "collector/collect.h"

/*
 * Adaptive stopping from end to end, without a clock: a runner that makes up
 * what each launch costs, the real collector, the real analysis. The interval
 * that stands in the result must cover the true median of the cost, although
 * it is looked at again and again until it is narrow.
 */
enum { CASES = 400 };

static const double BASE_NS = 1e6;

struct shape {
	const char *name;
	double median; /* of cost, in units of BASE_NS */
	double (*cost)(struct random *random, uint64_t launch);
};

static double
uniform(struct random *random)
{
	return ((double)(random_next(random) >> 11) + 0.5) * 0x1p-53;
}

static double
normal(struct random *random)
{
	double radius = sqrt(-2 * log(uniform(random)));

	return radius * cos(2 * 3.14159265358979323846 * uniform(random));
}

static double
normal_cost(struct random *random, uint64_t launch)
{
	(void)launch;
	return 1 + 0.05 * normal(random);
}

/* Shifted exponential: a floor, and a tail to one side. */
static double
skewed_cost(struct random *random, uint64_t launch)
{
	(void)launch;
	return 1 - 0.06 * log(uniform(random));
}

/* Two modes 10 % apart, 70 and 30 %, each with 2 % of noise. */
static double
bimodal_cost(struct random *random, uint64_t launch)
{
	double mode = uniform(random) < 0.7 ? 1 : 1.1;

	(void)launch;
	return mode * (1 + 0.02 * normal(random));
}

/* One percent slower with every launch. */
static double
drifting_cost(struct random *random, uint64_t launch)
{
	return (1 + 0.01 * (double)launch) * (1 + 0.02 * normal(random));
}

/* Medians: 1; 1 + 0.06 ln 2; Φ⁻¹(0.5 / 0.7) standard deviations above 1. */
static const struct shape normal_shape = {"normal", 1, normal_cost};
static const struct shape skewed_shape = {"skewed", 1.0415888308, skewed_cost};
static const struct shape bimodal_shape = {
    "bimodal", 1.0113189765, bimodal_cost};
static const struct shape drifting_shape = {"drifting", 1, drifting_cost};

struct maker {
	struct runner runner;
	const struct shape *shape;
	struct random random[CASES];
	uint64_t launches[CASES];
	uint64_t clock_ns;
};

static int
make_launch(struct runner *runner, const struct launch_spec *spec,
    struct launch_result *result, struct err *err)
{
	struct maker *maker = (struct maker *)runner;
	size_t index = (size_t)strtoul(spec->command->argv[1], NULL, 10);
	double cost =
	    maker->shape->cost(&maker->random[index], maker->launches[index]++);

	(void)err;
	*result = (struct launch_result){.clock_ns = ++maker->clock_ns,
	    .use.wall_ns = (uint64_t)(cost * BASE_NS + 0.5),
	    .said = ""};
	return 0;
}

static void
watch_launch(struct collect_watcher *watcher, const struct collect *collect,
    size_t index, uint64_t round)
{
	(void)watcher;
	(void)collect;
	(void)index;
	(void)round;
}

static void
watch_prepare(struct collect_watcher *watcher, const char *what)
{
	(void)watcher;
	(void)what;
}

static struct collect_watcher watcher = {watch_launch, watch_prepare};
static const struct metric time_metric = {
    .name = "time", .unit = "ns", .resolution = 1};

struct simulation {
	struct plan plan;
	struct plan_case *cases;
	struct maker maker;
	struct series series;
	struct result result;
};

static void
plan_cases(struct simulation *simulation)
{
	struct arena *arena = &simulation->plan.arena;
	struct plan_case *of;
	const char **argv;
	size_t i;

	simulation->plan.folder = "/";
	simulation->plan.seed = 7;
	simulation->plan.case_count = CASES;
	simulation->plan.cases = simulation->cases =
	    arena_alloc(arena, CASES * sizeof *simulation->cases);
	for (i = 0; i < CASES; i++) {
		of = &simulation->cases[i];
		argv = arena_alloc(arena, 2 * sizeof *argv);
		argv[0] = "case";
		argv[1] = arena_printf(arena, "%zu", i);
		of->record = (struct record_case){.id = argv[1],
		    .status = CASE_STATUS_PLANNED,
		    .benchmark = argv[1],
		    .metrics = &time_metric,
		    .metric_count = 1,
		    .precision = 0.02};
		of->command = (struct command){argv, 2};
		of->stopping = (struct stopping){.precision = 0.02,
		    .min_launches = 10,
		    .max_launches = 100,
		    .max_time_ns = 60000000000};
		of->copies = 1;
		of->block_first = of->reference = of->base = i;
		of->block_count = 1;
		simulation->maker.random[i].state = 1000 * i + 17;
	}
}

static void
simulate(struct simulation *simulation, const struct shape *shape)
{
	struct analyze_options options = {0};
	struct collect collect;
	struct err err;

	memset(simulation, 0, sizeof *simulation);
	plan_cases(simulation);
	simulation->maker.runner.run = make_launch;
	simulation->maker.shape = shape;
	series_init(&simulation->series);
	collect_init(&collect, &simulation->plan);
	collect.runner = &simulation->maker.runner;
	collect.sink = &simulation->series.sink;
	collect.watcher = &watcher;
	collect.rule = &stopping_rule_default;
	if (collect_plan(&collect, &err) < 0 || collect_run(&collect, &err) < 0)
		fail_msg("%s", err.text);
	collect_release(&collect);
	series_finish(&simulation->series);
	analyze(&simulation->series, &options, &simulation->result);
}

static void
end(struct simulation *simulation)
{
	result_release(&simulation->result);
	series_release(&simulation->series);
	plan_release(&simulation->plan);
}

/* The share of cases whose interval at the end covers the median. */
static double
coverage(const struct shape *shape)
{
	static struct simulation simulation;
	const struct summary *summary;
	size_t i, covered = 0, stopped = 0, launches = 0;

	simulate(&simulation, shape);
	assert_int_equal(simulation.result.case_count, CASES);
	for (i = 0; i < CASES; i++) {
		summary = &simulation.result.cases[i].metrics[0].summary;
		covered +=
		    summary->median_interval.low <= shape->median * BASE_NS &&
		    summary->median_interval.high >= shape->median * BASE_NS;
		stopped += strcmp(simulation.result.cases[i].stopped_by,
			       "precision") == 0;
		launches += summary->n;
		assert_true(simulation.result.cases[i].reached > 0);
	}
	printf("# %s: covered %.1f %%, stopped by precision %.1f %%, "
	       "%.1f launches\n",
	    shape->name, 100.0 * (double)covered / CASES,
	    100.0 * (double)stopped / CASES, (double)launches / CASES);
	/* Or the stopping was not looked at: it must stop most of them. */
	assert_true(stopped > CASES / 2);
	end(&simulation);
	return (double)covered / CASES;
}

static void
intervals_at_stopping_cover_the_median_of_normal_costs(void **state)
{
	(void)state;
	assert_true(coverage(&normal_shape) >= 0.91);
}

static void
intervals_at_stopping_cover_the_median_of_skewed_costs(void **state)
{
	(void)state;
	assert_true(coverage(&skewed_shape) >= 0.91);
}

static void
intervals_at_stopping_cover_the_median_of_bimodal_costs(void **state)
{
	(void)state;
	assert_true(coverage(&bimodal_shape) >= 0.91);
}

static size_t
count_flagged(const struct result *result)
{
	size_t i, flagged = 0;

	for (i = 0; i < result->case_count; i++)
		flagged += (result->cases[i].metrics[0].flags &
			       RESULT_FLAG_NOT_STEADY) != 0;
	return flagged;
}

static void
drifting_costs_get_a_note_and_steady_ones_hardly_ever(void **state)
{
	static struct simulation simulation;
	size_t i, notes = 0;

	(void)state;
	simulate(&simulation, &drifting_shape);
	printf("# drifting: %zu of %d flagged\n",
	    count_flagged(&simulation.result), CASES);
	assert_true(count_flagged(&simulation.result) >= CASES * 95 / 100);
	for (i = 0; i < simulation.result.note_count; i++)
		notes +=
		    strstr(simulation.result.notes[i].text, "drifted") != NULL;
	assert_true(notes > 0);
	end(&simulation);
	simulate(&simulation, &normal_shape);
	printf("# steady: %zu of %d flagged\n",
	    count_flagged(&simulation.result), CASES);
	assert_true(count_flagged(&simulation.result) <= CASES * 2 / 100);
	end(&simulation);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		intervals_at_stopping_cover_the_median_of_normal_costs),
	    cmocka_unit_test(
		intervals_at_stopping_cover_the_median_of_skewed_costs),
	    cmocka_unit_test(
		intervals_at_stopping_cover_the_median_of_bimodal_costs),
	    cmocka_unit_test(
		drifting_costs_get_a_note_and_steady_ones_hardly_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
