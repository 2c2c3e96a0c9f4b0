/*
 * A PostgreSQL server for the tests of one program (tests/postgres.sh), and
 * archives in it. It ends with the program.
 */
#ifndef TESTS_UNIT_POSTGRES_SERVER_H
#define TESTS_UNIT_POSTGRES_SERVER_H

#include <libpq-fe.h>

#include "tests/unit/archive_place.h"

struct server {
	struct tree tree;
	char url[512]; /* "": there is none */
};

static inline void
server_start(struct server *server)
{
	char command[512];
	FILE *script;

	*server = (struct server){0};
	tree_make(&server->tree);
	snprintf(command, sizeof command, "tests/postgres.sh start %s %ld",
	    server->tree.folder, (long)getpid());
	script = popen(command, "r");
	if (script == NULL ||
	    fgets(server->url, sizeof server->url, script) == NULL)
		server->url[0] = '\0';
	server->url[strcspn(server->url, "\n")] = '\0';
	if (script != NULL)
		pclose(script);
}

static inline void
server_stop(struct server *server)
{
	char command[512];
	FILE *script;

	snprintf(command, sizeof command, "tests/postgres.sh stop %s",
	    server->tree.folder);
	script = popen(command, "r");
	if (script != NULL)
		pclose(script);
	tree_remove(&server->tree);
}

/* Runs SQL that must succeed, as nobody's program. */
static inline void
server_run(const char *url, const char *sql)
{
	PGconn *connection = PQconnectdb(url);
	PGresult *result = PQexec(connection, sql);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(connection));
	PQclear(result);
	PQfinish(connection);
}

/* What a query says in its first row and column. */
static inline long
server_ask(const char *url, const char *sql)
{
	PGconn *connection = PQconnectdb(url);
	PGresult *result = PQexec(connection, sql);
	long answer = -1;

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(connection));
	if (PQntuples(result) > 0)
		answer = strtol(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	PQfinish(connection);
	return answer;
}

static inline void
server_empty(const char *url)
{
	server_run(url,
	    "SET client_min_messages = error; DROP SCHEMA IF EXISTS perfolio "
	    "CASCADE");
}

#endif
