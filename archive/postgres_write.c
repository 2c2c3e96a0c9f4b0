#include "archive/postgres_call.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* 1: the same file is there, 0: not, and nothing of that id any more. */
static int
make_room(struct postgres_archive *archive, const struct archive_run *run,
    struct err *err)
{
	static const char find[] = "SELECT bytes, sha256 FROM run WHERE "
				   "id = $1";
	struct postgres_call call = {0};
	struct arena arena = {0};
	bool is_known, is_there;
	PGresult *rows;

	call_text(&call, run->id);
	rows = postgres_ask(archive, find, &call, err);
	if (rows == NULL)
		return -1;
	is_known = PQntuples(rows) > 0;
	is_there = is_known && row_whole(rows, 0, 0) == run->bytes &&
		   is_same(row_text(rows, 0, 1, &arena), run->sha256);
	arena_release(&arena);
	PQclear(rows);
	if (is_there || !is_known)
		return is_there;
	return postgres_remove(&archive->archive, run->id, err);
}

static int
add_run(struct postgres_archive *archive, const struct archive_run *run,
    uint64_t *key, struct err *err)
{
	static const char add[] =
	    "INSERT INTO run (id, suite, project, machine, environment, "
	    "started, commit_id, branch, version, sha256, bytes, is_dirty, "
	    "is_part, is_pair) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	    "$10, $11, $12, $13, $14) RETURNING key";
	const char *const texts[] = {run->id, run->suite, run->project,
	    run->machine, run->environment, run->started, run->commit,
	    run->branch, run->version, run->sha256};
	struct postgres_call call = {0};
	PGresult *rows;
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		call_text(&call, texts[i]);
	call_whole(&call, run->bytes);
	call_truth(&call, run->is_dirty);
	call_truth(&call, run->is_part);
	call_truth(&call, run->is_pair);
	rows = postgres_ask(archive, add, &call, err);
	if (rows == NULL)
		return -1;
	*key = row_whole(rows, 0, 0);
	PQclear(rows);
	return 0;
}

/* An array of one member of each value. */
#define EACH(call, type, add, member)                                          \
	do {                                                                   \
		size_t each;                                                   \
                                                                               \
		call_array(call, type, count);                                 \
		for (each = 0; each < count; each++)                           \
			add(call, values[each].member);                        \
	} while (0)

/* What a series is known by, and its suite before it. */
static void
call_series(struct postgres_call *call, const char *suite,
    const struct archive_value *values, size_t count)
{
	call_text(call, suite);
	EACH(call, POSTGRES_TEXT, item_text, case_id);
	EACH(call, POSTGRES_TEXT, item_text, metric);
	EACH(call, POSTGRES_TEXT, item_text, unit);
	EACH(call, POSTGRES_TEXT, item_text, group);
	EACH(call, POSTGRES_TEXT, item_text, benchmark);
}

#define SAME_SERIES                                                            \
	"s.case_id = g.case_id AND s.metric = g.metric AND s.unit = g.unit "   \
	"AND s.suite IS NOT DISTINCT FROM $1 AND s.group_name IS NOT "         \
	"DISTINCT FROM g.group_name AND s.benchmark IS NOT DISTINCT FROM "     \
	"g.benchmark"

static int
add_series(struct postgres_archive *archive, const char *suite,
    const struct archive_value *values, size_t count, struct err *err)
{
	static const char add[] =
	    "INSERT INTO series (suite, case_id, metric, unit, group_name, "
	    "benchmark) SELECT DISTINCT $1, g.* FROM unnest($2::text[], "
	    "$3::text[], $4::text[], $5::text[], $6::text[]) AS g (case_id, "
	    "metric, unit, group_name, benchmark) WHERE NOT EXISTS (SELECT "
	    "FROM series s WHERE " SAME_SERIES ")";
	struct postgres_call call = {0};

	call_series(&call, suite, values, count);
	return postgres_do(archive, add, &call, err);
}

