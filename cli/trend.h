/*
 * "perfolio trend": of a CSV file, or of the archive.
 */
#ifndef CLI_TREND_H
#define CLI_TREND_H

#include <stdbool.h>

#include "base/unit.h"

struct err;

/* NULL: not given. */
struct trend_options {
	bool is_help, is_json, is_all, is_recompute;
	const char *csv, *column, *commits; /* of a CSV file */
	const char *better_word;
	const char *archive, *filter, *suite, *metric, *since;
	enum better better;
};

/* Print the answer; an enum exit_status, with err where it is not OK. */
int trend_csv(const struct trend_options *options, struct err *err);
int trend_archive(const struct trend_options *options, struct err *err);

#endif
