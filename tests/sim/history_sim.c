/*
 * Do change points and shapes of histories hold their rates? Section 11,
 * points 7, 8 and 12, and the table of section 5 of the statistics text, over
 * seeded replicates; the last line counts. Times are printed and not judged.
 */
#include <stdio.h>
#include <time.h>

#include "analysis/fpop.h"
#include "analysis/timeline.h"
#include "tests/sim/rates.h"
#include "tests/unit/slow_fpop.h"

enum { REPLICATES = 1000, LENGTH_MOST = 300, MARGIN = 5 };

static unsigned passed, failed;

static void
check(const char *what, double seen, double low, double high)
{
	bool holds = seen >= low && seen <= high;

	passed += holds;
	failed += !holds;
	printf("%s %s: %.3f of %g to %g\n", holds ? "ok" : "not ok", what, seen,
	    low, high);
}

/* A made-up history: logarithms. */
struct history_kind {
	size_t count;
	double sigma;
	double step;  /* at the middle; from a third to two thirds if is_back */
	bool is_back; /* and back again */
	double drift; /* over all of it */
	double follow;
	double jump, jump_share; /* to a second mode */
	double stay; /* the chance to stay in a mode; 0: independent */
};

static void
draw(const struct history_kind *kind, struct random *random, double *values)
{
	double noise = 0, n = (double)kind->count;
	double fresh = sqrt(1 - kind->follow * kind->follow);
	bool is_up = false;
	size_t i;

	for (i = 0; i < kind->count; i++) {
		noise = kind->follow * noise + fresh * rate_normal(random);
		values[i] = kind->sigma * noise + kind->drift * (double)i / n;
		if (!kind->is_back && 2 * i >= kind->count)
			values[i] += kind->step;
		if (kind->is_back && 3 * i >= kind->count &&
		    3 * i < 2 * kind->count)
			values[i] += kind->step;
		if (kind->jump > 0 && rate_uniform(random) >= kind->stay)
			is_up = rate_uniform(random) < kind->jump_share;
		values[i] += is_up ? kind->jump : 0;
	}
}

struct history_rates {
	double points, any, recall; /* of changes; recall of the step */
	double shapes[TIMELINE_SHAPES];
};

static void
look(struct history_rates *rates, const struct history_kind *kind,
    const double *values)
{
	static struct mann_whitney_table table;
	const struct timeline_options options = {.is_lower_better = true};
	struct timeline_point points[LENGTH_MOST];
	struct timeline timeline;
	struct arena arena = {0};
	size_t i, at = kind->count / 2;

	for (i = 0; i < kind->count; i++)
		points[i] = (struct timeline_point){
		    .run = (uint32_t)i, .value = values[i]};
	timeline_of(&timeline, &table, NULL, points, kind->count, true,
	    &options, &arena);
	rates->points += timeline.change_count;
	rates->any += timeline.change_count > 0;
	rates->shapes[timeline.shape]++;
	for (i = 0; i < timeline.change_count; i++)
		if (timeline.changes[i].point + MARGIN >= at &&
		    timeline.changes[i].point <= at + MARGIN) {
			rates->recall++;
			break;
		}
	arena_release(&arena);
}

static struct history_rates
rates_of_history(const struct history_kind *kind, size_t replicates)
{
	struct history_rates rates = {0};
	struct random random = {7};
	double values[LENGTH_MOST];
	size_t i;

	for (i = 0; i < replicates; i++) {
		draw(kind, &random, values);
		look(&rates, kind, values);
	}
	rates.points /= (double)replicates;
	rates.any /= (double)replicates;
	rates.recall /= (double)replicates;
	for (i = 0; i < TIMELINE_SHAPES; i++)
		rates.shapes[i] /= (double)replicates;
	return rates;
}

/* Point 7. */
static void
check_changes(void)
{
	const struct history_kind none = {.count = 200, .sigma = 0.02};
	const struct history_kind step = {
	    .count = 200, .sigma = 0.03, .step = 0.0953};
	struct history_rates rates = rates_of_history(&none, REPLICATES);

	check("changes a history of 200 without one", rates.points, 0, 0.05);
	check("of which have any", rates.any, 0, 0.05);
	rates = rates_of_history(&step, REPLICATES);
	check("10 % with 3 % noise in 200 is found", rates.recall, 0.95, 1);
}

/* Point 8. */
static void
check_fpop(void)
{
	struct random random = {8};
	double values[24], level = 0, penalty;
	size_t trial, i, count, equal = 0;
	struct fpop got;

	for (trial = 0; trial < 200; trial++) {
		count = 2 + random_below(&random, 23);
		penalty = 1 + 9 * rate_uniform(&random);
		for (i = 0; i < count; i++) {
			if (random_below(&random, 8) == 0)
				level = 8 * rate_normal(&random);
			values[i] = level + rate_normal(&random);
		}
		got = fpop_of(values, count, 1, penalty);
		equal +=
		    fabs(got.cost - slow_fpop(values, count, penalty)) < 1e-7;
		fpop_release(&got);
	}
	check("R-FPOP costs what the best of all costs", (double)equal / 200, 1,
	    1);
}

