/*
 * What the trends report of many histories takes: CPU, memory, bytes. The
 * histories are made up, and their change points known; how they are found is
 * not counted here.
 * usage: trends_report [CASES [RUNS]], by default 1000 and 500
 */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

#include "analysis/notable.h"
#include "base/err.h"
#include "output/folder.h"
#include "output/writer.h"
#include "tests/unit/history_fixture.h"

static double
level_half(size_t run, size_t count)
{
	return run < count / 2 ? 0.8 : 1;
}

static void
build(struct result *result, size_t cases, size_t runs)
{
	size_t most = history_brief_most(cases), i;
	struct timeline *whole, *brief;
	double median;

	fixture_many(result, cases);
	fixture_add_past(result, runs);
	for (i = 0; i + 1 < cases; i++) {
		result->cases[i].metric_count = 1;
		median =
		    fixture_metric_of(&result->cases[i], 0)->summary.median;
		whole = fixture_history_of(
		    result, i, runs, i % 3 == 0 ? level_half : level_flat);
		if (i % 3 == 0)
			fixture_change(result, whole, (uint32_t)(runs / 2),
			    0.8 * median, median, LEVEL_WARNING);
		brief = arena_alloc(&result->arena, sizeof *brief);
		history_brief(brief, whole, result->past, most, &result->arena);
		fixture_metric_of(&result->cases[i], 0)->history = brief;
	}
	notable_mark_pages(result, NOTABLE_PAGES);
}

static size_t written;

static int
add_size(const char *path, const struct stat *status, int type, struct FTW *at)
{
	(void)path;
	(void)at;
	if (type == FTW_F)
		written += (size_t)status->st_size;
	return 0;
}

static double
cpu_seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

int
main(int argc, char **argv)
{
	static const char *const formats[] = {
	    "pdf", "csv", "json", "md", "junit", "html"};
	size_t cases = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
	size_t runs = argc > 2 ? strtoul(argv[2], NULL, 10) : 500, i;
	struct report_options options = {0};
	struct folder *folder;
	struct rusage usage;
	struct result result;
	struct err err;
	double before;

	build(&result, cases, runs);
	printf("%zu cases, %zu runs: %.2f s to build\n", cases, runs,
	    cpu_seconds());
	for (i = 0; i < sizeof formats / sizeof *formats; i++) {
		report_formats_parse(formats[i], &options.formats, &err);
		folder = folder_open("trends_report.out", &err);
		before = cpu_seconds();
		if (folder == NULL ||
		    report_write(&result, folder, &options, &err) < 0 ||
		    folder_commit(folder, &err) < 0) {
			fprintf(stderr, "%s\n", err.text);
			return 1;
		}
		folder_close(folder);
		getrusage(RUSAGE_SELF, &usage);
		printf("%-5s %6.2f s, %5ld MiB at most, ", formats[i],
		    cpu_seconds() - before, usage.ru_maxrss / 1024);
		written = 0;
		nftw("trends_report.out", add_size, 8, 0);
		printf("%9zu bytes\n", written);
	}
	result_release(&result);
	return 0;
}
