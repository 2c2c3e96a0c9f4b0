#include "archive/postgres_call.h"

#include <math.h>
#include <stdlib.h>

#include "archive/catalog.h"
#include "base/xalloc.h"

/* Runs asked for at once: what they measured is held in memory twice. */
enum { RUNS_AT_ONCE = 16 };

int
postgres_runs(struct archive *archive, const char *suite, struct arena *arena,
    struct archive_runs *runs, struct err *err)
{
	static const char list[] =
	    "SELECT key, id, suite, project, machine, environment, started, "
	    "commit_id, branch, version, sha256, bytes, is_dirty, is_part, "
	    "is_pair FROM run WHERE $1 IS NULL OR suite = $1 ORDER BY "
	    "started, id";
	struct postgres_call call = {0};
	struct archive_run run;
	PGresult *rows;
	int i;

	call_text(&call, suite);
	rows =
	    postgres_ask((struct postgres_archive *)archive, list, &call, err);
	for (i = 0; rows != NULL && i < PQntuples(rows); i++) {
		run = (struct archive_run){.key = row_whole(rows, i, 0),
		    .id = row_text(rows, i, 1, arena),
		    .suite = row_text(rows, i, 2, arena),
		    .project = row_text(rows, i, 3, arena),
		    .machine = row_text(rows, i, 4, arena),
		    .environment = row_text(rows, i, 5, arena),
		    .started = row_text(rows, i, 6, arena),
		    .commit = row_text(rows, i, 7, arena),
		    .branch = row_text(rows, i, 8, arena),
		    .version = row_text(rows, i, 9, arena),
		    .sha256 = row_text(rows, i, 10, arena),
		    .bytes = row_whole(rows, i, 11),
		    .is_dirty = row_truth(rows, i, 12),
		    .is_part = row_truth(rows, i, 13),
		    .is_pair = row_truth(rows, i, 14)};
		vec_push(runs, run);
	}
	PQclear(rows);
	return rows == NULL ? -1 : 0;
}

static enum better
better_of(const PGresult *rows, int row, int column)
{
	return row_truth(rows, row, column) ? BETTER_HIGHER : BETTER_LOWER;
}

int
postgres_values(struct archive *archive, const char *id, struct arena *arena,
    struct archive_values *values, struct err *err)
{
	static const char list[] =
	    "SELECT s.case_id, s.group_name, s.benchmark, s.metric, s.unit, "
	    "is_higher_better, is_judged, is_logarithmic, launches, value, "
	    "variance, center, step FROM run r JOIN value v ON v.run = r.key "
	    "JOIN series s ON s.key = v.series WHERE r.id = $1 ORDER BY "
	    "s.case_id, s.metric, s.unit, s.group_name NULLS FIRST, "
	    "s.benchmark NULLS FIRST";
	struct postgres_call call = {0};
	struct archive_value value;
	PGresult *rows;
	int i;

	call_text(&call, id);
	rows =
	    postgres_ask((struct postgres_archive *)archive, list, &call, err);
	for (i = 0; rows != NULL && i < PQntuples(rows); i++) {
		value = (struct archive_value){
		    .case_id = row_text(rows, i, 0, arena),
		    .group = row_text(rows, i, 1, arena),
		    .benchmark = row_text(rows, i, 2, arena),
		    .metric = row_text(rows, i, 3, arena),
		    .unit = row_text(rows, i, 4, arena),
		    .better = better_of(rows, i, 5),
		    .is_judged = row_truth(rows, i, 6),
		    .is_logarithmic = row_truth(rows, i, 7),
		    .launches = (uint32_t)row_whole(rows, i, 8),
		    .value = row_number(rows, i, 9),
		    .variance = row_number(rows, i, 10),
		    .center = row_number(rows, i, 11),
		    .step = row_number(rows, i, 12)};
		vec_push(values, value);
	}
	PQclear(rows);
	return rows == NULL ? -1 : 0;
}

