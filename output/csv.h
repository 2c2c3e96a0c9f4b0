/*
 * The tables for spreadsheets, RFC 4180: UTF-8, CR LF, base units, numbers in
 * the shortest form that reads back the same, an empty cell for "none".
 *
 * Text is quoted; a text cell that a spreadsheet would compute (it starts
 * with = + - @ TAB or CR) gets a ' in front. A cell that holds several things
 * joins them with ";": tags "a;b", params "size=1MB;mode=fast". In these,
 * the characters % ; = and control characters are written %XX.
 *
 * Writing errors stay in the stream: whoever owns it checks it.
 */
#ifndef OUTPUT_CSV_H
#define OUTPUT_CSV_H

#include <stdio.h>

#include "analysis/result.h"
#include "base/buf.h"

/* A text cell without its comma; nothing for NULL and "". */
void csv_add_text(struct buf *out, const char *text);

/* A number, likewise. It is finite. */
void csv_add_number(struct buf *out, double value);

/*
 * results.csv: a row for each metric of each case that was measured or is
 * judged; a case with none has one row without a metric.
 */
void csv_write_results(const struct result *result, FILE *out);

/*
 * samples.csv, fed series by series. A zeroed struct with out set is ready;
 * samples_csv_release frees it and leaves out alone.
 */
struct samples_csv {
	FILE *out;
	struct buf prefix;       /* the quoted cells of the series */
	uint64_t launch, sample; /* of the last row */
};

/* One launch of a series. */
struct samples_csv_launch {
	uint64_t launch;          /* its number; consecutive pieces of one */
	const double *values;     /* launch may come in several calls */
	const double *iterations; /* NULL: 1 each */
	size_t count;
};

/* The head. */
void samples_csv_begin(const struct samples_csv *csv);

/* From here on the rows belong to this case and metric. */
void samples_csv_series(
    struct samples_csv *csv, const char *case_id, const struct metric *metric);

/* A row a value. Values are per iteration, in the base unit. */
void samples_csv_add(
    struct samples_csv *csv, const struct samples_csv_launch *launch);

void samples_csv_release(struct samples_csv *csv);

#endif
