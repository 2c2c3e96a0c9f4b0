#include <string.h>

#include "archive/postgres_call.h"
#include "base/err.h"

/* The assembler reads the file; the path starts where make runs. */
__asm__(".pushsection .rodata\narchive_schema_postgres:\n"
	".incbin \"archive/schema_postgres.sql\"\n.byte 0\n.popsection\n");
extern const char archive_schema_postgres[];

enum found {
	FOUND_FAILED,
	FOUND_NOTHING, /* neither tables of anybody's nor a schema of ours */
	FOUND_SCHEMA,  /* an empty one of our name: somebody wants us here */
	FOUND_OTHERS,
	FOUND_ARCHIVE
};

/* Tables of extensions are nobody's. */
#define TABLES                                                                 \
	"FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON "        \
	"n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', "      \
	"'f', 'S') AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE "  \
	"d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND " \
	"d.deptype = 'e') AND n.nspname "

/* PostgreSQL itself would say that the tables do not exist. */
static int
refuse_user(const struct postgres_archive *archive, struct err *err)
{
	const char *user = PQuser(archive->connection);

	return err_set(err,
	    "%s: the user %s may not use the schema perfolio; to read, it "
	    "needs USAGE on the schema and SELECT on its tables (GRANT USAGE "
	    "ON SCHEMA perfolio TO …; GRANT SELECT ON ALL TABLES IN SCHEMA "
	    "perfolio TO …)",
	    archive->place.name, user == NULL ? "" : user);
}

static enum found
look(struct postgres_archive *archive, struct err *err)
{
	static const char statement[] =
	    "SELECT (SELECT count(*) " TABLES "= 'perfolio'), "
	    "(SELECT count(*) " TABLES "= 'perfolio' AND c.relname IN ('run', "
	    "'series', 'value', 'run_file', 'anchor', 'source', 'archive')), "
	    "(SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = "
	    "'perfolio'), "
	    "(SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = "
	    "'perfolio' AND has_schema_privilege(oid, 'USAGE')), "
	    "(SELECT count(*) " TABLES "NOT IN ('pg_catalog', "
	    "'information_schema') AND n.nspname NOT LIKE 'pg\\_%')";
	struct postgres_call call = {0};
	PGresult *rows = postgres_ask(archive, statement, &call, err);
	uint64_t in_ours, ours, schemas, usable, all;

	if (rows == NULL)
		return FOUND_FAILED;
	in_ours = row_whole(rows, 0, 0);
	ours = row_whole(rows, 0, 1);
	schemas = row_whole(rows, 0, 2);
	usable = row_whole(rows, 0, 3);
	all = row_whole(rows, 0, 4);
	PQclear(rows);
	if (usable < schemas) {
		refuse_user(archive, err);
		return FOUND_FAILED;
	}
	if (ours == 7)
		return FOUND_ARCHIVE;
	if (in_ours > 0)
		return FOUND_OTHERS;
	if (schemas > 0)
		return FOUND_SCHEMA;
	return all > 0 ? FOUND_OTHERS : FOUND_NOTHING;
}

static int
refuse(const struct postgres_archive *archive, struct err *err)
{
	return err_set(err,
	    "%s: holds tables of something else, and no archive of perfolio; "
	    "it stays as it is. Name a database of its own (createdb NAME), or "
	    "let it have a schema in this one: CREATE SCHEMA perfolio",
	    archive->place.name);
}

static int
make(struct postgres_archive *archive, struct err *err)
{
	static const char sign[] =
	    "INSERT INTO archive (program, version) VALUES ('perfolio', $1)";
	struct postgres_change change;
	struct postgres_call call = {0};
	enum found found;
	int result = -1;

	if (postgres_change_begin(&change, archive, err) < 0)
		return -1;
	/* Somebody else may have done it meanwhile. */
	found = look(archive, err);
	if (found == FOUND_OTHERS) {
		refuse(archive, err);
	} else if (found == FOUND_ARCHIVE) {
		result = 0;
	} else if (found != FOUND_FAILED &&
		   postgres_run(archive, "CREATE SCHEMA IF NOT EXISTS perfolio",
		       err) == 0 &&
		   postgres_run(archive, archive_schema_postgres, err) == 0) {
		call_whole(&call, POSTGRES_ARCHIVE_VERSION);
		result = postgres_do(archive, sign, &call, err);
	}
	result = postgres_change_end(&change, result, err);
	return result < 0 ? err_add(err, "cannot make the archive") : 0;
}

static int
check_version(struct postgres_archive *archive, struct err *err)
{
	static const char statement[] =
	    "SELECT version::bigint FROM archive WHERE program = 'perfolio'";
	struct postgres_call call = {0};
	PGresult *rows = postgres_ask(archive, statement, &call, err);
	uint64_t version;
	int count;

	if (rows == NULL)
		return -1;
	count = PQntuples(rows);
	version = row_whole(rows, 0, 0);
	PQclear(rows);
	if (count != 1)
		return refuse(archive, err);
	if (version == POSTGRES_ARCHIVE_VERSION)
		return 0;
	return err_set(err,
	    "%s: is an archive of version %llu, and this perfolio knows "
	    "version %d; use the perfolio that wrote it, or a newer one",
	    archive->place.name, (unsigned long long)version,
	    POSTGRES_ARCHIVE_VERSION);
}

static int
check_rights(struct postgres_archive *archive, struct err *err)
{
	static const char statement[] =
	    "SELECT NOT pg_is_in_recovery() AND "
	    "NOT current_setting('default_transaction_read_only')::boolean AND "
	    "has_table_privilege('run', 'INSERT') AND "
	    "has_table_privilege('value', 'INSERT') AND "
	    "has_table_privilege('run_file', 'INSERT')";
	struct postgres_call call = {0};
	PGresult *rows = postgres_ask(archive, statement, &call, err);
	bool may_write;

	if (rows == NULL)
		return -1;
	may_write = row_truth(rows, 0, 0);
	PQclear(rows);
	return may_write
		   ? 0
		   : err_set(err, "%s: may only be read", archive->place.name);
}

int
postgres_schema_check(
    struct postgres_archive *archive, bool is_readonly, struct err *err)
{
	const char *encoding =
	    PQparameterStatus(archive->connection, "server_encoding");
	enum found found;

	if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
		return err_set(err,
		    "%s: is a database in %s; the archive needs one in UTF8 "
		    "(createdb -E UTF8 -T template0 NAME)",
		    archive->place.name,
		    encoding == NULL ? "another encoding" : encoding);
	found = look(archive, err);
	if (found == FOUND_FAILED)
		return -1;
	if (found == FOUND_OTHERS)
		return refuse(archive, err);
	if (found != FOUND_ARCHIVE && is_readonly)
		return err_set(err, "%s: there is no archive in it yet",
		    archive->place.name);
	if (found != FOUND_ARCHIVE && make(archive, err) < 0)
		return -1;
	if (check_version(archive, err) < 0)
		return -1;
	return is_readonly ? 0 : check_rights(archive, err);
}
