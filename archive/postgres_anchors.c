#include "archive/postgres_call.h"

static const char source[] = "anchors.jsonl";

int
postgres_anchor_bytes(struct archive *archive, uint64_t *bytes, struct err *err)
{
	struct postgres_call call = {0};
	PGresult *rows;

	*bytes = 0;
	call_text(&call, source);
	rows = postgres_ask((struct postgres_archive *)archive,
	    "SELECT bytes FROM source WHERE name = $1", &call, err);
	if (rows == NULL)
		return -1;
	if (PQntuples(rows) > 0)
		*bytes = row_whole(rows, 0, 0);
	PQclear(rows);
	return 0;
}

#define EACH(call, member)                                                     \
	do {                                                                   \
		size_t each;                                                   \
                                                                               \
		call_array(call, POSTGRES_TEXT, count);                        \
		for (each = 0; each < count; each++)                           \
			item_text(call, anchors[each].member);                 \
	} while (0)

static void
call_anchors(struct postgres_call *call, const struct archive_anchor *anchors,
    size_t count)
{
	EACH(call, case_id);
	EACH(call, metric);
	EACH(call, suite);
	EACH(call, machine);
	EACH(call, commit);
	EACH(call, run);
}

/* Those given that are not there yet; of a commit there is one, or of a run. */
#define MISSING                                                                \
	"FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], "         \
	"$5::text[], $6::text[]) WITH ORDINALITY AS g (case_id, metric, "      \
	"suite, machine, commit_id, run, place) WHERE NOT EXISTS (SELECT "     \
	"FROM anchor a WHERE a.case_id = g.case_id AND a.metric = g.metric "   \
	"AND a.suite IS NOT DISTINCT FROM g.suite AND a.machine IS NOT "       \
	"DISTINCT FROM g.machine AND a.commit_id IS NOT DISTINCT FROM "        \
	"g.commit_id AND (g.commit_id IS NOT NULL OR a.run = g.run))"

static const char add_missing[] =
    "INSERT INTO anchor (case_id, metric, suite, machine, commit_id, run) "
    "SELECT DISTINCT ON (suite, machine, case_id, metric, commit_id, CASE "
    "WHEN commit_id IS NULL THEN run END) case_id, metric, suite, machine, "
    "commit_id, run " MISSING " ORDER BY suite, machine, case_id, metric, "
    "commit_id, CASE WHEN commit_id IS NULL THEN run END, place";

static int
add_all(struct postgres_archive *archive, const struct archive_anchor *anchors,
    size_t count, struct err *err)
{
	struct postgres_call call = {0};

	call_anchors(&call, anchors, count);
	return postgres_do(archive, add_missing, &call, err);
}

static int
set_bytes(struct postgres_archive *archive, uint64_t bytes, struct err *err)
{
	static const char set[] =
	    "INSERT INTO source (name, bytes) VALUES ($1, $2) ON CONFLICT "
	    "(name) DO UPDATE SET bytes = excluded.bytes";
	struct postgres_call call = {0};

	call_text(&call, source);
	call_whole(&call, bytes);
	return postgres_do(archive, set, &call, err);
}

static int
clear(struct postgres_archive *archive, const char *suite, struct err *err)
{
	struct postgres_call call = {0};

	call_text(&call, suite);
	return postgres_do(archive,
	    "DELETE FROM anchor WHERE $1 IS NULL OR suite = $1", &call, err);
}

int
postgres_anchor_replace(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, uint64_t bytes,
    struct err *err)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;
	struct postgres_change change;
	int result = 0;

	if (postgres_change_begin(&change, own, err) < 0)
		return -1;
	if (clear(own, NULL, err) < 0 ||
	    (count > 0 && add_all(own, anchors, count, err) < 0) ||
	    set_bytes(own, bytes, err) < 0)
		result = -1;
	return postgres_change_end(&change, result, err);
}

/* Mostly all are there, and nobody need wait for that answer. */
int
postgres_anchor_add(struct archive *archive,
    const struct archive_anchor *anchors, size_t count, struct err *err)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;
	struct postgres_change change;
	struct postgres_call call = {0};
	PGresult *rows;
	bool is_missing;

	if (count == 0)
		return 0;
	call_anchors(&call, anchors, count);
	rows =
	    postgres_ask(own, "SELECT EXISTS (SELECT " MISSING ")", &call, err);
	if (rows == NULL)
		return -1;
	is_missing = row_truth(rows, 0, 0);
	PQclear(rows);
	if (!is_missing)
		return 0;
	if (postgres_change_begin(&change, own, err) < 0)
		return -1;
	return postgres_change_end(
	    &change, add_all(own, anchors, count, err), err);
}

int
postgres_anchor_clear(
    struct archive *archive, const char *suite, struct err *err)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;
	struct postgres_change change;

	if (postgres_change_begin(&change, own, err) < 0)
		return -1;
	return postgres_change_end(&change, clear(own, suite, err), err);
}

int
postgres_anchors(struct archive *archive, const char *suite,
    const char *machine, struct arena *arena, struct archive_anchors *anchors,
    struct err *err)
{
	static const char list[] =
	    "SELECT suite, machine, case_id, metric, commit_id, run FROM "
	    "anchor WHERE suite IS NOT DISTINCT FROM $1 AND machine IS NOT "
	    "DISTINCT FROM $2 ORDER BY case_id, metric, run, commit_id NULLS "
	    "FIRST";
	struct postgres_call call = {0};
	struct archive_anchor anchor;
	PGresult *rows;
	int i;

	call_text(&call, suite);
	call_text(&call, machine);
	rows =
	    postgres_ask((struct postgres_archive *)archive, list, &call, err);
	for (i = 0; rows != NULL && i < PQntuples(rows); i++) {
		anchor = (struct archive_anchor){
		    .suite = row_text(rows, i, 0, arena),
		    .machine = row_text(rows, i, 1, arena),
		    .case_id = row_text(rows, i, 2, arena),
		    .metric = row_text(rows, i, 3, arena),
		    .commit = row_text(rows, i, 4, arena),
		    .run = row_text(rows, i, 5, arena)};
		vec_push(anchors, anchor);
	}
	PQclear(rows);
	return rows == NULL ? -1 : 0;
}
