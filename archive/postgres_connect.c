#include "archive/postgres.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"

static void
ignore_notice(void *unused, const char *message)
{
	(void)unused;
	(void)message;
}

/* A message of the server or of libpq as one line. */
static void
add_line(struct buf *line, const char *message)
{
	const char *at;

	for (at = message; *at != '\0'; at++) {
		if (*at != '\n' && *at != '\t')
			buf_add_char(line, *at);
		else if (at[1] != '\0' && at[1] != '\n' && at[1] != '\t')
			buf_add_string(line, *at == '\n' ? "; " : " ");
	}
}

static int
fail(const char *name, const char *what, const char *message, struct err *err)
{
	struct buf line = {0};

	add_line(&line, message);
	err_set(err, "%s: %s%s", name, what, buf_text(&line));
	buf_release(&line);
	return -1;
}

static const struct {
	const char *state, *sentence; /* SQLSTATE */
} sentences[] = {
    {"55P03", "another perfolio has been writing it for too long; try again"},
    {"57014", "the server took too long to answer; try again when it has less "
	      "to do"},
    {"25006", "may only be read"},
    {"53100", "the server's disk is full; nothing was changed"},
    {"25P03", "the server gave up waiting for this program"},
};

int
postgres_explain(PGconn *connection, const PGresult *result, const char *name,
    struct err *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message =
	    PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	size_t i;

	for (i = 0; i < sizeof sentences / sizeof *sentences && state != NULL;
	     i++)
		if (strcmp(state, sentences[i].state) == 0)
			return err_set(
			    err, "%s: %s", name, sentences[i].sentence);
	if (PQstatus(connection) != CONNECTION_OK)
		return fail(name, "the connection was lost: ",
		    message != NULL ? message : PQerrorMessage(connection),
		    err);
	if (state != NULL && strcmp(state, "42501") == 0)
		return fail(name, "this user may not do that: ", message, err);
	return fail(name, "the server says: ",
	    message != NULL ? message : PQerrorMessage(connection), err);
}

/*
 * What every session needs, whatever the server's or the user's settings.
 * Lost clients must not keep others waiting, nor lost servers us.
 */
static bool
settle(PGconn *connection, bool is_readonly)
{
	static const char common[] =
	    "SET search_path = perfolio, pg_catalog;"
	    "SET synchronous_commit = on;"
	    "SET work_mem = '32MB';"
	    "SET standard_conforming_strings = on;"
	    "SET default_transaction_isolation = 'read committed';"
	    "SET idle_in_transaction_session_timeout = '300s';";
	struct buf settings = {0};
	PGresult *result;
	bool is_done;

	buf_add_string(&settings, common);
	buf_addf(&settings, "SET lock_timeout = '%ds';", POSTGRES_PATIENCE_S);
	buf_addf(
	    &settings, "SET statement_timeout = '%ds';", POSTGRES_ANSWER_S);
	if (is_readonly)
		buf_add_string(
		    &settings, "SET default_transaction_read_only = on;");
	result = PQexec(connection, settings.text);
	is_done = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	buf_release(&settings);
	return is_done;
}

PGconn *
postgres_connect(
    const struct postgres_place *place, bool is_readonly, struct err *err)
{
	/* What the URL says itself stands behind these, and counts. */
	const char *const names[] = {getenv("PGCONNECT_TIMEOUT") == NULL
					 ? "connect_timeout"
					 : "fallback_application_name",
	    "fallback_application_name", "keepalives_idle",
	    "keepalives_interval", "keepalives_count", "tcp_user_timeout",
	    "dbname", "client_encoding", NULL};
	char seconds[16];
	const char *const values[] = {
	    getenv("PGCONNECT_TIMEOUT") == NULL ? seconds : "perfolio",
	    "perfolio", "30", "10", "3", "60000", place->url, "UTF8", NULL};
	PGconn *connection;

	snprintf(seconds, sizeof seconds, "%d", POSTGRES_CONNECT_S);
	connection = PQconnectdbParams(names, values, 1);
	PQsetNoticeProcessor(connection, ignore_notice, NULL);
	if (PQstatus(connection) != CONNECTION_OK)
		fail(place->name, "", PQerrorMessage(connection), err);
	else if (!settle(connection, is_readonly))
		postgres_explain(connection, NULL, place->name, err);
	else
		return connection;
	PQfinish(connection);
	return NULL;
}
