#include "archive/postgres_call.h"

#include <endian.h>
#include <math.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"

/* The types of arrays, by that of their items. */
enum {
	TEXT_ARRAY = 1009,
	WHOLE_ARRAY = 1016,
	NUMBER_ARRAY = 1022,
	TRUTH_ARRAY = 1000
};

static void
add_32(struct buf *bytes, uint32_t number)
{
	uint32_t big = htobe32(number);

	buf_add(bytes, (const char *)&big, sizeof big);
}

static void
add_64(struct buf *bytes, uint64_t number)
{
	uint64_t big = htobe64(number);

	buf_add(bytes, (const char *)&big, sizeof big);
}

/* The bytes that are added from here on are the next parameter. */
static int
begin(struct postgres_call *call, Oid type)
{
	int place = call->count++;

	call->types[place] = type;
	call->starts[place] = call->bytes.length;
	return place;
}

static void
end(struct postgres_call *call, int place)
{
	call->lengths[place] = (int)(call->bytes.length - call->starts[place]);
}

static void
check(struct postgres_call *call, const char *text)
{
	if (!text_is_utf8(text, strlen(text)))
		call->is_not_utf8 = true;
}

void
call_text(struct postgres_call *call, const char *text)
{
	int place = begin(call, POSTGRES_TEXT);

	if (text == NULL) {
		call->lengths[place] = -1;
		return;
	}
	check(call, text);
	buf_add_string(&call->bytes, text);
	end(call, place);
}

void
call_whole(struct postgres_call *call, uint64_t number)
{
	int place = begin(call, POSTGRES_WHOLE);

	add_64(&call->bytes, number);
	end(call, place);
}

void
call_truth(struct postgres_call *call, bool truth)
{
	int place = begin(call, POSTGRES_TRUTH);

	buf_add_char(&call->bytes, truth ? 1 : 0);
	end(call, place);
}

void
call_bytes(struct postgres_call *call, const char *bytes, size_t count)
{
	int place = begin(call, POSTGRES_BYTES);

	buf_add(&call->bytes, bytes, count);
	end(call, place);
}

static Oid
array_of(enum postgres_type type)
{
	switch (type) {
	case POSTGRES_WHOLE:
		return WHOLE_ARRAY;
	case POSTGRES_NUMBER:
		return NUMBER_ARRAY;
	case POSTGRES_TRUTH:
		return TRUTH_ARRAY;
	default:
		return TEXT_ARRAY;
	}
}

/* As array_recv of the server reads it: dimensions, are there NULLs, type. */
void
call_array(struct postgres_call *call, enum postgres_type type, size_t count)
{
	int place = begin(call, array_of(type));

	add_32(&call->bytes, count == 0 ? 0 : 1);
	add_32(&call->bytes, 1);
	add_32(&call->bytes, type);
	if (count > 0) {
		add_32(&call->bytes, (uint32_t)count);
		add_32(&call->bytes, 1);
	}
	end(call, place);
}

void
item_text(struct postgres_call *call, const char *text)
{
	if (text == NULL) {
		add_32(&call->bytes, UINT32_MAX);
	} else {
		check(call, text);
		add_32(&call->bytes, (uint32_t)strlen(text));
		buf_add_string(&call->bytes, text);
	}
	end(call, call->count - 1);
}

void
item_whole(struct postgres_call *call, uint64_t number)
{
	add_32(&call->bytes, sizeof number);
	add_64(&call->bytes, number);
	end(call, call->count - 1);
}

void
item_number(struct postgres_call *call, double number)
{
	uint64_t bits;

	if (isnan(number)) {
		add_32(&call->bytes, UINT32_MAX);
	} else {
		memcpy(&bits, &number, sizeof bits);
		add_32(&call->bytes, sizeof bits);
		add_64(&call->bytes, bits);
	}
	end(call, call->count - 1);
}

void
item_truth(struct postgres_call *call, bool truth)
{
	add_32(&call->bytes, 1);
	buf_add_char(&call->bytes, truth ? 1 : 0);
	end(call, call->count - 1);
}

static PGresult *
send(struct postgres_archive *archive, const char *statement,
    const struct postgres_call *call)
{
	const char *values[POSTGRES_PARAMETERS];
	int formats[POSTGRES_PARAMETERS], i;

	for (i = 0; i < call->count; i++) {
		/* An empty text is none that is NULL. */
		values[i] = call->lengths[i] < 0
				? NULL
				: buf_text(&call->bytes) + call->starts[i];
		formats[i] = 1;
	}
	return PQexecParams(archive->connection, statement, call->count,
	    call->types, values, call->lengths, formats, 1);
}

PGresult *
postgres_ask(struct postgres_archive *archive, const char *statement,
    struct postgres_call *call, struct err *err)
{
	PGresult *result = NULL;
	ExecStatusType status;

	if (call->is_not_utf8) {
		err_set(err, "%s: not sent: a text is no UTF-8",
		    archive->place.name);
	} else {
		result = send(archive, statement, call);
		status = PQresultStatus(result);
		if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
			postgres_explain(archive->connection, result,
			    archive->place.name, err);
			PQclear(result);
			result = NULL;
		}
	}
	buf_release(&call->bytes);
	*call = (struct postgres_call){0};
	return result;
}

int
postgres_do(struct postgres_archive *archive, const char *statement,
    struct postgres_call *call, struct err *err)
{
	PGresult *result = postgres_ask(archive, statement, call, err);

	PQclear(result);
	return result == NULL ? -1 : 0;
}

const char *
row_text(const PGresult *rows, int row, int column, struct arena *arena)
{
	if (PQgetisnull(rows, row, column))
		return NULL;
	return arena_strndup(arena, PQgetvalue(rows, row, column),
	    (size_t)PQgetlength(rows, row, column));
}

uint64_t
row_whole(const PGresult *rows, int row, int column)
{
	uint64_t big = 0;

	if (PQgetlength(rows, row, column) == sizeof big)
		memcpy(&big, PQgetvalue(rows, row, column), sizeof big);
	return be64toh(big);
}

double
row_number(const PGresult *rows, int row, int column)
{
	uint64_t bits = row_whole(rows, row, column);
	double number;

	if (PQgetisnull(rows, row, column))
		return (double)NAN;
	memcpy(&number, &bits, sizeof number);
	return number;
}

bool
row_truth(const PGresult *rows, int row, int column)
{
	return PQgetlength(rows, row, column) == 1 &&
	       PQgetvalue(rows, row, column)[0] != 0;
}
