#include "archive/postgres.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/xalloc.h"

static const char *
option(const PQconninfoOption *options, const char *keyword)
{
	for (; options->keyword != NULL; options++)
		if (strcmp(options->keyword, keyword) == 0)
			return options->val;
	return NULL;
}

/* A socket's folder is no host that could stand behind "//". */
static void
add_socket(struct buf *name, const char *folder, const char *port)
{
	buf_addf(name, "?host=%s", folder);
	if (port != NULL)
		buf_addf(name, "&port=%s", port);
}

static char *
name_of(const PQconninfoOption *options)
{
	const char *user = option(options, "user"),
		   *host = option(options, "host"),
		   *port = option(options, "port"),
		   *database = option(options, "dbname");
	bool is_socket = host != NULL && host[0] == '/';
	struct buf name = {0};

	buf_add_string(&name, "postgresql://");
	if (user != NULL)
		buf_addf(&name, "%s@", user);
	if (host != NULL && !is_socket)
		buf_add_string(&name, host);
	if (port != NULL && !is_socket)
		buf_addf(&name, ":%s", port);
	if (database != NULL)
		buf_addf(&name, "/%s", database);
	if (is_socket)
		add_socket(&name, host, port);
	return buf_detach(&name);
}

/*
 * A password whose @ or / is not escaped ends among these, and would be shown
 * there, by libpq, too.
 */
static bool
is_plain(const PQconninfoOption *options)
{
	const char *host = option(options, "host"),
		   *port = option(options, "port"),
		   *database = option(options, "dbname");

	return (host == NULL || strchr(host, '@') == NULL) &&
	       (database == NULL || strchr(database, '@') == NULL) &&
	       (port == NULL || port[strspn(port, "0123456789,")] == '\0');
}

/* In lower case, as libpq wants it; NULL: it is none of PostgreSQL's. */
static char *
url_of(const char *text)
{
	static const char *const schemes[] = {"postgresql:", "postgres:"};
	struct buf url = {0};
	size_t i, length;

	for (i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		length = strlen(schemes[i]);
		if (strncasecmp(text, schemes[i], length) == 0)
			buf_addf(&url, "%s%s", schemes[i], text + length);
	}
	return url.length == 0 ? NULL : buf_detach(&url);
}

int
postgres_place_read(
    struct postgres_place *place, const char *text, struct err *err)
{
	char *url = url_of(text);
	PQconninfoOption *options;
	int result = 0;

	*place = (struct postgres_place){0};
	if (url == NULL)
		return err_set(err,
		    "\"%.*s…\" is no archive's URL; write postgresql://"
		    "USER:PASSWORD@HOST:PORT/DATABASE, or ./ in front of a "
		    "file's name",
		    (int)strcspn(text, ":="), text);
	options = PQconninfoParse(url, NULL);
	/* What libpq says of it may quote the password. */
	if (options == NULL || !is_plain(options)) {
		result = err_set(err,
		    "the archive's URL cannot be read; write "
		    "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, and @ : / "
		    "? %% in a password as %%40 %%3A %%2F %%3F %%25");
	} else {
		place->url = xstrdup(url);
		place->name = name_of(options);
	}
	free(url);
	PQconninfoFree(options);
	return result;
}

void
postgres_place_release(struct postgres_place *place)
{
	free(place->url);
	free(place->name);
	*place = (struct postgres_place){0};
}
