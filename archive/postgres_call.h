/*
 * A statement and its parameters, in binary, and the rows it gives.
 */
#ifndef ARCHIVE_POSTGRES_CALL_H
#define ARCHIVE_POSTGRES_CALL_H

#include "archive/postgres.h"
#include "base/buf.h"

/*
 * The parameters of a statement, $1 first. A zeroed one has none. NAN is NULL,
 * and so is a NULL text. An array is begun with how many items follow.
 */
enum { POSTGRES_PARAMETERS = 16 };

struct postgres_call {
	struct buf bytes;
	int count;
	Oid types[POSTGRES_PARAMETERS];
	size_t starts[POSTGRES_PARAMETERS];
	int lengths[POSTGRES_PARAMETERS]; /* -1: NULL */
	bool is_not_utf8; /* a text was not: the call fails, unsent */
};

enum postgres_type {
	POSTGRES_TEXT = 25,
	POSTGRES_WHOLE = 20,
	POSTGRES_NUMBER = 701,
	POSTGRES_TRUTH = 16,
	POSTGRES_BYTES = 17
};

void call_text(struct postgres_call *call, const char *text);
void call_whole(struct postgres_call *call, uint64_t number);
void call_truth(struct postgres_call *call, bool truth);
void call_bytes(struct postgres_call *call, const char *bytes, size_t count);

void call_array(
    struct postgres_call *call, enum postgres_type type, size_t count);
void item_text(struct postgres_call *call, const char *text);
void item_whole(struct postgres_call *call, uint64_t number);
void item_number(struct postgres_call *call, double number);
void item_truth(struct postgres_call *call, bool truth);

/*
 * Runs the statement and releases call. The rows, to be cleared with PQclear;
 * NULL with the reason.
 */
PGresult *postgres_ask(struct postgres_archive *archive, const char *statement,
    struct postgres_call *call, struct err *err);

/* The same where rows do not matter. */
int postgres_do(struct postgres_archive *archive, const char *statement,
    struct postgres_call *call, struct err *err);

/* Statements without parameters, in one message. */
int postgres_run(
    struct postgres_archive *archive, const char *statements, struct err *err);

/* A column of a row. Text in arena, NULL stays NULL; no number is NAN. */
const char *row_text(
    const PGresult *rows, int row, int column, struct arena *arena);
uint64_t row_whole(const PGresult *rows, int row, int column);
double row_number(const PGresult *rows, int row, int column);
bool row_truth(const PGresult *rows, int row, int column);

#endif
