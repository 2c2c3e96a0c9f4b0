/*
 * What it takes to look at a history: CPU time of one timeline, already in
 * memory, the least and the median of the rounds. Histories without a change,
 * with steps, with a drift, in whole numbers, and with two modes.
 *
 * make build/tests/perf/timeline && build/tests/perf/timeline
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analysis/mann_whitney.h"
#include "analysis/timeline.h"
#include "base/random.h"
#include "base/xalloc.h"

enum { KINDS = 5, ROUNDS_MOST = 41 };

static const char *const kinds[KINDS] = {
    "nothing", "steps", "drift", "integers", "two modes"};

static double
cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static double
uniform(struct random *random)
{
	return ((double)(random_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

static double
normal(struct random *random)
{
	return sqrt(-2 * log(uniform(random))) *
	       cos(2 * acos(-1) * uniform(random));
}

/* Steps: one in 150 values, by 5 to 10 %. */
static double
value_at(struct random *random, int kind, size_t i, size_t count, double *level)
{
	if (i % 150 == 75)
		*level = 0.05 + 0.05 * uniform(random) - *level;
	switch (kind) {
	case 1:
		return *level + 0.02 * normal(random);
	case 2:
		return 0.1 * (double)i / (double)count + 0.02 * normal(random);
	case 3:
		return log(round(100 * exp(0.02 * normal(random))));
	case 4:
		return (uniform(random) < 0.3 ? 0.15 : 0) +
		       0.02 * normal(random);
	default:
		return 0.02 * normal(random);
	}
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
time_kind(int kind, size_t count, size_t rounds)
{
	static struct mann_whitney_table table;
	struct timeline_options options = {.is_lower_better = true,
	    .warning = 0.15,
	    .critical = 0.3,
	    .blocker = 0.5};
	struct timeline_point *points = xcalloc(count, sizeof *points);
	struct random random = {(uint64_t)(kind + 1)};
	double level = 0, begun, took[ROUNDS_MOST];
	struct timeline timeline;
	struct arena arena = {0};
	size_t i;

	for (i = 0; i < count; i++)
		points[i] = (struct timeline_point){.run = (uint32_t)i,
		    .launches = 1,
		    .value = value_at(&random, kind, i, count, &level)};
	for (i = 0; i < rounds; i++) {
		arena_reset(&arena);
		begun = cpu_ms();
		timeline_of(&timeline, &table, NULL, points, count, true,
		    &options, &arena);
		took[i] = cpu_ms() - begun;
	}
	qsort(took, rounds, sizeof *took, compare);
	printf("%7zu values, %-9s: %8.3f ms, median %8.3f; %s, %u changes\n",
	    count, kinds[kind], took[0], took[rounds / 2],
	    timeline_shape_text(timeline.shape), timeline.change_count);
	fflush(stdout);
	arena_release(&arena);
	free(points);
}

int
main(void)
{
	static const size_t counts[] = {1000, 10000, 100000};
	static const size_t rounds[] = {41, 11, 3};
	size_t i;
	int kind;

	puts("1,000 values may take 2 ms, 10,000 15 ms, 100,000 200 ms.");
	for (i = 0; i < 3; i++)
		for (kind = 0; kind < KINDS; kind++)
			time_kind(kind, counts[i], rounds[i]);
	return 0;
}
