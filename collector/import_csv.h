/*
 * Samples out of a CSV file: samples.csv, or any table with the columns
 * "case" and "value".
 *
 * Further columns are metric, unit, launch, sample and iterations; others are
 * skipped. Without "launch" all samples of a case are one launch. Values are
 * per iteration.
 */
#ifndef COLLECTOR_IMPORT_CSV_H
#define COLLECTOR_IMPORT_CSV_H

#include <stdint.h>

#include "base/unit.h"
#include "collector/sink.h"

struct err;

/* For the columns the file does not have. */
struct import_csv_defaults {
	const char *metric; /* "time" */
	const char *unit;   /* "ns"; "ms" or "MiB" are converted */
	enum better better; /* no column says it */
};

/*
 * Puts case and samples records for every row, then each case's outcome. A
 * bad row is an error with file:line. "-" is stdin. *rows is how many there
 * were.
 */
int import_csv(const char *path, const struct import_csv_defaults *defaults,
    struct sink *sink, uint64_t *rows, struct err *err);

/* True when the first line of a file names the columns case and value. */
bool import_csv_recognises(const char *first_line);

#endif