static int
list_rows(struct postgres_archive *archive, const char *suite,
    struct arena *arena, struct catalog_rows *list, struct err *err)
{
	static const char statement[] =
	    "SELECT key, suite, case_id, group_name, benchmark, metric, unit "
	    "FROM series WHERE $1 IS NULL OR suite = $1 ORDER BY case_id, "
	    "metric, unit, suite NULLS FIRST, group_name NULLS FIRST, "
	    "benchmark NULLS FIRST";
	struct postgres_call call = {0};
	struct catalog_row row;
	PGresult *rows;
	int i;

	call_text(&call, suite);
	rows = postgres_ask(archive, statement, &call, err);
	for (i = 0; rows != NULL && i < PQntuples(rows); i++) {
		row = (struct catalog_row){.key = row_whole(rows, i, 0),
		    .of = {.suite = row_text(rows, i, 1, arena),
			.case_id = row_text(rows, i, 2, arena),
			.group = row_text(rows, i, 3, arena),
			.benchmark = row_text(rows, i, 4, arena),
			.metric = row_text(rows, i, 5, arena),
			.unit = row_text(rows, i, 6, arena)}};
		vec_push(list, row);
	}
	PQclear(rows);
	return rows == NULL ? -1 : 0;
}

/* runs[from..to), the newest first, and all rows with their series. */
static void
call_newest(struct postgres_call *call, const struct archive_runs *runs,
    size_t from, size_t to, const struct catalog_rows *list)
{
	size_t i;

	call_array(call, POSTGRES_WHOLE, to - from);
	for (i = to; i > from; i--)
		item_whole(call, runs->items[i - 1].key);
	call_array(call, POSTGRES_WHOLE, list->count);
	for (i = 0; i < list->count; i++)
		item_whole(call, list->items[i].key);
	call_array(call, POSTGRES_WHOLE, list->count);
	for (i = 0; i < list->count; i++)
		item_whole(call, list->items[i].series);
}

/* What the newest of some runs say of series that no newer one had. */
static int
look_at_runs(struct postgres_archive *archive, struct postgres_call *call,
    struct catalog_rows *list, struct archive_catalog *catalog, struct err *err)
{
	static const char newest[] =
	    "SELECT DISTINCT ON (s.series) s.place, v.is_higher_better, "
	    "v.is_judged FROM unnest($1::bigint[]) WITH ORDINALITY AS r (key, "
	    "place) JOIN value v ON v.run = r.key JOIN unnest($2::bigint[], "
	    "$3::bigint[]) WITH ORDINALITY AS s (key, series, place) ON s.key "
	    "= v.series ORDER BY s.series, r.place";
	PGresult *rows = postgres_ask(archive, newest, call, err);
	uint64_t place;
	int i;

	for (i = 0; rows != NULL && i < PQntuples(rows); i++) {
		place = row_whole(rows, i, 0) - 1;
		if (place < list->count)
			catalog_see(list, catalog, place, better_of(rows, i, 1),
			    row_truth(rows, i, 2));
	}
	PQclear(rows);
	return rows == NULL ? -1 : 0;
}

/*
 * From the newest run back until all were seen, more at a time: mostly one
 * run's values, all of them at worst.
 */
static int
look_back(struct postgres_archive *archive, const char *suite,
    struct arena *arena, struct catalog_rows *list,
    struct archive_catalog *catalog, struct err *err)
{
	struct archive_runs runs = {0};
	struct postgres_call call = {0};
	size_t step = 1, end, from;
	int result = postgres_runs(&archive->archive, suite, arena, &runs, err);

	for (end = runs.count; result == 0 && list->unseen > 0 && end > 0;
	     end = from) {
		from = end > step ? end - step : 0;
		step *= 4;
		call_newest(&call, &runs, from, end, list);
		result = look_at_runs(archive, &call, list, catalog, err);
	}
	vec_free(&runs);
	return result;
}

int
postgres_series(struct archive *archive, const char *suite, struct arena *arena,
    struct archive_catalog *catalog, struct err *err)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;
	struct catalog_rows list = {0};
	int result = list_rows(own, suite, arena, &list, err);

	*catalog = (struct archive_catalog){0};
	catalog_join(&list, arena, catalog);
	if (result == 0)
		result = look_back(own, suite, arena, &list, catalog, err);
	catalog_end(&list, catalog);
	return result;
}

