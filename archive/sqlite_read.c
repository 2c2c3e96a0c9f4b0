#include "archive/sqlite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "archive/catalog.h"
#include "base/xalloc.h"

/* 0 when the rows have come to an end; resets the statement. */
static int
end(struct sqlite_archive *archive, sqlite3_stmt *statement, int code,
    struct err *err)
{
	if (code != SQLITE_DONE)
		sqlite_fail(archive, err);
	sqlite3_reset(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

int
sqlite_runs(struct archive *archive, const char *suite, struct arena *arena,
    struct archive_runs *runs, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *list = sqlite_query(own, QUERY_RUNS, err);
	struct archive_run run;
	int code;

	if (list == NULL)
		return -1;
	sqlite_bind(list, 1, suite);
	while ((code = sqlite3_step(list)) == SQLITE_ROW) {
		run = (struct archive_run){
		    .key = (uint64_t)sqlite3_column_int64(list, 0),
		    .id = sqlite_text(list, 1, arena),
		    .suite = sqlite_text(list, 2, arena),
		    .project = sqlite_text(list, 3, arena),
		    .machine = sqlite_text(list, 4, arena),
		    .environment = sqlite_text(list, 5, arena),
		    .started = sqlite_text(list, 6, arena),
		    .commit = sqlite_text(list, 7, arena),
		    .branch = sqlite_text(list, 8, arena),
		    .version = sqlite_text(list, 9, arena),
		    .sha256 = sqlite_text(list, 10, arena),
		    .bytes = (uint64_t)sqlite3_column_int64(list, 11),
		    .is_dirty = sqlite3_column_int(list, 12) != 0,
		    .is_part = sqlite3_column_int(list, 13) != 0,
		    .is_pair = sqlite3_column_int(list, 14) != 0};
		vec_push(runs, run);
	}
	return end(own, list, code, err);
}

static double
number_or_nan(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_type(statement, column) == SQLITE_NULL
		   ? (double)NAN
		   : sqlite3_column_double(statement, column);
}

int
sqlite_values(struct archive *archive, const char *id, struct arena *arena,
    struct archive_values *values, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *list = sqlite_query(own, QUERY_VALUES, err);
	struct archive_value value;
	int code;

	if (list == NULL)
		return -1;
	sqlite_bind(list, 1, id);
	while ((code = sqlite3_step(list)) == SQLITE_ROW) {
		value = (struct archive_value){
		    .case_id = sqlite_text(list, 0, arena),
		    .group = sqlite_text(list, 1, arena),
		    .benchmark = sqlite_text(list, 2, arena),
		    .metric = sqlite_text(list, 3, arena),
		    .unit = sqlite_text(list, 4, arena),
		    .better = sqlite3_column_int(list, 5) != 0 ? BETTER_HIGHER
							       : BETTER_LOWER,
		    .is_judged = sqlite3_column_int(list, 6) != 0,
		    .is_logarithmic = sqlite3_column_int(list, 7) != 0,
		    .launches = (uint32_t)sqlite3_column_int64(list, 8),
		    .value = sqlite3_column_double(list, 9),
		    .variance = number_or_nan(list, 10),
		    .center = sqlite3_column_double(list, 11),
		    .step = sqlite3_column_double(list, 12)};
		vec_push(values, value);
	}
	return end(own, list, code, err);
}

/* Where what has a key stands in a list; keys are small. Zeroed is empty. */
struct places {
	size_t *items; /* by key; 0: not in the list, else its place + 1 */
	uint64_t limit;
};

static void
places_put(struct places *places, uint64_t key, size_t place)
{
	uint64_t limit = places->limit;
	size_t *items = places->items;

	if (key > INT64_MAX) /* places_find knows no such key */
		return;
	if (key >= limit) {
		places->limit = key < limit * 2 ? limit * 2 : key + 1;
		places->items = xcalloc(places->limit, sizeof *items);
		if (limit > 0)
			memcpy(places->items, items, limit * sizeof *items);
		free(items);
	}
	places->items[key] = place + 1;
}

static bool
places_find(const struct places *places, sqlite3_int64 key, size_t *place)
{
	if (key < 0 || (uint64_t)key >= places->limit ||
	    places->items[key] == 0)
		return false;
	*place = places->items[key] - 1;
	return true;
}

static int
list_rows(struct sqlite_archive *archive, const char *suite,
    struct arena *arena, struct catalog_rows *rows, struct err *err)
{
	sqlite3_stmt *list = sqlite_query(archive, QUERY_SERIES, err);
	struct catalog_row row;
	int code;

	if (list == NULL)
		return -1;
	sqlite_bind(list, 1, suite);
	while ((code = sqlite3_step(list)) == SQLITE_ROW) {
		row = (struct catalog_row){
		    .key = (uint64_t)sqlite3_column_int64(list, 0),
		    .of = {.suite = sqlite_text(list, 1, arena),
			.case_id = sqlite_text(list, 2, arena),
			.group = sqlite_text(list, 3, arena),
			.benchmark = sqlite_text(list, 4, arena),
			.metric = sqlite_text(list, 5, arena),
			.unit = sqlite_text(list, 6, arena)}};
		vec_push(rows, row);
	}
	return end(archive, list, code, err);
}

/* Takes over what the run says of series that no newer one had. */
static int
look_at_run(struct sqlite_archive *archive, uint64_t run,
    const struct places *places, struct catalog_rows *rows,
    struct archive_catalog *catalog, struct err *err)
{
	sqlite3_stmt *list = sqlite_query(archive, QUERY_SERIES_SEEN, err);
	size_t row;
	int code;

	if (list == NULL)
		return -1;
	sqlite3_bind_int64(list, 1, (sqlite3_int64)run);
	while ((code = sqlite3_step(list)) == SQLITE_ROW)
		if (places_find(places, sqlite3_column_int64(list, 0), &row))
			catalog_see(rows, catalog, row,
			    sqlite3_column_int(list, 1) != 0 ? BETTER_HIGHER
							     : BETTER_LOWER,
			    sqlite3_column_int(list, 2) != 0);
	return end(archive, list, code, err);
}

/*
 * From the newest run back until all were seen: mostly one run's values, all
 * of them at worst.
 */
static int
look_back(struct sqlite_archive *archive, const char *suite,
    struct arena *arena, struct catalog_rows *rows,
    struct archive_catalog *catalog, struct err *err)
{
	struct places places = {0};
	struct archive_runs runs = {0};
	size_t i;
	int result = sqlite_runs(&archive->archive, suite, arena, &runs, err);

	for (i = 0; i < rows->count; i++)
		places_put(&places, rows->items[i].key, i);
	for (i = runs.count; result == 0 && rows->unseen > 0 && i > 0; i--)
		result = look_at_run(archive, runs.items[i - 1].key, &places,
		    rows, catalog, err);
	free(places.items);
	vec_free(&runs);
	return result;
}

int
sqlite_series(struct archive *archive, const char *suite, struct arena *arena,
    struct archive_catalog *catalog, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	struct catalog_rows rows = {0};
	int result = list_rows(own, suite, arena, &rows, err);

	*catalog = (struct archive_catalog){0};
	catalog_join(&rows, arena, catalog);
	if (result == 0)
		result = look_back(own, suite, arena, &rows, catalog, err);
	catalog_end(&rows, catalog);
	return result;
}

/* The columns of a point begin at column. */
static void
add_point(sqlite3_stmt *row, int column, const struct archive_runs *runs,
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
		.is_logarithmic = sqlite3_column_int(row, column) != 0,
		.launches = (uint32_t)sqlite3_column_int64(row, column + 1),
		.value = sqlite3_column_double(row, column + 2),
		.variance = number_or_nan(row, column + 3),
		.center = sqlite3_column_double(row, column + 4),
		.step = sqlite3_column_double(row, column + 5)};
}

/* The point of a run in a series, if there is one. */
static int
find_point(struct sqlite_archive *archive, const struct archive_series *series,
    const struct archive_runs *runs, size_t run, struct archive_points *points,
    struct err *err)
{
	sqlite3_stmt *find = sqlite_query(archive, QUERY_POINT, err);
	size_t i;
	int code = SQLITE_DONE;