static int
add_values(struct postgres_archive *archive, const char *suite, uint64_t run,
    const struct archive_value *values, size_t count, struct err *err)
{
	static const char add[] =
	    "INSERT INTO value (run, series, is_higher_better, is_judged, "
	    "is_logarithmic, launches, value, variance, center, step) SELECT "
	    "$7, s.key, g.is_higher_better, g.is_judged, g.is_logarithmic, "
	    "g.launches, g.value, g.variance, g.center, g.step FROM "
	    "unnest($2::text[], $3::text[], $4::text[], $5::text[], "
	    "$6::text[], $8::boolean[], $9::boolean[], $10::boolean[], "
	    "$11::bigint[], $12::float8[], $13::float8[], $14::float8[], "
	    "$15::float8[]) AS g (case_id, metric, unit, group_name, "
	    "benchmark, is_higher_better, is_judged, is_logarithmic, launches, "
	    "value, variance, center, step) JOIN series s ON " SAME_SERIES;
	struct postgres_call call = {0};
	PGresult *result;
	size_t added, i;

	call_series(&call, suite, values, count);
	call_whole(&call, run);
	call_array(&call, POSTGRES_TRUTH, count);
	for (i = 0; i < count; i++)
		item_truth(&call, values[i].better == BETTER_HIGHER);
	EACH(&call, POSTGRES_TRUTH, item_truth, is_judged);
	EACH(&call, POSTGRES_TRUTH, item_truth, is_logarithmic);
	EACH(&call, POSTGRES_WHOLE, item_whole, launches);
	EACH(&call, POSTGRES_NUMBER, item_number, value);
	EACH(&call, POSTGRES_NUMBER, item_number, variance);
	EACH(&call, POSTGRES_NUMBER, item_number, center);
	EACH(&call, POSTGRES_NUMBER, item_number, step);
	result = postgres_ask(archive, add, &call, err);
	if (result == NULL)
		return -1;
	added = strtoul(PQcmdTuples(result), NULL, 10);
	PQclear(result);
	if (added == count)
		return 0;
	return err_set(err,
	    "%s: of %zu values %zu were taken; perfolio archive verify says "
	    "what is wrong with it",
	    archive->place.name, count, added);
}

static int
add_all(struct postgres_archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err)
{
	uint64_t key;
	int result = make_room(archive, run, err);

	if (result != 0)
		return result < 0 ? -1 : 0;
	if (add_run(archive, run, &key, err) < 0)
		return -1;
	if (count > 0 &&
	    (add_series(archive, run->suite, values, count, err) < 0 ||
		add_values(archive, run->suite, key, values, count, err) < 0))
		return -1;
	return run->file == NULL ? 0
				 : postgres_file_store(archive, key, run, err);
}

int
postgres_add(struct archive *archive, const struct archive_run *run,
    const struct archive_value *values, size_t count, struct err *err)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;
	struct postgres_change change;

	if (postgres_change_begin(&change, own, err) < 0)
		return -1;
	return postgres_change_end(
	    &change, add_all(own, run, values, count, err), err);
}

static int
change_once(struct postgres_archive *archive, const char *statement,
    struct postgres_call *call, struct err *err)
{
	struct postgres_change change;

	if (postgres_change_begin(&change, archive, err) < 0) {
		buf_release(&call->bytes);
		return -1;
	}
	return postgres_change_end(
	    &change, postgres_do(archive, statement, call, err), err);
}

int
postgres_remove(struct archive *archive, const char *id, struct err *err)
{
	struct postgres_call call = {0};

	call_text(&call, id);
	return change_once((struct postgres_archive *)archive,
	    "DELETE FROM run WHERE id = $1", &call, err);
}

int
postgres_sweep(struct archive *archive, struct err *err)
{
	static const char sweep[] =
	    "DELETE FROM series s WHERE NOT EXISTS (SELECT FROM value v WHERE "
	    "v.series = s.key)";
	struct postgres_call call = {0};

	return change_once(
	    (struct postgres_archive *)archive, sweep, &call, err);
}
