/*
 * An archive in a folder of its own, and what tests put into it. What cannot
 * be done fails the test.
 */
#ifndef TESTS_UNIT_ARCHIVE_PLACE_H
#define TESTS_UNIT_ARCHIVE_PLACE_H

#include "archive/archive.h"
#include "tests/unit/tree.h"

struct place {
	struct tree tree;
	struct arena arena;
	struct archive *archive;
	const char *path;
	struct err err;
};

static inline void
open_at(struct place *place, const char *path)
{
	enum archive_problem problem;

	place->path = path;
	if (archive_open(&place->archive, path, false, &problem, &place->err) <
	    0)
		fail_msg("%s", place->err.text);
	assert_int_equal(problem, ARCHIVE_FINE);
}

static inline int
place_make(void **state)
{
	struct place *place = xcalloc(1, sizeof *place);

	tree_make(&place->tree);
	open_at(place, tree_path(&place->tree, "archive.db"));
	*state = place;
	return 0;
}

static inline int
place_remove(void **state)
{
	struct place *place = *state;

	archive_close(place->archive);
	arena_release(&place->arena);
	tree_remove(&place->tree);
	free(place);
	return 0;
}

static inline void
place_close(struct place *place)
{
	archive_close(place->archive);
	place->archive = NULL;
}

static inline void
reopen(struct place *place)
{
	place_close(place);
	open_at(place, place->path);
}

/* The problem of opening it, and why; it must not open. */
static inline enum archive_problem
problem_of(struct place *place, const char *path, bool is_readonly)
{
	enum archive_problem problem;
	struct archive *archive;

	if (archive_open(&archive, path, is_readonly, &problem, &place->err) ==
	    0)
		fail_msg("%s was opened", path);
	assert_null(archive);
	return problem;
}

static const struct archive_value parse_time = {.case_id = "parse",
    .group = "core",
    .benchmark = "parse",
    .metric = "time",
    .unit = "ns",
    .is_judged = true,
    .is_logarithmic = true,
    .launches = 10,
    .value = 0.1 + 0.2,
    .variance = 1e-300,
    .center = 12345678.9,
    .step = 8.1e-8};
static const struct archive_value parse_hits = {.case_id = "parse",
    .metric = "hits",
    .unit = "1",
    .better = BETTER_HIGHER,
    .launches = 1,
    .value = -3,
    .variance = (double)NAN,
    .center = -3};

static inline struct archive_run
run_of(const char *id, const char *started)
{
	return (struct archive_run){.id = id,
	    .suite = "s",
	    .machine = "m",
	    .environment = "{}",
	    .started = started,
	    .bytes = 100};
}

static inline void
add(struct place *place, const struct archive_run *run,
    const struct archive_value *values, size_t count)
{
	if (archive_add(place->archive, run, values, count, &place->err) < 0)
		fail_msg("%s", place->err.text);
}

static inline struct archive_runs
runs_of(struct place *place, const char *suite)
{
	struct archive_runs runs = {0};

	if (archive_runs(
		place->archive, suite, &place->arena, &runs, &place->err) < 0)
		fail_msg("%s", place->err.text);
	return runs;
}

static inline struct archive_values
values_of(struct place *place, const char *id)
{
	struct archive_values values = {0};

	if (archive_values(
		place->archive, id, &place->arena, &values, &place->err) < 0)
		fail_msg("%s", place->err.text);
	return values;
}

static inline struct archive_catalog
catalog_of(struct place *place, const char *suite)
{
	struct archive_catalog catalog = {0};

	if (archive_series(place->archive, suite, &place->arena, &catalog,
		&place->err) < 0)
		fail_msg("%s", place->err.text);
	return catalog;
}

static inline void
expect_ids(struct place *place, const char *suite, const char *const *ids,
    size_t count)
{
	struct archive_runs runs = runs_of(place, suite);
	size_t i;

	assert_int_equal(runs.count, count);
	for (i = 0; i < count; i++)
		assert_string_equal(runs.items[i].id, ids[i]);
	vec_free(&runs);
}

/* Ten runs r0 … r9 of the cases c0 … c4; of r3 only c0, of r6 no c1. */
static inline void
fill(struct place *place)
{
	char ids[10][24], cases[5][24];
	struct archive_value values[5];
	struct archive_run run;
	size_t i, j, count;

	for (i = 0; i < 10; i++) {
		snprintf(ids[i], sizeof ids[i], "r%zu", i);
		run = run_of(ids[i], ids[i]);
		for (j = count = 0; j < (i == 3 ? 1 : 5); j++) {
			if (i == 6 && j == 1)
				continue;
			snprintf(cases[j], sizeof cases[j], "c%zu", j);
			values[count] = parse_time;
			values[count].case_id = cases[j];
			values[count++].value = (double)(10 * i + j);
		}
		add(place, &run, values, count);
	}
}

#endif