	if (find == NULL)
		return -1;
	sqlite3_bind_int64(find, 1, (sqlite3_int64)runs->items[run].key);
	for (i = 0; i < series->key_count && code == SQLITE_DONE; i++) {
		sqlite3_reset(find);
		sqlite3_bind_int64(find, 2, (sqlite3_int64)series->keys[i]);
		code = sqlite3_step(find);
	}
	if (code == SQLITE_ROW)
		add_point(find, 0, runs, run, points);
	return end(archive, find, code == SQLITE_ROW ? SQLITE_DONE : code, err);
}

int
sqlite_points(struct archive *archive, const struct archive_series *series,
    const struct archive_runs *runs, struct archive_points *points,
    struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	size_t i;
	int result = 0;

	*points = (struct archive_points){0};
	for (i = 0; i < runs->count && result == 0; i++)
		result = find_point(own, series, runs, i, points, err);
	return result;
}

/* The points of a run, each to its series. */
static int
spread_run(struct sqlite_archive *archive, const struct places *places,
    const struct archive_runs *runs, size_t run, struct archive_points *points,
    struct err *err)
{
	sqlite3_stmt *list = sqlite_query(archive, QUERY_POINTS, err);
	size_t place;
	int code;

	if (list == NULL)
		return -1;
	sqlite3_bind_int64(list, 1, (sqlite3_int64)runs->items[run].key);
	while ((code = sqlite3_step(list)) == SQLITE_ROW)
		if (places_find(places, sqlite3_column_int64(list, 0), &place))
			add_point(list, 1, runs, run, &points[place]);
	return end(archive, list, code, err);
}

int
sqlite_points_all(struct archive *archive, const struct archive_series *series,
    size_t count, const struct archive_runs *runs,
    struct archive_points *points, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	struct places places = {0};
	size_t i, j;
	int result = 0;

	for (i = 0; i < count; i++) {
		points[i] = (struct archive_points){0};
		for (j = 0; j < series[i].key_count; j++)
			places_put(&places, series[i].keys[j], i);
	}
	for (i = 0; i < runs->count && result == 0; i++)
		result = spread_run(own, &places, runs, i, points, err);
	free(places.items);
	return result;
}

int
sqlite_verify(struct archive *archive, struct arena *arena,
    struct archive_faults *faults, struct err *err)
{
	struct sqlite_archive *own = (struct sqlite_archive *)archive;
	sqlite3_stmt *check = sqlite_query(own, QUERY_INTEGRITY, err);
	sqlite3_stmt *orphans;
	const char *text;
	int code;

	if (check == NULL)
		return -1;
	while ((code = sqlite3_step(check)) == SQLITE_ROW) {
		text = sqlite_text(check, 0, arena);
		if (text != NULL && strcmp(text, "ok") != 0)
			vec_push(faults, text);
	}
	if (end(own, check, code, err) < 0)
		return -1;
	orphans = sqlite_query(own, QUERY_ORPHANS, err);
	if (orphans == NULL)
		return -1;
	code = sqlite3_step(orphans);
	if (code == SQLITE_ROW && sqlite3_column_int64(orphans, 0) > 0)
		vec_push(faults,
		    arena_printf(arena, "%lld values are of no run or series",
			(long long)sqlite3_column_int64(orphans, 0)));
	return end(own, orphans, code == SQLITE_ROW ? SQLITE_DONE : code, err);
}
