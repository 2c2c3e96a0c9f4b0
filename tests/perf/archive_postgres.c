/*
 * What the archive in PostgreSQL takes: adding a run of so many cases in six
 * metrics to so many runs, each its own transaction, and reading the histories
 * of all. Prints milliseconds: the median of the last additions, a list of the
 * series, all points, and the points of one series.
 *
 * usage: archive_postgres URL RUNS CASES
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "archive/archive.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/num.h"

enum { METRICS = 6, LAST = 11 };

static _Noreturn void
fail(const char *what)
{
	fprintf(stderr, "archive_postgres: %s\n", what);
	exit(1);
}

static void
fill(struct archive_value *values, size_t cases, struct arena *arena)
{
	static const char *const metrics[METRICS] = {"time", "user_time",
	    "system_time", "max_rss", "page_faults", "context_switches"};
	size_t i;

	for (i = 0; i < cases * METRICS; i++)
		values[i] = (struct archive_value){
		    .case_id = arena_printf(
			arena, "group/case-number-%zu/size=10", i / METRICS),
		    .group = "group",
		    .benchmark = "case",
		    .metric = metrics[i % METRICS],
		    .unit = "ns",
		    .is_judged = i % METRICS == 0,
		    .is_logarithmic = true,
		    .launches = 10,
		    .value = sqrt(2 + (double)i),
		    .variance = 1e-4 / 3,
		    .center = 1e6 * sqrt(3 + (double)i)};
}

static double
ms_since(uint64_t start)
{
	return (double)(moment_clock_ns() - start) / 1e6;
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
add_all(struct archive *archive, size_t runs, size_t cases, struct arena *arena)
{
	struct archive_value *values =
	    arena_alloc(arena, (cases * METRICS + 1) * sizeof *values);
	double times[LAST] = {0};
	struct archive_run run = {.suite = "suite", .machine = "m"};
	struct err err;
	uint64_t start;
	size_t i;

	fill(values, cases, arena);
	for (i = 0; i < runs; i++) {
		run.id = arena_printf(arena, "20260101T000000Z-%06zx", i);
		run.started = run.id;
		run.bytes = i + 1;
		start = moment_clock_ns();
		if (archive_add(archive, &run, values, cases * METRICS, &err) <
		    0)
			fail(err.text);
		times[i % LAST] = ms_since(start);
	}
	qsort(times, LAST, sizeof *times, compare);
	return times[LAST / 2];
}

int
main(int argc, char **argv)
{
	struct archive_catalog series = {0};
	struct archive_runs list = {0};
	struct archive_points *points, one;
	enum archive_problem problem;
	struct archive *archive;
	struct arena arena = {0};
	uint64_t runs, cases, start;
	struct err err;

	if (argc != 4 || !num_parse_u64(argv[2], &runs) ||
	    !num_parse_u64(argv[3], &cases))
		fail("usage: archive_postgres URL RUNS CASES");
	if (archive_open(&archive, argv[1], false, &problem, &err) < 0)
		fail(err.text);
	printf("add a run        %8.1f ms\n",
	    add_all(archive, runs, cases, &arena));
	start = moment_clock_ns();
	if (archive_runs(archive, NULL, &arena, &list, &err) < 0 ||
	    archive_series(archive, NULL, &arena, &series, &err) < 0)
		fail(err.text);
	printf("runs and series  %8.1f ms\n", ms_since(start));
	points = arena_alloc(&arena, (series.count + 1) * sizeof *points);
	start = moment_clock_ns();
	if (archive_points_all(
		archive, series.items, series.count, &list, points, &err) < 0)
		fail(err.text);
	printf("all points       %8.1f ms\n", ms_since(start));
	start = moment_clock_ns();
	if (series.count > 0 &&
	    archive_points(archive, &series.items[0], &list, &one, &err) < 0)
		fail(err.text);
	printf("one series       %8.1f ms\n", ms_since(start));
	archive_close(archive);
	return 0;
}