/* Adds the point of a row, whose first columns are series and run. */
static void
add_point(const PGresult *rows, int row, const struct archive_runs *runs,
    size_t run, struct archive_points *points)
{
	if (points->count == points->capacity) {
		points->capacity =
		    points->capacity == 0 ? 8 : points->capacity * 2;
		points->items = xrealloc(
		    points->items, points->capacity * sizeof *points->items);
		points->index = xrealloc(
		    points->index, points->capacity * sizeof *points->index);
	}
	points->index[points->count] = run;
	points->items[points->count++] =
	    (struct archive_point){.run = runs->items[run].id,
		.is_logarithmic = row_truth(rows, row, 2),
		.launches = (uint32_t)row_whole(rows, row, 3),
		.value = row_number(rows, row, 4),
		.variance = row_number(rows, row, 5),
		.center = row_number(rows, row, 6),
		.step = row_number(rows, row, 7)};
}

/* The keys of count series, and the place of each one's series. */
static void
call_keys(struct postgres_call *call, const struct archive_series *series,
    size_t count)
{
	size_t keys = 0, i, j;

	for (i = 0; i < count; i++)
		keys += series[i].key_count;
	call_array(call, POSTGRES_WHOLE, keys);
	for (i = 0; i < count; i++)
		for (j = 0; j < series[i].key_count; j++)
			item_whole(call, series[i].keys[j]);
	call_array(call, POSTGRES_WHOLE, keys);
	for (i = 0; i < count; i++)
		for (j = 0; j < series[i].key_count; j++)
			item_whole(call, i);
}

/*
 * The points of runs[from..to) in so many series, each to its own. OFFSET 0
 * lets the server go from run to run, as value is stored; left to itself it
 * reads the whole table.
 */
static int
spread(struct postgres_archive *archive, const struct archive_series *series,
    size_t count, const struct archive_runs *runs, size_t from, size_t to,
    struct archive_points *points, struct err *err)
{
	static const char list[] =
	    "SELECT v.place, r.place, v.is_logarithmic, v.launches, v.value, "
	    "v.variance, v.center, v.step FROM unnest($1::bigint[]) WITH "
	    "ORDINALITY AS r (key, place) CROSS JOIN LATERAL (SELECT s.place, "
	    "w.* FROM value w JOIN unnest($2::bigint[], $3::bigint[]) AS s "
	    "(key, place) ON s.key = w.series WHERE w.run = r.key OFFSET 0) "
	    "AS v ORDER BY r.place";
	struct postgres_call call = {0};
	uint64_t place, run;
	PGresult *rows;
	size_t i;
	int row;

	call_array(&call, POSTGRES_WHOLE, to - from);
	for (i = from; i < to; i++)
		item_whole(&call, runs->items[i].key);
	call_keys(&call, series, count);
	rows = postgres_ask(archive, list, &call, err);
	for (row = 0; rows != NULL && row < PQntuples(rows); row++) {
		place = row_whole(rows, row, 0);
		run = from + row_whole(rows, row, 1) - 1;
		if (place < count && run < to)
			add_point(rows, row, runs, run, &points[place]);
	}
	PQclear(rows);
	return rows == NULL ? -1 : 0;
}

int
postgres_points(struct archive *archive, const struct archive_series *series,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err)
{
	*points = (struct archive_points){0};
	return spread((struct postgres_archive *)archive, series, 1, runs, 0,
	    runs->count, points, err);
}

int
postgres_points_all(struct archive *archive,
    const struct archive_series *series, size_t count,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;
	size_t from, to, i;
	int result = 0;

	for (i = 0; i < count; i++)
		points[i] = (struct archive_points){0};
	for (from = 0; from < runs->count && result == 0; from = to) {
		to = from + RUNS_AT_ONCE < runs->count ? from + RUNS_AT_ONCE
						       : runs->count;
		result =
		    spread(own, series, count, runs, from, to, points, err);
	}
	return result;
}