/* Point 12. */
static void
check_many(void)
{
	const struct history_kind none = {.count = 300, .sigma = 0.02};
	struct history_rates rates;
	clock_t begun = clock();

	rates = rates_of_history(&none, 5000);
	printf("5000 histories of 300: %.2f s, with making them up\n",
	    (double)(clock() - begun) / CLOCKS_PER_SEC);
	check("of 5000 of 300 without a change have any", rates.any, 0, 0.02);
}

struct shape_row {
	const char *what;
	struct history_kind kind;
	enum timeline_shape wanted;
	double least;
};

/*
 * The shares of section 5 at 200 and at 60, less three standard errors; and
 * those of two modes, which are ours.
 */
static const struct shape_row shape_rows[] = {
    {"200: nothing", {.count = 200, .sigma = 0.02}, TIMELINE_STABLE, 0.98},
    {"200: 5 %", {.count = 200, .sigma = 0.02, .step = 0.0488}, TIMELINE_STEPS,
	0.98},
    {"200: 5 % and back",
	{.count = 200, .sigma = 0.02, .step = 0.0488, .is_back = true},
	TIMELINE_STEPS, 0.96},
    {"200: drift by 5 %", {.count = 200, .sigma = 0.02, .drift = 0.0488},
	TIMELINE_DRIFT, 0.97},
    {"200: drift by 20 %", {.count = 200, .sigma = 0.02, .drift = 0.182},
	TIMELINE_DRIFT, 0.99},
    {"60: nothing", {.count = 60, .sigma = 0.02}, TIMELINE_STABLE, 0.98},
    {"60: 5 %", {.count = 60, .sigma = 0.02, .step = 0.0488}, TIMELINE_STEPS,
	0.83},
    {"60: 5 % and back",
	{.count = 60, .sigma = 0.02, .step = 0.0488, .is_back = true},
	TIMELINE_STEPS, 0.6},
    {"60: drift by 5 %", {.count = 60, .sigma = 0.02, .drift = 0.0488},
	TIMELINE_DRIFT, 0.83},
    {"60: drift by 20 %", {.count = 60, .sigma = 0.02, .drift = 0.182},
	TIMELINE_DRIFT, 0.99},
    {"200: 10 % up and back is no mode",
	{.count = 200, .sigma = 0.01, .step = 0.0953, .is_back = true},
	TIMELINE_STEPS, 1},
    {"30: 10 % up and back is no mode",
	{.count = 30, .sigma = 0.01, .step = 0.0953, .is_back = true},
	TIMELINE_STEPS, 0.97},
    {"200: 15 % in three of ten",
	{.count = 200, .sigma = 0.02, .jump = 0.14, .jump_share = 0.3},
	TIMELINE_BIMODAL, 0.97},
    {"200: 15 % in every other",
	{.count = 200, .sigma = 0.02, .jump = 0.14, .jump_share = 0.5},
	TIMELINE_BIMODAL, 0.97},
    {"200: 15 %, every other stays",
	{.count = 200,
	    .sigma = 0.02,
	    .jump = 0.14,
	    .jump_share = 0.5,
	    .stay = 0.5},
	TIMELINE_BIMODAL, 0.9},
    {"40: 15 % in three of ten",
	{.count = 40, .sigma = 0.02, .jump = 0.14, .jump_share = 0.3},
	TIMELINE_BIMODAL, 0.7},
    {"200: autocorrelation of 0.6 is no mode",
	{.count = 200, .sigma = 0.03, .follow = 0.6}, TIMELINE_STABLE, 0.3},
};

static void
check_shapes(void)
{
	struct history_rates rates;
	size_t i;

	for (i = 0; i < sizeof shape_rows / sizeof *shape_rows; i++) {
		rates = rates_of_history(&shape_rows[i].kind, REPLICATES);
		printf("# stable %.3f, steps %.3f, drift %.3f, bimodal %.3f\n",
		    rates.shapes[TIMELINE_STABLE], rates.shapes[TIMELINE_STEPS],
		    rates.shapes[TIMELINE_DRIFT],
		    rates.shapes[TIMELINE_BIMODAL]);
		check(shape_rows[i].what, rates.shapes[shape_rows[i].wanted],
		    shape_rows[i].least, 1);
	}
}

int
main(void)
{
	check_changes();
	check_fpop();
	check_many();
	check_shapes();
	printf("%u passed, %u failed\n", passed, failed);
	return failed > 0;
}
