#include <string.h>

#include "archive/postgres_call.h"
#include "base/err.h"

int
postgres_run(
    struct postgres_archive *archive, const char *statements, struct err *err)
{
	PGresult *result = PQexec(archive->connection, statements);
	ExecStatusType status = PQresultStatus(result);
	int outcome = 0;

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		outcome = postgres_explain(
		    archive->connection, result, archive->place.name, err);
	PQclear(result);
	return outcome;
}

static bool
is_idle(const struct postgres_archive *archive)
{
	return PQtransactionStatus(archive->connection) == PQTRANS_IDLE;
}

static void
roll_back(struct postgres_archive *archive)
{
	struct err ignored;

	if (PQstatus(archive->connection) == CONNECTION_OK && !is_idle(archive))
		postgres_run(archive, "ROLLBACK", &ignored);
}

/* The number is that of the archive in SQLite: "PFar". */
static int
begin(struct postgres_archive *archive, struct err *err)
{
	static const char statements[] =
	    "BEGIN; SELECT pg_advisory_xact_lock(1346789746)";

	if (postgres_run(archive, statements, err) == 0)
		return 0;
	roll_back(archive);
	return -1;
}

/* COMMIT of a transaction in which something failed succeeds as ROLLBACK. */
static int
commit(struct postgres_archive *archive, struct err *err)
{
	PGresult *result = PQexec(archive->connection, "COMMIT");
	int outcome = 0;

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		outcome = postgres_explain(
		    archive->connection, result, archive->place.name, err);
	else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
		outcome = err_set(err,
		    "%s: nothing was changed, because something failed before",
		    archive->place.name);
	PQclear(result);
	if (outcome < 0)
		roll_back(archive);
	return outcome;
}

int
postgres_change_begin(struct postgres_change *change,
    struct postgres_archive *archive, struct err *err)
{
	change->archive = archive;
	change->is_own = is_idle(archive);
	return change->is_own ? begin(archive, err)
			      : postgres_run(archive, "SAVEPOINT change", err);
}

int
postgres_change_end(struct postgres_change *change, int result, struct err *err)
{
	struct postgres_archive *archive = change->archive;
	struct err ignored;

	if (change->is_own && result == 0)
		return commit(archive, err);
	if (change->is_own)
		roll_back(archive);
	else if (result < 0)
		postgres_run(
		    archive, "ROLLBACK TO change; RELEASE change", &ignored);
	else
		return postgres_run(archive, "RELEASE change", err);
	return result;
}

int
postgres_begin(struct archive *archive, struct err *err)
{
	return begin((struct postgres_archive *)archive, err);
}

int
postgres_commit(struct archive *archive, struct err *err)
{
	return commit((struct postgres_archive *)archive, err);
}

void
postgres_rollback(struct archive *archive)
{
	roll_back((struct postgres_archive *)archive);
}
