#include "archive/postgres_call.h"

#include "base/err.h"

static const struct {
	const char *statement, *what;
} counts[] = {
    {"SELECT count(*) FROM value v WHERE NOT EXISTS (SELECT FROM series s "
     "WHERE s.key = v.series)",
	"values are of no series"},
    {"SELECT count(*) FROM (SELECT FROM series GROUP BY suite, case_id, "
     "metric, unit, group_name, benchmark HAVING count(*) > 1) AS twice",
	"series are there twice"},
};

static int
count_faults(struct postgres_archive *archive, struct arena *arena,
    struct archive_faults *faults, struct err *err)
{
	struct postgres_call call = {0};
	unsigned long long count;
	PGresult *rows;
	size_t i;

	for (i = 0; i < sizeof counts / sizeof *counts; i++) {
		rows = postgres_ask(archive, counts[i].statement, &call, err);
		if (rows == NULL)
			return -1;
		count = row_whole(rows, 0, 0);
		PQclear(rows);
		if (count > 0)
			vec_push(faults, arena_printf(arena, "%llu %s", count,
					     counts[i].what));
	}
	return 0;
}

int
postgres_verify(struct archive *archive, struct arena *arena,
    struct archive_faults *faults, struct err *err)
{
	struct postgres_archive *own = (struct postgres_archive *)archive;
	struct archive_runs runs = {0};
	struct err why;
	int result = count_faults(own, arena, faults, err);
	size_t i;

	if (result == 0)
		result = postgres_runs(archive, NULL, arena, &runs, err);
	for (i = 0; i < runs.count && result == 0; i++) {
		if (postgres_fetch(archive, runs.items[i].id, -1, &why) >= 0)
			continue;
		if (PQstatus(own->connection) != CONNECTION_OK)
			result = err_set(err, "%s", why.text);
		else
			vec_push(faults, arena_strdup(arena, why.text));
	}
	vec_free(&runs);
	return result;
}
